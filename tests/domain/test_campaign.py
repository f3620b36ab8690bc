"""What a campaign remembers of its own pauses."""

from datetime import timedelta

from groundswell.domain.campaign import MOST_OWN_PAUSES, CampaignState
from tests.support.build import NOON, a_campaign


def test_of_its_own_pauses_the_newest_are_kept() -> None:
    campaign = a_campaign(state=CampaignState.ACTIVE)
    for number in range(MOST_OWN_PAUSES + 3):
        at = NOON + timedelta(minutes=number)
        campaign = campaign.pause(at=at, reason=f"{number}", by_itself=True)
        campaign = campaign.become(CampaignState.ACTIVE, at=at, pause_reason=None)
    assert [one.reason for one in campaign.own_pauses] == [str(n) for n in range(3, MOST_OWN_PAUSES + 3)]
    assert campaign.own_pauses[-1].at == NOON + timedelta(minutes=MOST_OWN_PAUSES + 2)


def test_what_a_person_pauses_is_no_pause_of_its_own() -> None:
    paused = a_campaign(state=CampaignState.ACTIVE).pause(at=NOON, reason="Everything was stopped.")
    assert (paused.state, paused.own_pauses) == (CampaignState.PAUSED, ())
