"""People: everything held of one phone, as a page or a file, and forgetting it."""

from datetime import datetime
from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query
from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter
from pydantic import Field

from groundswell.domain.send import SendState
from groundswell.entrypoints.idempotency import CurrentKey
from groundswell.entrypoints.identity import CurrentCaller
from groundswell.entrypoints.paging import CurrentPaging, Page
from groundswell.entrypoints.shapes import Body, Id, Phone, Shape, plain_phone
from groundswell.usecases.export_person import link_to_person_file
from groundswell.usecases.find_person import Listed, Person, SentText
from groundswell.usecases.find_person import find_person as read_person
from groundswell.usecases.find_person import list_sent as read_sent
from groundswell.usecases.opt_out_by_hand import known_phone
from groundswell.usecases.request_erasure import request_erasure
from groundswell.usecases.request_export import request_export
from routes.audience import ContactShape, LinkShape
from routes.conversations import ConversationShape, TextShape
from routes.jobs import JobShape
from routes.opt_outs import ChangeShape
from routes.permissions import ORGANIZATION, PERSON

router = APIGatewayHttpRouter()


class CampaignNameShape(Shape):
    campaign_id: str
    name: str


class ListedShape(ContactShape):
    """One row of one load, and the campaigns that it was loaded for."""

    load_id: str
    campaign_ids: list[str]
    campaigns: list[CampaignNameShape]

    @classmethod
    def of(cls, thing: Listed) -> "ListedShape":
        return cls(
            **ContactShape.of(thing.contact).model_dump(),
            load_id=thing.contact.load_id,
            campaign_ids=list(thing.campaigns),
            campaigns=[
                CampaignNameShape(campaign_id=campaign_id, name=name)
                for campaign_id, name in thing.campaigns.items()
            ],
        )


class PersonShape(Shape):
    """`erased_at` is set from an erasure on until the person subscribes again; `contacts` are theirs in every load.

    `conversation_texts` are the latest 50, the oldest first; the conversation itself has all of them, in pages.
    """

    phone: str
    erased_at: datetime | None
    opted_out: bool
    opted_out_at: datetime | None
    opt_out_history: list[ChangeShape]
    conversation: ConversationShape | None
    conversation_texts: list[TextShape]
    contacts: list[ListedShape]

    @classmethod
    def of(cls, thing: Person) -> "PersonShape":
        recipient = thing.subscription.recipient
        return cls(
            phone=thing.phone,
            erased_at=thing.erased_at,
            opted_out=recipient.opted_out,
            opted_out_at=recipient.opted_out_at,
            opt_out_history=[ChangeShape.of(change) for change in thing.subscription.history],
            conversation=ConversationShape.of(thing.conversation) if thing.conversation else None,
            conversation_texts=[TextShape.of(text) for text in thing.texts],
            contacts=[ListedShape.of(one) for one in thing.listed],
        )


class SentTextShape(Shape):
    """`why` says in plain words what became of it. `campaign_name` is null where it was sent without a campaign."""

    campaign_id: str
    campaign_name: str | None
    blast_id: str
    send_id: str
    state: SendState
    reason: str | None
    why: str
    body: str
    sender: str | None
    segments: int
    not_before: datetime | None
    vendor_message_id: str | None
    created_at: datetime | None
    updated_at: datetime | None

    @classmethod
    def of(cls, thing: SentText) -> "SentTextShape":
        named = ("campaign_id", "blast_id", "send_id", "state", "reason", "sender", "segments", "not_before")
        values = {name: getattr(thing.send, name) for name in (*named, "vendor_message_id", "updated_at")}
        told = {"why": thing.why, "body": thing.body, "campaign_name": thing.campaign_name}
        return cls(**values, **told, created_at=thing.blast.created_at)


class ErasureBody(Body):
    reason: Annotated[
        str,
        Field(
            min_length=3,
            max_length=500,
            description="Kept in the audit: write no name or number into it",
            examples=["Asked for it by letter on 3 March"],
        ),
    ]


@router.get(f"{ORGANIZATION}/contacts")
def find_person(
    organization_id: Id,
    phone: Annotated[str, Query(description="In any spelling", min_length=4, max_length=40)],
) -> PersonShape:
    """Look up a person by their phone in any spelling."""
    return PersonShape.of(read_person(organization_id, known_phone(phone)))


@router.get(PERSON)
def get_person(organization_id: Id, phone: Phone) -> PersonShape:
    """See what is held of a person: their rows in every load, opt-outs and why, and what they wrote."""
    return PersonShape.of(read_person(organization_id, plain_phone(phone)))


@router.get(f"{PERSON}/texts")
def list_person_texts(organization_id: Id, phone: Phone, paging: CurrentPaging) -> Page[SentTextShape]:
    """List the texts to a person, and why each was or was not sent.

    A page looks through the next 500 blasts, the newest first, so it may be empty although more follow.
    """
    return paging.page(SentTextShape, *read_sent(organization_id, plain_phone(phone), cursor=paging.cursor))


@router.post(f"{PERSON}/export", status_code=202)
def post_person_export(organization_id: Id, phone: Phone, caller: CurrentCaller, key: CurrentKey) -> JobShape:
    """Gather everything held of a person into one JSON file."""
    return JobShape.of(request_export(organization_id, plain_phone(phone), key, user_id=caller.user_id))


@router.get(f"{ORGANIZATION}/contacts/exports/<job_id>")
def get_person_export(organization_id: Id, job_id: Id) -> LinkShape:
    """Get an address, good for some minutes, from which a person's file can be downloaded."""
    return LinkShape(url=link_to_person_file(organization_id, job_id))


@router.post(f"{PERSON}/erasure", status_code=202)
def post_person_erasure(
    organization_id: Id, phone: Phone, body: ErasureBody, caller: CurrentCaller, key: CurrentKey
) -> JobShape:
    """Erase a person's data. From this answer on they are not texted any more.

    The job forgets what is held; its result says what the carrier still holds. This cannot be undone.
    """
    job = request_erasure(
        organization_id, plain_phone(phone), key, reason=body.reason, user_id=caller.user_id
    )
    return JobShape.of(job)
