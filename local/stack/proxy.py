"""HTTP requests to 127.0.0.1:$PORT go in; they reach the emulator's HTTP API as API Gateway would hand them on.

The emulator leaves out what the network before API Gateway adds (x-forwarded-*) and shows a failed function's error.
The API's answers are dated by the product's clock, which runs ahead here.
"""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector, web
from yarl import URL

from local.stack.places import API_ID, Places

LIMIT = 10 * 1024 * 1024
"""API Gateway's limit of a request."""
HOP_BY_HOP = frozenset(
    (
        "connection",
        "keep-alive",
        "proxy-authenticate",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "content-length",
    )
)
FORWARDED = frozenset(("x-forwarded-for", "x-forwarded-proto", "x-forwarded-port", "forwarded"))
GATEWAY_LIMIT = ClientTimeout(total=30)
UNREACHABLE = "The local AWS does not answer. Its log: {log}\n"

SESSION: web.AppKey[ClientSession] = web.AppKey("session", ClientSession)


async def forward(places: Places, session: ClientSession, request: web.Request) -> web.StreamResponse:
    """One request, there and back."""
    body = await request.read()
    address = f"{places.emulator_url}/_aws/execute-api/{API_ID}/$default{request.rel_url.raw_path}"
    if request.rel_url.raw_query_string:
        address += f"?{request.rel_url.raw_query_string}"
    try:
        async with session.request(
            request.method,
            URL(address, encoded=True),
            data=body or None,
            headers=_headers(request, places),
            allow_redirects=False,
        ) as answer:
            return _answer(answer.status, answer.raw_headers, await answer.read())
    except TimeoutError:
        return web.json_response({"message": "Service Unavailable"}, status=503)
    except ClientError:
        return web.Response(status=502, text=UNREACHABLE.format(log=places.logs / "emulator.log"))


def _headers(request: web.Request, places: Places) -> dict[str, str]:
    headers: dict[str, str] = {}
    for name, value in request.headers.items():
        lower = name.lower()
        if lower in HOP_BY_HOP or lower in FORWARDED:
            continue
        headers[lower] = f"{headers[lower]},{value}" if lower in headers else value
    peer = request.remote or "127.0.0.1"
    # API Gateway appends the peer to what the client sent; scheme and port are its own.
    sent = request.headers.get("x-forwarded-for")
    headers["x-forwarded-for"] = f"{sent}, {peer}" if sent else peer
    headers["x-forwarded-proto"] = "http"
    headers["x-forwarded-port"] = str(places.port)
    return headers


def _answer(status: int, raw_headers: tuple[tuple[bytes, bytes], ...], body: bytes) -> web.Response:
    if status == 502:
        # The emulator tells the function's error; API Gateway answers this and tells nothing.
        return web.json_response({"message": "Internal Server Error"}, status=500)
    response = web.Response(status=status, body=body)
    response.headers.popall("Content-Type", None)
    for name, value in raw_headers:
        decoded = name.decode("latin-1")
        if decoded.lower() not in HOP_BY_HOP and decoded.lower() not in ("server", "date"):
            response.headers.add(decoded, value.decode("latin-1"))
    return response


def make_proxy(places: Places, clock_offset: int) -> web.Application:
    app = web.Application(client_max_size=LIMIT)

    async def with_session(app: web.Application) -> AsyncIterator[None]:
        async with ClientSession(
            connector=TCPConnector(limit=200), timeout=GATEWAY_LIMIT, auto_decompress=False
        ) as session:
            app[SESSION] = session
            yield

    async def handle(request: web.Request) -> web.StreamResponse:
        answer = await forward(places, request.app[SESSION], request)
        if request.path.startswith("/v1/"):
            there = datetime.now(UTC) + timedelta(seconds=clock_offset)
            answer.headers["Date"] = format_datetime(there, usegmt=True)
        return answer

    app.cleanup_ctx.append(with_session)
    app.router.add_route("*", "/{path:.*}", handle)
    return app


async def serve(places: Places, clock_offset: int, stopped: asyncio.Event) -> None:
    runner = web.AppRunner(make_proxy(places, clock_offset), access_log=None, handler_cancellation=True)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", places.port).start()
        await stopped.wait()
    finally:
        await runner.cleanup()
