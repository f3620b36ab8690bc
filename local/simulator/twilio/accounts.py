"""The Account resource: a call comes in, the account as Twilio's JSON goes out."""

from typing import Any

from local.simulator.timing import rfc2822
from local.simulator.twilio.doors import Call

SUBRESOURCES = {
    "available_phone_numbers": "AvailablePhoneNumbers",
    "incoming_phone_numbers": "IncomingPhoneNumbers",
    "messages": "Messages",
}


def fetch_account(call: Call) -> dict[str, Any]:
    """The account that made the call; its token stays here."""
    account = call.account
    uri, at = f"/2010-04-01/Accounts/{account.sid}", rfc2822(int(account.created))
    return {
        "auth_token": None,
        "date_created": at,
        "date_updated": at,
        "friendly_name": account.friendly_name,
        "owner_account_sid": account.sid,
        "sid": account.sid,
        "status": "active",
        "subresource_uris": {name: f"{uri}/{path}.json" for name, path in SUBRESOURCES.items()},
        "type": "Full",
        "uri": f"{uri}.json",
    }
