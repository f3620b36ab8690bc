"""Who asks, and how often they may: nothing comes out, or TooMany with the seconds to wait."""

import hashlib
import ipaddress
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any

from groundswell import clock
from groundswell.domain.errors import TooMany
from groundswell.domain.rate_limit import RateLimit
from groundswell.settings import settings
from groundswell.tables import rate_limits

MINUTE = timedelta(minutes=1)
QUARTER = timedelta(minutes=15)


def limit_organization(organization_id: str) -> None:
    """One request of an organization to the admin API; for whoever has been admitted to it."""
    _count(
        RateLimit(name="organization", most=int(settings().requests_per_minute), window=MINUTE),
        organization_id,
    )


def limit_sign_in(event: Mapping[str, Any], name: str) -> None:
    """One attempt to get in as `name`: counted by address first, so that one address cannot shut many people out."""
    given = settings()
    by_address = RateLimit(name="sign-in-address", most=int(given.sign_ins_per_address), window=QUARTER)
    by_name = RateLimit(name="sign-in-name", most=int(given.sign_ins_per_name), window=QUARTER)
    _count(by_address, _address(event))
    _count(by_name, hashlib.sha256(name.strip().lower().encode()).hexdigest())


def limit_opt_outs(event: Mapping[str, Any], organization_id: str) -> None:
    """One entry on the public page: many people may share an address, but none empties a list from there."""
    most = int(settings().opt_outs_per_address)
    limit = RateLimit(name="opt-outs-address", most=most, window=QUARTER)
    _count(limit, f"{organization_id}#{_address(event)}")


def _count(limit: RateLimit, subject: str) -> None:
    now = clock.real_now()
    if not rate_limits.count(limit, subject, now):
        raise TooMany(limit.wait(now))


def _address(event: Mapping[str, Any]) -> str:
    """The peer that API Gateway saw, never a header; of IPv6 the /64, which is one household's."""
    source = str(((event.get("requestContext") or {}).get("http") or {}).get("sourceIp") or "unknown")
    with suppress(ValueError):
        address = ipaddress.ip_address(source)
        if address.version == 6:
            return str(ipaddress.ip_network((address, 64), strict=False))
    return source
