"""A wish for numbers of an area code becomes a job that buys them, once per Idempotency-Key."""

from groundswell import clock, hooks, queues
from groundswell.domain import identity
from groundswell.domain.errors import Invalid, NotFound
from groundswell.domain.job import ENDED, Job, JobKind
from groundswell.domain.number import MOST_BOUGHT_AT_ONCE, check_area_code
from groundswell.extensions.service_managers.hooks import BuyingNumbers
from groundswell.messages import BuyNumbers
from groundswell.tables import jobs, organizations


def purchase_numbers(organization_id: str, area_code: str, count: int, created_by: str, key: str) -> Job:
    """The job that buys `count` numbers; asking again with the same key gives the same job and buys nothing more.

    Service managers are asked first and may change what is bought.
    """
    job_id = identity.derived_id(organization_id, "purchase", key)
    try:
        job = jobs.get(organization_id, job_id)
    except NotFound:
        _check(area_code, count)
        area_code, count = _ask_managers(organization_id, area_code, count)
        job = _job(organization_id, job_id, area_code, count, created_by)
        if not jobs.add(job):
            job = jobs.get(organization_id, job_id)
    if job.state not in ENDED:
        queues.send(BuyNumbers(organization_id=organization_id, job_id=job_id, step=job.step))
    return job


def _check(area_code: str, count: int) -> None:
    check_area_code(area_code)
    if not 1 <= count <= MOST_BOUGHT_AT_ONCE:
        raise Invalid("count", f"{count} cannot be bought at once.", f"Ask for 1 to {MOST_BOUGHT_AT_ONCE}.")


def _ask_managers(organization_id: str, area_code: str, count: int) -> tuple[str, int]:
    hook = BuyingNumbers(area_code=area_code, count=count)
    for _, answer in hooks.fire(hook, organizations.get(organization_id)):
        area_code, count = answer.area_code, answer.count
    _check(area_code, count)
    return area_code, count


def _job(organization_id: str, job_id: str, area_code: str, count: int, created_by: str) -> Job:
    now = clock.now()
    return Job(
        organization_id=organization_id,
        job_id=job_id,
        kind=JobKind.BUY_NUMBERS,
        subject_id=job_id,
        cursor={"area_code": area_code, "wanted": count, "gone": [], "waits": 0},
        total=count,
        note=f"Buying number 1 of {count}",
        created_by=created_by,
        created_at=now,
        updated_at=now,
    )
