"""What the campaigns' routes take and give."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from groundswell.domain.campaign import Campaign, CampaignState, SenderChoice
from groundswell.entrypoints.shapes import Body, OneLine, Shape
from groundswell.usecases.preview_text import text_warnings

Name = Annotated[str, Field(min_length=1, max_length=200, examples=["River clean-up"]), OneLine]
Text = Annotated[str, Field(max_length=1600, examples=["Hi {first_name}, will you help on Saturday?"])]


class FindingShape(Shape):
    """Something that stands in the way of a start, and what to do about it."""

    field: str
    problem: str
    remedy: str


class CampaignShape(Shape):
    """`start_failure` says why the last start fell back to DRAFT, `pause_reason` why nobody had to pause it."""

    campaign_id: str
    name: str
    state: CampaignState
    text: str
    sender_choice: SenderChoice
    load_id: str | None
    contacts: int
    fields: list[str]
    job_id: str | None
    start_failure: str | None
    pause_reason: str | None
    released: bool
    version: int
    created_at: datetime | None
    updated_at: datetime | None
    warnings: list[FindingShape] = Field(default_factory=list)

    @classmethod
    def of(cls, thing: Campaign) -> "CampaignShape":
        found = text_warnings(thing.text, thing.fields) if thing.fields else ()
        return cls.model_validate(thing).model_copy(
            update={"warnings": [FindingShape.of(one) for one in found]}
        )


class NewCampaignBody(Body):
    name: Name
    text: Text = ""
    sender_choice: SenderChoice = SenderChoice.GROUNDSWELL


class CampaignBody(Body):
    """Leave out what shall stay; `text` and `sender_choice` can only change in DRAFT."""

    name: Name | None = None
    text: Text | None = None
    sender_choice: SenderChoice | None = None


class CopyBody(Body):
    """Without a name the copy is called "Copy of …"."""

    name: Name | None = None


class PreviewBody(Body):
    """`text` instead of the campaign's own shows a change before it is saved."""

    text: Text | None = None


class SegmentsShape(Shape):
    """`forced_by` is the first character that made the carrier use the costlier encoding."""

    count: int
    encoding: str
    forced_by: str | None


class SampleShape(Shape):
    phone: str
    body: str
    segments: SegmentsShape


class PreviewShape(Shape):
    """`example` means that there are no contacts yet, so one was made up."""

    samples: list[SampleShape]
    warnings: list[FindingShape]
    example: bool


class PreflightShape(Shape):
    """What a start would complain about, all at once."""

    ready: bool
    missing: list[FindingShape]
