"""The public addresses that Twilio calls, and how it shall repeat a call that fails."""

from groundswell.extensions.service_vendors.base import Account

# Twilio repeats only a refused connection, and only once, unless the address says otherwise:
# https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
_REPEAT = "#rc=3&rp=all"


def path(account: Account, kind: str) -> str:
    return f"/webhooks/{account.organization_id}/twilio/{kind}"


def inbound(account: Account) -> str:
    return f"{account.public_base_url}{path(account, 'inbound')}{_REPEAT}"


def voice(account: Account) -> str:
    return f"{account.public_base_url}{path(account, 'voice')}"


def status(account: Account, reference: str | None = None) -> str:
    """Where reports go; `reference` comes back in the address, so that a report says which send it is about."""
    query = f"?ref={reference}" if reference else ""
    return f"{account.public_base_url}{path(account, 'status')}{query}{_REPEAT}"


def credentials(account: Account) -> tuple[str, str]:
    """Account SID and auth token; empty where none were entered."""
    sid = account.secrets.get("account_sid") or account.settings.get("account_sid", "")
    return sid, account.secrets.get("auth_token", "")
