"""Every error leaves as a problem that says what to do, and none tells what it should not."""

import json

import pytest

from groundswell.domain import errors
from groundswell.entrypoints.problem_kinds import BadRequest
from groundswell.entrypoints.problems import kinds, to_problem
from groundswell.extensions.service_vendors.errors import VendorBusy, VendorRefused
from groundswell.observability import log_unexpected, logger

CASES = [
    (errors.NotFound("campaign c1"), 404, "not-found"),
    (errors.Stale("campaign c1"), 409, "changed-meanwhile"),
    (errors.Forbidden("OWNER"), 403, "forbidden"),
    (errors.Unauthenticated("no"), 401, "sign-in"),
    (errors.Busy("cognito"), 429, "busy"),
    (errors.Conflict("It is DRAFT.", "Start it."), 409, "conflict"),
    (errors.Invalid("text", "It is empty.", "Write it."), 422, "invalid"),
    (errors.IllegalTransition("send s: SENT -> READY"), 409, "conflict"),
    (BadRequest("limit", "No.", "Yes."), 400, "unreadable"),
    (VendorBusy("later"), 503, "carrier"),
    (VendorRefused("20003"), 409, "conflict"),
    (RuntimeError("boom"), 500, "unexpected"),
]


@pytest.mark.parametrize(("error", "status", "kind"), CASES)
def test_each_error_has_its_status_and_kind(error, status, kind):
    problem = to_problem(error)
    assert (problem.status, problem.kind) == (status, kind)
    body = json.loads(problem.response("r1").body)
    assert body["type"] == f"/v1/docs#problem-{kind}"
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]
    assert body["instance"] == "urn:groundswell:request:r1"


def test_what_is_missing_is_listed_whole():
    missing = [
        errors.Problem("text", "It is empty.", "Write it."),
        errors.Problem("numbers", "None.", "Reserve."),
    ]
    listed = to_problem(errors.NotReady("It cannot start yet.", missing)).errors
    assert [one["field"] for one in listed] == ["text", "numbers"]


def test_a_changed_thing_is_412_where_an_etag_was_sent():
    assert to_problem(errors.Stale("campaign c1"), if_match=True).status == 412


def test_an_unforeseen_error_tells_nothing_and_logs_no_words_of_it(monkeypatch):
    said = []
    monkeypatch.setattr(logger, "error", lambda message, extra: said.append((message, extra)))
    try:
        raise ValueError("could not text +12025550123 Ada Moss")
    except ValueError as error:
        problem = to_problem(error)
        log_unexpected(error)
    assert problem.status == 500
    assert "202555" not in json.dumps([problem.detail, *said])
    assert "Ada" not in json.dumps(said)
    assert said[0][1]["error"] == "ValueError"
    assert "test_problems.py" in said[0][1]["frames"][-1]


def test_every_kind_is_documented_once():
    names = [one.kind for one in kinds()]
    assert len(names) == len(set(names))
    assert {kind for _, _, kind in CASES} <= set(names)
