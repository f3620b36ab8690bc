"""A phone as somebody typed it into the public page goes in; it is opted out."""

from groundswell.domain.errors import NotFound
from groundswell.domain.phone import e164
from groundswell.tables import organizations
from groundswell.tables.opt_outs import Source
from groundswell.usecases.record_opt_outs import record_opt_outs


def opt_out_on_web(organization_id: str, phone: str) -> bool:
    """False if that is no phone number; True tells nothing about whether anybody knew it."""
    known = e164(phone) if len(phone) <= 40 else None
    if known is None:
        return False
    record_opt_outs(organization_id, [known], Source.WEB)
    return True


def find_organization_name(organization_id: str) -> str | None:
    try:
        return organizations.get(organization_id).name
    except NotFound:
        return None
