"""Plain items are what the models would have written and read."""

from datetime import timedelta

import pytest

from groundswell.domain.recipient import Recipient
from groundswell.domain.send import Send, SendState
from groundswell.tables import plain, recipients
from groundswell.tables.ledger import send_items, send_rows
from groundswell.tables.rows import NotRead
from tests.support.aws import Aws
from tests.support.build import NOON, ORGANIZATION, PHONE, SENDER, a_phone, a_recipient, a_send

FULL = a_send(
    state=SendState.UNKNOWN, claim_id="c", claim_expires_at=NOON + timedelta(microseconds=7), not_before=NOON,
    sender=SENDER, vendor_message_id="SM1", segments=3, reason="TIMEOUT", released=True,
    time_zones=("America/New_York", "America/Detroit"), values={"first_name": "Zoë", "note": ""},
)  # fmt: skip
BARE = a_send(values={}, time_zones=(), updated_at=None)


@pytest.mark.parametrize("send", [FULL, BARE, a_send()])
def test_a_sends_item_is_the_models(send: Send) -> None:
    assert send_items.to_item(send) == send_rows.to_row(send).serialize()
    assert send_items.from_item(send_items.to_item(send)) == send


def test_a_recipients_item_reads_as_the_model_does(aws: Aws) -> None:
    full = a_recipient(
        opted_out_at=NOON, opt_out_id="x", sender=SENDER, last_campaign_id="c", last_blast_id="b",
        last_text_at=NOON + timedelta(microseconds=1), day_started_at=NOON, day_count=2,
    )  # fmt: skip
    for whole in (full, a_recipient(phone=a_phone(1))):
        row = recipients._Row(recipients.key(ORGANIZATION, whole.phone))
        for name in (*recipients._FIELDS, "day_count"):
            setattr(row, name, getattr(whole, name))
        assert recipients.from_item(row.serialize()) == whole


def test_more_than_a_hundred_are_read_in_several_requests_and_none_twice(aws: Aws) -> None:
    phones = [a_phone(number) for number in range(230)]
    found = recipients.get_many(ORGANIZATION, [*phones, *phones])
    assert list(found) == phones
    assert found[PHONE] == Recipient(organization_id=ORGANIZATION, phone=PHONE)


def test_keys_that_are_never_read_fail_aloud(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stingy:
        def dispatch(self, operation: str, request: dict) -> dict:  # type: ignore[type-arg]
            return {"Responses": {}, "UnprocessedKeys": request["RequestItems"]}

    monkeypatch.setattr(plain.rows, "connection", Stingy)
    monkeypatch.setattr(plain.rows, "pause", lambda attempt: None)
    with pytest.raises(NotRead):
        plain.batch_get("recipients", [{"recipient_key": {"S": "k"}}], consistent=False)
