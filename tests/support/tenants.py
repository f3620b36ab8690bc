"""Organizations on the running stack, each with its own owner and its own account with the carrier."""

import base64
import hashlib
import hmac
import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from rich.console import Console

from local.demo.api import Api
from local.demo.play import Account, Outcome, play
from local.stack.places import ROOT, STACK_NAME, aws_environment
from tests.support.stack import Answer, Stack, call

PASSWORD = "Groundswell-2026"
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenant:
    """`outcome` is the demo's, if this organization has played it."""

    stack: Stack
    organization_id: str
    email: str
    account: Account
    outcome: Outcome | None = None

    def api(self) -> Api:
        return Api(self.stack.base_url, self.email, PASSWORD, self.organization_id)

    def webhook(self, kind: str, fields: Mapping[str, str], query: str = "", *, to: str = "", token: str = "",
                signature: str | None = None) -> Answer:  # fmt: skip
        """What the carrier would post, signed with the account's token unless a test wants it otherwise."""
        address = f"{self.stack.base_url}/webhooks/{to or self.organization_id}/twilio/{kind}{query}"
        given = {"AccountSid": self.account.sid, **fields}
        headers = {"content-type": FORM}
        sealed = sign(address, given, token or self.account.token) if signature is None else signature
        if sealed:
            headers["x-twilio-signature"] = sealed
        return call(address, method="POST", body=urlencode(given).encode(), headers=headers)


def sign(url: str, fields: Mapping[str, str], token: str) -> str:
    """As Twilio documents it: HMAC-SHA1 over the URL and the sorted fields."""
    text = url + "".join(name + fields[name] for name in sorted(fields))
    return base64.b64encode(hmac.new(token.encode(), text.encode(), hashlib.sha1).digest()).decode()


def add_tenant(stack: Stack, name: str) -> Tenant:
    """A new organization with an owner who can sign in, and a carrier's account that nobody else uses."""
    email = f"{uuid4().hex[:8]}@example.org"
    command = [sys.executable, "-m", "local.first_owner", "--json", "--stack", STACK_NAME]
    command += ["--email", email, "--organization", name, "--password", PASSWORD]
    environment = {**os.environ, **aws_environment(stack.places)}
    made = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    account = Account(sid=f"AC{uuid4().hex}", token=uuid4().hex)
    credentials = {"account_sid": account.sid, "auth_token": account.token}
    assert stack.simulator("POST", "accounts", credentials).status == 200
    tenant = Tenant(
        stack=stack, organization_id=json.loads(made.stdout)["organization_id"], email=email, account=account
    )
    tenant.api().put("/service-vendors/twilio", {"secrets": credentials})
    return tenant


def play_demo(tenant: Tenant, contacts: int) -> Tenant:
    outcome = play(
        tenant.stack.base_url,
        simulator_url=tenant.stack.simulator_url,
        email=tenant.email,
        password=PASSWORD,
        organization_id=tenant.organization_id,
        contacts=contacts,
        account=tenant.account,
        console=Console(file=io.StringIO()),
    )
    return replace(tenant, outcome=outcome)


def blasts_of(api: Api) -> list[Any]:
    """Every blast of the organization with its figures, and its path."""
    found = []
    for campaign in api.list("/campaigns"):
        path = f"/campaigns/{campaign['campaign_id']}/blasts"
        found += [api.get(f"{path}/{one['blast_id']}") for one in api.get(path)["items"]]
    return found
