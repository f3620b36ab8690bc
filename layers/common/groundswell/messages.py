"""Everything that may lie on a queue, as frozen dataclasses; `envelopes` writes and reads them."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """`queue` names the setting that holds the queue's URL. Messages carry ids; consumers load fresh."""

    queue: ClassVar[str]
    version: ClassVar[int] = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class JobStep(Message):
    """Do step `step` of a job; what it needs stands in the job's cursor."""

    queue: ClassVar[str] = ""
    organization_id: str
    job_id: str
    step: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadContacts(JobStep):
    """One page of a contact load. From start_load and itself, to jobs/load_contacts."""

    queue: ClassVar[str] = "loads_queue_url"


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteExport(JobStep):
    """The next rows of an export. From create_export and itself, to jobs/write_export."""

    queue: ClassVar[str] = "exports_queue_url"


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferNumbers(JobStep):
    """Numbers into or out of a campaign's messaging service. From start_campaign, archive_campaign and itself."""

    queue: ClassVar[str] = "numbers_queue_url"


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyNumbers(JobStep):
    """A few more numbers from the carrier. From purchase_numbers and itself."""

    queue: ClassVar[str] = "purchases_queue_url"


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasePerson(JobStep):
    """Forget more of what is held of a person. From request_erasure and itself, to jobs/look_after_people."""

    queue: ClassVar[str] = "people_queue_url"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportPerson(JobStep):
    """Gather more of what is held of a person. From request_export and itself, to jobs/look_after_people."""

    queue: ClassVar[str] = "people_queue_url"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyRetention(JobStep):
    """Forget more of what is older than the organization keeps. From start_retention and itself, as above."""

    queue: ClassVar[str] = "people_queue_url"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunBlast(JobStep):
    """Plan the next pages of a blast. From send_campaign and itself."""

    queue: ClassVar[str] = "blast_queue_url"


@dataclass(frozen=True, slots=True, kw_only=True)
class WakeBlast(Message):
    """A window opens: look at all shards of a blast again. From a schedule, to send/run_blast."""

    queue: ClassVar[str] = "blast_queue_url"
    organization_id: str
    campaign_id: str
    blast_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverShard(Message):
    """Send what is ready in one shard of a blast, from `cursor` on. From run_blast, resume, the sweep and itself.

    `waits` counts how often it found all slots taken since it last worked. `quiet`: its failure lies among the
    dead letters already, and another one would tell nothing new.
    """

    queue: ClassVar[str] = "send_queue_url"
    organization_id: str
    campaign_id: str
    blast_id: str
    shard: int
    cursor: str = ""
    step: int = 0
    waits: int = 0
    quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconcileSends(Message):
    """Look for UNKNOWN sends (at most 50) in the carrier's list. From deliver_shard and itself, to reconcile_sends."""

    queue: ClassVar[str] = "reconcile_queue_url"
    organization_id: str
    campaign_id: str
    blast_id: str
    send_ids: tuple[str, ...]
    attempt: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "send_ids", tuple(self.send_ids))  # JSON has lists only


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareSends(Message):
    """Fetch reports that never came, from this place on. From compare_with_carrier and itself, to reconcile_sends."""

    queue: ClassVar[str] = "reconcile_queue_url"
    organization_id: str
    blast_id: str = ""
    shard: int = 0
    after: str = ""
    step: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareReceived(Message):
    """Fetch texts to our numbers that never came, from the number behind `after` on. To reconcile_sends, as above."""

    queue: ClassVar[str] = "reconcile_queue_url"
    organization_id: str
    after: str = ""
    step: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryReported(Message):
    """The carrier told how a send fared: `state` is SENT, DELIVERED or FAILED, `error_code` the carrier's own."""

    queue: ClassVar[str] = "vendor_events_queue_url"
    organization_id: str
    blast_id: str
    send_id: str
    state: str
    vendor_message_id: str
    error_code: str | None = None
    sender: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextReceived(Message):
    """Somebody texted one of our numbers; already stored, with its opt-out if it asked for one."""

    queue: ClassVar[str] = "vendor_events_queue_url"
    organization_id: str
    message_id: str
    vendor: str
    vendor_message_id: str
    from_phone: str
    to_phone: str
    text: str
    received_at: str
    keyword: str | None = None
    unanswered: bool = False  # the carrier itself answers neither STOP nor HELP in this text: we do


@dataclass(frozen=True, slots=True, kw_only=True)
class OptOutRecorded(Message):
    """A phone was opted out otherwise than by a text; already stored. `source` is how."""

    queue: ClassVar[str] = "vendor_events_queue_url"
    organization_id: str
    phone: str
    source: str
    at: str


MESSAGES: dict[str, type[Message]] = {
    cls.__name__: cls
    for cls in (
        LoadContacts,
        WriteExport,
        TransferNumbers,
        BuyNumbers,
        ErasePerson,
        ExportPerson,
        ApplyRetention,
        RunBlast,
        WakeBlast,
        DeliverShard,
        ReconcileSends,
        CompareSends,
        CompareReceived,
        DeliveryReported,
        TextReceived,
        OptOutRecorded,
    )
}
