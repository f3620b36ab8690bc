"""The cloud inside this process: botocore's requests go to it instead of to the network, through a gate for faults."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from botocore.awsrequest import AWSPreparedRequest, AWSResponse, HeadersDict
from botocore.httpsession import URLLib3Session

from local.cloud.cloud import Cloud

Gate = Callable[[AWSPreparedRequest, Callable[[], AWSResponse]], AWSResponse]
"""Gets each attempt and a function that lets it through."""


class _Raw:
    def __init__(self, content: bytes) -> None:
        self._content = content

    def stream(self, *_: object, **__: object) -> Iterator[bytes]:
        yield self._content

    def read(self, amount: int | None = None) -> bytes:
        taken, self._content = (
            (self._content, b"") if amount is None else (self._content[:amount], self._content[amount:])
        )
        return taken


@contextmanager
def plugged_in(cloud: Cloud, gate: Gate = lambda request, answer: answer()) -> Iterator[None]:
    """Everything that botocore sends meanwhile is answered by this cloud."""
    to_network = URLLib3Session.send

    def send(session: URLLib3Session, request: AWSPreparedRequest) -> AWSResponse:
        return gate(request, lambda: respond(request, *cloud.answer(*_parts(request))))

    URLLib3Session.send = send
    try:
        yield
    finally:
        URLLib3Session.send = to_network


def respond(request: AWSPreparedRequest, status: int, headers: dict[str, str], body: bytes) -> AWSResponse:
    return AWSResponse(request.url, status, HeadersDict(headers), _Raw(body))


def _parts(request: AWSPreparedRequest) -> tuple[str, str, dict[str, str], bytes]:
    path = "/" + request.url.split("//", 1)[1].partition("/")[2]
    return request.method, path, _texts(request), _bytes(request.body)


def _texts(request: AWSPreparedRequest) -> dict[str, str]:
    return {
        name.lower(): value.decode() if isinstance(value, bytes) else str(value)
        for name, value in request.headers.items()
    }


def _bytes(body: object) -> bytes:
    if isinstance(body, str):
        return body.encode()
    return body if isinstance(body, bytes) else b"" if body is None else bytes(body.read())  # type: ignore[attr-defined]


def operation_of(request: AWSPreparedRequest) -> str:
    """`TransactWriteItems`, `SendMessage` …; the method for services without operations in their headers."""
    target = _texts(request).get("x-amz-target", "")
    return target.rpartition(".")[2] or str(request.method)
