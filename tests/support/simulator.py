"""A running simulator and a webhook to hear it: tests talk to them with the real SDK and plain requests."""

import asyncio
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit, urlunsplit

import requests
from aiohttp import web
from twilio.http.async_http_client import AsyncTwilioHttpClient
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from local.simulator.options import DEFAULT_ACCOUNT_SID, DEFAULT_AUTH_TOKEN, Options
from local.simulator.server import build_application


def local_url(base_url: str, url: str) -> str:
    """Scheme and host of the base URL, the rest as it was."""
    base, parts = urlsplit(base_url), urlsplit(url)
    assert (parts.hostname or "").endswith(".twilio.com")
    return urlunsplit((base.scheme, base.netloc, parts.path, parts.query, ""))


class LocalHttpClient(TwilioHttpClient):
    """The SDK's client with another scheme and host; keeps the last raw response."""

    def __init__(self, base_url: str, timeout: float = 5.0) -> None:
        super().__init__(timeout=timeout)
        self.base_url = base_url
        self.last_body: Any = None

    def request(self, method: str, url: str, *args: Any, **options: Any) -> Any:
        response = super().request(method, local_url(self.base_url, url), *args, **options)
        self.last_body = response.text
        return response


class LocalAsyncHttpClient(AsyncTwilioHttpClient):
    """The same for the async SDK."""

    def __init__(self, base_url: str) -> None:
        super().__init__(timeout=5.0)
        self.base_url = base_url

    async def request(self, method: str, url: str, *args: Any, **options: Any) -> Any:
        return await super().request(method, local_url(self.base_url, url), *args, **options)


class LoopThread:
    """Serves aiohttp applications on a loop of its own."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self._thread.start()
        self._runners: list[web.AppRunner] = []

    def run(self, coroutine: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(20)

    def serve(self, application: web.Application) -> tuple[str, web.AppRunner]:
        return self.run(self._serve(application))

    async def _serve(self, application: web.Application) -> tuple[str, web.AppRunner]:
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{runner.addresses[0][1]}", runner

    def close(self) -> None:
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(5)
        self.loop.close()


@dataclass
class Heard:
    """One request that reached the webhook."""

    url: str
    fields: dict[str, str]
    headers: dict[str, str]


@dataclass
class Webhook:
    """Records what it hears; `answers` are used up one per request, then 204."""

    base_url: str = ""
    heard: list[Heard] = field(default_factory=list)
    answers: list[web.Response] = field(default_factory=list)

    async def handle(self, request: web.Request) -> web.Response:
        fields = dict(parse_qsl(await request.text(), keep_blank_values=True))
        url = f"{self.base_url}{request.raw_path}"
        self.heard.append(
            Heard(url, fields, {name.lower(): value for name, value in request.headers.items()})
        )
        return self.answers.pop(0) if self.answers else web.Response(status=204)

    def statuses(self, sid: str) -> list[str]:
        return [h.fields["MessageStatus"] for h in list(self.heard) if h.fields.get("MessageSid") == sid]


@dataclass
class Stage:
    """A simulator, a webhook, and a client of the default account."""

    base_url: str
    webhook: Webhook
    account_sid: str = DEFAULT_ACCOUNT_SID
    auth_token: str = DEFAULT_AUTH_TOKEN

    def client(self, auth_token: str = "", account_sid: str = "", timeout: float = 5.0) -> Client:
        return Client(
            account_sid or self.account_sid,
            auth_token or self.auth_token,
            http_client=LocalHttpClient(self.base_url, timeout),
        )

    def control(self, method: str, path: str, body: Any = None) -> Any:
        response = requests.request(method, f"{self.base_url}/_sim/{path}", json=body, timeout=5)
        return response.json()

    def buy(self, area_code: int = 646) -> Any:
        """A number of the account that was for sale."""
        phone = self.client().available_phone_numbers("US").local.list(area_code=area_code, limit=1)[0]
        return self.client().incoming_phone_numbers.create(phone_number=phone.phone_number)

    def service_with_number(self, **settings: Any) -> tuple[Any, Any]:
        service = self.client().messaging.v1.services.create(friendly_name="Campaign", **settings)
        number = self.buy()
        service.phone_numbers.create(phone_number_sid=number.sid)
        return service, number

    def when_idle(self, seconds: float = 10.0) -> None:
        """Return once every timer has rung and every callback is delivered or dead."""
        wait_until(lambda: self.control("GET", "health")["idle"], seconds)


def wait_until(true: Callable[[], Any], seconds: float = 10.0) -> None:
    """Poll until it is true; fail when it takes too long."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.01)


def open_stage(thread: LoopThread, options: Options) -> tuple[Stage, Callable[[], None]]:
    """Serve a simulator and a webhook; the second value stops both."""
    webhook = Webhook()
    door = web.Application()
    door.router.add_route("*", "/{path:.*}", webhook.handle)
    webhook.base_url, webhook_runner = thread.serve(door)
    base_url, runner = thread.serve(build_application(options))

    def close() -> None:
        thread.run(runner.cleanup())
        thread.run(webhook_runner.cleanup())

    return Stage(base_url, webhook), close


QUICK = {"queued_ms": [1, 3], "sent_ms": [2, 6], "final_ms": [2, 10], "reply_ms": [1, 5], "reply_gap_ms": 0}
