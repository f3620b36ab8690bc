"""A running stack's address goes in; two campaigns are played through its API; figures and broken promises come out."""

import time
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import uuid4

from rich.console import Console

from local.demo.api import Api, DemoFailed
from local.demo.carrier import Carrier
from local.demo.evidence import Evidence, gather
from local.demo.people import People, make_followers, make_people, turned_away
from local.demo.progress import Show
from local.demo.promises import broken_promises
from local.demo.settle import come_to_rest, send_out
from local.demo.summary import figures_of, show_summary
from local.simulator.options import DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN

CONTACTS = 1_000
FOLLOWERS = 20
"""How many silent people the second campaign has besides those who answered."""
SHOPPING = (("212", 2), ("312", 2), ("415", 1))
"""Numbers to buy, by area code; the last one works for the second campaign."""
TEXT = "Hi {first_name}, it's the Riverside Tenants. Will you help with the river clean-up on Saturday? Reply STOP to opt out."  # noqa: E501
FOLLOW_UP = (
    "{first_name}, we meet on Saturday at 10 at the old boathouse. Bring gloves! Reply STOP to opt out."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """`figures` is what .local/demo.json holds; `broken_promises` is empty if all went as promised."""

    figures: dict[str, int | float]
    broken_promises: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account with the simulated carrier."""

    sid: str = DEFAULT_ACCOUNT_SID
    token: str = DEFAULT_AUTH_TOKEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Stagehand:
    """What every stage needs."""

    api: Api
    carrier: Carrier
    show: Show


def play(
    base_url: str,
    *,
    simulator_url: str,
    email: str,
    password: str,
    organization_id: str,
    contacts: int = CONTACTS,
    account: Account | None = None,
    console: Console | None = None,
) -> Outcome:
    """Play the demo to its end. DemoFailed if a step is refused; broken promises are part of the outcome."""
    started = time.monotonic()
    account, show = account or Account(), Show(console or Console(highlight=False))
    carrier = Carrier(simulator_url, account.sid)
    with show.stage("Connect Twilio") as stage:
        api = Api(base_url, email, password, organization_id)
        secrets = {"account_sid": account.sid, "auth_token": account.token}
        api.put("/service-vendors/twilio", {"secrets": secrets})
        stage.note = f"signed in as {email}; the account was checked with the carrier"
    hands = Stagehand(api=api, carrier=carrier, show=show)
    with carrier.misbehaving():
        evidence = _two_campaigns(hands, contacts)
    seconds = time.monotonic() - started
    figures = figures_of(evidence, seconds)
    broken = broken_promises(evidence)
    show_summary(show.console, evidence, figures, broken)
    return Outcome(figures=figures, broken_promises=broken)


def _two_campaigns(hands: Stagehand, contacts: int) -> Evidence:
    people = make_people(contacts)
    hands.carrier.script(turned_away(people))
    first = _draft(hands, "River clean-up", TEXT)
    first_load = _load(hands, first, people, "Load contacts")
    purchases = _buy(hands)
    _start(hands, first, SHOPPING[:-1], "Start the campaign")
    first_blast = _send(hands, first)
    followers = make_followers(people, FOLLOWERS)
    second = _draft(hands, "River clean-up: where we meet", FOLLOW_UP)
    second_load = _load(hands, second, followers, "Load the follow-up")
    _start(hands, second, SHOPPING[-1:], "Start it")
    second_blast = _send(hands, second)
    with hands.show.stage("Compare the books") as stage:
        evidence = gather(
            hands.api,
            hands.carrier,
            blasts=(first_blast, second_blast),
            loads=(first_load, second_load),
            expected=(people, followers),
            purchases=purchases,
        )
        texts = sum(len(books.texts) for books in evidence.blasts)
        stage.note = f"{texts:,} texts in the carrier's log, each compared with ours"
    return evidence


def _draft(hands: Stagehand, name: str, text: str) -> str:
    made = hands.api.post("/campaigns", {"name": name, "text": text})
    return f"/campaigns/{made['campaign_id']}"


def _load(hands: Stagehand, campaign: str, people: People, title: str) -> Any:
    api = hands.api
    with hands.show.stage(title) as stage:
        load = api.post(f"{campaign}/loads", {})
        api.upload(load["upload"], people.file)
        job = api.post(f"{campaign}/loads/{load['load_id']}/start", {})
        done = api.follow(job, lambda one: stage.show(one["done"], one["total"] or people.rows, one["note"]))
        result = done["result"]
        stage.show(done["done"], done["total"])
        refused = sum(result["refused"].values())
        stage.note = (
            f"{result['valid']:,} contacts, {result['duplicates']} duplicates, {refused} rows refused"
        )
    return result


def _buy(hands: Stagehand) -> list[Any]:
    """All area codes at once; each purchase is a job of its own."""
    api, wanted = hands.api, sum(count for _, count in SHOPPING)
    with hands.show.stage("Buy numbers") as stage:
        jobs = [
            api.post("/numbers/purchases", {"area_code": code, "count": count}) for code, count in SHOPPING
        ]
        progress = {job["job_id"]: 0 for job in jobs}

        def show(one: Any) -> None:
            progress[one["job_id"]] = one["done"]
            stage.show(sum(progress.values()), wanted)

        ended = [api.follow(job, show) for job in jobs]
        stage.show(sum(one["result"]["bought"] for one in ended), wanted)
        stage.note = ", ".join(
            f"{one['result']['bought']} in area code {one['result']['area_code']}" for one in ended
        )
    return ended


def _start(hands: Stagehand, campaign: str, numbers: tuple[tuple[str, int], ...], title: str) -> None:
    """Reserve the numbers, look whether anything is missing, start."""
    api = hands.api
    with hands.show.stage(title) as stage:
        wanted = [{"area_code": code, "count": count} for code, count in numbers]
        reserved = api.put(f"{campaign}/numbers", {"wanted": wanted})["items"]
        checked = api.get(f"{campaign}/preflight")
        if not checked["ready"]:
            raise DemoFailed(" ".join(f"{one['problem']} {one['remedy']}" for one in checked["missing"]))
        api.follow(
            api.post(f"{campaign}/start"), lambda one: stage.show(one["done"], one["total"], one["note"])
        )
        stage.show(len(reserved), len(reserved))
        stage.note = "reserved, moved into a messaging service of the campaign's own; nothing sent yet"


def _send(hands: Stagehand, campaign: str) -> str:
    """Send, press the button a second time, and watch until all is quiet."""
    api, key = hands.api, str(uuid4())
    with hands.show.stage("Send") as stage:
        blast_id = api.post(f"{campaign}/send", key=key)["blast_id"]
        if api.post(f"{campaign}/send", key=key)["blast_id"] != blast_id:
            raise DemoFailed("The same request, repeated, made a second blast.")
        blast = f"{campaign}/blasts/{blast_id}"
        send_out(api, blast, lambda report: stage.show_states(report["states"], report["audience"]))
    with hands.show.stage("Reports, replies") as stage:
        show = partial(_show_rest, stage)
        come_to_rest(api, hands.carrier, blast, show)
    return blast


def _show_rest(stage: Any, report: Any) -> None:
    stage.show_states(report["states"], report["audience"])
    stage.note += f"; {report['replies']} replies, {report['opt_outs']} asking to stop"
