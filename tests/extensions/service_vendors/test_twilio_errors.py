"""Twilio's codes in plain words: each has a meaning, something to do, and somebody whose fault it is."""

import pytest

from groundswell.extensions.service_vendors import vendors
from groundswell.extensions.service_vendors.base import Account
from groundswell.extensions.service_vendors.errors import ErrorAdvice, ErrorKind
from groundswell.extensions.service_vendors.twilio import errors

DOCUMENTED = [
    "20003",
    "20404",
    "20429",
    "20500",
    "20503",
    "21211",
    "21212",
    "21265",
    "21266",
    "21408",
    "21602",
    "21603",
    "21604",
    "21606",
    "21608",
    "21609",
    "21610",
    "21611",
    "21612",
    "21614",
    "21617",
    "21619",
    "21620",
    "21621",
    "21622",
    "21623",
    "21635",
    "21658",
    "21659",
    "21660",
    "21661",
    "21701",
    "21702",
    "21703",
    "21704",
    "21705",
    "30610",
    "30640",
    "63038",
    "30001",
    "30002",
    "30003",
    "30004",
    "30005",
    "30006",
    "30007",
    "30008",
    "30011",
    "30017",
    "30019",
    "30022",
    "30023",
    "30024",
    "30027",
    "30032",
    "30033",
    "30034",
    "30035",
    "30036",
    "30100",
    "30133",
    "30410",
    "30450",
    "30500",
    "21710",
    "21711",
    "21712",
    "21714",
    "21715",
    "21421",
    "21422",
    "21451",
    "21452",
    "21457",
    "21615",
    "21631",
    "21649",
    "22300",
]


def explain(code: str) -> ErrorAdvice:
    account = Account(organization_id="org-1", secrets={}, settings={}, public_base_url="")
    return vendors.get("twilio")(account).explain(code)


@pytest.mark.parametrize("code", DOCUMENTED)
def test_every_documented_code_is_explained(code: str) -> None:
    assert explain(code).kind is not ErrorKind.UNKNOWN


@pytest.mark.parametrize("code", sorted(errors.TABLE))
def test_meaning_and_advice_are_sentences(code: str) -> None:
    advice = explain(code)
    assert advice.code == code
    for sentence in (advice.meaning, advice.advice):
        assert sentence[0].isupper()
        assert sentence.endswith(".")


@pytest.mark.parametrize("code", ["99999", "", "None", "30134"])
def test_a_code_that_nobody_knows_is_neither_an_opt_out_nor_a_reason_to_retry(code: str) -> None:
    advice = explain(code)
    assert advice.kind is ErrorKind.UNKNOWN
    assert advice.advice
    assert code not in errors.BLOCKING | errors.SENDER_BLOCKING | set(errors.LATER)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("21610", ErrorKind.OPTED_OUT),
        ("30006", ErrorKind.LANDLINE),
        ("21611", ErrorKind.THROTTLE),  # not "the service has no numbers", which is 21704
        ("21614", ErrorKind.RECIPIENT),  # not "trial account", which is 21608
        ("21617", ErrorKind.CONTENT),  # not "no such service", which is 21701
        ("30004", ErrorKind.RECIPIENT),  # not "filtered", which is 30007
        ("30034", ErrorKind.SENDER),
    ],
)
def test_codes_that_are_often_mixed_up_are_told_apart(code: str, kind: ErrorKind) -> None:
    assert explain(code).kind is kind


def test_only_one_code_is_an_opt_out_and_no_code_is_in_two_classes() -> None:
    assert [code for code, row in errors.TABLE.items() if row[2] is ErrorKind.OPTED_OUT] == [errors.OPTED_OUT]
    assert not errors.BLOCKING & errors.SENDER_BLOCKING
    assert not (errors.BLOCKING | errors.SENDER_BLOCKING) & set(errors.LATER)
