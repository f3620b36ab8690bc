"""An erasure begins: the gate, the hash, the proof, the job and the audit are one transaction."""

from collections.abc import Callable

from pynamodb.transactions import TransactWrite

from groundswell.domain.audit import AuditEntry
from groundswell.domain.erasure import NOBODY, Erasure
from groundswell.domain.job import Job
from groundswell.tables import audit, erasures, job_rows, jobs, opt_outs, rows
from groundswell.tables.opt_outs import Order


def begin(erasure: Erasure, order: Order, key_id: str, job: Job, entry: AuditEntry) -> None:
    """All of it or nothing; nothing if the job exists already, which then stands for all of it."""

    def fill(writer: TransactWrite) -> None:
        erasures.add(writer, erasure, order.phone, key_id, by=job.job_id)
        stand_in = NOBODY + erasure.person_id
        opt_outs.add_order(writer, erasure.organization_id, order, phone=stand_in)
        writer.save(job_rows.to_row(job), condition=job_rows.ABSENT)
        audit.add_to(writer, entry)

    _unless_begun(job, fill)


def begin_export(job: Job, entry: AuditEntry) -> None:
    """Job and audit, or nothing if the job exists already."""

    def fill(writer: TransactWrite) -> None:
        writer.save(job_rows.to_row(job), condition=job_rows.ABSENT)
        audit.add_to(writer, entry)

    _unless_begun(job, fill)


def _unless_begun(job: Job, fill: Callable[[TransactWrite], None]) -> None:
    """The transaction's conditions fail only where the job exists; NotFound if it was something else."""
    if not rows.succeeds(lambda: rows.transact(fill)):
        jobs.get(job.organization_id, job.job_id)
