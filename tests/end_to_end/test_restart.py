"""Stopped in order and started again in the same folder, the stack goes on where it was."""

from pathlib import Path
from typing import Any

import pytest

from local.demo.api import Api
from local.first_owner import LOCAL_PASSWORD, create_local_owner
from local.stack.running import RunningStack

pytestmark = pytest.mark.stack


def sign_in(stack: RunningStack) -> Api:
    owner = create_local_owner(stack.places)
    return Api(stack.places.base_url, owner.email, LOCAL_PASSWORD, owner.organization_id)


def test_a_second_start_keeps_owner_campaign_and_carrier(tmp_path: Path) -> None:
    with RunningStack(tmp_path) as first:
        api = sign_in(first)
        made: Any = api.post("/campaigns", {"name": "River clean-up", "text": "Hi {first_name}"})
        credentials = {"account_sid": "AC" + "0" * 31 + "1", "auth_token": "0" * 31 + "1"}
        api.put("/service-vendors/twilio", {"secrets": credentials})
        job = api.post("/numbers/purchases", {"area_code": "212", "count": 2})
        api.follow(job, lambda _: None)
        numbers = {one["phone"] for one in api.list("/numbers")}
    with RunningStack(tmp_path) as second:
        api = sign_in(second)
        assert api.get(f"/campaigns/{made['campaign_id']}") == made
        assert {one["phone"] for one in api.list("/numbers")} == numbers
        # The carrier's account and our secret for it are both still there, and fit.
        more = api.follow(api.post("/numbers/purchases", {"area_code": "312", "count": 1}), lambda _: None)
        assert more["result"]["bought"] == 1
