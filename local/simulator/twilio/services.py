"""The Messaging Services resource: calls come in, services as messaging.twilio.com's JSON go out."""

from typing import Any

from local.simulator.timing import iso8601
from local.simulator.twilio.doors import Call
from local.simulator.twilio.errors import TwilioError
from local.simulator.twilio.paging import MESSAGING_HOST, messaging_page
from local.simulator.twilio.records import Service
from local.simulator.twilio.state import TwilioState, new_sid

TEXTS = {
    "FriendlyName": "friendly_name",
    "InboundRequestUrl": "inbound_request_url",
    "InboundMethod": "inbound_method",
    "FallbackUrl": "fallback_url",
    "FallbackMethod": "fallback_method",
    "StatusCallback": "status_callback",
    "ScanMessageContent": "scan_message_content",
    "Usecase": "usecase",
}
FLAGS = {
    "StickySender": "sticky_sender",
    "MmsConverter": "mms_converter",
    "SmartEncoding": "smart_encoding",
    "FallbackToLongCode": "fallback_to_long_code",
    "AreaCodeGeomatch": "area_code_geomatch",
    "SynchronousValidation": "synchronous_validation",
    "UseInboundWebhookOnNumber": "use_inbound_webhook_on_number",
}
CHOICES = {
    "scan_message_content": {"inherit", "enable", "disable"},
    "usecase": {"notifications", "marketing", "verification", "discussion", "poll", "undeclared"},
    "inbound_method": {"GET", "POST"},
    "fallback_method": {"GET", "POST"},
}
DEFAULTS: dict[str, Any] = {
    "inbound_request_url": None,
    "inbound_method": "POST",
    "fallback_url": None,
    "fallback_method": "POST",
    "status_callback": None,
    "sticky_sender": True,
    "mms_converter": True,
    "smart_encoding": True,
    "fallback_to_long_code": True,
    "scan_message_content": "inherit",
    "area_code_geomatch": True,
    "validity_period": 36000,
    "synchronous_validation": False,
    "usecase": "undeclared",
    "us_app_to_person_registered": False,
    "use_inbound_webhook_on_number": False,
}
LINKS = {
    "phone_numbers": "PhoneNumbers",
    "short_codes": "ShortCodes",
    "alpha_senders": "AlphaSenders",
    "messages": "Messages",
    "us_app_to_person": "Compliance/Usa2p",
    "us_app_to_person_usecases": "Compliance/Usa2p/Usecases",
    "channel_senders": "ChannelSenders",
    "destination_alpha_senders": "DestinationAlphaSenders",
}


class Services:
    """create, fetch, list, update and delete."""

    def __init__(self, state: TwilioState) -> None:
        self._state = state

    def create(self, call: Call) -> dict[str, Any]:
        if not call.form.get("FriendlyName"):
            raise TwilioError(20001, "FriendlyName is required")
        now = self._state.clock.now()
        settings = DEFAULTS | settings_of(call.form)
        service = Service(
            sid=new_sid("MG"), account=call.account.sid, settings=settings, created=now, updated=now
        )
        return service_json(self._state.services.put(service.sid, service))

    def find(self, call: Call) -> Service:
        service = self._state.services.get(call.path("service"))
        if service is None or service.account != call.account.sid:
            raise TwilioError(20404, call.request.path)
        return service

    def fetch(self, call: Call) -> dict[str, Any]:
        return service_json(self.find(call))

    def list(self, call: Call) -> dict[str, Any]:
        found = [service for service in self._state.services.values() if service.account == call.account.sid]
        return messaging_page(call, "services", found, service_json, lambda service: service.sid)

    def update(self, call: Call) -> dict[str, Any]:
        service = self.find(call)
        service.settings |= settings_of(call.form)
        service.updated = self._state.clock.now()
        return service_json(self._state.services.put(service.sid, service))

    def delete(self, call: Call) -> None:
        """Its numbers stay with the account."""
        service = self.find(call)
        for sid in list(service.pool):
            number = self._state.numbers.get(sid)
            if number:
                self._state.leave_service(number)
        self._state.services.remove(service.sid)


def settings_of(form: Any) -> dict[str, Any]:
    """The settings that a form names; an empty URL clears it."""
    settings: dict[str, Any] = {
        field: str(form[name]) or None for name, field in TEXTS.items() if name in form
    }
    settings |= {field: str(form[name]).lower() == "true" for name, field in FLAGS.items() if name in form}
    if len(settings.get("friendly_name") or "") > 64:
        raise TwilioError(20001, "FriendlyName is longer than 64 characters")
    for field, allowed in CHOICES.items():
        if field in settings and settings[field] not in allowed:
            raise TwilioError(20001, f"{field} must be one of {', '.join(sorted(allowed))}")
    if "ValidityPeriod" in form:
        text = str(form["ValidityPeriod"])
        if not text.isdigit() or not 1 <= int(text) <= 36000:
            raise TwilioError(20001, "ValidityPeriod must be between 1 and 36000 seconds")
        settings["validity_period"] = int(text)
    return settings


def service_json(service: Service) -> dict[str, Any]:
    """A service in the form of messaging.twilio.com."""
    url = f"{MESSAGING_HOST}/v1/Services/{service.sid}"
    return {
        "account_sid": service.account,
        "sid": service.sid,
        "date_created": iso8601(int(service.created)),
        "date_updated": iso8601(int(service.updated)),
        **service.settings,
        "links": {name: f"{url}/{tail}" for name, tail in LINKS.items()},
        "url": url,
    }
