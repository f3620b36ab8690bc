"""The demo on the running stack: a whole campaign, after which every promise holds and the figures add up."""

import pytest

from local.demo.people import make_people
from tests.end_to_end.conftest import CONTACTS
from tests.support.tenants import Tenant, blasts_of, play_demo

pytestmark = pytest.mark.stack
FIGURES = [
    "contacts_loaded",
    "contacts_refused",
    "numbers_bought",
    "numbers_transferred",
    "audience",
    "sent",
    "delivered",
    "failed",
    "skipped",
    "held",
    "unknown",
    "replies",
    "opt_outs",
    "clicks",
    "carrier_accepted",
    "carrier_duplicates",
    "seconds",
]


def people_who_stopped(tenant: Tenant) -> set[str]:
    """By the carrier's log. One person may write it twice, so these are fewer than such texts."""
    found = tenant.stack.simulator("GET", f"inbound?limit=5000&account_sid={tenant.account.sid}").json[
        "messages"
    ]
    audience = {phone for phone in make_people(CONTACTS).phones if phone[-2:] in ("13", "15")}
    return {one["from"] for one in found if one["body"].lower().startswith("stop")} & audience


def test_every_promise_holds(tenant: Tenant) -> None:
    assert tenant.outcome is not None
    assert tenant.outcome.broken_promises == ()


def test_the_figures_have_their_names_and_add_up(tenant: Tenant) -> None:
    assert tenant.outcome is not None
    found = tenant.outcome.figures
    assert list(found) == FIGURES
    assert (
        sum(found[name] for name in ("sent", "delivered", "failed", "skipped", "held", "unknown"))
        == found["audience"]
    )
    assert found["contacts_loaded"] == found["audience"] > CONTACTS
    assert (found["numbers_bought"], found["numbers_transferred"]) == (5, 5)
    assert found["carrier_duplicates"] == 0


def test_the_demo_shows_something_of_everything(tenant: Tenant) -> None:
    """A demo in which nobody failed, waited, answered or opted out would prove nothing about them."""
    assert tenant.outcome is not None
    found = tenant.outcome.figures
    for name in ("contacts_refused", "delivered", "failed", "skipped", "held", "replies", "opt_outs"):
        assert found[name] > 0, name
    assert found["skipped"] == len(people_who_stopped(tenant))


def test_a_blast_whose_people_all_had_their_turn_is_closed_and_one_with_sleepers_waits(
    tenant: Tenant,
) -> None:
    states = {blast["states"]["HELD"] > 0: blast["state"] for blast in blasts_of(tenant.api())}
    assert states == {True: "SENDING", False: "CLOSED"}


def test_played_again_to_the_same_people_nobody_who_opted_out_is_texted(tenant: Tenant) -> None:
    """As `make run` does it after a demo that was interrupted."""
    assert tenant.outcome is not None
    again = play_demo(tenant, CONTACTS).outcome
    assert again is not None
    assert again.broken_promises == ()
    assert again.figures["opt_outs"] == 0
    assert again.figures["skipped"] == 2 * len(people_who_stopped(tenant))
