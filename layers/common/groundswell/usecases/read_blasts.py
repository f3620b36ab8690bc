"""How a campaign's blasts fare: ids go in, figures, sends and replies come out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from groundswell.domain.blast import Blast, Counters, SendFilter
from groundswell.domain.conversation import Text
from groundswell.domain.send import Send
from groundswell.extensions.service_vendors.errors import ErrorAdvice
from groundswell.tables import blasts, campaigns, conversations
from groundswell.tables.ledger import send_rows, shards
from groundswell.tables.ledger.finding import find_sends
from groundswell.usecases.open_vendor import open_vendor


@dataclass(frozen=True, slots=True, kw_only=True)
class Failures:
    """How many sends failed with one of the carrier's codes, in plain words."""

    count: int
    advice: ErrorAdvice


@dataclass(frozen=True, slots=True, kw_only=True)
class BlastReport:
    blast: Blast
    counters: Counters
    failures: tuple[Failures, ...]  # the most frequent first
    replies: int
    opt_outs: int


def list_blasts(organization_id: str, campaign_id: str) -> list[Blast]:
    """All of the campaign, the newest first; NotFound if there is no such campaign."""
    campaigns.get(organization_id, campaign_id)
    return blasts.list_of(organization_id, campaign_id)


def report_blast(organization_id: str, campaign_id: str, blast_id: str) -> BlastReport:
    """Its counters, what failed in plain words, and how many replied."""
    blast = blasts.get(organization_id, campaign_id, blast_id)
    counters = shards.counters(blast_id)
    replies, opt_outs = blasts.count_replies(organization_id, campaign_id, blast_id)
    return BlastReport(
        blast=blast,
        counters=counters,
        failures=_failures(organization_id, counters),
        replies=replies,
        opt_outs=opt_outs,
    )


def _failures(organization_id: str, counters: Counters) -> tuple[Failures, ...]:
    if not counters.errors:
        return ()
    explain = open_vendor(organization_id).explain
    ranked = sorted(counters.errors.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Failures(count=int(count), advice=explain(code)) for code, count in ranked)


def list_sends(
    organization_id: str,
    campaign_id: str,
    blast_id: str,
    *,
    only: SendFilter = SendFilter(),  # noqa: B008 - it is frozen
    limit: int,
    cursor: Mapping[str, Any] | None = None,
) -> tuple[list[Send], Mapping[str, Any] | None]:
    """The blast is looked up first: a blast of another organization has no sends to show."""
    blasts.get(organization_id, campaign_id, blast_id)
    return list_some(blast_id, only, limit=limit, cursor=cursor)


def list_some(
    blast_id: str, only: SendFilter, *, limit: int, cursor: Mapping[str, Any] | None
) -> tuple[list[Send], Mapping[str, Any] | None]:
    """Where something is asked after, a page may hold fewer than `limit` although more follow."""
    if only == SendFilter():
        return send_rows.list_sends(blast_id, limit=limit, cursor=cursor)
    return find_sends(blast_id, only, limit=limit, cursor=cursor)


def list_replies(
    organization_id: str,
    campaign_id: str,
    blast_id: str,
    *,
    limit: int,
    cursor: Mapping[str, Any] | None = None,
) -> tuple[list[Text], Mapping[str, Any] | None]:
    """The newest first. The blast is looked up first, as for sends."""
    blasts.get(organization_id, campaign_id, blast_id)
    return conversations.list_replies(blast_id, limit=limit, cursor=cursor)
