"""A campaign is a text for an audience: its states, what it holds, and what it still lacks before it can start."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from groundswell.domain.errors import Conflict


class CampaignState(StrEnum):
    DRAFT = "DRAFT"
    STARTING = "STARTING"
    ACTIVE = "ACTIVE"
    PAUSED = "PAUSED"
    COMPLETED = "COMPLETED"
    ARCHIVED = "ARCHIVED"


class CampaignKind(StrEnum):
    """What people plan is a CAMPAIGN; the others are made for texts that are sent at once, and run once."""

    CAMPAIGN = "CAMPAIGN"
    MESSAGE = "MESSAGE"  # a text to some people
    ANSWER = "ANSWER"  # a text in a conversation
    TEST = "TEST"  # a campaign's text to a colleague


class SenderChoice(StrEnum):
    """Who picks the number a text comes from."""

    GROUNDSWELL = "GROUNDSWELL"  # ours: sticky per recipient, else spread over the campaign's numbers
    CARRIER = "CARRIER"  # the messaging service picks


NEXT = {
    CampaignState.DRAFT: {CampaignState.STARTING},
    CampaignState.STARTING: {CampaignState.ACTIVE, CampaignState.DRAFT},
    CampaignState.ACTIVE: {CampaignState.PAUSED, CampaignState.COMPLETED},
    CampaignState.PAUSED: {CampaignState.ACTIVE},
    CampaignState.COMPLETED: {CampaignState.ARCHIVED},
    CampaignState.ARCHIVED: {CampaignState.COMPLETED},
}
_REMEDIES = {
    CampaignState.DRAFT: "Start the campaign first.",
    CampaignState.STARTING: "Wait until the numbers are in place.",
    CampaignState.ACTIVE: "Pause it, or wait until it is completed.",
    CampaignState.PAUSED: "Resume it first.",
    CampaignState.COMPLETED: "It has run; make a copy to send again.",
    CampaignState.ARCHIVED: "It is archived; make a copy to send again.",
}


MOST_OWN_PAUSES = 50
"""The newest are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPause:
    """The product itself has paused the campaign."""

    at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    organization_id: str
    campaign_id: str
    name: str
    kind: CampaignKind = CampaignKind.CAMPAIGN
    state: CampaignState = CampaignState.DRAFT
    text: str = ""
    load_id: str | None = None  # the completed contact load that is the audience
    contacts: int = 0
    fields: tuple[str, ...] = ()  # what the audience's contacts carry, for `{field}` in the text
    sender_choice: SenderChoice = SenderChoice.GROUNDSWELL
    messaging_service_id: str | None = None
    sender: str | None = None  # the one number that its texts come from, where that is settled beforehand
    job_id: str | None = None  # the running start or archive job
    start_failure: str | None = None  # why the last start fell back to DRAFT
    pause_reason: str | None = None  # why the product itself paused it, or that everything was stopped
    own_pauses: tuple[OwnPause, ...] = ()  # the oldest first
    released: bool = False  # archived and its numbers given back: cannot be un-archived
    forgotten_at: datetime | None = None  # when its people's data was forgotten for its age
    version: int = 0
    created_at: datetime | None = None
    updated_at: datetime | None = None

    def become(self, state: CampaignState, *, at: datetime, **changes: Any) -> "Campaign":
        """The campaign in its next state; Conflict with a remedy where that step does not exist."""
        if state not in NEXT[self.state]:
            raise Conflict(
                f"The campaign is {self.state}, so it cannot become {state}.", _REMEDIES[self.state]
            )
        return self.change(at=at, state=state, **changes)

    def pause(self, *, at: datetime, reason: str | None = None, by_itself: bool = False) -> "Campaign":
        """PAUSED; what the product itself does is remembered with its reason."""
        own = (*self.own_pauses, OwnPause(at=at, reason=reason or "")) if by_itself else self.own_pauses
        return self.become(
            CampaignState.PAUSED, at=at, pause_reason=reason, own_pauses=own[-MOST_OWN_PAUSES:]
        )

    def change(self, *, at: datetime, **changes: Any) -> "Campaign":
        """The campaign with these fields changed, one version on."""
        return replace(self, updated_at=at, version=self.version + 1, **changes)

    def require_planned(self) -> None:
        """Conflict if it only stands for a text that was sent at once: that one runs once, as it is."""
        if self.kind is not CampaignKind.CAMPAIGN:
            raise Conflict("This is a single message, not a campaign.", "Send another message instead.")

    def require(self, *states: CampaignState) -> None:
        """Conflict, saying what to do first, unless the campaign is in one of `states`."""
        if self.state not in states:
            wanted = " or ".join(states)
            raise Conflict(
                f"The campaign is {self.state}; this needs it to be {wanted}.", _REMEDIES[self.state]
            )
