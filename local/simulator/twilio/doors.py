"""What every Twilio route goes through: a request comes in, an answer (or a fault) goes out."""

import asyncio
import base64
import binascii
import hmac
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from aiohttp import web

from local.simulator.faults import Faults, Plan
from local.simulator.knobs import Knobs
from local.simulator.twilio.errors import TwilioError, error_response
from local.simulator.twilio.records import Account
from local.simulator.twilio.state import TwilioState


@dataclass(frozen=True, slots=True)
class Call:
    """One authenticated call; `form` and `query` keep repeated fields."""

    request: web.Request
    account: Account
    form: Any
    query: Any

    def path(self, name: str) -> str:
        return self.request.match_info[name]


Handler = Callable[[Call], Any]


def json_answer(body: Any, status: int = 200) -> web.Response:
    """A JSON response; no body at all for 204."""
    if status == 204:
        return web.Response(status=204)
    return web.Response(status=status, text=json.dumps(body), content_type="application/json")


def ref_of(callback_url: str) -> str:
    """Our own id of the text: the `ref` of its StatusCallback's query."""
    return parse_qs(urlsplit(callback_url).query).get("ref", [""])[0]


class Doors:
    """Makes aiohttp handlers out of functions from Call to JSON."""

    def __init__(self, state: TwilioState, faults: Faults, knobs: Knobs) -> None:
        self._state, self._faults, self._knobs = state, faults, knobs
        self._in_flight = 0

    def door(
        self, operation: str, handler: Handler, status: int = 200
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        """A route's handler; `operation` is the name by which faults find it."""

        async def answer(request: web.Request) -> web.StreamResponse:
            self._in_flight += 1
            try:
                if 0 < self._knobs.max_in_flight < self._in_flight:
                    return error_response(20429, headers={"Retry-After": "1"})
                return await self._answer(operation, handler, status, request)
            finally:
                self._in_flight -= 1

        return answer

    async def _answer(
        self, operation: str, handler: Handler, status: int, request: web.Request
    ) -> web.StreamResponse:
        form = await request.post() if request.method == "POST" else {}

        def process() -> web.StreamResponse:
            try:
                call = Call(request, self._authenticate(request), form, request.query)
                return json_answer(handler(call), status)
            except TwilioError as error:
                return error_response(error.code, error.detail)

        if not self._faults.rules:
            return process()
        return await spoilt(self._faults.for_call(facts_of(operation, request, form)), request, process)

    def _authenticate(self, request: web.Request) -> Account:
        """HTTP Basic with an account's sid and token, or an API key of it."""
        scheme, _, encoded = request.headers.get("Authorization", "").partition(" ")
        try:
            user, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            raise TwilioError(20003) from None
        account = self._account_of(user)
        expected = (account.auth_token if user == account.sid else account.api_keys[user]) if account else ""
        if (
            not account
            or scheme.lower() != "basic"
            or not hmac.compare_digest(secret.encode(), expected.encode())
        ):
            raise TwilioError(20003)
        if request.match_info.get("account", account.sid) != account.sid:
            raise TwilioError(20404, request.path)
        return account

    def _account_of(self, user: str) -> Account | None:
        if user.startswith("SK"):
            return next(
                (account for account in self._state.accounts.values() if user in account.api_keys), None
            )
        return self._state.accounts.get(user)


def facts_of(operation: str, request: web.Request, form: Mapping[str, Any]) -> dict[str, str]:
    """What a fault's match can look at."""
    return {
        "operation": operation,
        "path": request.path,
        "account": request.match_info.get("account", ""),
        "to": str(form.get("To", "")),
        "from": str(form.get("From", "")),
        "body": str(form.get("Body", "")),
        "service": str(form.get("MessagingServiceSid", "")),
        "ref": ref_of(str(form.get("StatusCallback", ""))),
    }


async def spoilt(
    plan: Plan, request: web.Request, process: Callable[[], web.StreamResponse]
) -> web.StreamResponse:
    """Answer as the plan says: late, wrongly, or not at all."""
    if plan.wait_ms:
        await asyncio.sleep(plan.wait_ms / 1000)
    if plan.rule is None:
        return process()
    values = plan.rule.values
    if plan.rule.kind == "429":
        return error_response(20429, headers={"Retry-After": f"{values['retry_after']:g}"})
    if plan.rule.kind == "500_before":
        return error_response(20500)
    if plan.rule.kind == "error":
        return error_response(int(values["code"]))
    if plan.rule.kind == "drop_connection":
        return hang_up(request)
    process()
    if plan.rule.kind == "500_after":
        return error_response(20500)
    if plan.rule.kind == "accept_then_timeout":
        await asyncio.sleep(values["seconds"])
    return hang_up(request)


def hang_up(request: web.Request) -> web.StreamResponse:
    """Close the connection without a byte of an answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
