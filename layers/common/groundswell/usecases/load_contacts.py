"""One step of a contact load: the source is checked whole, then its contacts are stored page by page."""

from collections import Counter

from groundswell import clock, files, hooks
from groundswell.domain.campaign import Campaign, CampaignState
from groundswell.domain.contact import OWN_FIELDS, Refusal
from groundswell.domain.errors import Conflict, Stale
from groundswell.domain.job import Cancelled, Continue, Done, Failed, Job, StepResult
from groundswell.domain.load import Phase, Progress
from groundswell.extensions.contact_loaders.base import ContactLoader, Page, Unreadable
from groundswell.extensions.service_managers.hooks import ContactsLoaded
from groundswell.messages import LoadContacts
from groundswell.tables import campaign_jobs, campaigns, contacts, jobs, organizations
from groundswell.usecases.find_erased import find_erased
from groundswell.usecases.open_upload import open_upload
from groundswell.usecases.refused_rows import RefusedRows, join_refused_rows
from groundswell.usecases.report_progress import Reporter
from groundswell.usecases.run_step import Deadline, run_step

ATTEMPTS = 5
RESERVE = 2.0
"""Seconds before its deadline a step takes on no further page: a page and what is written down after it fit in."""
TO_FINISH = 10.0
"""Seconds that finishing may take; where less is left it is a step of its own."""
LOADING = "Loading contacts"


def load_contacts(message: LoadContacts) -> None:
    """Do the step that the message asks for, and ask for the next."""
    run_step(message, _work)


def _work(job: Job, deadline: Deadline) -> StepResult:
    if job.cancel_requested:
        return Cancelled(result=job.result)
    progress = Progress.of(job.cursor)
    loader = open_upload(job, progress)
    try:
        if progress.phase is Phase.CHECKING:
            return _check(job, progress, loader, deadline)
        if progress.phase is Phase.LOADING:
            return _load(job, progress, loader, deadline)
        return _finish(job, progress, loader)
    except Unreadable as error:
        return Failed(reason=str(error))
    except files.Replaced:
        return Failed(reason="Another file was uploaded while this one was read. Make a new load for it.")
    except Conflict as error:
        return Failed(reason=f"{error} The contacts of this load are not used.")


def _check(job: Job, progress: Progress, loader: ContactLoader, deadline: Deadline) -> StepResult:
    campaigns.get(job.organization_id, job.subject_id).require(CampaignState.DRAFT)
    loader.open()
    reporter = Reporter(job)
    for page in loader.fetch(progress.at):
        progress = progress.checked(len(page.rows), page.cursor)
        note = f"Checking the file: {progress.found:,} rows so far"
        reporter.tell(done=0, total=0, note=note)
        if reporter.cancelled:
            return Cancelled()
        if deadline.left < RESERVE:
            return Continue(cursor=progress.to_cursor(), done=0, total=0, note=note)
    if not progress.found:
        return Failed(
            reason="The file has column names, but no rows below them. Add the contacts and try again."
        )
    return Continue(cursor=progress.loading().to_cursor(), done=0, total=progress.found, note=LOADING)


def _load(job: Job, progress: Progress, loader: ContactLoader, deadline: Deadline) -> StepResult:
    refused, reporter = RefusedRows(job), Reporter(job)
    for page in loader.fetch(progress.at):
        progress = _store(job, page, progress, loader, refused)
        so_far = progress.result(None)
        reporter.tell(done=progress.rows, total=progress.found, note=LOADING, result=so_far)
        if reporter.cancelled:
            return Cancelled(result=so_far, done=progress.rows)
        if deadline.left < RESERVE or refused.full:
            return _go_on(progress.with_part(refused.store()), LOADING)
    progress = progress.with_part(refused.store())
    if deadline.left < TO_FINISH:
        return _go_on(progress.finishing(), "Giving the contacts to the campaign")
    return _finish(job, progress, loader)


def _store(job: Job, page: Page, progress: Progress, loader: ContactLoader, refused: RefusedRows) -> Progress:
    """Who was erased is only counted: the file of refused rows would name them again."""
    found = loader.transform(page)
    erased = find_erased(job.organization_id, [contact.phone for contact in found.contacts])
    kept = [contact for contact in found.contacts if contact.phone not in erased]
    added = contacts.add_first(kept)
    refused.add(found.refused)
    reasons = Counter(one.reason.value for one in found.refused)
    reasons += Counter({Refusal.ERASED.value: len(found.contacts) - len(kept)})
    return progress.loaded(
        valid=added.valid,
        duplicates=added.duplicates,
        refused=reasons,
        time_zones=added.time_zones,
        at=page.cursor,
    )


def _go_on(progress: Progress, note: str) -> Continue:
    return Continue(
        cursor=progress.to_cursor(),
        done=progress.rows,
        total=progress.found,
        note=note,
        result=progress.result(None),
    )


def _finish(job: Job, progress: Progress, loader: ContactLoader) -> StepResult:
    opening = loader.open()
    key = join_refused_rows(job, opening.headers, progress.parts) if progress.parts else None
    result = progress.result(key)
    if not progress.valid:
        reason = (
            "No row has a usable phone number. Look at the refused rows, mend the file and upload it again."
        )
        return Failed(reason=reason, result=result)
    campaign = _give_to_campaign(job, progress.valid, (*OWN_FIELDS, *opening.custom_fields))
    if campaign is None:
        return Cancelled(result=result, done=progress.rows)
    loaded = ContactsLoaded(campaign=campaign, load_id=job.job_id, contacts=progress.valid)
    hooks.fire(loaded, organizations.get(job.organization_id))
    return Done(result=result, done=progress.rows, total=progress.rows)


def _give_to_campaign(job: Job, valid: int, fields: tuple[str, ...]) -> Campaign | None:
    """Make the load the campaign's audience, unless it was cancelled (None); doing it again changes nothing."""
    for _ in range(ATTEMPTS):
        campaign = campaigns.get(job.organization_id, job.subject_id)
        if campaign.load_id == job.job_id:
            return campaign
        campaign.require(CampaignState.DRAFT)
        changed = campaign.change(at=clock.now(), load_id=job.job_id, contacts=valid, fields=fields)
        try:
            campaign_jobs.bind(campaign, changed, job)
        except Stale:
            if jobs.get(job.organization_id, job.job_id).cancel_requested:
                return None
            continue
        return changed
    raise Stale(f"campaign {job.subject_id}")
