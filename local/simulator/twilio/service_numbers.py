"""A service's PhoneNumbers: numbers come and go, the pool as messaging.twilio.com's JSON goes out."""

import re
from typing import Any

from local.simulator.knobs import Knobs
from local.simulator.timing import iso8601
from local.simulator.twilio.doors import Call
from local.simulator.twilio.errors import TwilioError
from local.simulator.twilio.paging import MESSAGING_HOST, messaging_page
from local.simulator.twilio.records import Number
from local.simulator.twilio.services import Services
from local.simulator.twilio.state import TwilioState


class ServiceNumbers:
    """add, fetch, list and remove; a number is in one service at a time."""

    def __init__(self, state: TwilioState, services: Services, knobs: Knobs) -> None:
        self._state, self._services, self._knobs = state, services, knobs

    def add(self, call: Call) -> dict[str, Any]:
        service, sid = self._services.find(call), str(call.form.get("PhoneNumberSid", ""))
        if not re.fullmatch(r"PN[0-9a-fA-F]{32}", sid):
            raise TwilioError(21421, "PhoneNumberSid")
        number = self._state.numbers.get(sid)
        if number is None or number.account != call.account.sid:
            raise TwilioError(20404, sid)
        if number.service == service.sid:
            raise TwilioError(21710)
        if number.service:
            raise TwilioError(21712)
        if len(service.pool) >= self._knobs.service_pool_limit:
            raise TwilioError(21714)
        self._state.join_service(number, service)
        return pool_number_json(number)

    def _find(self, call: Call) -> Number:
        service, number = self._services.find(call), self._state.numbers.get(call.path("sid"))
        if number is None or number.service != service.sid:
            raise TwilioError(20404, call.request.path)
        return number

    def fetch(self, call: Call) -> dict[str, Any]:
        return pool_number_json(self._find(call))

    def list(self, call: Call) -> dict[str, Any]:
        pool = self._services.find(call).pool
        found = [number for sid in pool if (number := self._state.numbers.get(sid))]
        return messaging_page(call, "phone_numbers", found, pool_number_json, lambda number: number.sid)

    def remove(self, call: Call) -> None:
        self._state.leave_service(self._find(call))


def pool_number_json(number: Number) -> dict[str, Any]:
    """A number as a member of its service."""
    joined = iso8601(int(number.joined))
    return {
        "sid": number.sid,
        "account_sid": number.account,
        "service_sid": number.service,
        "date_created": joined,
        "date_updated": joined,
        "phone_number": number.phone,
        "country_code": "US",
        "capabilities": ["MMS", "SMS", "Voice"],
        "url": f"{MESSAGING_HOST}/v1/Services/{number.service}/PhoneNumbers/{number.sid}",
    }
