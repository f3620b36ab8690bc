"""A campaign's run with more to it: two blasts, unclear texts, an alarming rate of opt-outs, an archive."""

from typing import Any

from tests.support.console import World
from tests.support.console_campaigns import a_campaign, a_report, a_send, shape_of_list
from tests.support.console_operations import FILE, a_released
from tests.support.console_outcome import BLOCKED, a_happening, a_timeline, an_outcome
from tests.support.console_shapes import BLAST, DONE, HOME, RUNNING, a_job, an_export, page
from tests.support.console_world import a_world

SECOND = "b1a57000-0000-4000-8000-000000000002"
RUN = f"{HOME}/campaigns/{RUNNING}"
BLASTS = f"{RUN}/blasts"


def a_run_world(role: str = "OWNER") -> World:
    """Everything that can be done in a run can be done: exports, releases, archiving."""
    world = a_world(role)
    for kind in ("sends", "replies"):
        world.answers["GET", f"{HOME}/exports/job-{kind}"] = an_export(f"job-{kind}", kind, url=FILE)
        world.answers["GET", f"{HOME}/jobs/job-{kind}"] = a_job(
            f"job-{kind}", "EXPORT", "DONE", subject_id=BLAST
        )
    world.answers["POST", f"{HOME}/exports"] = (
        202,
        a_job("job-sends", "EXPORT", "QUEUED", subject_id=BLAST),
        {},
    )
    for n in range(5):
        send = a_send(n, "UNKNOWN")
        world.answers["POST", f"{BLASTS}/{BLAST}/sends/{send['send_id']}/release"] = a_released(send)
    done = f"{HOME}/campaigns/{DONE}"
    archiving = a_job(
        "job-archive",
        "ARCHIVE_CAMPAIGN",
        "RUNNING",
        subject_id=DONE,
        done=2,
        total=4,
        note="Giving the numbers back",
    )
    world.answers["POST", f"{done}/archive"] = (202, archiving, {})
    world.answers["GET", f"{HOME}/jobs/job-archive"] = archiving
    world.answers["POST", f"{done}/unarchive"] = a_campaign(DONE, "Spring assembly", "COMPLETED")
    return world


def with_two_blasts() -> World:
    """The first has run, with many opt-outs; the second is being prepared."""
    world = a_run_world()
    second = a_report(
        blast_id=SECOND, state="PLANNING", audience=200_000, planned=31_400,
        states={"READY": 31_352, "DISPATCHING": 48}, segments=0, skips={}, failures=[], replies=0, opt_outs=0,
    )  # fmt: skip
    first = a_report(
        state="CLOSED", planned=1700, states={"DELIVERED": 1580, "FAILED": 90, "SKIPPED": 30}, skips={"OPTED_OUT": 30},
        segments=1670, opt_outs=62, replies=211, closed_at=a_report()["created_at"],
    )  # fmt: skip
    world.answers |= {
        ("GET", BLASTS): page([shape_of_list(second), shape_of_list(first)]),
        ("GET", f"{BLASTS}/{BLAST}"): first,
        ("GET", f"{BLASTS}/{SECOND}"): second,
        ("GET", f"{BLASTS}/{SECOND}/pace"): an_outcome(minutes=2, handed_over=0, delivered=0, failed=0)
        | {"points": [], "per_minute": None},
        ("GET", f"{BLASTS}/{BLAST}/pace"): an_outcome(
            handed_over=1670, delivered=1580, failed=90, per_minute=None
        ),
        ("GET", f"{BLASTS}/{SECOND}/sends"): page([]),
        ("GET", f"{BLASTS}/{SECOND}/replies"): page([]),
        ("GET", f"{RUN}/timeline"): page(
            [a_happening("SENT", 1), a_happening("BLAST_CLOSED", 40, None), a_happening("SENT", 70)]
        ),
    }
    return world


def that_paused_itself() -> World:
    """The carrier has suspended the account in the middle of it."""
    world = a_run_world()
    world.answers["GET", RUN] = a_campaign(RUNNING, "River clean-up", "PAUSED", pause_reason=BLOCKED)
    itself = a_happening("PAUSED_ITSELF", 2, None, reason=BLOCKED)
    world.answers["GET", f"{RUN}/timeline"] = page([itself, *a_timeline()])
    return world


def that_is_archived(*, released: bool = False) -> World:
    world = a_run_world()
    archived: dict[str, Any] = a_campaign(
        DONE, "Spring assembly", "ARCHIVED", job_id="job-archive", released=released
    )
    world.answers["GET", f"{HOME}/campaigns/{DONE}"] = archived
    return world
