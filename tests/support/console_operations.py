"""What runs and what is stuck at Riverside Tenants, as the API tells it."""

from typing import Any

from tests.support.console import World
from tests.support.console_shapes import (
    BLAST,
    DONE,
    HOME,
    ORGANIZATION,
    PAUSED,
    RUNNING,
    a_job,
    an_export,
    at,
    page,
)
from tests.support.console_world import a_world

LETTERS, UNKNOWN = 3, 4
FILE = "https://files.example.org/exports/river-clean-up.csv?signature=abc"
NOTHING: dict[str, Any] = {"items": []}


def an_operations_world(role: str = "OWNER") -> World:
    world = a_world(role)
    jobs = some_jobs()
    letters = [a_letter(n) for n in range(LETTERS)]
    replayed = {"replayed": 1, "left": 0}
    world.answers |= {
        ("GET", f"{HOME}/jobs"): lambda query: page([job for job in jobs if _fits(job, query)]),
        ("GET", f"{HOME}/dead-letters"): {"items": letters},
        ("POST", f"{HOME}/dead-letters/replay-all"): {"replayed": LETTERS, "left": 0},
        ("GET", f"{HOME}/unknown-sends"): page([an_unknown(n) for n in range(UNKNOWN)]),
        ("GET", f"{HOME}/queues"): {"items": some_queues()},
        ("GET", f"{HOME}/exports/job-export"): an_export("job-export", "sends", url=FILE),
    }
    for letter in letters:
        world.answers["POST", f"{HOME}/dead-letters/{letter['message_id']}/replay"] = replayed
    for job in jobs:
        path = f"{HOME}/jobs/{job['job_id']}"
        world.answers["GET", path] = job
        world.answers["POST", f"{path}/cancel"] = (202, {**job, "cancel_requested": True}, {})
        world.answers["POST", f"{path}/retry"] = (202, {**job, "state": "QUEUED", "reason": ""}, {})
    for send in (an_unknown(n) for n in range(UNKNOWN)):
        path = f"{HOME}/campaigns/{send['campaign_id']}/blasts/{BLAST}/sends/{send['send_id']}/release"
        world.answers["POST", path] = a_released(send)
    return world


def an_empty_operations_world() -> World:
    world = a_world()
    world.answers["GET", f"{HOME}/queues"] = {
        "items": [{**one, "waiting": 0, "dead": 0} for one in some_queues()]
    }
    return world


def _fits(job: dict[str, Any], query: dict[str, list[str]]) -> bool:
    return all(job[name] == query[name][0] for name in ("kind", "state") if name in query)


def some_jobs() -> list[dict[str, Any]]:
    no_numbers = "The carrier has no more numbers in 212. Try another area code."
    loaded = {"rows": 1712, "valid": 1700, "duplicates": 8, "refused": {"not_a_phone_number": 4}}
    return [
        a_job("job-load", "LOAD_CONTACTS", "RUNNING", done=31_400, total=200_000, note="Checking and storing rows",
              rate=4860.0, finishes_at=at(-0.6), subject_id=PAUSED, created_at=at(0.2)),
        a_job("job-buy", "BUY_NUMBERS", "RUNNING", done=3, total=10, note="Buying number 4 of 10", created_at=at(1)),
        a_job("job-export", "EXPORT", "DONE", created_at=at(9), done=1687, total=1687, subject_id=BLAST,
              result={"kind": "sends", "raw": False, "rows": 1687, "bytes": 214_000}),
        a_job("job-blast", "RUN_BLAST", "DONE", created_at=at(30), subject_id=BLAST, done=1700, total=1700,
              result={"blast_id": BLAST, "planned": 1700}),
        a_job("job-start", "START_CAMPAIGN", "DONE", created_at=at(44), result={"numbers": 4}),
        a_job("job-buy-212", "BUY_NUMBERS", "FAILED", created_at=at(70), reason=no_numbers,
              result={"area_code": "212", "wanted": 6, "bought": 0}),
        a_job("job-load-2", "LOAD_CONTACTS", "DONE", created_at=at(240), result=loaded),
        a_job("job-load-1", "LOAD_CONTACTS", "FAILED", created_at=at(250), subject_id=DONE,
              reason="The file has no phone column. Name one column “phone”, or choose it yourself.", result={}),
        a_job("job-archive", "ARCHIVE_CAMPAIGN", "DONE", created_at=at(1500), subject_id=DONE, result={"numbers": 3}),
        a_job("job-old", "APPLY_RETENTION", "DONE", created_at=at(1900), subject_id=ORGANIZATION,
              result={"campaigns": 2, "texts": 3120, "contacts": 2980}),
    ]  # fmt: skip


def a_letter(n: int) -> dict[str, Any]:
    kinds = [
        ("DeliverShard", "send", "ReadTimeoutError", RUNNING),
        ("ReconcileSends", "reconcile", "EndpointConnectionError", PAUSED),
        ("TextReceived", "vendor_events", "KeyError", ""),
    ]
    kind, queue, error, campaign_id = kinds[n % len(kinds)]
    ids = {"organization_id": ORGANIZATION}
    if campaign_id:
        ids |= {"campaign_id": campaign_id, "blast_id": BLAST, "shard": str(n + 3)}
    return {
        "message_id": f"6f1c9a52-0000-4000-8000-00000000000{n}",
        "queue": queue,
        "type": kind,
        "ids": ids,
        "sent_at": at(95 + n),
        "received_at": at(94 + n),
        "receive_count": 6 + n,
        "error": error,
        "failed_at": at(80 + n),
    }


def an_unknown(n: int) -> dict[str, Any]:
    """The third is still being searched for, the fourth was released before."""
    return {
        "send_id": f"s-UNKNOWN-{n}",
        "phone": f"+1212555{1000 + n}",
        "state": "UNKNOWN",
        "reason": "TIMEOUT NOT_FOUND",
        "sender": "+12123698828",
        "segments": 1,
        "not_before": None,
        "vendor_message_id": None,
        "updated_at": at(25 - n * 6),
        "time_zones": ["America/New_York"],
        "campaign_id": RUNNING if n < 3 else PAUSED,
        "blast_id": BLAST,
        "released": n == 3,
        "searched": n != 2,
    }


def a_released(send: dict[str, Any]) -> dict[str, Any]:
    kept = {
        name: value
        for name, value in send.items()
        if name not in ("campaign_id", "blast_id", "released", "searched")
    }
    return {**kept, "state": "READY", "reason": None}


def some_queues() -> list[dict[str, Any]]:
    counts = {
        "blast": (0, 1, 0, 0),
        "exports": (1, 0, 0, 0),
        "loads": (3, 2, 0, 0),
        "numbers": (0, 0, 1, 0),
        "people": (0, 0, 0, 0),
        "purchases": (0, 1, 0, 0),
        "reconcile": (12, 1, 41, 1),
        "send": (212, 16, 8, 1),
        "vendor_events": (1904, 100, 0, 1),
    }
    names = ("waiting", "in_flight", "delayed", "dead")
    return [{"name": name, **dict(zip(names, one, strict=True))} for name, one in counts.items()]
