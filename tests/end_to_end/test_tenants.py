"""One organization never sees or touches another: through the real API, with real tokens and signatures."""

from typing import Any

import pytest

from tests.support.stack import Answer, call
from tests.support.tenants import PASSWORD, Tenant, blasts_of
from tests.support.waiting import until_quiet

pytestmark = pytest.mark.stack


@pytest.fixture(scope="module")
def paths(tenant: Tenant) -> list[str]:
    """Everything of the organization that has an address and can be read."""
    blast = blasts_of(tenant.api())[-1]
    campaign = f"/campaigns/{blast['campaign_id']}"
    one = f"{campaign}/blasts/{blast['blast_id']}"
    return ["", "/settings", "/members", "/campaigns", campaign, f"{campaign}/contacts", f"{campaign}/loads",
            f"{campaign}/numbers", f"{campaign}/preflight", f"{campaign}/blasts", one, f"{one}/sends",
            f"{one}/replies", "/numbers", "/numbers/counts", "/conversations", "/conversations/+12125550113",
            "/opt-outs/+12125550113", "/jobs", f"/jobs/{blast['job_id']}", "/service-vendors/twilio"]  # fmt: skip


def token_of(tenant: Tenant) -> str:
    who = {"email": tenant.email, "password": PASSWORD}
    return str(call(f"{tenant.stack.base_url}/v1/session", method="POST", body=who).json["access_token"])


def ask(tenant: Tenant, path: str, token: str, organization: str = "", **request: Any) -> Answer:
    home = f"{tenant.stack.base_url}/v1/organizations/{organization or tenant.organization_id}"
    return call(
        home + path, headers={"authorization": f"Bearer {token}", **request.pop("headers", {})}, **request
    )


def test_the_owner_reads_all_of_it(tenant: Tenant, paths: list[str]) -> None:
    """Otherwise the 404s below would prove nothing."""
    token = token_of(tenant)
    assert {path: ask(tenant, path, token).status for path in paths} == dict.fromkeys(paths, 200)


def test_a_stranger_reads_none_of_it(tenant: Tenant, stranger: Tenant, paths: list[str]) -> None:
    token = token_of(stranger)
    assert {path: ask(tenant, path, token).status for path in paths} == dict.fromkeys(paths, 404)


def test_a_strangers_own_address_does_not_lead_to_it_either(
    tenant: Tenant, stranger: Tenant, paths: list[str]
) -> None:
    token, own = token_of(stranger), stranger.organization_id
    foreign = [path for path in paths if path.startswith(("/campaigns/", "/jobs/"))]
    assert {path: ask(tenant, path, token, own).status for path in foreign} == dict.fromkeys(foreign, 404)
    for path in ("/campaigns", "/numbers", "/conversations", "/jobs"):
        assert ask(tenant, path, token, own).json["items"] == []
    assert ask(tenant, "/opt-outs/+12125550113", token, own).json["opted_out"] is False


def test_a_stranger_changes_nothing(tenant: Tenant, stranger: Tenant) -> None:
    before, token = blasts_of(tenant.api()), token_of(stranger)
    campaign = f"/campaigns/{before[-1]['campaign_id']}"
    key = {"idempotency-key": "0123456789abcdef"}
    for organization in (tenant.organization_id, stranger.organization_id):
        for verb in ("send", "pause", "start", "archive"):
            answer = ask(tenant, f"{campaign}/{verb}", token, organization, method="POST", headers=key)
            assert answer.status == 404, verb
        renamed = ask(tenant, campaign, token, organization, method="PATCH", body={"name": "Mine"})
        assert renamed.status == 404
    assert blasts_of(tenant.api()) == before


def test_a_report_signed_by_one_account_cannot_touch_anothers_texts(tenant: Tenant, stranger: Tenant) -> None:
    """The signature is right and so is the address; the reference belongs to somebody else."""
    before = blasts_of(tenant.api())
    waiting = next(blast for blast in before if blast["states"]["HELD"])
    path = f"/campaigns/{waiting['campaign_id']}/blasts/{waiting['blast_id']}/sends"
    for send in list(tenant.api().list(path))[:20]:
        fields = {"MessageSid": "SM" + "0" * 32, "MessageStatus": "undelivered", "ErrorCode": "30008"}
        query = f"?ref={waiting['blast_id']}.{send['send_id']}"
        assert stranger.webhook("status", fields, query).status in (200, 204)
    until_quiet(tenant.stack)
    assert blasts_of(tenant.api()) == before
