"""The IncomingPhoneNumbers resource: purchases and changes come in, owned numbers as JSON go out."""

from typing import Any

from local.simulator.knobs import Knobs
from local.simulator.timing import rfc2822
from local.simulator.twilio.area_codes import LOCAL, TOLL_FREE, is_toll_free
from local.simulator.twilio.available_numbers import national
from local.simulator.twilio.doors import Call
from local.simulator.twilio.errors import TwilioError
from local.simulator.twilio.inventory import Inventory
from local.simulator.twilio.outgoing import US_PHONE
from local.simulator.twilio.paging import api_page
from local.simulator.twilio.records import Account, Number
from local.simulator.twilio.state import TwilioState, new_sid

FIELDS = {
    "FriendlyName": "friendly_name",
    "SmsUrl": "sms_url",
    "SmsMethod": "sms_method",
    "SmsFallbackUrl": "sms_fallback_url",
    "SmsFallbackMethod": "sms_fallback_method",
    "VoiceUrl": "voice_url",
    "VoiceMethod": "voice_method",
    "VoiceFallbackUrl": "voice_fallback_url",
    "VoiceFallbackMethod": "voice_fallback_method",
    "StatusCallback": "status_callback",
    "StatusCallbackMethod": "status_callback_method",
    "AddressSid": "address_sid",
    "BundleSid": "bundle_sid",
    "VoiceApplicationSid": "voice_application_sid",
    "SmsApplicationSid": "sms_application_sid",
}
MAGIC_GONE, MAGIC_INVALID, MAGIC_FREE = "+15005550000", "+15005550001", "+15005550006"
MAGIC_EMPTY_AREA, MAGIC_AREA = "533", "500"


class Numbers:
    """create, fetch, list, update and delete."""

    def __init__(self, state: TwilioState, inventory: Inventory, knobs: Knobs) -> None:
        self._state, self._inventory, self._knobs = state, inventory, knobs

    def create(self, call: Call) -> dict[str, Any]:
        """Buy a given number, or any of an area code."""
        phone, area_code = str(call.form.get("PhoneNumber", "")), str(call.form.get("AreaCode", ""))
        if not phone and not area_code:
            raise TwilioError(20001, "PhoneNumber or AreaCode is required")
        phone = phone or self._any_of(area_code)
        owned = self._state.number_of(phone)
        if owned and owned.account == call.account.sid and self._knobs.rebuy_own_number == "update":
            return number_json(self._change(owned, call.form))
        if phone != MAGIC_FREE:
            self._check_free(phone)
        return number_json(self.add(call.account, phone, settings_of(call.form)))

    def _any_of(self, area_code: str) -> str:
        if area_code == MAGIC_AREA:
            return MAGIC_FREE
        if len(area_code) != 3 or not area_code.isdigit():
            raise TwilioError(21451, area_code)
        on_sale = area_code in LOCAL + TOLL_FREE and area_code != MAGIC_EMPTY_AREA
        phone = next(self._inventory.free(area_code), "") if on_sale else ""
        if not phone:
            raise TwilioError(21452, area_code)
        return phone

    def _check_free(self, phone: str) -> None:
        if phone == MAGIC_GONE:
            raise TwilioError(21422, phone)
        if phone == MAGIC_INVALID or not US_PHONE.fullmatch(phone):
            raise TwilioError(21421, phone)
        if not self._inventory.sells(phone):
            raise TwilioError(21422, phone)

    def add(self, account: Account, phone: str, settings: dict[str, Any]) -> Number:
        """The account owns the number from now on."""
        now = self._state.clock.now()
        name = settings.pop("friendly_name", None) or national(phone)
        number = Number(
            sid=new_sid("PN"),
            account=account.sid,
            phone=phone,
            settings={"friendly_name": name, **settings},
            created=now,
            updated=now,
        )
        if phone == MAGIC_FREE:  # bought by every test there is, so it never becomes anybody's
            return number
        return self._state.add_number(number)

    def _find(self, call: Call) -> Number:
        number = self._state.numbers.get(call.path("sid"))
        if number is None or number.account != call.account.sid:
            raise TwilioError(20404, call.request.path)
        return number

    def fetch(self, call: Call) -> dict[str, Any]:
        return number_json(self._find(call))

    def list(self, call: Call) -> dict[str, Any]:
        """Newest first; PhoneNumber matches a part, as at Twilio."""
        wanted = {name: call.query.get(name, "") for name in ("PhoneNumber", "FriendlyName")}
        digits = wanted["PhoneNumber"].replace("+", "").replace("*", "")
        found = [
            number
            for number in reversed(self._state.numbers.values())
            if number.account == call.account.sid
            and digits in number.phone
            and wanted["FriendlyName"] in ("", number.settings["friendly_name"])
        ]
        return api_page(call, "incoming_phone_numbers", found, number_json, lambda number: number.sid)

    def update(self, call: Call) -> dict[str, Any]:
        return number_json(self._change(self._find(call), call.form))

    def _change(self, number: Number, form: Any) -> Number:
        number.settings |= settings_of(form)
        number.updated = self._state.clock.now()
        return self._state.numbers.put(number.sid, number)

    def delete(self, call: Call) -> None:
        self._state.remove_number(self._find(call))


def settings_of(form: Any) -> dict[str, Any]:
    """The settings that a form names."""
    settings = {field: str(form[name]) for name, field in FIELDS.items() if name in form}
    if len(settings.get("friendly_name", "")) > 64:
        raise TwilioError(20001, "FriendlyName is longer than 64 characters")
    for field, value in settings.items():
        if field.endswith("_method") and value not in ("GET", "POST"):
            raise TwilioError(20001, f"{field} must be GET or POST")
    return settings


def number_json(number: Number) -> dict[str, Any]:
    """An owned number in the form of api.twilio.com."""
    settings = number.settings
    urls = {name: settings.get(name) or "" for name in FIELDS.values() if name.endswith("_url")}
    methods = {name: settings.get(name) or "POST" for name in FIELDS.values() if name.endswith("_method")}
    sids = {
        name: settings.get(name) or None
        for name in ("address_sid", "bundle_sid", "voice_application_sid", "sms_application_sid")
    }
    return {
        "account_sid": number.account,
        "address_requirements": "none",
        "api_version": "2010-04-01",
        "beta": False,
        "capabilities": {"voice": True, "sms": True, "mms": True, "fax": False},
        "date_created": rfc2822(int(number.created)),
        "date_updated": rfc2822(int(number.updated)),
        "emergency_status": "Inactive",
        "emergency_address_sid": None,
        "emergency_address_status": "unregistered",
        "friendly_name": settings["friendly_name"],
        "identity_sid": None,
        "origin": "twilio",
        "phone_number": number.phone,
        "sid": number.sid,
        "status": "in-use",
        "status_callback": settings.get("status_callback") or "",
        "trunk_sid": None,
        "type": "toll-free" if is_toll_free(number.phone) else "local",
        "uri": f"/2010-04-01/Accounts/{number.account}/IncomingPhoneNumbers/{number.sid}.json",
        "voice_caller_id_lookup": False,
        "voice_receive_mode": "voice",
        **urls,
        **methods,
        **sids,
    }
