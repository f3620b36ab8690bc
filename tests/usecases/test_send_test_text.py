"""A campaign's text is tried out on a colleague's phone, by the road that every text takes."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from groundswell.domain.campaign import CampaignState
from groundswell.domain.errors import Conflict, Invalid, NotFound, TooMany
from groundswell.tables import campaigns, organizations
from groundswell.tables.numbers import number_rows
from groundswell.usecases.send_test_text import TrialSent, send_test_text
from tests.promises.small_blast import stop
from tests.support.aws import Aws
from tests.support.blast_road import an_active_campaign, deliver
from tests.support.build import CAMPAIGN, NOON, ORGANIZATION, PHONE, USER, a_campaign, an_owned_number
from tests.support.carrier import Carrier

At = Callable[[datetime], None]
COLLEAGUE = "+12025559999"


@pytest.fixture(autouse=True)
def _number(carrier: Carrier) -> None:
    number_rows.to_row(an_owned_number(phone="+13125550190")).save()


def send(key: str = "t1", *, to: str = COLLEAGUE, campaign_id: str = CAMPAIGN, user: str = USER) -> TrialSent:
    return send_test_text(organizations.get(ORGANIZATION), user, campaign_id, to, key)


def test_it_reads_as_for_one_of_the_contacts_and_leaves_the_campaign_alone(
    aws: Aws, carrier: Carrier, at: At
) -> None:
    before = an_active_campaign(people=1)
    trial = send(to="(202) 555-9999")
    assert (trial.body, trial.phone, trial.segments.count) == ("Hi P0!", COLLEAGUE, 1)
    assert [one.field for one in trial.warnings] == ["text"]
    send(to="(202) 555-9999")
    deliver(aws)
    assert [(text.to, text.body, text.sender) for text in carrier.accepted] == [
        (COLLEAGUE, "Hi P0!", "+13125550190")
    ]
    assert campaigns.get(ORGANIZATION, CAMPAIGN) == before


def test_a_draft_without_contacts_is_tried_with_an_invented_one(aws: Aws, carrier: Carrier, at: At) -> None:
    campaigns.add(a_campaign())
    assert send().body == "Hi Ada, will you help on Saturday?"


def test_five_a_day_and_member_and_a_repetition_does_not_count(aws: Aws, carrier: Carrier, at: At) -> None:
    campaigns.add(a_campaign())
    for number in range(5):
        send(f"t{number}")
        send(f"t{number}")
    with pytest.raises(TooMany):
        send("t5")
    send("t5", user="05e70000-4b1d-4e2a-9c3f-6a8d0b2e5f11")
    at(NOON + timedelta(days=1))
    send("t6")


def test_a_colleague_who_opted_out_gets_none(aws: Aws, carrier: Carrier, at: At) -> None:
    campaigns.add(a_campaign())
    stop(COLLEAGUE)
    send()
    deliver(aws)
    assert carrier.accepted == []


def test_what_cannot_be_sent_is_refused_and_not_counted(aws: Aws, carrier: Carrier, at: At) -> None:
    campaigns.add(a_campaign(text=""))
    with pytest.raises(Invalid):
        send()
    with pytest.raises(Invalid):
        send(to="nonsense")
    with pytest.raises(NotFound):
        send(campaign_id="c1a0f6a2-53f4-4f6a-8d0e-5b7a2c9e4d99")
    assert not aws.rows("rate_limits")


def test_a_message_is_not_tried_out(aws: Aws, carrier: Carrier, at: At) -> None:
    campaigns.add(a_campaign(state=CampaignState.ACTIVE))
    message_id = send(to=PHONE).blast.campaign_id
    with pytest.raises(Conflict):
        send("t2", campaign_id=message_id)
