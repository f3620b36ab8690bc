"""What a campaign still lacks before it can start: facts go in, everything that is missing comes out at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from groundswell.domain import text
from groundswell.domain.campaign import Campaign
from groundswell.domain.errors import Invalid, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class ManagerReport:
    """What one service manager says of the campaign."""

    name: str
    fully_configured: bool
    missing: str = ""


def missing(
    campaign: Campaign, *, numbers: int, vendor_problem: Problem | None, managers: Sequence[ManagerReport]
) -> list[Problem]:
    """Everything that stands between the campaign and its start; empty when it is ready."""
    problems = [*_audience(campaign), *_text(campaign)]
    if numbers == 0:
        remedy = "Reserve numbers for it; one number serves about 200 contacts."
        problems.append(Problem("numbers", "The campaign has no phone numbers.", remedy))
    if vendor_problem is not None:
        problems.append(vendor_problem)
    return problems + [_manager(report) for report in managers if not report.fully_configured]


def _audience(campaign: Campaign) -> list[Problem]:
    if campaign.load_id is not None and campaign.contacts > 0:
        return []
    return [
        Problem("contacts", "The campaign has no contacts.", "Load contacts and wait until that is done.")
    ]


def _text(campaign: Campaign) -> list[Problem]:
    """Fields are only checked against an audience that is there."""
    known = campaign.fields if campaign.load_id is not None else text.field_names(campaign.text)
    try:
        text.check(campaign.text, known)
    except Invalid as error:
        return [Problem(error.field, error.problem, error.remedy)]
    return []


def _manager(report: ManagerReport) -> Problem:
    remedy = report.missing or "Open its form on the campaign's page and complete it."
    return Problem(f"service-managers/{report.name}", f"{report.name} is not fully configured.", remedy)
