"""A request that changes something goes in; it runs with an audit entry that stands before it and tells its outcome."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from aws_lambda_powertools.event_handler import Response

from groundswell import clock
from groundswell.domain import changes
from groundswell.domain.audit import AuditAction, AuditEntry, AuditState
from groundswell.entrypoints.identity import Caller
from groundswell.entrypoints.problem_kinds import Problem
from groundswell.observability import log_failure
from groundswell.tables import audit


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody asks for: `path` holds the ids of the route's template."""

    method: str
    route: str
    operation: str
    path: Mapping[str, str]
    caller: Caller


def audited(
    asked: Asked, run: Callable[[], Response[Any]], problem_of: Callable[[Exception], Problem]
) -> Response[Any]:
    """Reading leaves no trace, everything else one entry: without the entry nothing is done."""
    organization = asked.caller.organization
    if asked.method == "GET" or organization is None:
        return run()
    entry = _entry(asked, organization.organization_id)
    with changes.collecting() as collected, audit.opened(entry):
        try:
            response = run()
        except Exception as error:
            _close(_refused(entry, problem_of(error), collected))
            raise
    ids = {**entry.ids, **_new_ids(response.body)}
    again = {"replayed": True} if "Idempotency-Replayed" in response.headers else {}
    done = replace(entry, state=AuditState.DONE, status=response.status_code, ids=ids, changes=collected)
    _close(replace(done, details=again))
    return response


def _entry(asked: Asked, organization_id: str) -> AuditEntry:
    ids = {name: _shown(name, value) for name, value in asked.path.items() if name != "organization_id"}
    return AuditEntry(
        organization_id=organization_id,
        entry_id=str(uuid4()),
        at=clock.now(),
        action=AuditAction.REQUEST,
        user_id=asked.caller.user_id,
        subject=next(reversed(ids.values()), ""),
        state=AuditState.STARTED,
        operation=asked.operation,
        route=f"{asked.method} {asked.route.replace('<', '{').replace('>', '}')}",
        ids=ids,
    )


def _refused(entry: AuditEntry, problem: Problem, collected: changes.Changes) -> AuditEntry:
    """After an error of our own nobody knows how far it came, so the entry stays STARTED."""
    state = AuditState.STARTED if problem.status >= 500 else AuditState.REFUSED
    return replace(entry, state=state, status=problem.status, problem=problem.kind, changes=collected)


def _close(entry: AuditEntry) -> None:
    """What was done is done: if its outcome cannot be written, the entry stays STARTED and the caller has an answer."""
    try:
        audit.close(entry)
    except Exception as error:
        log_failure("the outcome could not be audited", error)


def _shown(name: str, value: str) -> str:
    """Of a phone only the end, which tells those who know the number which one it was."""
    return f"…{value[-2:]}" if name == "phone" else value


def _new_ids(body: Any) -> dict[str, str]:
    """The ids of what the answer tells of."""
    if not isinstance(body, dict):
        return {}
    named = {name: value for name, value in body.items() if name.endswith("_id") and isinstance(value, str)}
    return {name: value for name, value in named.items() if name not in ("organization_id", "external_id")}
