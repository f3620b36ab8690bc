"""An Idempotency-Key makes a POST run once: the same answer again, and a key never stays locked."""

from dataclasses import replace

import pytest
from aws_lambda_powertools.event_handler import Response

from groundswell.entrypoints import idempotency
from groundswell.entrypoints.problem_kinds import BadRequest, KeyReused, StillRunning
from groundswell.settings import settings
from groundswell.tables import idempotency as table
from tests.support.http import an_event

PATH = "/v1/organizations/o/campaigns/c/send"


class Route:
    """Counts how often it ran; answers, raises or dies as told."""

    def __init__(self, status=202, error=None):
        self.runs, self.status, self.error = 0, status, error

    def __call__(self):
        self.runs += 1
        if self.error:
            raise self.error
        return Response(status_code=self.status, content_type="application/json", body={"run": self.runs})


def call(route, key="k1", *, path=PATH, body=None, required=True):
    headers = {"Idempotency-Key": key} if key is not None else {}
    event = an_event("POST", path, body=body or {"a": 1, "b": 2}, headers=headers)
    return idempotency.once(event, method="POST", path=path, required=required, run=route)


def test_the_same_request_again_gets_the_same_answer_without_running(aws):
    route = Route()
    first, second = call(route), call(route)
    assert route.runs == 1
    assert (second.status_code, second.body) == (first.status_code, first.body)
    assert second.headers["Idempotency-Replayed"] == "true"


def test_the_order_of_fields_does_not_make_another_body(aws):
    route = Route()
    call(route, body={"a": 1, "b": 2})
    call(route, body={"b": 2, "a": 1})
    assert route.runs == 1


def test_another_body_with_the_same_key_is_refused(aws):
    route = Route()
    call(route)
    with pytest.raises(KeyReused):
        call(route, body={"a": 2})
    assert route.runs == 1


def test_a_key_belongs_to_one_path(aws):
    route = Route()
    call(route)
    call(route, path=PATH.replace("/c/", "/d/"))
    assert route.runs == 2


def test_a_request_that_is_still_running_is_not_run_beside(aws):
    def inner():
        with pytest.raises(StillRunning):
            call(Route())
        return Response(status_code=202, content_type="application/json", body={})

    call(inner)


def test_where_it_spends_money_a_key_is_required(aws):
    with pytest.raises(BadRequest, match="needs the header"):
        call(Route(), key=None)


def test_elsewhere_a_request_without_key_just_runs(aws):
    route = Route()
    call(route, key=None, required=False)
    call(route, key=None, required=False)
    assert route.runs == 2


@pytest.mark.parametrize("key", ["", "x" * 256, "späß", "a\nb"])
def test_a_strange_key_is_refused(aws, key):
    with pytest.raises(BadRequest):
        call(Route(), key=key)


def test_an_error_lets_go_of_the_key(aws):
    with pytest.raises(ValueError, match="boom"):
        call(Route(error=ValueError("boom")))
    assert call(Route()).status_code == 202


def test_an_answer_that_is_an_error_lets_go_of_the_key(aws):
    assert call(Route(status=409)).status_code == 409
    assert call(Route()).status_code == 202


def test_a_run_that_died_lets_go_of_its_key_after_its_lease(aws, monkeypatch):
    monkeypatch.setattr(table, "settings", lambda: replace(settings(), lease_seconds=-1))
    with pytest.raises(KeyboardInterrupt):
        call(Route(error=KeyboardInterrupt()))  # as if the process was gone: nothing is cleaned up
    assert call(Route()).status_code == 202


def test_a_dead_run_still_refuses_another_body(aws, monkeypatch):
    monkeypatch.setattr(table, "settings", lambda: replace(settings(), lease_seconds=-1))
    with pytest.raises(KeyboardInterrupt):
        call(Route(error=KeyboardInterrupt()))
    with pytest.raises(KeyReused):
        call(Route(), body={"a": 9})


def test_after_a_day_the_key_is_new_again(aws, monkeypatch):
    monkeypatch.setattr(table, "KEPT", -table.KEPT)
    route = Route()
    call(route)
    call(route)
    assert route.runs == 2


def test_nothing_of_the_key_or_body_is_stored_in_the_clear(aws):
    call(Route(), key="secret-key", body={"phone": "+12025550123"})
    stored = str(aws.rows("idempotency"))
    assert "secret-key" not in stored
    assert "202555" not in stored
