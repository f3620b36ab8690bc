"""Members of organizations in DynamoDB, beside their organization: people and API clients."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from groundswell.domain import changes
from groundswell.domain.errors import NotFound
from groundswell.domain.organization import Member, MemberKind, Organization
from groundswell.tables import rows
from groundswell.tables.organization_rows import (
    ABSENT,
    MEMBER,
    ORGANIZATION,
    Row,
    changed_fields,
    member_row,
    plain,
    to_member,
)

Cursor = Mapping[str, Any]


def add(member: Member) -> bool:
    """Make them a member; False if they are one already, NotFound if there is no such organization."""

    def fill(writer: TransactWrite) -> None:
        writer.condition_check(Row, member.organization_id, ORGANIZATION, condition=Row.record.exists())
        writer.save(member_row(member), condition=ABSENT)

    try:
        rows.transact(fill)
    except rows.Cancelled as error:
        if error.reasons[0] is not None:
            raise NotFound(f"organization {member.organization_id}") from error
        return False
    changes.note("member", None, member)
    return True


def get(organization_id: str, user_id: str) -> Member:
    """NotFound for whoever is no member; those switched off are found."""
    try:
        return to_member(Row.get(organization_id, MEMBER + user_id, consistent_read=True))
    except Row.DoesNotExist as error:
        raise NotFound(f"member {user_id} of organization {organization_id}") from error


def get_many(organization_id: str, user_ids: Iterable[str]) -> dict[str, Member]:
    """Members by id, 100 to a request; who is none is left out."""
    keys = [(organization_id, MEMBER + user_id) for user_id in sorted(set(user_ids))]
    found = Row.batch_get(keys) if keys else ()
    return {str(row.user_id): to_member(row) for row in found}


def list_all(organization_id: str) -> list[Member]:
    """All of them as they stand at this moment, those switched off and API clients too."""
    found = Row.query(organization_id, Row.record.startswith(MEMBER), consistent_read=True)
    return [to_member(row) for row in found]


def list_page(
    organization_id: str, kind: MemberKind, *, limit: int, cursor: Cursor | None = None
) -> tuple[list[Member], Cursor | None]:
    """A page of one kind, those switched off too, and the next page's cursor."""
    wanted = Row.kind == kind.value
    if kind is MemberKind.PERSON:
        wanted = wanted | Row.kind.does_not_exist()
    start = dict(cursor) if cursor else None
    found = Row.query(
        organization_id,
        Row.record.startswith(MEMBER),
        filter_condition=wanted,
        limit=limit,
        last_evaluated_key=start,
        consistent_read=True,
    )
    return [to_member(row) for row in found], found.last_evaluated_key


def edit(before: Member, after: Member) -> Member:
    """Write what differs, if the member still stands at `before`'s version; Stale otherwise.

    Only for what has no bearing on who owns the organization: role and activity go through `move`.
    """
    written = replace(after, version=before.version + 1)
    row = Row(before.organization_id, MEMBER + before.user_id)
    with rows.stale_when_condition_fails(f"member {before.user_id}"):
        rows.patiently(lambda: row.update(actions=_actions(before, written), condition=_stands(before)))
    changes.note("member", before, written)
    return written


def add_edit(writer: TransactWrite, before: Member, after: Member) -> None:
    """Make an edit part of a transaction, which fails where `edit` would be Stale."""
    written = replace(after, version=before.version + 1)
    row = Row(before.organization_id, MEMBER + before.user_id)
    writer.update(row, actions=_actions(before, written), condition=_stands(before))
    changes.note("member", before, written)


def move(before: Member, after: Member, organization: Organization) -> Member:
    """As `edit`, and only if nobody else has changed any member's standing since `organization` was read."""

    def fill(writer: TransactWrite) -> None:
        _advance(writer, organization)
        add_edit(writer, before, after)

    _transact(fill, before)
    return replace(after, version=before.version + 1)


def remove(before: Member, organization: Organization) -> None:
    """As `move`, to nothing."""

    def fill(writer: TransactWrite) -> None:
        _advance(writer, organization)
        writer.delete(Row(before.organization_id, MEMBER + before.user_id), condition=_stands(before))

    _transact(fill, before)
    changes.note("member", before, None)


def note_use(organization_id: str, user_id: str, at: datetime) -> None:
    """An API client has asked for a token; NotFound if it is gone."""
    _update(organization_id, user_id, [Row.last_used_at.set(at)])


def end_tokens(organization_id: str, user_id: str, at: datetime, *, confirm: bool = False) -> None:
    """Access tokens from before `at` are refused here; `confirm` notes that the mailbox was shown to be theirs."""
    actions: list[Action] = [Row.tokens_valid_from.set(at)]
    if confirm:
        actions.append(Row.confirmed.set(True))
    _update(organization_id, user_id, actions)


def _update(organization_id: str, user_id: str, actions: list[Action]) -> None:
    row = Row(organization_id, MEMBER + user_id)
    exists = Row.record.exists()
    if not rows.succeeds(lambda: rows.patiently(lambda: row.update(actions=actions, condition=exists))):
        raise NotFound(f"member {user_id} of organization {organization_id}")


def _advance(writer: TransactWrite, organization: Organization) -> None:
    """Changes of standing take their turns at the organization's version."""
    row = Row(organization.organization_id, ORGANIZATION)
    version = organization.version
    writer.update(row, actions=[Row.version.set(version + 1)], condition=Row.version == version)


def _actions(before: Member, after: Member) -> list[Action]:
    found: list[Action] = []
    for name in changed_fields(before, after):
        attribute, value = getattr(Row, name), plain(after, name)
        found.append(attribute.remove() if value is None else attribute.set(value))
    return found


def _stands(before: Member) -> Any:
    unchanged = Row.version == before.version
    if before.version == 0:
        unchanged = unchanged | Row.version.does_not_exist()
    return Row.record.exists() & unchanged


def _transact(fill: Callable[[TransactWrite], None], before: Member) -> None:
    with rows.stale_when_condition_fails(f"member {before.user_id}"):
        rows.transact(fill)
