"""What waits for a person: sends of unknown fate; and what persons did: the audit."""

from collections.abc import Mapping
from typing import Any

from groundswell.domain.audit import AuditEntry, AuditFilter
from groundswell.domain.send import Send
from groundswell.tables import audit
from groundswell.tables.ledger import send_rows

Cursor = Mapping[str, Any]


def list_unknown_sends(
    organization_id: str, *, limit: int, cursor: Cursor | None = None
) -> tuple[list[Send], Cursor | None]:
    """All of the organization's UNKNOWN sends; one that became so a moment ago may still be missing."""
    return send_rows.list_unknown(organization_id, limit=limit, cursor=cursor)


def is_search_over(send: Send) -> bool:
    """Whether the carrier's list has been searched for it to the end."""
    return send.is_given_up


def list_audit(
    organization_id: str, *, limit: int, cursor: Cursor | None, only: AuditFilter
) -> tuple[list[AuditEntry], Cursor | None]:
    """What people asked for and what came of it, the newest first, as far as the filter lets it through."""
    return audit.list_page(organization_id, limit=limit, cursor=cursor, only=only)
