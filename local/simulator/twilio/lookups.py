"""Lookup v2: a phone comes in, its validity and (when asked for) its line type go out."""

import re
from typing import Any
from urllib.parse import quote

from local.simulator.script import Script
from local.simulator.twilio.area_codes import is_toll_free
from local.simulator.twilio.available_numbers import national
from local.simulator.twilio.doors import Call
from local.simulator.twilio.errors import TwilioError
from local.simulator.twilio.outgoing import US_PHONE

CARRIERS = {
    "mobile": ("Simulated Wireless", "311", "480"),
    "landline": ("Simulated Bell", None, None),
    "tollFree": ("Simulated Toll Free", None, None),
    "nonFixedVoip": ("Simulated Voice over IP", None, None),
    "fixedVoip": ("Simulated Voice over IP", None, None),
}


class Lookups:
    """Line types come from the script: whoever answers 30006 is a landline."""

    def __init__(self, script: Script) -> None:
        self._script = script

    def fetch(self, call: Call) -> dict[str, Any]:
        """Fields nobody asked for are left out (Twilio gives nulls, which its own specification forbids)."""
        phone = re.sub(r"[\s().-]", "", call.path("phone"))
        if not re.fullmatch(r"\+?\d{1,20}", phone):
            raise TwilioError(20404, call.request.path)
        phone = "+" + phone.lstrip("+") if phone.startswith("+") or len(phone) > 10 else "+1" + phone
        errors = validation_errors(phone)
        answer: dict[str, Any] = {
            "calling_country_code": "1" if phone.startswith("+1") else None,
            "country_code": "US" if phone.startswith("+1") and not errors else None,
            "phone_number": phone,
            "national_format": national(phone) if not errors and phone.startswith("+1") else phone,
            "valid": not errors,
            "validation_errors": errors,
            "url": f"https://lookups.twilio.com/v2/PhoneNumbers/{quote(phone, safe='+')}",
        }
        if "line_type_intelligence" in call.query.get("Fields", "").split(","):
            answer["line_type_intelligence"] = self._line_type(phone, valid=not errors)
        return answer

    def _line_type(self, phone: str, *, valid: bool) -> dict[str, Any]:
        if not valid:
            return {"error_code": 60600}
        line_type = "tollFree" if is_toll_free(phone) else self._script.of(phone).line_type
        carrier, country, network = CARRIERS.get(line_type, ("Simulated Carrier", None, None))
        found = {"type": line_type, "carrier_name": carrier}
        codes = {"mobile_country_code": country, "mobile_network_code": network}
        return found | {name: code for name, code in codes.items() if code}


def validation_errors(phone: str) -> list[str]:
    """Twilio's words for what is wrong with a number; those of other countries are only measured."""
    digits = len(phone) - 1
    if phone.startswith("+1"):
        if digits != 11:
            return ["TOO_SHORT" if digits < 11 else "TOO_LONG"]
        return [] if US_PHONE.fullmatch(phone) else ["INVALID_BUT_POSSIBLE"]
    if phone.startswith("+0"):
        return ["INVALID_COUNTRY_CODE"]
    return [] if 8 <= digits <= 15 else ["TOO_SHORT" if digits < 8 else "TOO_LONG"]
