"""Everything that the product does is logged, and not one of the people it was done to can be found in it."""

import importlib
import json
import logging
import re
import sys
import traceback
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from groundswell import clock, secrets
from groundswell.domain.campaign import CampaignState
from groundswell.domain.number import NumberState
from groundswell.envelopes import encode
from groundswell.extensions.service_vendors.texts import Declined, Unclear
from groundswell.messages import MESSAGES, Message
from groundswell.observability import logger
from groundswell.tables import campaigns, conversations, organizations
from groundswell.tables.ledger import writing
from groundswell.tables.numbers import number_rows
from groundswell.usecases import open_vendor, read_conversations
from groundswell.usecases.change_settings import change_settings
from tests.support.aws import Aws
from tests.support.build import NOON, ORGANIZATION, SENDER, USER, a_member, an_organization, an_owned_number
from tests.support.carrier import Carrier, connect
from tests.support.http import Answer, an_event, ask

PHONES = [f"+1202555{number}" for number in (8713, 8724, 8735, 8746, 8757, 8768, 8779)]
ADA, LOST, REFUSED, STOPPED, WRITER, STRANGER, TYPED = PHONES
WORDS = ["Quetzalina", "Vanterpool", "zebrafinch", "marzipan", "gobsmacked", "kumquat", "whirligig"]
FIRST, LAST, TEXT, REPLY, BAD, REASON, NAME = WORDS
HOME = f"/v1/organizations/{ORGANIZATION}"
FUNCTIONS = Path(__file__).parents[2] / "functions"
CSV = (
    f"Phone,First name,Last name,{BAD}\n"
    + "".join(f"{phone},{FIRST},{LAST},{BAD} {n}\n" for n, phone in enumerate(PHONES[:4]))
    + f"{BAD} {STRANGER[:-3]},{FIRST},{LAST},x\n,{FIRST},,\n"
)


def spellings(phone: str) -> list[str]:
    ten = phone[2:]
    return [
        phone, phone[1:], ten, quote(phone), f"({ten[:3]}) {ten[3:6]}-{ten[6:]}", f"{ten[:3]}-{ten[3:6]}-{ten[6:]}",
        f"{ten[3:6]}-{ten[6:]}", ten[3:],
    ]  # fmt: skip


SECRET = [*WORDS, *(one for phone in PHONES for one in spellings(phone))]


def leaks(lines: list[str]) -> list[tuple[str, str]]:
    """(what, line) of everything in them that is somebody's."""
    wanted = [(word, re.compile(rf"(?<![0-9]){re.escape(word)}(?![0-9])", re.IGNORECASE)) for word in SECRET]
    return [(word, line) for line in lines for word, pattern in wanted if pattern.search(line)]


class Everything(logging.Handler):
    """All records of all loggers, with their extras, and errors as a formatter would show them."""

    def __init__(self) -> None:
        super().__init__(logging.NOTSET)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        error = "".join(traceback.format_exception(*record.exc_info)) if record.exc_info else ""
        self.lines.append(f"{record.name} {record.getMessage()} {record.__dict__!r} {error}")


@pytest.fixture
def logged() -> Iterator[Everything]:
    root, everything = logging.getLogger(), Everything()
    level = root.level
    root.addHandler(everything)
    root.setLevel(logging.INFO)
    logger.addHandler(everything)  # Powertools keeps its own records from the root's handlers
    yield everything
    logger._logger.removeHandler(everything)
    root.removeHandler(everything)
    root.setLevel(level)


class Town:
    """The whole product: handlers as Lambda runs them; what one raises is logged as Lambda's runtime would do it."""

    def __init__(self, aws: Aws, logged: Everything) -> None:
        self.aws, self.logged = aws, logged
        sys.path.insert(0, str(FUNCTIONS / "admin"))
        self.admin = importlib.import_module("serve_admin_api").handler
        self.ask = partial(ask, self.admin, user=USER)
        self.now = NOON

    def post(self, path: str, body: Any = None, **headers: str) -> Answer:
        answer: Answer = self.ask("POST", HOME + path, body=body, headers={"Idempotency-Key": "k", **headers})
        return answer

    def call(self, module: str, event: dict[str, Any]) -> Any:
        handler = importlib.import_module(f"functions.{module}").handler
        try:
            return handler(event, SimpleNamespace(function_name=module))
        except Exception:
            self.logged.lines.append(traceback.format_exc())

    def deliver(self, module: str, *bodies: str) -> Any:
        records = [
            {"messageId": str(n), "body": body, "eventSource": "aws:sqs"} for n, body in enumerate(bodies)
        ]
        return self.call(module, {"Records": records})

    def work_off(self) -> None:
        for _ in range(12):
            self.now += timedelta(minutes=1)
            found = {id(m): m for kind in MESSAGES.values() for m in self.aws.take_all(kind)}
            for message in found.values():
                self.deliver(CONSUMERS[message.queue], encode(message))
            if not found:
                return

    def webhook(self, body: object, *, secret: str = "s3cret", organization: str = ORGANIZATION) -> Any:
        path = f"/webhooks/{organization}/fakeservice/events"
        headers = {"x-fakeservice-secret": secret}
        raw = body if isinstance(body, str) else json.dumps(body)
        return self.call(
            "webhooks.receive_vendor_event", an_event("POST", path, raw_body=raw, headers=headers)
        )

    def text_in(self, phone: str, words: str, sid: str) -> None:
        self.webhook({"kind": "text", "id": sid, "from": phone, "to": SENDER, "text": words})


CONSUMERS = {
    "blast_queue_url": "send.run_blast",
    "send_queue_url": "send.deliver_shard",
    "reconcile_queue_url": "send.reconcile_sends",
    "vendor_events_queue_url": "webhooks.apply_vendor_events",
    "loads_queue_url": "jobs.load_contacts",
    "numbers_queue_url": "jobs.transfer_numbers",
    "purchases_queue_url": "jobs.buy_numbers",
    "people_queue_url": "jobs.look_after_people",
    "exports_queue_url": "jobs.write_export",
}


@pytest.fixture
def town(aws: Aws, logged: Everything, monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    town = Town(aws, logged)
    monkeypatch.setattr(clock, "now", lambda: town.now)
    secrets.forget()
    organizations.add(an_organization(), a_member())
    for number in range(3):
        owned = an_owned_number(phone=f"{SENDER[:-1]}{number}", state=NumberState.AVAILABLE)
        number_rows.to_row(owned).save()
    yield town
    open_vendor.forget_vendor(ORGANIZATION)


@pytest.fixture
def carrier(town: Town) -> Carrier:
    """Trouble of every kind, with the text and the phone in its words."""
    carrier = connect(ORGANIZATION)
    object.__setattr__(carrier, "account", SimpleNamespace(**_account(carrier)))

    def trouble(text: Any) -> Any:
        told = f"cannot send {text.body} to {text.to}"
        if text.to == LOST:
            return RuntimeError(told)
        if text.to == REFUSED:
            return Declined(code="30006")
        return Unclear(reason="TIMEOUT") if text.to == STOPPED else None

    carrier.script = trouble
    return carrier


def _account(carrier: Carrier) -> dict[str, Any]:
    account = carrier.account
    return {
        "organization_id": account.organization_id, "secrets": {"webhook_secret": "s3cret"},
        "settings": account.settings, "public_base_url": account.public_base_url, "api_base_url": "",
    }  # fmt: skip


def a_campaign(town: Town) -> str:
    body = {"name": f"For {NAME}", "text": "Hi {first_name} {last_name}, " + TEXT}
    campaign_id: str = town.post("/campaigns", body).json["campaign_id"]
    load: str = town.post(f"/campaigns/{campaign_id}/loads", {}).json["load_id"]
    town.aws.put_file(f"uploads/{ORGANIZATION}/{load}.csv", CSV.encode())
    assert town.post(f"/campaigns/{campaign_id}/loads/{load}/start", {}).status == 202
    town.work_off()
    town.post(f"/campaigns/{campaign_id}/loads/{load}/preview", {"mapping": {BAD: "phone", "Phone": "phone"}})
    assert town.ask("GET", f"{HOME}/campaigns/{campaign_id}/contacts").json["items"]
    return campaign_id


def sending(town: Town, carrier: Carrier, patch: pytest.MonkeyPatch) -> str:
    campaign_id = a_campaign(town)
    numbers = {"area_codes": [{"area_code": "312", "count": 1}]}
    town.ask("PUT", f"{HOME}/campaigns/{campaign_id}/numbers", body=numbers)
    town.post(f"/campaigns/{campaign_id}/start")
    town.work_off()
    campaign = campaigns.get(ORGANIZATION, campaign_id)
    if campaign.state is not CampaignState.ACTIVE:
        campaigns.move(campaign, campaign.change(at=NOON, state=CampaignState.ACTIVE, sender=SENDER))
    assert town.post(f"/campaigns/{campaign_id}/send").status in (200, 201, 202)
    with patch.context() as inner:
        inner.setattr(writing, "plan", _raising(f"{ADA} {FIRST}"))
        for kind in (MESSAGES["RunBlast"],):
            for message in town.aws.waiting(kind):
                town.deliver("send.run_blast", encode(message))
    town.work_off()
    assert carrier.accepted
    return campaign_id


def _raising(words: str) -> Callable[..., Any]:
    def fail(*_: object, **__: object) -> Any:
        raise ValueError(f"no room for {words}")

    return fail


@pytest.mark.parametrize("told", [*spellings(ADA), FIRST.lower(), f"https://example.org/{quote(ADA)}/texts"])
def test_every_spelling_of_somebody_would_be_noticed(told: str) -> None:
    assert leaks([f"sent to {told}, who was glad"])


def test_a_whole_life_leaves_nobody_in_the_logs(
    town: Town,
    carrier: Carrier,
    logged: Everything,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    campaign_id = sending(town, carrier, monkeypatch)
    replies_and_reports(town, monkeypatch)
    callers_mistakes(town, campaign_id)
    errors_of_ours(town, monkeypatch)
    broken_messages(town)
    texts_at_once(town)
    a_person(town)
    for module in ("jobs.sweep", "jobs.compare_with_carrier", "jobs.start_retention"):
        town.call(module, {})
    town.work_off()

    out = capsys.readouterr()
    printed = [*logged.lines, out.out, out.err]
    assert len(logged.lines) > 60
    statuses = {match for line in logged.lines for match in re.findall(r"'status': (\d+)", line)}
    assert {"200", "201", "202", "400", "401", "404", "422", "500"} <= statuses
    assert any("offer failed" in line for line in logged.lines)
    assert any("unexpected error" in line for line in logged.lines)
    assert any("message failed" in line for line in logged.lines)
    assert leaks(printed) == []


def replies_and_reports(town: Town, patch: pytest.MonkeyPatch) -> None:
    town.text_in(ADA, f"I am {FIRST} {LAST}, {REPLY}", "in-1")
    town.text_in(WRITER, f"STOP {REPLY}", "in-2")
    town.text_in(WRITER, "stop", "in-3")
    town.text_in(STRANGER, f"take me off your {REPLY} list", "in-4")
    with patch.context() as inner:
        inner.setattr(conversations, "assign", _raising(f"{ADA} {REPLY}"))
        town.work_off()
    town.work_off()
    town.text_in(WRITER, "START", "in-5")
    town.webhook({"kind": "text", "from": ADA, "text": REPLY})
    town.webhook(f"{{{ADA} {REPLY}")
    town.webhook({"kind": "text", "from": ADA, "text": REPLY}, secret=f"{ADA}{REPLY}")
    town.webhook({"kind": "text", "from": ADA, "text": REPLY}, organization=ADA)
    town.webhook({"kind": "text", "from": ADA, "text": REPLY}, organization=quote(ADA))
    form = an_event("POST", f"/o/{ORGANIZATION}", raw_body=urlencode({"phone": TYPED}))
    form["headers"]["content-type"] = "application/x-www-form-urlencoded"
    town.call("webhooks.opt_out_page", form)
    town.call("webhooks.opt_out_page", an_event("GET", f"/o/{quote(ADA)}"))


def callers_mistakes(town: Town, campaign_id: str) -> None:
    for path in (
        f"/conversations/{quote(ADA)}", f"/conversations/{quote(TYPED)}", f"/opt-outs/{quote(ADA)}", f"/{quote(ADA)}",
        f"/contacts/{quote(ADA)}", f"/campaigns/{NAME}", f"/opt-outs/{NAME}", f"/numbers/{quote(ADA)}",
    ):  # fmt: skip
        town.ask("GET", HOME + path)
    town.ask("GET", f"{HOME}/opt-outs", query={"phone": f"{ADA}{REPLY}"})
    town.ask("GET", f"{HOME}/conversations", query={"cursor": ADA, "limit": FIRST, "view": REPLY})
    town.ask("GET", f"/v1/organizations/{quote(ADA)}/campaigns")
    town.ask("PATCH", f"{HOME}/campaigns/{campaign_id}", body={"text": [TEXT, ADA], NAME: FIRST})
    town.ask("POST", f"{HOME}/opt-outs", raw_body=f'{{"phone": "{ADA}", ')
    town.post("/opt-outs", {"phone": ADA, "reason": REASON, NAME: LAST})
    town.post("/opt-outs", {"phone": TYPED, "reason": REASON})
    town.post("/opt-outs/imports", {"phones": [TYPED, f"{BAD}{LOST}"], "reason": REASON})
    town.post("/opt-outs/imports", {"csv": f"phone\n{TYPED}\n{BAD}", "reason": REASON})
    town.ask("DELETE", f"{HOME}/opt-outs/{quote(TYPED)}", query={"reason": f"{REASON} said so"})
    town.post("/members", {"email": f"{NAME}@example.org", "name": FIRST, "role": NAME})
    town.ask("POST", "/v1/session", body={"email": f"{NAME}@example.org", "password": f"{REASON}-{ADA}"})


def errors_of_ours(town: Town, patch: pytest.MonkeyPatch) -> None:
    with patch.context() as inner:
        inner.setattr(conversations, "list_latest", _raising(f"{ADA} {REPLY}"))
        answer = town.ask("GET", f"{HOME}/conversations/{quote(ADA)}")
        assert answer.status == 500
        assert not [word for word in SECRET if word in answer.text]
    with patch.context() as inner:
        inner.setattr(read_conversations.recipients, "get", _raising(ADA))
        town.ask("GET", f"{HOME}/opt-outs/{quote(ADA)}")
    with patch.context() as inner:
        inner.setattr(conversations, "add_inbound", _raising(f"{ADA} {REPLY}"))
        town.text_in(ADA, REPLY, "in-9")


def broken_messages(town: Town) -> None:
    whole = {"type": "TextReceived", "version": 1, "body": {"from_phone": ADA, "text": REPLY}}
    for module in set(CONSUMERS.values()):
        town.deliver(module, f"{ADA} {REPLY}", json.dumps(whole), json.dumps({**whole, "type": ADA}))
    stray: Message = MESSAGES["OptOutRecorded"](organization_id="nobody", phone=ADA, source=REASON, at=REPLY)  # type: ignore[call-arg]
    town.deliver("webhooks.apply_vendor_events", encode(stray))


def texts_at_once(town: Town) -> None:
    town.post(
        "/messages", {"to": [{"phone": ADA, "first_name": FIRST}, BAD], "text": f"{TEXT} {{first_name}}"}
    )
    town.post("/messages", {"to": [LOST, REFUSED], "text": TEXT, "strict": True}, **{"Idempotency-Key": "l"})
    town.post(f"/conversations/{quote(ADA)}/messages", {"text": f"{TEXT} {LAST}"})
    town.work_off()


def a_person(town: Town) -> None:
    change_settings(ORGANIZATION, {"retention_days": 30})
    town.post(f"/contacts/{quote(ADA)}/export")
    town.post("/exports", {"kind": "opt-outs"})
    assert town.post(f"/contacts/{quote(ADA)}/erasure", {"reason": f"{REASON} wrote"}).status == 202
    town.work_off()
