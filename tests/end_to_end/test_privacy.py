"""On the running stack: a person's file can be downloaded, and after an erasure nothing of theirs is shown."""

import json
import time
from collections.abc import Callable
from typing import Any
from urllib.request import urlopen

import pytest

from tests.support.stack import Stack
from tests.support.tenants import add_tenant

pytestmark = pytest.mark.stack
ADA, BEN = "+12022000041", "+12022000042"


def until(condition: Callable[[], Any], seconds: float = 60) -> Any:
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, f"not within {seconds:.0f} s"
        time.sleep(0.5)
    return found


def test_a_person_is_exported_and_erased(stack: Stack) -> None:
    api = add_tenant(stack, "Meadow Neighbors").api()
    campaign = (
        f"/campaigns/{api.post('/campaigns', {'name': 'Fair', 'text': 'Hi {first_name}!'})['campaign_id']}"
    )
    load = api.post(f"{campaign}/loads", {})
    api.upload(load["upload"], f"first_name,phone\nAdalbertine,{ADA}\nBen,{BEN}\n".encode())
    api.follow(api.post(f"{campaign}/loads/{load['load_id']}/start", {}), lambda _: None)
    page = api.get(f"/contacts/{ADA}")
    assert [row["first_name"] for row in page["contacts"]] == ["Adalbertine"]

    job = api.post(f"/contacts/{ADA}/export")
    api.follow(job, lambda _: None)
    with urlopen(api.get(f"/contacts/exports/{job['job_id']}")["url"]) as file:
        assert json.load(file)["contacts"][0]["first_name"] == "Adalbertine"

    job = api.post(f"/contacts/{ADA}/erasure", {"reason": "Asked for it by letter"})
    assert api.get(f"/contacts/{ADA}")["opted_out"]
    until(lambda: not api.get(f"/contacts/{ADA}")["contacts"])
    assert len(api.get(f"/contacts/{BEN}")["contacts"]) == 1
    again = until(lambda: (one := api.get(f"/jobs/{job['job_id']}"))["note"] == "Looking once more" and one)
    assert again["state"] == "RUNNING"
