"""The admin API as the world meets it: through API Gateway's form, with real tokens and cookies."""

import time
import urllib.error
import urllib.request
from typing import Any
from uuid import uuid4

import pytest

from tests.support.stack import Stack, call

pytestmark = pytest.mark.stack


def wait_for_job(stack: Stack, job_id: str, seconds: float = 60) -> Any:
    until = time.monotonic() + seconds
    while True:
        job = stack.api("GET", f"/organizations/{stack.organization_id}/jobs/{job_id}").json
        if job["state"] in ("DONE", "FAILED") or time.monotonic() > until:
            return job
        time.sleep(0.2)


def sign_in(stack: Stack) -> tuple[Any, str]:
    answer = call(
        f"{stack.base_url}/v1/session", method="POST", body={"email": stack.email, "password": stack.password}
    )
    assert answer.status == 200
    return answer, answer.headers["set-cookie"]


def test_a_session_is_kept_by_its_cookie_and_ended(stack: Stack):
    _, cookie = sign_in(stack)
    for part in ("groundswell_session=", "HttpOnly", "SameSite=Strict", "Path=/v1/session"):
        assert part in cookie
    pair = {"cookie": cookie.split(";")[0]}
    refreshed = call(f"{stack.base_url}/v1/session/refresh", method="POST", headers=pair)
    assert refreshed.status == 200
    token = refreshed.json["access_token"]
    me = call(f"{stack.base_url}/v1/me", headers={"authorization": f"Bearer {token}"})
    assert [one["organization_id"] for one in me.json["memberships"]] == [stack.organization_id]
    assert call(f"{stack.base_url}/v1/session", method="DELETE", headers=pair).status == 204


def test_without_a_good_token_nothing_private_answers(stack: Stack):
    for headers in ({}, {"authorization": "Bearer nonsense"}, {"authorization": f"Bearer {stack.token}x"}):
        answer = call(f"{stack.base_url}/v1/organizations/{stack.organization_id}", headers=headers)
        assert answer.status == 401
    assert stack.api("GET", f"/organizations/{uuid4()}").status == 404


def test_the_documents_are_public(stack: Stack):
    assert call(f"{stack.base_url}/v1/openapi.json").json["openapi"] == "3.1.0"
    page = call(f"{stack.base_url}/v1/docs")
    assert page.status == 200
    assert "text/html" in page.headers["content-type"]


def test_a_draft_is_made_changed_and_found(stack: Stack):
    home = f"/organizations/{stack.organization_id}/campaigns"
    key = {"idempotency-key": str(uuid4())}
    made = stack.api("POST", home, {"name": "From outside"}, key)
    assert made.status == 201
    assert stack.api("POST", home, {"name": "From outside"}, key).json == made.json
    one = f"{home}/{made.json['campaign_id']}"
    assert (
        stack.api("PATCH", one, {"text": "Hi {first_name}"}, {"if-match": made.headers["etag"]}).status == 200
    )
    assert stack.api("PATCH", one, {"text": "Late"}, {"if-match": made.headers["etag"]}).status == 412
    assert stack.api("GET", home).json["items"][0]["name"] == "From outside"
    assert stack.api("GET", f"{one}/preflight").json["ready"] is False


def test_contacts_are_loaded_from_an_upload(stack: Stack):
    home = f"/organizations/{stack.organization_id}/campaigns"
    campaign = stack.api("POST", home, {"name": "With contacts"}).json["campaign_id"]
    load = stack.api("POST", f"{home}/{campaign}/loads", {}).json
    rows = b"first name,mobile,team\nAda,202-555-0123,Otters\nBo,not a phone,Otters\n"
    assert upload(load["upload"], rows) in (200, 201, 204)
    started = stack.api("POST", f"{home}/{campaign}/loads/{load['load_id']}/start", {})
    assert started.status == 202
    assert wait_for_job(stack, load["load_id"])["state"] == "DONE"
    (contact,) = stack.api("GET", f"{home}/{campaign}/contacts").json["items"]
    assert (contact["phone"], contact["custom"]) == ("+12025550123", {"team": "Otters"})
    link = stack.api("GET", f"{home}/{campaign}/loads/{load['load_id']}/refused-rows").json["url"]
    assert b"not a phone" in call(link).body


def upload(where: Any, content: bytes) -> int:
    """As a browser sends a form: all fields first, the file last."""
    boundary = uuid4().hex
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in where["fields"].items()
    ]
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="contacts.csv"\r\n\r\n'
    body = b"".join(parts) + head.encode() + content + f"\r\n--{boundary}--\r\n".encode()
    request = urllib.request.Request(where["url"], data=body, method="POST")
    request.add_header("content-type", f"multipart/form-data; boundary={boundary}")
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
