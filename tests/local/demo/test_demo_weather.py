"""The storm: messages that the product understands, the right moment for a kill, and what is said of it afterwards."""

from dataclasses import replace

import pytest

from groundswell.envelopes import decode
from groundswell.messages import DeliverShard, DeliveryReported
from local.demo.carrier import Carrier
from local.demo.summary import not_known, weather_paragraph
from local.demo.weather import STORM, Weather, is_in_the_middle, report_message, shard_message
from local.simulator.faults import read_rule
from tests.local.demo.test_demo_promises import DELIVERED, kept, send

CALM = {"DISPATCHING": 0, "SENT": 0, "DELIVERED": 0}


def test_repeated_messages_are_those_that_the_product_writes() -> None:
    assert decode(shard_message("o", "c", "b")) == DeliverShard(
        organization_id="o", campaign_id="c", blast_id="b", shard=0
    )
    assert decode(report_message("o", "b", send(1, DELIVERED, "DELIVERED"))) == DeliveryReported(
        organization_id="o", blast_id="b", send_id="s1", state="DELIVERED", vendor_message_id="SM1"
    )


@pytest.mark.parametrize(
    ("states", "now"),
    [
        ({"DISPATCHING": 48}, False),
        ({"SENT": 40, "DELIVERED": 40}, False),
        ({"DISPATCHING": 1, "SENT": 20, "DELIVERED": 30}, True),
    ],
)
def test_a_worker_is_killed_only_while_it_offers_texts(states: dict[str, int], now: bool) -> None:
    assert is_in_the_middle({**CALM, **states}) is now


def test_the_simulator_understands_the_storm_and_it_ends_by_itself() -> None:
    rules = [read_rule(number, dict(rule)) for number, rule in enumerate(STORM)]
    assert all(rule.left is not None and 0 < rule.share < 1 for rule in rules)


def test_only_the_demos_own_account_is_struck_and_the_faults_are_taken_back() -> None:
    calls = []

    class Listening(Carrier):
        def __init__(self) -> None:
            self._account_sid = "AC1"

        def _call(self, method, path, body=None, query=None):
            calls.append((method, path, body))
            mine = {"id": 7, "kind": "429", "hits": 3}
            return {**mine, "faults": [mine, {"id": 8, "kind": "429", "hits": 9}]}

    with Listening().struck_by([{"kind": "429"}]) as hits:
        assert hits() == {"429": 3}
    assert calls[0] == ("POST", "faults", {"kind": "429", "match": {"account": "AC1"}})
    assert calls[-1][:2] == ("DELETE", "faults/7")


def test_the_weather_is_told_in_one_paragraph() -> None:
    weather = Weather(answers_lost=35, refused_for_now=5, workers_killed=1, messages_repeated=2)
    said = weather_paragraph(weather, 0)
    for part in ("35 texts", "5 were refused", "1 worker was killed", "2 messages were repeated"):
        assert part in said
    assert said.endswith("nobody got a text twice.")
    assert weather_paragraph(weather, 3).endswith("3 texts went out twice.")


def test_what_is_not_known_is_listed_with_what_the_carrier_says() -> None:
    evidence = kept()
    first, second = evidence.blasts
    lost = [send(1, DELIVERED, "UNKNOWN", "RemoteDisconnected"),
            send(9, "+12125550177", "UNKNOWN", "WORKER_LOST NOT_FOUND")]  # fmt: skip
    head, taken, never, _ = not_known(replace(evidence, blasts=(replace(first, sends=lost), second)))
    assert "(2)" in head
    assert "answer was lost; the carrier's log says it took it" in taken
    assert "worker died while sending, the carrier's list was searched in vain" in never
    assert never.endswith("it never took it")
    assert not_known(evidence) == []
