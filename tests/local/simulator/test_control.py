"""The control API: the log, scripts, settings, reset and restart."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests

from local.simulator.options import Options
from tests.local.simulator.test_callbacks import text
from tests.support.simulator import QUICK, LoopThread, Stage, open_stage, wait_until

SENDER = "+15005550006"


def test_the_log_tells_what_was_accepted(stage: Stage):
    service, number = stage.service_with_number()
    text(stage, "/status?ref=b.1", from_=number.phone_number, messaging_service_sid=service.sid, body="One")
    text(stage, "/status?ref=b.2", to="+12125550106", body="Two")
    stage.when_idle()
    log = stage.control("GET", "messages")
    first, second = log["messages"]
    assert (first["to"], first["from"], first["body"]) == ("+12125550100", number.phone_number, "One")
    assert (first["service"], first["status"], first["ref"], first["kind"]) == (
        service.sid,
        "delivered",
        "b.1",
        "api",
    )
    assert (second["status"], second["error_code"], second["service"]) == ("undelivered", 30006, None)
    assert (log["total"], log["by_status"]) == (2, {"delivered": 1, "undelivered": 1})
    assert datetime.now(UTC) - datetime.fromisoformat(first["accepted_at"]) < timedelta(seconds=30)


def test_the_log_filters_and_pages(stage: Stage):
    for n in range(5):
        text(stage, f"/status?ref=b.{n}", body=f"text {n}")
    page = stage.control("GET", "messages?limit=2")
    following = stage.control("GET", f"messages?limit=3&cursor={page['next_cursor']}")
    assert [line["ref"] for line in page["messages"] + following["messages"]] == [f"b.{n}" for n in range(5)]
    assert following["next_cursor"] is None
    assert [line["ref"] for line in stage.control("GET", "messages?ref=b.3")["messages"]] == ["b.3"]
    assert stage.control("GET", "messages?to=%2B19999999999")["total"] == 0
    assert "unknown filters: colour" in stage.control("GET", "messages?colour=red")["error"]


def test_duplicates_are_counted_by_ref(stage: Stage):
    sids = [text(stage, "/status?ref=b.1").sid for _ in range(3)]
    text(stage, "/status?ref=b.2", body="another")
    found = stage.control("GET", "duplicates")
    assert found["duplicates"] == 2
    assert found["refs"] == [{"ref": "b.1", "count": 3, "sids": sids}]
    assert found["same_to_and_body"] == 2


def test_scripts_make_single_phones_behave(stage: Stage):
    stage.control(
        "POST",
        "script",
        {
            "+13055550100": {"refuse": 21635},
            "+13055550101": "On my way",
            "77": 30005,
            "+1415*": {"outcome": "sent"},
        },
    )
    number = stage.buy()
    client = stage.client()
    create = client.messages.create
    with pytest.raises(Exception, match="landline"):
        create(to="+13055550100", from_=number.phone_number, body="x")
    sids = [
        create(to=to, from_=number.phone_number, body="x").sid
        for to in ("+13055550101", "+13054440177", "+14154440100")
    ]
    stage.when_idle()
    assert [client.messages(sid).fetch().status for sid in sids] == ["delivered", "undelivered", "sent"]
    assert stage.control("GET", "inbound")["messages"][0]["body"] == "On my way"


def test_the_script_goes_back_to_its_defaults_or_to_nobody(stage: Stage):
    defaults = stage.control("GET", "script")["script"]
    assert stage.control("POST", "script", {"06": None, "99": "Hi"})["script"] != defaults
    assert stage.control("DELETE", "script")["script"] == defaults
    assert stage.control("DELETE", "script?all=true")["script"] == {}
    assert "error" in stage.control("POST", "script", {"hello": "Hi"})
    assert "outcome must be one of" in stage.control("POST", "script", {"99": {"outcome": "lost"}})["error"]


def test_a_phone_answers_whoever_texted_it_last(stage: Stage):
    number = stage.buy()
    stage.client().messages.create(to="+12125550100", from_=number.phone_number, body="x")
    answer = stage.control("POST", "inbound", {"from": "+12125550100", "body": "Hi"})
    assert answer["to"] == number.phone_number


@pytest.mark.parametrize(
    ("method", "path", "body", "sentence"),
    [
        ("POST", "inbound", {"body": "x"}, "'from' is missing"),
        ("POST", "inbound", {"from": "+12125550100", "to": "+12120000000"}, "nobody owns"),
        ("POST", "inbound", {"from": "+12125550100", "body": "x"}, "nobody has texted"),
        ("POST", "settings", {"colour": 1}, "unknown setting"),
        ("POST", "settings", {"sent_ms": [5, 1]}, "sent_ms must be"),
        ("POST", "accounts", {"account_sid": "AC1", "auth_token": "x"}, "account_sid must be"),
        ("POST", "numbers", {"account_sid": "AC" + "9" * 32, "phone": "+12125550100"}, "no such account"),
        ("GET", "nothing", None, "there is no GET /_sim/nothing"),
        ("DELETE", "faults/7", None, "there is no fault 7"),
        ("POST", "faults", [1], "must be a JSON object"),
    ],
)
def test_requests_that_make_no_sense_are_explained(stage: Stage, method: str, path: str, body, sentence: str):
    assert sentence in stage.control(method, path, body)["error"]


def test_reset_forgets_everything_but_the_accounts(stage: Stage):
    other = "AC" + "2" * 32
    stage.control("POST", "accounts", {"account_sid": other, "auth_token": "theirs"})
    stage.service_with_number()
    text(stage)
    stage.control("POST", "faults", {"kind": "500_before"})
    stage.control("POST", "reset")
    assert stage.control("GET", "messages")["total"] == 0
    assert stage.control("GET", "numbers")["numbers"] == []
    assert stage.control("GET", "faults")["faults"] == []
    assert stage.client("theirs", other).messages.list() == []
    stage.control("POST", "reset", {"keep_accounts": False})
    assert [a["account_sid"] for a in stage.control("GET", "accounts")["accounts"]] == [stage.account_sid]


def test_everything_survives_a_restart_and_goes_on(loop_thread: LoopThread, tmp_path: Path):
    options = Options(port=0, state_dir=tmp_path)
    before, close = open_stage(loop_thread, options)
    service, number = before.service_with_number()
    before.control("POST", "inbound", {"from": "+12125550177", "to": number.phone_number, "body": "STOP"})
    before.control("POST", "settings", {"final_ms": 60000})
    sid = before.client().messages.create(to="+12125550100", from_=number.phone_number, body="x").sid
    close()

    after, close = open_stage(loop_thread, options)
    after.control("POST", "settings", QUICK)
    client = after.client()
    assert [n.sid for n in client.messaging.v1.services(service.sid).phone_numbers.list()] == [number.sid]
    assert after.control("GET", "messages?kind=api")["messages"][0]["sid"] == sid
    with pytest.raises(Exception, match="unsubscribed"):
        client.messages.create(to="+12125550177", from_=number.phone_number, body="x")
    after.when_idle()
    assert client.messages(sid).fetch().status == "delivered"
    close()


def test_callbacks_that_wait_are_delivered_after_a_restart(loop_thread: LoopThread, tmp_path: Path):
    options = Options(port=0, state_dir=tmp_path)
    before, close = open_stage(loop_thread, options)
    before.control("POST", "settings", QUICK)
    before.control("POST", "faults", {"kind": "callback_delay", "ms": 60000})
    sid = text(before, status_callback="http://127.0.0.1:9/status?ref=x").sid
    wait_until(lambda: before.control("GET", "health")["callbacks_waiting"] == 2)
    assert before.client().messages(sid).fetch().status == "delivered"
    close()
    after, close = open_stage(loop_thread, options)
    after.when_idle()
    assert after.control("GET", "callbacks")["dead"] == 2
    close()


def test_dates_follow_the_clock_offset(loop_thread: LoopThread):
    stage, close = open_stage(loop_thread, Options(port=0, clock_offset_seconds=86400))
    message = stage.client().messages.create(to="+12125550100", from_=SENDER, body="x")
    close()
    assert timedelta(hours=23) < message.date_created - datetime.now(UTC) < timedelta(hours=25)


def run_simulator(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "local.simulator", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_the_process_says_where_it_answers_and_stops_on_sigterm(tmp_path: Path):
    process = run_simulator("--port", "0", "--state", str(tmp_path))
    try:
        line = process.stdout.readline()
        base_url = line.split()[1]
        assert requests.get(f"{base_url}/_sim/health", timeout=5).json()["status"] == "ok"
    finally:
        process.terminate()
    assert process.wait(10) == 0


def test_a_taken_port_is_told_in_one_sentence(stage: Stage):
    port = stage.base_url.rsplit(":", 1)[1]
    process = run_simulator("--port", port)
    assert process.wait(10) == 1
    assert process.stderr.read().strip().splitlines()[-1].startswith(f"simulator: port {port} is taken")


def test_unreadable_state_is_told_in_one_sentence(tmp_path: Path):
    (tmp_path / "simulator.sqlite3").write_text(
        "this is no database, but long enough to be taken for one" * 20
    )
    process = run_simulator("--port", "0", "--state", str(tmp_path))
    assert process.wait(10) == 1
    assert "cannot be read" in process.stderr.read().strip().splitlines()[-1]
