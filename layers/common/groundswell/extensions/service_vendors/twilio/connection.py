"""The SDK's way to the network: its requests go over one pooled session of this process's loop, with time limits."""

import asyncio
import atexit
import time
from base64 import b64encode
from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit
from weakref import WeakKeyDictionary

from aiohttp import ClientSession, ClientTimeout, DummyCookieJar, TCPConnector
from twilio.http.async_http_client import AsyncTwilioHttpClient
from twilio.http.response import Response
from twilio.rest import Client
from yarl import URL

from groundswell.extensions.service_vendors.base import Account
from groundswell.extensions.service_vendors.twilio import addresses

# The SDK's async client ignores the timeout its constructor is given (twilio 9.13.0), so it is set here.
TIMEOUT = ClientTimeout(total=10, connect=4, sock_connect=3)
MOST_CONNECTIONS = 100
"""About as many calls as Twilio lets one account have in flight."""
IDLE_SECONDS = 15.0


class TooManyRequests(Exception):
    """HTTP 429: not processed. `code` is Twilio's, `retry_after_seconds` what it asks for, if it does."""

    def __init__(self, response_text: str, retry_after: str | None) -> None:
        super().__init__("429")
        self.response_text = response_text
        self.retry_after_seconds = float(retry_after) if retry_after and retry_after.isdecimal() else None


class _Pool:
    """Connections of one loop. They are dropped after a pause, also one in which the process was frozen.

    A frozen Lambda sandbox does not see the carrier hang up, and a text written into such a connection would
    be lost without our knowing whether it was: so the pause is measured on the wall clock.
    """

    def __init__(self) -> None:
        self._session: ClientSession | None = None
        self._used_at = 0.0
        self.in_flight = 0
        self._closing: set[asyncio.Task[None]] = set()

    def session(self) -> ClientSession:
        now = time.time()
        if self._session is not None and self.in_flight == 0 and now - self._used_at > IDLE_SECONDS:
            closing = asyncio.get_running_loop().create_task(self._session.close())
            self._closing.add(closing)
            closing.add_done_callback(self._closing.discard)
            self._session = None
        if self._session is None:
            connector = TCPConnector(
                limit=MOST_CONNECTIONS, keepalive_timeout=IDLE_SECONDS, ttl_dns_cache=300
            )
            self._session = ClientSession(connector=connector, timeout=TIMEOUT, cookie_jar=DummyCookieJar())
        self._used_at = now
        return self._session

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


_pools: WeakKeyDictionary[asyncio.AbstractEventLoop, _Pool] = WeakKeyDictionary()


def _pool() -> _Pool:
    loop = asyncio.get_running_loop()
    if loop not in _pools:
        _pools[loop] = _Pool()
    return _pools[loop]


async def close() -> None:
    """Close this loop's connections; the next request opens new ones."""
    pool = _pools.pop(asyncio.get_running_loop(), None)
    if pool is not None:
        await pool.close()


@atexit.register
def _close_pools() -> None:
    """Quietly: aiohttp complains about connections that are left open, and shows what it knows of them."""
    for loop, pool in list(_pools.items()):
        if not loop.is_closed() and not loop.is_running():
            loop.run_until_complete(pool.close())


class PooledHttpClient(AsyncTwilioHttpClient):  # type: ignore[misc]
    """Shares the loop's pool with all accounts, and can send every host of Twilio's to one base URL."""

    def __init__(self, base_url: str = "") -> None:
        super().__init__(pool_connections=False)
        self._base_url = base_url.rstrip("/")
        self._authorization: dict[tuple[str, str], str] = {}

    async def request(  # type: ignore[no-untyped-def]
        self,
        method: str,
        url: str,
        params: Mapping[str, object] | None = None,
        data: Mapping[str, object] | None = None,
        headers: dict[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout=None,
        allow_redirects: bool = False,
    ) -> Response:
        headers = dict(headers or {})
        if auth is not None:
            headers["Authorization"] = self._basic(auth)
        body = urlencode(data, doseq=True).encode() if data else None
        pool = _pool()
        session = pool.session()
        pool.in_flight += 1
        try:
            async with session.request(
                method.upper(),
                self._address(url, params),
                data=body,
                headers=headers,
                allow_redirects=allow_redirects,
            ) as response:
                text = await response.text(encoding="utf-8", errors="replace")
        finally:
            pool.in_flight -= 1
        if response.status == 429:
            raise TooManyRequests(text, response.headers.get("Retry-After"))
        return Response(response.status, text, response.headers)

    def _address(self, url: str, params: Mapping[str, object] | None) -> URL:
        if self._base_url:
            url = self._base_url + urlsplit(url)._replace(scheme="", netloc="").geturl()
        if params:
            url += ("&" if "?" in url else "?") + urlencode(params, doseq=True)
        return URL(url, encoded=True)

    def _basic(self, auth: tuple[str, str]) -> str:
        if auth not in self._authorization:
            self._authorization[auth] = "Basic " + b64encode(":".join(auth).encode()).decode()
        return self._authorization[auth]


def connect(account: Account) -> Client:
    """The SDK's client for this account."""
    sid, token = addresses.credentials(account)
    return Client(sid, token, http_client=PooledHttpClient(account.api_base_url), environment={"-": "-"})
