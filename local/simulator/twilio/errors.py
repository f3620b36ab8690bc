"""Twilio's error answers: an error code comes in, the HTTP response Twilio gives for it goes out."""

import json

from aiohttp import web

ERRORS: dict[int, tuple[int, str]] = {
    20001: (400, "Invalid parameter"),
    20003: (401, "Authenticate"),
    20404: (404, "The requested resource was not found"),
    20405: (405, "Method not allowed"),
    20429: (429, "Too Many Requests"),
    20500: (500, "An internal server error has occurred"),
    20503: (503, "Service unavailable"),
    21211: (400, "Invalid 'To' Phone Number"),
    21212: (400, "Invalid 'From' Number"),
    21265: (400, "'To' number cannot be a Short Code"),
    21266: (400, "'To' and 'From' number cannot be the same"),
    21408: (
        400,
        "Permission to send an SMS has not been enabled for the region of the 'To' number",
    ),
    21421: (400, "PhoneNumber is invalid"),
    21422: (400, "PhoneNumber is not available"),
    21451: (400, "Invalid area code"),
    21452: (400, "No phone numbers found in area code"),
    21602: (400, "Message body is required."),
    21603: (400, "A 'From' phone number or a MessagingServiceSid is required."),
    21604: (400, "A 'To' phone number is required."),
    21606: (400, "The 'From' phone number is not a valid, message-capable number for this sender pool"),
    21609: (400, "The 'StatusCallback' URL is not a valid URL"),
    21610: (400, "Attempt to send to unsubscribed recipient"),
    21611: (429, "This 'From' number has exceeded the maximum number of queued messages"),
    21612: (400, "The message cannot be sent with this combination of 'To' and 'From'"),
    21614: (400, "'To' number is not a valid mobile number"),
    21617: (400, "The concatenated message body exceeds the 1600 character limit"),
    21620: (400, "Invalid media URL(s)"),
    21623: (400, "Number of media files exceeds allowed limit"),
    21635: (400, "'To' number cannot be a landline"),
    21659: (400, "'From' is not a Twilio phone number or Short Code country mismatch"),
    21660: (400, "Mismatch between the 'From' number and the account"),
    21701: (404, "The Messaging Service does not exist"),
    21703: (400, "The Messaging Service has no sender that can reach the 'To' number"),
    21704: (400, "The Messaging Service contains no phone numbers"),
    21705: (400, "The Messaging Service Sid is invalid"),
    21710: (409, "Phone Number or Short Code is already in the Messaging Service."),
    21712: (409, "Phone Number or Short Code is associated with another Messaging Service."),
    21714: (412, "Number Pool size limit reached."),
    30409: (400, "The message cannot be canceled in its present state"),
    35111: (400, "SendAt is missing"),
    35114: (400, "SendAt is outside of the scheduling window"),
    35118: (400, "MessagingServiceSid is required to schedule a message"),
}

CARRIER_ERRORS = {
    30001: "Queue overflow",
    30003: "Unreachable destination handset",
    30005: "Unknown destination handset",
    30006: "Landline or unreachable carrier",
    30007: "Message filtered",
    30008: "Unknown error",
    30034: "Message from an unregistered number",
    30036: "Validity period expired",
}


class TwilioError(Exception):
    """Raised anywhere below a route to give Twilio's answer for a code."""

    def __init__(self, code: int, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code, self.detail = code, detail


def error_response(code: int, detail: str = "", headers: dict[str, str] | None = None) -> web.Response:
    """`{code, message, more_info, status}` with the status Twilio uses for the code."""
    status, message = ERRORS.get(code, (400, f"Error {code}"))
    body = {
        "code": code,
        "message": f"{message}: {detail}" if detail else message,
        "more_info": f"https://www.twilio.com/docs/errors/{code}",
        "status": status,
    }
    headers = dict(headers or {})
    if status == 401:
        headers["WWW-Authenticate"] = 'Basic realm="Twilio API"'
    return web.Response(
        status=status, text=json.dumps(body), content_type="application/json", headers=headers
    )
