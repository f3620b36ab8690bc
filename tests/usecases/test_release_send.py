"""A person may try an UNKNOWN send once more; nothing else may, and what protects the recipient still does."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from groundswell.domain.blast import Blast, BlastState
from groundswell.domain.campaign import CampaignState
from groundswell.domain.errors import Conflict, NotFound, Stale
from groundswell.domain.send import Send, SendState
from groundswell.messages import DeliverShard, ReconcileSends
from groundswell.tables import audit, blasts, campaigns, opt_outs
from groundswell.tables.ledger import releasing, send_rows
from groundswell.usecases.archive_campaign import archive_campaign
from groundswell.usecases.pause_campaign import pause_campaign
from groundswell.usecases.reconcile_sends import reconcile_sends
from groundswell.usecases.release_send import release_send
from groundswell.usecases.resume_campaign import resume_campaign
from groundswell.usecases.sweep import sweep
from tests.support.aws import Aws
from tests.support.blast_road import an_active_campaign, deliver, whole_blast
from tests.support.build import CAMPAIGN, NOON, ORGANIZATION, USER, a_phone
from tests.support.carrier import Carrier
from tests.support.ledger import assert_counters_equal_a_recount

At = Callable[[datetime], None]


def a_lost_send(aws: Aws, carrier: Carrier, *, searched: bool = True) -> tuple[Blast, Send]:
    """A closed blast of three with one send that the carrier never got, searched for to the end."""
    an_active_campaign(people=3)
    carrier.script = lambda text: RuntimeError("reset") if text.to == a_phone(1) else None
    blast = whole_blast(aws)
    carrier.script = lambda text: None
    while searched and (messages := aws.take(ReconcileSends)):
        for message in messages:
            reconcile_sends(message)
    return blast, standing(blast)


def standing(blast: Blast) -> Send:
    found, _ = send_rows.list_sends(blast.blast_id, limit=100)
    return next(send for send in found if send.phone == a_phone(1))


def release(blast: Blast, send: Send, organization_id: str = ORGANIZATION) -> Send:
    return release_send(
        organization_id, blast.campaign_id, blast.blast_id, send.send_id, reason="They called.", user_id=USER
    )


def states(blast: Blast) -> tuple[BlastState, CampaignState]:
    campaign = campaigns.get(ORGANIZATION, CAMPAIGN)
    return blasts.get(ORGANIZATION, CAMPAIGN, blast.blast_id).state, campaign.state


def test_it_leaves_once_more_and_its_blast_is_closed_again(aws: Aws, carrier: Carrier, at: At) -> None:
    blast, send = a_lost_send(aws, carrier)
    assert states(blast) == (BlastState.CLOSED, CampaignState.COMPLETED)
    assert release(blast, send).state is SendState.READY
    assert states(blast) == (BlastState.SENDING, CampaignState.COMPLETED)
    deliver(aws)
    assert standing(blast).state is SendState.SENT
    assert [text.to for text in carrier.accepted].count(a_phone(1)) == 1
    assert states(blast) == (BlastState.CLOSED, CampaignState.COMPLETED)
    assert_counters_equal_a_recount(blast)


def test_who_did_it_and_why_is_kept(aws: Aws, carrier: Carrier, at: At) -> None:
    blast, send = a_lost_send(aws, carrier)
    release(blast, send)
    ((entry,), _) = audit.list_page(ORGANIZATION, limit=10)
    assert (entry.action, entry.user_id, entry.subject) == ("SEND_RELEASED", USER, send.send_id)
    assert (entry.reason, entry.at) == ("They called.", NOON)
    assert entry.details["was"] == "RuntimeError NOT_FOUND"


def test_it_may_be_released_only_once(aws: Aws, carrier: Carrier, at: At) -> None:
    blast, send = a_lost_send(aws, carrier)
    release(blast, send)
    with pytest.raises(Conflict, match="READY"):
        release(blast, send)
    carrier.script = lambda text: RuntimeError("reset again")
    deliver(aws)
    assert standing(blast).state is SendState.UNKNOWN
    at(NOON + timedelta(hours=2))
    with pytest.raises(Conflict, match="once already"):
        release(blast, send)
    assert len(audit.list_page(ORGANIZATION, limit=10)[0]) == 1


def test_not_while_the_carrier_is_still_being_searched(aws: Aws, carrier: Carrier, at: At) -> None:
    blast, send = a_lost_send(aws, carrier, searched=False)
    with pytest.raises(Conflict, match="still being searched"):
        release(blast, send)
    at(NOON + timedelta(hours=1))  # the search must have failed: its message lies among the dead letters
    assert release(blast, send).released


def test_not_when_its_fate_is_known_or_its_time_is_over(aws: Aws, carrier: Carrier, at: At) -> None:
    blast, send = a_lost_send(aws, carrier)
    with pytest.raises(NotFound):
        release(blast, replace(send, send_id="5e0d0000-7e57-4c0d-8f00-2d9b1c6a7e06"))
    with pytest.raises(NotFound):
        release(blast, replace(send, send_id="#COUNTER"))
    with pytest.raises(NotFound):
        release(blast, send, organization_id="somebody-else")
    at(NOON + timedelta(hours=73))
    with pytest.raises(Conflict, match="over"):
        release(blast, send)


def test_not_in_a_paused_or_archived_campaign(aws: Aws, carrier: Carrier, at: At) -> None:
    blast, send = a_lost_send(aws, carrier)
    campaign = campaigns.get(ORGANIZATION, CAMPAIGN)
    for state in (CampaignState.PAUSED, CampaignState.ARCHIVED):
        row = replace(campaign, state=state, version=campaign.version + 1)
        campaign = campaigns.move(campaign, row)
        with pytest.raises(Conflict):
            release(blast, send)


def test_who_opted_out_meanwhile_gets_nothing(aws: Aws, carrier: Carrier, at: At) -> None:
    blast, send = a_lost_send(aws, carrier)
    opt_outs.add_from_carrier(ORGANIZATION, send.phone, "STOP", at=NOON)
    release(blast, send)
    deliver(aws)
    assert (standing(blast).state, standing(blast).reason) == (SendState.SKIPPED, "OPTED_OUT")
    assert len(carrier.accepted) == 2
    assert states(blast)[0] is BlastState.CLOSED


def test_a_lost_message_is_made_good_by_the_sweep(aws: Aws, carrier: Carrier, at: At) -> None:
    blast, send = a_lost_send(aws, carrier)
    release(blast, send)
    aws.take(DeliverShard)
    sweep()
    deliver(aws)
    assert standing(blast).state is SendState.SENT
    assert states(blast) == (BlastState.CLOSED, CampaignState.COMPLETED)


def test_released_sends_can_be_stopped_and_go_on(aws: Aws, carrier: Carrier, at: At) -> None:
    blast, send = a_lost_send(aws, carrier)
    with pytest.raises(Conflict):
        pause_campaign(ORGANIZATION, CAMPAIGN)
    release(blast, send)
    pause_campaign(ORGANIZATION, CAMPAIGN)
    deliver(aws)
    sweep()
    deliver(aws)
    assert standing(blast).state is SendState.READY
    resume_campaign(ORGANIZATION, CAMPAIGN)
    deliver(aws)
    assert standing(blast).state is SendState.SENT
    assert states(blast) == (BlastState.CLOSED, CampaignState.COMPLETED)


def test_nobody_archives_a_campaign_that_is_still_sending(aws: Aws, carrier: Carrier, at: At) -> None:
    blast, send = a_lost_send(aws, carrier)
    release(blast, send)
    with pytest.raises(Conflict, match="still being sent"):
        archive_campaign(ORGANIZATION, CAMPAIGN, USER)


def test_of_two_people_one_releases(
    aws: Aws, carrier: Carrier, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    blast, send = a_lost_send(aws, carrier)
    really = releasing.release

    def after_somebody_else(*arguments: object) -> None:
        monkeypatch.setattr(releasing, "release", really)
        release(blast, send)
        really(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(releasing, "release", after_somebody_else)
    with pytest.raises(Stale):
        release(blast, send)
    deliver(aws)
    assert [text.to for text in carrier.accepted].count(a_phone(1)) == 1
    assert_counters_equal_a_recount(blast)
