"""One step of forgetting a person: sends, contacts, conversation and history, until nothing is found any more.

A worker that read something before it was forgotten may write it back within its half minute. So each round is
followed by another one a minute later, and the gate for claims on their way falls only after one that found nothing.
"""

from dataclasses import replace

from groundswell.domain.erasure import NOBODY, Round, Stage
from groundswell.domain.job import Continue, Done, Job, StepResult
from groundswell.messages import ErasePerson
from groundswell.tables import blasts, contacts, conversations, erasures, loads, opt_outs, organizations
from groundswell.usecases.forget_files import forget_files
from groundswell.usecases.forget_sends import forget_sends
from groundswell.usecases.run_step import Deadline, run_step

PAGE = 500
PAUSE = 60
PAUSE_FOR_CARRIER = 300
LAST_ROUND = 15
"""However much there is left: somebody who keeps writing to us is new data, and a carrier may never tell."""
ASK_CARRIER = (
    "The carrier keeps its own record of these texts. Ask it to delete them by the ids in `carrier_message_ids`, "
    "and the texts that came in by the phone number; docs/privacy.md says how."
)


def erase_person(message: ErasePerson) -> None:
    """Do the step that the message asks for, and ask for the next."""
    run_step(message, _work)


def _work(job: Job, deadline: Deadline) -> StepResult:
    now = Round.of(job.cursor)
    while not deadline.passed:
        if now.stage is Stage.REST:
            return _end_round(job, _forget_rest(job.organization_id, now))
        now = _FORGETTING[now.stage](job.organization_id, now)
    return Continue(cursor=now.to_cursor(), done=job.done, total=job.total, note="Forgetting what is held")


def _end_round(job: Job, now: Round) -> StepResult:
    is_clean = now.number > 0 and not now.changed and not now.waiting
    if is_clean or now.number >= LAST_ROUND:
        erasures.drop_gate(job.organization_id, now.phone, now.person)
        return Done(result=_result(job.organization_id, now))
    pause = PAUSE_FOR_CARRIER if now.waiting else PAUSE
    note = "Waiting for the carrier's word on a text" if now.waiting else "Looking once more"
    cursor = now.following().to_cursor()
    return Continue(cursor=cursor, done=job.done, total=job.total, note=note, delay_seconds=pause)


def _result(organization_id: str, now: Round) -> dict[str, object]:
    kept: dict[str, object] = {"texts": now.texts, "unsettled": now.waiting}
    if not now.at_carrier:
        return kept
    return {
        **kept,
        "carrier": organizations.get(organization_id).service_vendor,
        "carrier_message_ids": list(now.at_carrier),
        "carrier_advice": ASK_CARRIER,
    }


def _forget_sends(organization_id: str, now: Round) -> Round:
    places, after = blasts.list_places(organization_id, limit=PAGE, cursor=now.after)
    found = forget_sends(organization_id, now.phone, places, is_last=now.number >= LAST_ROUND)
    now = replace(
        now,
        after=after,
        changed=now.changed + found.changed,
        waiting=now.waiting + found.waiting,
        texts=now.texts + found.texts,
        at_carrier=(*now.at_carrier, *found.at_carrier)[:PAGE],
    )
    return now if after else now.next_stage()


def _forget_campaign_contacts(organization_id: str, now: Round) -> Round:
    page = loads.list_of_campaigns(organization_id, after=now.after or "", limit=PAGE)
    return _forget_contacts(
        organization_id, now, [load for _, load in page if load], [key for key, _ in page]
    )


def _forget_other_contacts(organization_id: str, now: Round) -> Round:
    page = [load for load, _ in loads.list_of_jobs(organization_id, after=now.after or "", limit=PAGE)]
    return _forget_contacts(organization_id, now, page, page)


def _forget_contacts(organization_id: str, now: Round, load_ids: list[str], keys: list[str]) -> Round:
    found = contacts.find(load_ids, now.phone)
    forget_files(organization_id, [contact.load_id for contact in found])
    contacts.remove(found)
    now = replace(now, changed=now.changed + len(found), after=keys[-1] if keys else None)
    return now if len(keys) == PAGE else now.next_stage()


def _forget_rest(organization_id: str, now: Round) -> Round:
    gone = conversations.remove(organization_id, now.phone)
    gone += opt_outs.make_nameless(organization_id, now.phone, NOBODY + now.person)
    return replace(now, changed=now.changed + gone)


_FORGETTING = {
    Stage.SENDS: _forget_sends,
    Stage.CAMPAIGN_LOADS: _forget_campaign_contacts,
    Stage.LOADS: _forget_other_contacts,
}
