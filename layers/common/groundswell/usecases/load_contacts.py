"""One step of a contact load: the source is checked whole, then its contacts are stored page by page."""

from collections import Counter
from dataclasses import dataclass, replace

from groundswell import clock, files, hooks
from groundswell.domain.campaign import Campaign, CampaignState
from groundswell.domain.contact import OWN_FIELDS
from groundswell.domain.errors import Conflict, Stale
from groundswell.domain.job import Continue, Done, Failed, Job, StepResult
from groundswell.domain.load import Phase, Progress, refused_key, upload_key
from groundswell.extensions.contact_loaders import loaders
from groundswell.extensions.contact_loaders.base import ContactLoader, Source, Unreadable
from groundswell.extensions.service_managers.base import ContactsLoaded
from groundswell.messages import LoadContacts
from groundswell.tables import campaigns, contacts, organizations
from groundswell.usecases.refused_rows import RefusedRows, join_refused_rows
from groundswell.usecases.run_step import Deadline, run_step

ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class _Upload:
    """The uploaded files as they were when the load was started."""

    version: str

    def read(self, key: str, start: int = 0, length: int | None = None) -> bytes:
        return files.read(key, start, length, version=self.version)


def load_contacts(message: LoadContacts) -> None:
    """Do the step that the message asks for, and ask for the next."""
    run_step(message, _work)


def _work(job: Job, deadline: Deadline) -> StepResult:
    progress = Progress.of(job.cursor)
    source = Source(
        load_id=job.job_id, key=upload_key(job.organization_id, job.job_id), mapping=progress.mapping
    )
    loader = loaders.get(progress.loader)(source, _Upload(progress.version))
    try:
        if progress.phase is Phase.CHECKING:
            return _check(job, progress, loader, deadline)
        return _load(job, progress, loader, deadline)
    except Unreadable as error:
        return Failed(reason=str(error))
    except files.Replaced:
        return Failed(reason="Another file was uploaded while this one was read. Make a new load for it.")
    except Conflict as error:
        return Failed(reason=f"{error} The contacts of this load are not used.")


def _check(job: Job, progress: Progress, loader: ContactLoader, deadline: Deadline) -> StepResult:
    campaigns.get(job.organization_id, job.subject_id).require(CampaignState.DRAFT)
    loader.open()
    for page in loader.fetch(progress.at):
        progress = progress.checked(len(page.rows), page.cursor)
        if deadline.passed:
            note = f"Checking the file: {progress.found:,} rows so far"
            return Continue(cursor=progress.to_cursor(), done=0, total=0, note=note)
    if not progress.found:
        return Failed(
            reason="The file has column names, but no rows below them. Add the contacts and try again."
        )
    return Continue(
        cursor=progress.loading().to_cursor(), done=0, total=progress.found, note="Loading contacts"
    )


def _load(job: Job, progress: Progress, loader: ContactLoader, deadline: Deadline) -> StepResult:
    refused = RefusedRows(job)
    for page in loader.fetch(progress.at):
        found = loader.transform(page)
        added = contacts.add_first(found.contacts)
        refused.add(found.refused)
        progress = progress.loaded(
            valid=added.valid,
            duplicates=added.duplicates,
            refused=Counter(one.reason.value for one in found.refused),
            at=page.cursor,
        )
        if deadline.passed or refused.full:
            progress = replace(progress, parts=progress.parts + refused.store())
            cursor = progress.to_cursor()
            return Continue(cursor=cursor, done=progress.rows, total=progress.found, note="Loading contacts")
    return _finish(job, replace(progress, parts=progress.parts + refused.store()), loader)


def _finish(job: Job, progress: Progress, loader: ContactLoader) -> StepResult:
    opening = loader.open()
    key = None
    if progress.parts:
        key = refused_key(job.organization_id, job.job_id)
        join_refused_rows(key, opening.headers, progress.parts)
    if not progress.valid:
        reason = (
            "No row has a usable phone number. Look at the refused rows, mend the file and upload it again."
        )
        return Failed(reason=reason, result=progress.result(key))
    campaign = _give_to_campaign(job, progress.valid, (*OWN_FIELDS, *opening.custom_fields))
    loaded = ContactsLoaded(campaign=campaign, load_id=job.job_id, contacts=progress.valid)
    hooks.fire(loaded, organizations.get(job.organization_id))
    return Done(result=progress.result(key), done=progress.rows, total=progress.rows)


def _give_to_campaign(job: Job, valid: int, fields: tuple[str, ...]) -> Campaign:
    """Make the load the campaign's audience; doing it again changes nothing."""
    for _ in range(ATTEMPTS):
        campaign = campaigns.get(job.organization_id, job.subject_id)
        if campaign.load_id == job.job_id:
            return campaign
        campaign.require(CampaignState.DRAFT)
        changed = campaign.change(at=clock.now(), load_id=job.job_id, contacts=valid, fields=fields)
        try:
            return campaigns.move(campaign, changed)
        except Stale:
            continue
    raise Stale(f"campaign {job.subject_id}")
