"""A running stack's address goes in; two campaigns are played through its API; figures and broken promises come out."""

import time
from dataclasses import dataclass

from rich.console import Console

from local.demo.api import Api
from local.demo.carrier import Carrier
from local.demo.evidence import Evidence, gather
from local.demo.people import make_followers, make_people, turned_away
from local.demo.progress import Show
from local.demo.promises import broken_promises
from local.demo.stages import Stagehand, buy, draft, load, send, send_through_storm, settle, start
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
    first = draft(hands, "River clean-up", TEXT)
    first_load = load(hands, first, people, "Load contacts")
    purchases = buy(hands, SHOPPING)
    start(hands, first, SHOPPING[:-1], "Start the campaign")
    first_blast = send_through_storm(hands, first)
    followers = make_followers(people, FOLLOWERS)
    second = draft(hands, "River clean-up: where we meet", FOLLOW_UP)
    second_load = load(hands, second, followers, "Load the follow-up")
    start(hands, second, SHOPPING[-1:], "Start it")
    second_blast = send(hands, second)
    settle(hands, first_blast)
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
