"""A running stack's address goes in; two campaigns are played through its API; figures and broken promises come out."""

import time
from collections.abc import Callable
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
from local.demo.settle import come_to_rest, send_out, settle_unknown
from local.demo.summary import figures_of, show_summary
from local.demo.weather import Storm
from local.simulator.options import DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN
from local.stack.places import Places

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
    storm: Storm | None


def play(
    base_url: str,
    *,
    simulator_url: str,
    email: str,
    password: str,
    organization_id: str,
    contacts: int = CONTACTS,
    account: Account | None = None,
    places: Places | None = None,
    console: Console | None = None,
) -> Outcome:
    """Play the demo to its end. DemoFailed if a step is refused; broken promises are part of the outcome.

    With the stack's `places` the first campaign goes through a storm; without them only reports come twice and late.
    """
    started = time.monotonic()
    account, show = account or Account(), Show(console or Console(highlight=False))
    carrier = Carrier(simulator_url, account.sid)
    with show.stage("Connect Twilio") as stage:
        api = Api(base_url, email, password, organization_id)
        secrets = {"account_sid": account.sid, "auth_token": account.token}
        api.put("/service-vendors/twilio", {"secrets": secrets})
        stage.note = f"signed in as {email}; the account was checked with the carrier"
    storm = Storm(carrier, places, organization_id) if places else None
    hands = Stagehand(api=api, carrier=carrier, show=show, storm=storm)
    with carrier.misbehaving():
        evidence = _two_campaigns(hands, contacts)
    seconds = time.monotonic() - started
    figures = figures_of(evidence, seconds)
    broken = broken_promises(evidence)
    show_summary(show.console, evidence, figures, broken, storm.weather() if storm else None)
    return Outcome(figures=figures, broken_promises=broken)


def _two_campaigns(hands: Stagehand, contacts: int) -> Evidence:
    people = make_people(contacts)
    hands.carrier.script(turned_away(people))
    first = _draft(hands, "River clean-up", TEXT)
    first_load = _load(hands, first, people, "Load contacts")
    purchases = _buy(hands)
    _start(hands, first, SHOPPING[:-1], "Start the campaign")
    first_blast = _send_through_storm(hands, first)
    followers = make_followers(people, FOLLOWERS)
    second = _draft(hands, "River clean-up: where we meet", FOLLOW_UP)
    second_load = _load(hands, second, followers, "Load the follow-up")
    _start(hands, second, SHOPPING[-1:], "Start it")
    second_blast = _send(hands, second)
    _settle(hands, first_blast)
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


def _send_through_storm(hands: Stagehand, campaign: str) -> str:
    """As in fair weather, but for what goes wrong meanwhile; afterwards work that is done is asked for again."""
    storm = hands.storm
    if storm is None:
        return _send(hands, campaign)
    with storm.raging():
        blast = _send(hands, campaign, storm.pass_over)
    sends = hands.api.get(f"{blast}/sends", limit=200)["items"]
    storm.repeat(campaign.rsplit("/", 1)[-1], blast.rsplit("/", 1)[-1], sends)
    return blast


def _settle(hands: Stagehand, blast: str) -> None:
    """Texts whose answer was lost: reports tell of most, the carrier's list of others, the rest stays unknown."""
    if hands.storm is None:
        return
    lost = hands.storm.weather().answers_lost
    with hands.show.stage("Settle what is not known") as stage:

        def show(report: Any) -> None:
            left = report["states"]["UNKNOWN"]
            stage.show(max(lost, left) - left, max(lost, left))
            stage.note = f"{left or 'no'} outcomes not known; none of these texts is sent again by itself"

        settle_unknown(hands.api, blast, blast.rsplit("/", 1)[-1], show)


def _send(hands: Stagehand, campaign: str, look: Callable[[Any], None] = lambda report: None) -> str:
    """Send, press the button a second time, and watch until all is quiet."""
    api, key = hands.api, str(uuid4())
    with hands.show.stage("Send") as stage:
        blast_id = api.post(f"{campaign}/send", key=key)["blast_id"]
        if api.post(f"{campaign}/send", key=key)["blast_id"] != blast_id:
            raise DemoFailed("The same request, repeated, made a second blast.")
        blast = f"{campaign}/blasts/{blast_id}"

        def show(report: Any) -> None:
            look(report)
            stage.show_states(report["states"], report["audience"])

        send_out(api, blast, show)
    with hands.show.stage("Reports, replies") as stage:
        come_to_rest(api, hands.carrier, blast, partial(_show_rest, stage))
    return blast


def _show_rest(stage: Any, report: Any) -> None:
    stage.show_states(report["states"], report["audience"])
    stage.note += f"; {report['replies']} replies, {report['opt_outs']} asking to stop"
