"""A campaign's text goes in; how it reads for some of its contacts, and how many segments that takes, come out."""

from dataclasses import dataclass

from groundswell.domain import text as texts
from groundswell.domain.contact import OWN_FIELDS, Contact
from groundswell.domain.errors import Invalid
from groundswell.domain.text import Segments
from groundswell.tables import campaigns, contacts

SAMPLES = 3
_EXAMPLE = Contact(
    load_id="",
    phone="+12025550123",
    row=1,
    first_name="Ada",
    last_name="Moss",
    zip_code="20001",
    external_id="1001",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    phone: str
    body: str
    segments: Segments


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """`warnings` would stop a start; `example` means that no contacts are loaded yet, so one was made up."""

    samples: tuple[Sample, ...]
    warnings: tuple[Invalid, ...]
    example: bool


def preview_text(organization_id: str, campaign_id: str, *, text: str | None = None) -> Preview:
    """`text` instead of the campaign's own shows a change before it is saved."""
    campaign = campaigns.get(organization_id, campaign_id)
    template = campaign.text if text is None else text
    sample = contacts.sample(campaign.load_id, SAMPLES) if campaign.load_id else []
    return Preview(
        samples=tuple(_sample(template, contact) for contact in sample or [_EXAMPLE]),
        warnings=text_warnings(template, campaign.fields or OWN_FIELDS),
        example=not sample,
    )


def _sample(template: str, contact: Contact) -> Sample:
    body = texts.render(template, contact.values())
    return Sample(phone=contact.phone, body=body, segments=texts.segments(body))


def text_warnings(template: str, fields: tuple[str, ...]) -> tuple[Invalid, ...]:
    """What is wrong with the text as it stands; an empty one is merely not written yet."""
    if not template.strip():
        return ()
    try:
        texts.check(template, fields)
    except Invalid as error:
        return (error,)
    return ()
