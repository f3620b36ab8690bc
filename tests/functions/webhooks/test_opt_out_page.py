"""The public opt-out page: one form without script or cookie, which opts out whoever is entered and tells nothing."""

import base64
import re
from dataclasses import replace
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

import pytest

from functions.webhooks.opt_out_page import handler
from groundswell.entrypoints import rate_limits
from groundswell.messages import OptOutRecorded
from groundswell.settings import settings
from groundswell.tables import opt_outs, organizations, recipients
from tests.support.aws import Aws
from tests.support.build import ORGANIZATION, PHONE, a_member, a_phone, an_organization
from tests.support.http import Answer, ask

PAGE = f"/o/{ORGANIZATION}"
FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.fixture(autouse=True)
def organization(aws: Aws) -> None:
    organizations.add(an_organization(name="Friends <of> the River"), a_member())


def enter(phone: str, **headers: str) -> Answer:
    return post(urlencode({"phone": phone}), **headers)


def post(body: str, **headers: str) -> Answer:
    given = FORM | {name.replace("_", "-"): value for name, value in headers.items()}
    return ask(handler, "POST", PAGE, raw_body=body, headers=given)


def test_the_form_is_accessible_and_escapes_the_name() -> None:
    answer = ask(handler, "GET", PAGE)
    assert answer.status == 200
    assert "Stop texts from Friends &lt;of&gt; the River" in answer.text
    assert '<label for="phone">' in answer.text
    assert '<html lang="en">' in answer.text
    assert "<script" not in answer.text
    assert answer.cookies == []


def test_nothing_but_its_own_style_may_load() -> None:
    answer = ask(handler, "GET", PAGE)
    policy = answer.headers["content-security-policy"]
    (style,) = re.findall("<style>(.*?)</style>", answer.text, re.DOTALL)
    assert f"'sha256-{base64.b64encode(sha256(style.encode()).digest()).decode()}'" in policy
    assert "default-src 'none'" in policy
    assert "form-action 'self'" in policy
    assert "unsafe" not in policy
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("spelling", [PHONE, "(202) 555-0123", "202.555.0123", " 1 202 555 0123 "])
def test_an_entered_phone_is_opted_out_at_once_with_its_proof(aws: Aws, spelling: str) -> None:
    assert enter(spelling).status == 200
    assert recipients.get(ORGANIZATION, PHONE).opted_out
    (proof,) = opt_outs.list_changes(ORGANIZATION, PHONE)
    assert (proof.keyword, proof.source) == ("STOP", "WEB")
    assert [event.phone for event in aws.take(OptOutRecorded)] == [PHONE]


def test_a_form_in_base64_is_read_too() -> None:
    event: dict[str, Any] = {
        "rawPath": PAGE, "headers": FORM, "isBase64Encoded": True, "requestContext": {"http": {"method": "POST"}},
        "body": base64.b64encode(urlencode({"phone": PHONE}).encode()).decode(),
    }  # fmt: skip
    assert handler(event, None)["statusCode"] == 200
    assert recipients.get(ORGANIZATION, PHONE).opted_out


def test_the_answer_does_not_tell_who_is_known(aws: Aws) -> None:
    first, again, stranger = enter(PHONE), enter(PHONE), enter(a_phone(9))
    assert first == again == stranger
    assert PHONE not in first.text
    assert len(opt_outs.list_changes(ORGANIZATION, PHONE)) == 1


@pytest.mark.parametrize(
    "body", ["", "phone=", "phone=abc", "phone=911", "other=1", "phone=" + "2" * 3000, "%ff=%ff", "a&" * 50]
)
def test_what_is_no_phone_is_asked_for_again(aws: Aws, body: str) -> None:
    answer = post(body)
    assert answer.status == 422
    assert 'role="alert"' in answer.text
    assert aws.take(OptOutRecorded) == []


def test_a_form_from_another_site_is_refused(aws: Aws) -> None:
    assert enter(PHONE, sec_fetch_site="cross-site").status == 403
    assert not recipients.get(ORGANIZATION, PHONE).opted_out
    assert enter(PHONE, sec_fetch_site="same-origin").status == 200


@pytest.mark.parametrize("path", ["/o/", "/o/nobody", "/o/a/b", "/o/%3Cscript%3E", "/o/" + "a" * 65])
def test_an_unknown_organization_is_not_found(path: str) -> None:
    assert ask(handler, "GET", path).status == 404
    assert ask(handler, "POST", path, raw_body=urlencode({"phone": PHONE}), headers=FORM).status == 404


def test_it_speaks_spanish() -> None:
    answer = ask(handler, "GET", PAGE, headers={"accept-language": "es-MX,es;q=0.9,en;q=0.8"})
    assert '<html lang="es">' in answer.text
    assert "No más mensajes" in answer.text
    assert (
        ask(handler, "GET", PAGE, headers={"accept-language": "fr, en"}).headers["content-language"] == "en"
    )


def test_nobody_empties_a_list_from_one_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_limits, "settings", lambda: replace(settings(), opt_outs_per_address=2.0))
    assert [enter(a_phone(n)).status for n in range(3)] == [200, 200, 429]
    refused = enter(a_phone(3), accept_language="es")
    assert "responda STOP" in refused.text
    assert 0 < int(refused.headers["retry-after"]) <= 900
    assert not recipients.get(ORGANIZATION, a_phone(3)).opted_out
    assert ask(handler, "GET", PAGE).status == 200
