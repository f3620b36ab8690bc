"""Pausing, resuming, sweeping, editing and closing meet at each of their moments: the campaign has the last word."""

from contextlib import suppress
from functools import partial
from itertools import permutations
from typing import Any

import pytest

from groundswell.domain.blast import BlastState, RunFlag
from groundswell.domain.campaign import CampaignState
from groundswell.domain.errors import Stale
from groundswell.tables import blasts, campaigns
from groundswell.tables.ledger import shards
from groundswell.usecases.close_blast import close_blast
from groundswell.usecases.edit_campaign import edit_campaign
from groundswell.usecases.pause_campaign import pause_campaign
from groundswell.usecases.resume_campaign import resume_campaign
from groundswell.usecases.sweep import NotSwept, sweep
from tests.promises.moments import met_at_every_moment
from tests.promises.road import Road
from tests.promises.small_blast import PEOPLE, a_campaign_ready_to_send, a_planned_blast, blast_now
from tests.support.blast_road import send_now
from tests.support.build import CAMPAIGN, ORGANIZATION

pause = partial(pause_campaign, ORGANIZATION, CAMPAIGN)
resume = partial(resume_campaign, ORGANIZATION, CAMPAIGN)
OTHERS = {"sweep": sweep, "pause": pause, "resume": resume}


def flags() -> set[RunFlag]:
    return {shard.flag for shard in shards.list_all(blast_now().blast_id)}


@pytest.mark.parametrize("is_paused", [True, False])
@pytest.mark.parametrize(("first", "second"), list(permutations(OTHERS, 2)))
def test_whoever_comes_first_the_shards_do_as_the_campaign_says(
    road: Road, first: str, second: str, is_paused: bool
) -> None:
    a_planned_blast(road)
    if is_paused:
        pause()
    road.edge.wire.set()

    def check(_: Any) -> None:
        state = campaigns.get(ORGANIZATION, CAMPAIGN).state
        if state is CampaignState.PAUSED:
            assert flags() == {RunFlag.PAUSED}
        else:
            sweep()  # one that was resumed may have been told Stale on its way
            assert flags() == {RunFlag.ACTIVE}

    def act(name: str) -> None:
        with suppress(Stale, NotSwept):
            OTHERS[name]()

    met_at_every_moment(road, partial(act, first), partial(act, second), check, stride=2)


def test_two_blasts_that_close_at_the_same_time_complete_their_campaign(road: Road) -> None:
    a_campaign_ready_to_send(road)
    ids = [send_now().blast_id, send_now("another").blast_id]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("groundswell.usecases.deliver_shard.close_blast", lambda *ids: None)
        road.work_off()
    road.edge.wire.set()

    def check(_: Any) -> None:
        sweep()
        assert {one.state for one in blasts.list_of(ORGANIZATION, CAMPAIGN)} == {BlastState.CLOSED}
        assert campaigns.get(ORGANIZATION, CAMPAIGN).state is CampaignState.COMPLETED

    close = [partial(close_blast, ORGANIZATION, CAMPAIGN, blast_id) for blast_id in ids]
    assert met_at_every_moment(road, close[0], close[1], check) > 8


def test_an_edit_at_any_moment_of_closing(road: Road) -> None:
    blast = a_planned_blast(road)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("groundswell.usecases.deliver_shard.close_blast", lambda *ids: None)
        road.work()
    road.edge.wire.set()

    def edit() -> None:
        edit_campaign(ORGANIZATION, CAMPAIGN, {"name": "Another name"})

    def check(_: Any) -> None:
        road.recover()
        road.assert_the_promises(blast, PEOPLE)
        campaign = campaigns.get(ORGANIZATION, CAMPAIGN)
        assert (campaign.name, campaign.state) == ("Another name", CampaignState.COMPLETED)

    met_at_every_moment(road, partial(close_blast, ORGANIZATION, CAMPAIGN, blast.blast_id), edit, check)
