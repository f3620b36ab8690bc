"""A phone goes in; a job that gathers everything held of it into one file comes out, already on its way."""

from uuid import uuid4

from groundswell import clock, queues
from groundswell.domain import identity
from groundswell.domain.audit import AuditAction, AuditEntry
from groundswell.domain.erasure import short
from groundswell.domain.errors import NotFound
from groundswell.domain.job import Job, JobKind
from groundswell.domain.person_file import Gathering
from groundswell.messages import ExportPerson
from groundswell.tables import erasing, jobs
from groundswell.usecases.name_person import name_person


def request_export(organization_id: str, phone: str, key: str, *, user_id: str) -> Job:
    """With an Idempotency-Key the same key again is the same job."""
    person = name_person(organization_id, phone).person_id
    known = identity.derived_id(organization_id, "export-person", f"{person}\n{key}")
    job_id = known if key else str(uuid4())
    try:
        job = jobs.get(organization_id, job_id)
    except NotFound:
        job = _begin(organization_id, phone, short(person), job_id, user_id)
    queues.send(ExportPerson(organization_id=organization_id, job_id=job_id, step=job.step))
    return job


def _begin(organization_id: str, phone: str, person: str, job_id: str, user_id: str) -> Job:
    now = clock.now()
    job = Job(
        organization_id=organization_id,
        job_id=job_id,
        kind=JobKind.EXPORT_PERSON,
        subject_id=person,
        cursor=Gathering(phone=phone).to_cursor(),
        note="Waiting for its turn",
        created_by=user_id,
        created_at=now,
        updated_at=now,
    )
    entry = AuditEntry(
        organization_id=organization_id,
        entry_id=str(uuid4()),
        at=now,
        action=AuditAction.PERSON_EXPORTED,
        user_id=user_id,
        subject=person,
        details={"job_id": job_id},
    )
    erasing.begin_export(job, entry)
    return job
