"""Who waits for an answer, and since when; answered and closed conversations do not."""

from functools import partial

import pytest

from groundswell import clock
from groundswell.tables import inbox
from groundswell.usecases import read_waiting as module
from tests.functions.admin.conftest import HOME, TEXTER
from tests.support.build import NOON, ORGANIZATION, PHONE, a_phone
from tests.support.http import ask
from tests.usecases.test_answer_conversation import receive

WAITING = f"{HOME}/conversations/waiting"


@pytest.fixture
def texter(handler, members, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)
    return partial(ask, handler, user=TEXTER)


def give(phone, user=TEXTER):
    return inbox.hand_to(inbox.get(ORGANIZATION, phone), user)


def test_nobody_waits_at_first(texter):
    nobody = {"count": 0, "oldest_at": None, "is_all": True}
    assert texter("GET", WAITING).json == {"mine": nobody, "unassigned": nobody}


def test_the_one_who_wrote_first_waits_the_longest(texter, monkeypatch):
    receive()
    give(PHONE)
    monkeypatch.setattr(clock, "now", lambda: NOON.replace(hour=NOON.hour + 1))
    receive(message_id="in2", phone=a_phone(2))
    give(a_phone(2))
    mine = texter("GET", WAITING).json["mine"]
    assert (mine["count"], mine["is_all"]) == (2, True)
    assert mine["oldest_at"] == inbox.get(ORGANIZATION, PHONE).last_activity_at.isoformat().replace(
        "+00:00", "Z"
    )
    inbox.close(inbox.get(ORGANIZATION, PHONE))
    assert texter("GET", WAITING).json["mine"]["count"] == 1


def test_of_a_long_queue_only_the_oldest_are_counted_and_that_is_said(texter, monkeypatch):
    monkeypatch.setattr(module, "MOST", 1)
    for n in (1, 2):
        receive(message_id=f"in{n}", phone=a_phone(n))
        give(a_phone(n))
    mine = texter("GET", WAITING).json["mine"]
    assert (mine["count"], mine["is_all"]) == (1, False)
