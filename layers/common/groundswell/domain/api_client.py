"""An API client is a member without a mailbox: a program with an id, a secret and an end."""

from datetime import timedelta

DOMAIN = "clients.invalid"  # RFC 2606: no mail ever goes there
LONGEST = timedelta(days=365)


def client_email(identifier: str) -> str:
    """What stands where a person's account has an e-mail address."""
    return f"client-{identifier}@{DOMAIN}"


def is_client_email(email: str) -> bool:
    return email.strip().lower().endswith(f"@{DOMAIN}")
