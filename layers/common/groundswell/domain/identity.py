"""Names that come out the same however often a thing is done: UUIDv5 of what it is."""

from uuid import UUID, uuid5

SHARDS = 16
HIDDEN = "f"
"""What the ids of campaigns begin with that stand for texts sent at once; people's own (UUIDv7) do from 10361 on."""
_ROOT = UUID("6f1d3c0a-7c5b-5f6e-9a52-0d4be0f1a7c3")


def blast_id(campaign_id: str, occurrence: str) -> str:
    """One blast per campaign and occurrence (or Idempotency-Key)."""
    return str(uuid5(UUID(campaign_id), occurrence))


def send_id(blast: str, phone: str) -> str:
    """One send per blast and phone."""
    return str(uuid5(UUID(blast), phone))


def derived_id(organization_id: str, kind: str, key: str) -> str:
    """One id per organization, kind of thing, and Idempotency-Key or carrier's message id."""
    return str(uuid5(_ROOT, f"{organization_id}\n{kind}\n{key}"))


def hidden_id(organization_id: str, kind: str, key: str) -> str:
    """The campaign behind a text that is sent at once: one per kind and Idempotency-Key, apart from people's own."""
    return HIDDEN + derived_id(organization_id, kind, key)[1:]


def is_hidden(campaign_id: str) -> bool:
    return campaign_id.startswith(HIDDEN)


def shard_of(identifier: str) -> int:
    """Which of the 16 shards a UUID belongs to: its last hexadecimal digit."""
    return int(identifier[-1], 16)


def contact_shard(load_id: str, phone: str) -> int:
    return shard_of(str(uuid5(UUID(load_id), phone)))
