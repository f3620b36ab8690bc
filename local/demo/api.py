"""Calls of the public admin API go in, their JSON comes out; DemoFailed, in one sentence, where one is refused."""

import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from uuid import uuid4

import requests

TIMEOUT = 40
TRIES = 4
BUSY = frozenset({429, 503})


class DemoFailed(Exception):
    """The demo cannot go on; the text says what was refused, as the API put it."""


class Api:
    """One signed-in person in one organization."""

    def __init__(self, base_url: str, email: str, password: str, organization_id: str) -> None:
        self._base_url = base_url
        self._home = f"{base_url}/v1/organizations/{organization_id}"
        self._session = requests.Session()
        self._session.trust_env = False
        signed_in = self._call("POST", f"{base_url}/v1/session", {"email": email, "password": password})
        if not signed_in.get("access_token"):
            raise DemoFailed(f"{email} cannot sign in: the sign-in asks for {signed_in.get('challenge')}.")
        self._session.headers["authorization"] = f"Bearer {signed_in['access_token']}"

    def get(self, path: str, **query: str | int) -> Any:
        return self._call("GET", self._home + path, query=query)

    def put(self, path: str, body: Any) -> Any:
        return self._call("PUT", self._home + path, body)

    def patch(self, path: str, body: Any) -> Any:
        return self._call("PATCH", self._home + path, body)

    def post(self, path: str, body: Any = None, key: str | None = None) -> Any:
        """`key` is the Idempotency-Key; a new one without it, so that trying again does nothing twice."""
        headers = {"idempotency-key": key or str(uuid4())}
        return self._call("POST", self._home + path, body, headers=headers)

    def list(self, path: str, **query: str) -> Iterator[Any]:
        """All items of a list, page after page."""
        cursor: str | None = None
        while True:
            page = self.get(path, limit=200, **query, **({"cursor": cursor} if cursor else {}))
            yield from page["items"]
            cursor = page.get("next_cursor")
            if cursor is None:
                return

    def follow(self, job: Mapping[str, Any], show: Callable[[Any], None], seconds: float = 90) -> Any:
        """Ask for the job until it has ended, showing it each time; the ended job."""
        until = time.monotonic() + seconds
        found = dict(job)
        while found["state"] in ("QUEUED", "RUNNING"):
            if time.monotonic() > until:
                raise DemoFailed(f"“{found['note']}” was not done after {seconds:.0f} s.")
            time.sleep(0.25)
            found = self.get(f"/jobs/{job['job_id']}")
            show(found)
        if found["state"] != "DONE":
            raise DemoFailed(found["reason"] or f"The job {job['job_id']} ended as {found['state']}.")
        return found

    def upload(self, where: Mapping[str, Any], content: bytes) -> None:
        """POST a file to a presigned address, as a browser's form does."""
        files = {"file": ("contacts.csv", content, "text/csv")}
        with requests.Session() as outside:
            outside.trust_env = False
            answer = outside.post(where["url"], data=where["fields"], files=files, timeout=TIMEOUT)
        if not answer.ok:
            raise DemoFailed(f"The file was not taken (status {answer.status_code}).")

    def _call(self, method: str, url: str, body: Any = None, *, query: Mapping[str, str | int] | None = None,
              headers: Mapping[str, str] | None = None) -> Any:  # fmt: skip
        for left in reversed(range(TRIES)):
            answer = self._session.request(
                method, url, json=body, params=query, headers=headers, timeout=TIMEOUT
            )
            if answer.status_code not in BUSY or not left:
                break
            time.sleep(min(float(answer.headers.get("retry-after") or 1), 5))
        if not answer.ok:
            raise DemoFailed(_complaint(method, url.removeprefix(self._base_url), answer))
        return answer.json() if answer.content else None


def _complaint(method: str, path: str, answer: requests.Response) -> str:
    try:
        problem = answer.json()
    except ValueError:
        problem = {}
    found = [f"{one.get('problem')} {one.get('remedy')}" for one in problem.get("errors") or ()]
    said = " ".join([str(problem.get("detail") or problem.get("title") or ""), *found]).strip()
    return f"{method} {path} was answered with {answer.status_code}: {said or answer.text[:200]}"
