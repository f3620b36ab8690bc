"""One step of gathering what is held of a person: page by page into parts, and at the end into one JSON file."""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from groundswell import clock, files
from groundswell.domain.erasure import Stage
from groundswell.domain.errors import Conflict, NotFound
from groundswell.domain.job import Continue, Done, Job, JobKind, JobState, StepResult
from groundswell.domain.person_file import ELSEWHERE, Gathering, person_file_key, person_part_key
from groundswell.messages import ExportPerson
from groundswell.tables import contacts, conversations, jobs, loads
from groundswell.usecases.find_person import PAGE, SentText, list_sent
from groundswell.usecases.read_conversations import get_subscription
from groundswell.usecases.run_step import Deadline, run_step

Found = dict[str, list[Any]]


def export_person(message: ExportPerson) -> None:
    """Do the step that the message asks for, and ask for the next."""
    run_step(message, _work)


def _work(job: Job, deadline: Deadline) -> StepResult:
    now, found = Gathering.of(job.cursor), Found(contacts=[], texts=[])
    while now.stage is not Stage.REST:
        if deadline.passed:
            files.write(_part(job, now.parts), [_json(found)])
            cursor = replace(now, parts=now.parts + 1).to_cursor()
            return Continue(cursor=cursor, done=job.done, total=job.total, note="Gathering what is held")
        now = _GATHERING[now.stage](job.organization_id, now, found)
    files.write(person_file_key(job.organization_id, job.job_id), [_json(_whole(job, now, found))])
    return Done(result={"made_at": clock.now().isoformat()})


def _part(job: Job, part: int) -> str:
    return person_part_key(job.organization_id, job.job_id, part)


def _whole(job: Job, now: Gathering, found: Found) -> Mapping[str, Any]:
    """The parts stay as long as the file does, so that this can be done again."""
    parts = [*(json.loads(files.read(_part(job, part))) for part in range(now.parts)), found]
    subscription = get_subscription(job.organization_id, now.phone)
    conversation, texts = conversations.read(job.organization_id, now.phone)
    return {
        "phone": now.phone,
        "organization_id": job.organization_id,
        "made_at": clock.now(),
        "recipient": asdict(subscription.recipient),
        "opt_outs": [asdict(change) for change in subscription.history],
        "conversation": asdict(conversation) if conversation else None,
        "conversation_texts": [asdict(text) for text in texts],
        "contacts": list({one["load_id"]: one for part in parts for one in part["contacts"]}.values()),
        "texts": [one for part in parts for one in part["texts"]],
        "held_elsewhere": list(ELSEWHERE),
    }


def _gather_sends(organization_id: str, now: Gathering, found: Found) -> Gathering:
    sent, after = list_sent(organization_id, now.phone, cursor=now.after, newest_first=False)
    found["texts"] += map(_sent, sent)
    return replace(now, after=after) if after else now.next_stage()


def _sent(one: SentText) -> dict[str, Any]:
    return {**asdict(one.send), "body": one.body, "why": one.why, "blast_made_at": one.blast.created_at}


def _gather_campaign_contacts(organization_id: str, now: Gathering, found: Found) -> Gathering:
    page = loads.list_of_campaigns(organization_id, after=now.after or "", limit=PAGE)
    found["contacts"] += map(asdict, contacts.find([load for _, load in page if load], now.phone))
    return replace(now, after=page[-1][0]) if len(page) == PAGE else now.next_stage()


def _gather_other_contacts(organization_id: str, now: Gathering, found: Found) -> Gathering:
    page = [load for load, _ in loads.list_of_jobs(organization_id, after=now.after or "", limit=PAGE)]
    found["contacts"] += map(asdict, contacts.find(page, now.phone))
    return replace(now, after=page[-1]) if len(page) == PAGE else now.next_stage()


_GATHERING = {
    Stage.SENDS: _gather_sends,
    Stage.CAMPAIGN_LOADS: _gather_campaign_contacts,
    Stage.LOADS: _gather_other_contacts,
}


def _json(thing: object) -> bytes:
    return json.dumps(thing, ensure_ascii=False, indent=2, default=_plain).encode()


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def link_to_person_file(organization_id: str, job_id: str) -> str:
    """An address, good for some minutes, from which the file can be fetched."""
    job = jobs.get(organization_id, job_id)
    if job.kind is not JobKind.EXPORT_PERSON:
        raise NotFound(f"export {job_id}")
    if job.state is not JobState.DONE:
        raise Conflict("The export has not ended.", "Wait until its job's state is DONE.")
    return files.presigned_get(person_file_key(organization_id, job_id), filename="person.json")
