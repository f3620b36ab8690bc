"""The whole product on this machine, once per test session: the `stack` fixture.

Tests that ask for it stand in tests/end_to_end, which runs in one process because there is one stack.
Use: `pytestmark = pytest.mark.stack` in the test module.
"""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from local.first_owner import LOCAL_PASSWORD, create_local_owner
from local.stack.deploy import client
from local.stack.places import Places
from local.stack.running import RunningStack


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(slots=True, kw_only=True)
class Stack:
    """What a test needs to use the running product as a client does, and to look under it."""

    places: Places
    outputs: Mapping[str, str]
    clock_offset: int
    email: str
    password: str
    organization_id: str
    _token: str = field(default="", repr=False)

    @property
    def base_url(self) -> str:
        return self.places.base_url

    @property
    def simulator_url(self) -> str:
        return self.places.simulator_url

    def aws(self, service: str) -> Any:
        """A boto3 client for the stack's AWS."""
        return client(self.places, service)

    @property
    def token(self) -> str:
        """An access token of the owner."""
        if not self._token:
            signed_in = call(
                f"{self.base_url}/v1/session",
                method="POST",
                body={"email": self.email, "password": self.password},
            )
            self._token = signed_in.json["access_token"]
        return self._token

    def api(
        self, method: str, path: str, body: object = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """A call of the admin API as the owner; `path` is below /v1."""
        signed = {"authorization": f"Bearer {self.token}", **(headers or {})}
        return call(f"{self.base_url}/v1{path}", method=method, body=body, headers=signed)

    def simulator(self, method: str, path: str, body: object = None) -> Answer:
        return call(f"{self.simulator_url}/_sim/{path}", method=method, body=body)


def call(
    url: str, *, method: str = "GET", body: object = None, headers: Mapping[str, str] | None = None
) -> Answer:
    """One HTTP request, whatever its status; a body that is not bytes goes out as JSON."""
    given = dict(headers or {})
    data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
    if data is not None and not isinstance(body, bytes):
        given.setdefault("content-type", "application/json")
    request = urllib.request.Request(url, data=data, method=method, headers=given)
    try:
        with urllib.request.urlopen(request, timeout=40) as answer:
            return Answer(status=answer.status, headers=answer.headers, body=answer.read())
    except urllib.error.HTTPError as error:
        return Answer(status=error.code, headers=error.headers, body=error.read())


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with RunningStack(tmp_path_factory.mktemp("stack")) as running:
        owner = create_local_owner(running.places)
        yield Stack(
            places=running.places,
            outputs=running.outputs,
            clock_offset=running.clock_offset,
            email=owner.email,
            password=LOCAL_PASSWORD,
            organization_id=owner.organization_id,
        )
