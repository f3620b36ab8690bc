"""Something else happens at every moment of delivering a shard: the promises hold in every order."""

from contextlib import suppress

import pytest

from groundswell.domain.blast import RunFlag
from groundswell.domain.campaign import CampaignState
from groundswell.domain.send import SendState
from groundswell.messages import DeliverShard
from groundswell.tables import campaigns
from groundswell.tables.ledger import shards
from groundswell.usecases.apply_vendor_events import apply_vendor_events
from groundswell.usecases.pause_campaign import pause_campaign
from groundswell.usecases.resume_campaign import resume_campaign
from tests.promises.gate_log import GateLog
from tests.promises.moments import met_at_every_moment
from tests.promises.road import Road
from tests.promises.small_blast import PEOPLE, PHONES, a_planned_blast, blast_now, stop
from tests.support.build import CAMPAIGN, ORGANIZATION
from tests.support.ledger import assert_counters_equal_a_recount, lease

ONE = PHONES[0]


def test_an_opt_out_at_any_moment_of_delivering(road: Road) -> None:
    a_planned_blast(road)
    log = GateLog().watch(road.edge)

    def opt_out() -> SendState:
        stop(ONE)
        return road.states()[ONE]

    def check(then: SendState) -> None:
        log.assert_no_claim_after_an_opt_out()
        log.events.clear()
        road.recover()
        was_ready = then is SendState.READY
        assert road.states()[ONE] is (SendState.SKIPPED if was_ready else SendState.SENT)
        assert (ONE in road.accepted()) == (not was_ready)
        road.assert_the_promises(blast_now(), PEOPLE)

    assert met_at_every_moment(road, road.work, opt_out, check, stride=2) > 40


def test_a_pause_at_any_moment_of_delivering(road: Road) -> None:
    a_planned_blast(road)

    def stopped() -> set[str]:
        with suppress(Exception):
            pause_campaign(ORGANIZATION, CAMPAIGN)
        return {phone for phone, state in road.states().items() if state is not SendState.READY}

    def check(under_way: set[str]) -> None:
        if campaigns.get(ORGANIZATION, CAMPAIGN).state is CampaignState.PAUSED:
            assert road.accepted().keys() <= under_way
            assert {shard.flag for shard in shards.list_all(blast_now().blast_id)} == {RunFlag.PAUSED}
            resume_campaign(ORGANIZATION, CAMPAIGN)
        road.recover()
        road.assert_the_promises(blast_now(), PEOPLE)

    assert met_at_every_moment(road, road.work, stopped, check, stride=3) > 40


@pytest.mark.parametrize("state", ["DELIVERED", "FAILED", "SENT"])
def test_a_report_at_any_moment_of_delivering(road: Road, state: str) -> None:
    blast = a_planned_blast(road)

    def reported() -> bool:
        assert (
            apply_vendor_events([road.report(blast, ONE, state, "30008" if state == "FAILED" else None)])
            == []
        )
        return road.states()[ONE] is SendState(state)

    def check(was_applied: bool) -> None:
        assert road.states()[ONE] is (SendState(state) if was_applied else SendState.SENT)
        assert shards.counters(blast.blast_id).segments == PEOPLE
        assert_counters_equal_a_recount(blast)
        assert (road.carrier.duplicates, len(road.carrier.accepted)) == (0, PEOPLE)

    assert met_at_every_moment(road, road.work, reported, check, stride=2) > 40


def test_a_message_of_a_shard_that_somebody_else_works_on_is_dropped_and_nothing_is_lost(road: Road) -> None:
    blast = a_planned_blast(road)
    messages = [message for message in road.pending if isinstance(message, DeliverShard)]
    for message in messages:
        lease(blast, message.shard)
    road.work()
    assert (road.pending, road.carrier.accepted) == ([], [])
    road.recover()
    road.assert_the_promises(blast, PEOPLE)
