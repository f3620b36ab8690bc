"""What somebody wants to have as a file goes in; a job that writes it comes out, already on its way."""

from uuid import uuid4

from groundswell import clock
from groundswell.domain.contact import OWN_FIELDS
from groundswell.domain.errors import Conflict, Invalid
from groundswell.domain.export import ExportKind, ExportProgress
from groundswell.domain.job import Job, JobKind
from groundswell.tables import blasts, campaigns, jobs
from groundswell.tables.ledger import shards
from groundswell.usecases.ask_for_step import ask_for_step


def create_export(
    organization_id: str,
    kind: ExportKind,
    *,
    campaign_id: str | None = None,
    blast_id: str | None = None,
    raw: bool = False,
    created_by: str,
) -> Job:
    """The export's job. All but the opt-outs are exported of one campaign, sends and replies also of one blast."""
    now = clock.now()
    export = _begin(organization_id, kind, campaign_id, blast_id, raw=raw)
    job = Job(
        organization_id=organization_id,
        job_id=str(uuid4()),
        kind=JobKind.EXPORT,
        subject_id=blast_id or campaign_id or organization_id,
        cursor=export.to_cursor(),
        total=export.total,
        note="Waiting for its turn",
        created_by=created_by,
        created_at=now,
        updated_at=now,
    )
    jobs.add(job)
    ask_for_step(job)
    return job


def _begin(
    organization_id: str, kind: ExportKind, campaign_id: str | None, blast_id: str | None, *, raw: bool
) -> ExportProgress:
    _check(kind, campaign_id, blast_id)
    if campaign_id is None:
        return ExportProgress(kind=kind, raw=raw)
    campaign = campaigns.get(organization_id, campaign_id)
    if kind is ExportKind.CONTACTS:
        if campaign.load_id is None:
            raise Conflict("The campaign has no contacts yet.", "Load some first.")
        fields = tuple(name for name in campaign.fields if name not in OWN_FIELDS)
        return ExportProgress(
            kind=kind,
            raw=raw,
            campaign_id=campaign_id,
            load_id=campaign.load_id,
            fields=fields,
            total=campaign.contacts,
        )
    ids = _blasts(organization_id, campaign_id, blast_id)
    total = sum(_expected(organization_id, kind, campaign_id, one) for one in ids)
    return ExportProgress(kind=kind, raw=raw, campaign_id=campaign_id, blasts=ids, total=total)


def _check(kind: ExportKind, campaign_id: str | None, blast_id: str | None) -> None:
    if kind is ExportKind.OPT_OUTS:
        if campaign_id or blast_id:
            field = "campaign_id" if campaign_id else "blast_id"
            raise Invalid(field, "Opt-outs belong to no campaign.", "Leave it out.")
        return
    if campaign_id is None:
        raise Invalid("campaign_id", "It is missing.", "Say which campaign's.")
    if blast_id and kind is ExportKind.CONTACTS:
        raise Invalid("blast_id", "Contacts belong to the campaign.", "Leave it out.")


def _blasts(organization_id: str, campaign_id: str, blast_id: str | None) -> tuple[str, ...]:
    if blast_id:
        return (blasts.get(organization_id, campaign_id, blast_id).blast_id,)
    return tuple(blast.blast_id for blast in blasts.list_of(organization_id, campaign_id))


def _expected(organization_id: str, kind: ExportKind, campaign_id: str, blast_id: str) -> int:
    if kind is ExportKind.REPLIES:
        return blasts.count_replies(organization_id, campaign_id, blast_id)[0]
    return shards.counters(blast_id).planned
