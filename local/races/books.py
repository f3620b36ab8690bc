"""Opt-outs and claims in the order of their commits, and what that order and the ledger say of each race."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from local.cloud.expressions import Item
from local.cloud.table import Key, Table
from local.races.moments import FIRST, Moment, Plan


@dataclass
class Order:
    """Watches the recipients as they are written. A claim is one of the blast `raced`."""

    raced: str = ""
    opted_out: dict[str, int] = field(default_factory=dict)
    claimed: dict[str, int] = field(default_factory=dict)
    claims: int = 0
    broken: list[str] = field(default_factory=list)
    _turn: int = 0

    def watch(self, recipients: Table) -> "Order":
        self._put: Callable[[Key, Item], tuple[int, int]] = recipients.put
        self._get = recipients.get
        recipients.put = self.put  # type: ignore[method-assign]
        return self

    def put(self, key: Key, item: Item) -> tuple[int, int]:
        before, phone = self._get(key), str(key[0]).partition("#")[2]
        old: dict[str, Any] = before.item if before else {}
        self._turn += 1
        if "opted_out_at" in item and "opted_out_at" not in old:
            self.opted_out[phone] = self._turn
        if item.get("last_text_at") != old.get("last_text_at") or item.get("day_count") != old.get(
            "day_count"
        ):
            self.claims += 1
            if item["last_blast_id"]["S"] == self.raced:
                self.claimed[phone] = self._turn
            if "opted_out_at" in old:
                self.broken.append("a claim was committed after the opt-out of its recipient")
        return self._put(key, item)

    def opt_out_was_first(self, phone: str) -> bool:
        return self.opted_out[phone] < self.claimed.get(phone, self._turn + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The raced blast's sends and the carrier's count by phone; `proofs` are the phones with an opt-out on record."""

    sends: dict[str, Item]
    accepted: Counter[str]
    proofs: set[str]
    bystanders: set[str]


def compare(order: Order, plan: Plan, facts: Facts) -> list[str]:
    """Every promise that was broken, in plain words."""
    broken, raced = Counter(order.broken), plan.moment.keys()
    for phone in raced:
        if phone in plan.left or phone not in order.opted_out:
            broken["opt-outs were lost, or never came"] += 1
            continue
        send, first = facts.sends[phone], order.opt_out_was_first(phone)
        state, reason = send["state"]["S"], send.get("reason", {}).get("S")
        broken["opt-outs have no proof"] += phone not in facts.proofs
        broken["people were texted after their opt-out"] += first and facts.accepted[phone] > 0
        broken["opt-outs that were committed before the claim did not win"] += (
            not first and plan.moment[phone] in FIRST
        )
        broken["sends do not say what happened"] += (
            (state, reason) != ("SKIPPED", "OPTED_OUT") if first else state not in ("SENT", "DELIVERED")
        )
        broken["claimed texts the carrier has not got once"] += not first and facts.accepted[phone] != 1
    for phone in facts.bystanders:
        broken["bystanders did not get their text once"] += facts.accepted[phone] != 1
    return [f"{number} {what}" for what, number in broken.items() if number]


def table(order: Order, plan: Plan) -> dict[Moment, Counter[str]]:
    """By moment: how many came by each road, and who was first."""
    found = {moment: Counter[str]() for moment in Moment}
    for phone in plan.moment.keys() & order.opted_out.keys():
        row = found[plan.moment[phone]]
        row[plan.road[phone]] += 1
        row["opt-out" if order.opt_out_was_first(phone) else "claim"] += 1
    return found
