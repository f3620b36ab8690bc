"""A phone and a reason go in: from the answer on it is not texted any more, and a job forgets what is held of it."""

from datetime import datetime
from uuid import uuid4

from groundswell import clock, queues
from groundswell.domain import identity
from groundswell.domain.audit import AuditAction, AuditEntry
from groundswell.domain.erasure import Erasure, Round, short
from groundswell.domain.errors import NotFound
from groundswell.domain.job import Job, JobKind
from groundswell.messages import ErasePerson
from groundswell.tables import erasing, jobs, recipients
from groundswell.tables.opt_outs import Order, Source
from groundswell.usecases.name_person import Person, name_person


def request_erasure(organization_id: str, phone: str, key: str, *, reason: str, user_id: str) -> Job:
    """The job for this Idempotency-Key; the same key again finishes what was begun."""
    person = name_person(organization_id, phone)
    job_id = identity.derived_id(organization_id, "erase-person", f"{person.person_id}\n{key}")
    try:
        job = jobs.get(organization_id, job_id)
    except NotFound:
        job = _begin(organization_id, phone, person, job_id, reason=reason, user_id=user_id)
    queues.send(ErasePerson(organization_id=organization_id, job_id=job_id, step=job.step))
    return job


def _begin(
    organization_id: str, phone: str, person: Person, job_id: str, *, reason: str, user_id: str
) -> Job:
    """Gate, hash, proof, job and audit are one transaction."""
    now = clock.now()
    erasure = Erasure(
        organization_id=organization_id,
        person_id=person.person_id,
        erased_at=now,
        opted_out_at=recipients.get(organization_id, phone).opted_out_at,
    )
    order = Order(phone=phone, at=now, source=Source.ERASURE, reference=job_id, by=user_id)
    job = _job(organization_id, job_id, Round(phone=phone, person=person.person_id), user_id, now)
    entry = AuditEntry(
        organization_id=organization_id,
        entry_id=str(uuid4()),
        at=now,
        action=AuditAction.PERSON_ERASED,
        user_id=user_id,
        subject=short(person.person_id),
        reason=reason,
        details={"job_id": job_id},
    )
    erasing.begin(erasure, order, person.key_id, job, entry)
    return job


def _job(organization_id: str, job_id: str, start: Round, user_id: str, now: datetime) -> Job:
    return Job(
        organization_id=organization_id,
        job_id=job_id,
        kind=JobKind.ERASE_PERSON,
        subject_id=short(start.person),
        cursor=start.to_cursor(),
        note="Not texted any more; forgetting what is held",
        created_by=user_id,
        created_at=now,
        updated_at=now,
    )
