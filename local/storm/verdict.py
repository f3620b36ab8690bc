"""The books are compared: ledger, counters, gates and conversations with what the carrier itself knows."""

from collections import Counter
from typing import Any

from groundswell.domain.blast import Blast, BlastState
from groundswell.domain.campaign import CampaignState
from groundswell.domain.send import Send
from groundswell.tables import blasts, campaigns
from groundswell.tables.ledger import send_rows
from local.cloud.expressions import Item
from local.storm.recount import recount
from local.storm.scenery import Scenery
from local.storm.virtual_time import NOON

REACHED = {"SENT", "DELIVERED"}
MOST_UNKNOWN = 1_000
"""Of so many faulted texts at most one may be UNKNOWN when a person has released what nobody could find."""
SETTLED = {"SENT", "DELIVERED", "FAILED", "SKIPPED", "UNKNOWN"}


def compare(scenery: Scenery) -> dict[str, Any]:
    """What happened, and every promise that was broken, in plain words."""
    blast = blasts.get(scenery.organization_id, scenery.scene.campaign_id, scenery.blast_id)
    campaign = campaigns.get(scenery.organization_id, scenery.scene.campaign_id)
    sends = _sends(scenery)
    broken = [
        *sorted(set(scenery.witness.broken)),
        *_copies(scenery),
        *_states(scenery, sends),
        *recount(blast, sends),
        *_reports(scenery, sends),
        *_words(scenery, blast),
        *_doubts(scenery, sends),
    ]
    if blast.state is not BlastState.CLOSED:
        broken.append(f"the blast is {blast.state}, not closed")
    if campaign.state is not CampaignState.COMPLETED:
        broken.append(f"the campaign is {campaign.state}, not completed")
    return {
        "people": scenery.people,
        "states": dict(Counter(_text(item, "state") for item in sends.values())),
        "accepted": sum(number for one, number in scenery.carrier.book.accepted.items() if one in sends),
        "doubled": sum(number - 1 for number in scenery.carrier.book.accepted.values()),
        "doubts": _doubt_numbers(scenery, sends),
        "happened": dict(scenery.weather.happened),
        "virtual_minutes": round((scenery.time.now - NOON) / 60),
        "broken": broken,
    }


def _sends(scenery: Scenery) -> dict[str, Item]:
    """The blast's sends by their references."""
    return {
        f"{scenery.blast_id}.{item['send_id']['S']}": item
        for item in _items(scenery, "sends")
        if item["blast_shard"]["S"].startswith(scenery.blast_id) and "phone" in item
    }


def listed_unknown(organization_id: str) -> list[Send]:
    """What the product lists for a person to decide about."""
    found, cursor = send_rows.list_unknown(organization_id, limit=500)
    while cursor:
        page, cursor = send_rows.list_unknown(organization_id, limit=500, cursor=cursor)
        found += page
    return found


def given_up(scenery: Scenery) -> dict[str, int]:
    """How many stayed UNKNOWN after the search, how many of them the carrier has, and how many are listed."""
    unknown = {one for one, item in _sends(scenery).items() if _text(item, "state") == "UNKNOWN"}
    listed = {f"{send.blast_id}.{send.send_id}" for send in listed_unknown(scenery.organization_id)}
    return {
        "unknown": len(unknown),
        "taken": len(unknown & scenery.carrier.book.accepted.keys()),
        "unlisted": len(unknown ^ listed),
    }


def _doubt_numbers(scenery: Scenery, sends: dict[str, Item]) -> dict[str, int]:
    faulted = (scenery.carrier.book.faulted | scenery.doubted) & sends.keys()
    still = {one for one in faulted if _text(sends[one], "state") == "UNKNOWN"}
    return {
        "faulted": len(faulted),
        "doubted": len(scenery.doubted & sends.keys()),
        "given_up": scenery.given_up["unknown"],
        "unknown": len(still),
    }


def _doubts(scenery: Scenery, sends: dict[str, Item]) -> list[str]:
    """Before a person released them, only texts that the carrier never took were UNKNOWN, and each was listed."""
    taken, unlisted = scenery.given_up["taken"], scenery.given_up["unlisted"]
    broken = [f"{taken} texts stayed UNKNOWN, and the carrier's list has them"] if taken else []
    broken += [f"{unlisted} texts are UNKNOWN and not listed, or listed and not UNKNOWN"] if unlisted else []
    numbers = _doubt_numbers(scenery, sends)
    if numbers["unknown"] * MOST_UNKNOWN > numbers["faulted"]:
        broken.append(f"{numbers['unknown']} of {numbers['faulted']} faulted texts are UNKNOWN in the end")
    return broken


def _items(scenery: Scenery, table: str) -> list[Item]:
    return list(scenery.cloud.dynamodb.tables[table].items())


def _text(item: Item, name: str) -> str:
    return str(item.get(name, {}).get("S", ""))


def _copies(scenery: Scenery) -> list[str]:
    twice = sum(count > 1 for count in scenery.carrier.book.accepted.values())
    return [f"{twice} texts were accepted by the carrier more than once"] if twice else []


def _states(scenery: Scenery, sends: dict[str, Item]) -> list[str]:
    """Every text has landed, and where the ledger says so, the carrier agrees."""
    book, broken = scenery.carrier.book, Counter[str]()
    if len(sends) != scenery.people:
        broken[f"texts too {'few' if len(sends) < scenery.people else 'many'} in the ledger"] = abs(
            len(sends) - scenery.people
        )
    for reference, item in sends.items():
        state, accepted = _text(item, "state"), reference in book.accepted
        if state not in SETTLED:
            broken[f"texts are still {state}"] += 1
        if state in REACHED and not accepted:
            broken[f"texts are {state}, and the carrier never took them"] += 1
        if state in ("SKIPPED", "READY", "HELD") and accepted:
            broken[f"texts are {state}, and the carrier took them"] += 1
        if state == "FAILED" and not accepted and reference not in book.declined:
            broken["texts FAILED that the carrier knows nothing of"] += 1
        if state == "UNKNOWN" and accepted:
            broken["texts are UNKNOWN, and the carrier's list has them"] += 1
        if state == "SENT" and reference in book.fate:
            broken["texts are still SENT, and the carrier's list has their end"] += 1
    return [f"{number} {what}" for what, number in broken.items() if number]


def _reports(scenery: Scenery, sends: dict[str, Item]) -> list[str]:
    """Every final callback that we answered with 2xx stands in the ledger."""
    book = scenery.carrier.book
    reported = book.reported & sends.keys()  # our answers to STOP and HELP have references of their own
    lost = [one for one in reported if _text(sends[one], "state") != book.fate[one]]
    return [f"{len(lost)} reports that we had taken are not in the ledger"] if lost else []


def _words(scenery: Scenery, blast: Blast) -> list[str]:
    """Every STOP that we answered closed its gate, and every text in is kept, once, and counted for its blast."""
    book, broken = scenery.carrier.book, list[str]()
    closed = {
        _text(item, "recipient_key").partition("#")[2]
        for item in _items(scenery, "recipients")
        if "opted_out_at" in item
    }
    open_gates = book.stopped - closed
    if open_gates:
        broken.append(f"{len(open_gates)} people said STOP and are not opted out")
    texts = [item for item in _items(scenery, "conversations") if _text(item, "direction") == "IN"]
    kept = Counter(_text(item, "vendor_message_id") for item in texts)
    if book.texted_in - kept.keys():
        broken.append(f"{len(book.texted_in - kept.keys())} texts that we had taken are not kept")
    if any(number > 1 for number in kept.values()):
        broken.append("a text was kept twice")
    counted, _ = blasts.count_replies(blast.organization_id, blast.campaign_id, blast.blast_id)
    replies = sum(_text(item, "reply_to") == blast.blast_id for item in texts)
    if counted != replies:
        broken.append(f"the blast counts {counted} replies, a recount {replies}")
    return broken
