"""The AvailablePhoneNumbers resource: a search comes in, numbers for sale as Twilio's JSON go out."""

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from local.simulator.knobs import Knobs
from local.simulator.twilio.area_codes import LOCAL, TOLL_FREE, codes_in, state_of
from local.simulator.twilio.doors import Call
from local.simulator.twilio.errors import TwilioError
from local.simulator.twilio.inventory import Inventory
from local.simulator.twilio.paging import page_size_of

SEARCHED_AT_MOST = 20_000


class AvailableNumbers:
    """A search gives one page of at most `search_limit` numbers, however many are asked for."""

    def __init__(self, inventory: Inventory, knobs: Knobs) -> None:
        self._inventory, self._knobs = inventory, knobs

    def local(self, call: Call) -> dict[str, Any]:
        return self._search(call, LOCAL)

    def toll_free(self, call: Call) -> dict[str, Any]:
        return self._search(call, TOLL_FREE)

    def _search(self, call: Call, area_codes: tuple[str, ...]) -> dict[str, Any]:
        country = call.path("country")
        if country != "US":
            raise TwilioError(20404, f"no numbers of {country}")
        phones = self._matching(call, self._wanted(call, area_codes))
        found = islice(phones, min(page_size_of(call), self._knobs.search_limit))
        path = call.request.path
        return {
            "available_phone_numbers": [available_json(phone) for phone in found],
            "uri": path,
        }

    @staticmethod
    def _wanted(call: Call, area_codes: tuple[str, ...]) -> tuple[str, ...]:
        asked = call.query.get("AreaCode", "")
        if asked and not re.fullmatch(r"\d{3}", asked):
            raise TwilioError(21451, asked)
        if asked:
            area_codes = (asked,) if asked in area_codes else ()
        state = call.query.get("InRegion", "")
        return tuple(code for code in area_codes if code in codes_in(state)) if state else area_codes

    def _matching(self, call: Call, area_codes: tuple[str, ...]) -> Iterator[str]:
        phones = chain.from_iterable(self._inventory.free(code) for code in area_codes)
        contains = call.query.get("Contains", "")
        if not contains:
            return phones
        pattern = re.compile(re.sub(r"[*%]", r"\\d", re.sub(r"[^\d*%]", "", contains)))
        return (phone for phone in islice(phones, SEARCHED_AT_MOST) if pattern.search(phone[1:]))


def available_json(phone: str) -> dict[str, Any]:
    """One number for sale; Twilio gives the place as well, which nobody here needs."""
    return {
        "address_requirements": "none",
        "beta": False,
        "capabilities": {"mms": True, "sms": True, "voice": True},
        "friendly_name": national(phone),
        "iso_country": "US",
        "lata": None,
        "latitude": None,
        "locality": None,
        "longitude": None,
        "phone_number": phone,
        "postal_code": None,
        "rate_center": None,
        "region": state_of(phone) or None,
    }


def national(phone: str) -> str:
    """`(212) 555-0100`."""
    return f"({phone[2:5]}) {phone[5:8]}-{phone[8:]}"
