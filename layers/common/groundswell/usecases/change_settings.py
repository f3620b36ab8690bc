"""Changes to an organization's settings go in; the organization as it is now comes out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import time
from typing import Any

from groundswell.domain.errors import Invalid, Stale
from groundswell.domain.organization import Organization
from groundswell.domain.pacing import Pace
from groundswell.domain.quiet_hours import EARLIEST, LATEST
from groundswell.extensions.service_managers import managers
from groundswell.tables import organizations

LONGEST_ANSWER = 320
SHORTEST_RETENTION, LONGEST_RETENTION = 7, 3650
"""A blast may take three days, and its last reports as long again."""


def change_settings(
    organization_id: str, changes: Mapping[str, Any], *, version: int | None = None
) -> Organization:
    """Stale if `version` is given and the organization is no longer at it."""
    before = organizations.get(organization_id)
    if version is not None and version != before.version:
        raise Stale(f"organization {organization_id}")
    after = replace(before, **changes, version=before.version + 1)
    _check_hours(after.opens, after.closes)
    _check_pace(after.pace)
    _check_managers(after.service_managers)
    _check_answer("opt_out_confirmation", after.opt_out_confirmation)
    _check_answer("help_answer", after.help_answer)
    _check_retention(after.retention_days)
    return organizations.move(before, after)


def _check_hours(opens: time, closes: time) -> None:
    if opens < EARLIEST:
        raise Invalid("opens", "Texts before 08:00 are not allowed.", "Choose 08:00 or later.")
    if closes > LATEST:
        raise Invalid("closes", "Texts after 21:00 are not allowed.", "Choose 21:00 or earlier.")
    if opens >= closes:
        raise Invalid("closes", "It is not after `opens`.", "Choose a later time.")


def _check_pace(pace: Pace | None) -> None:
    if pace and not 0.1 <= pace.segments_per_second <= 1_000:
        raise Invalid(
            "pace", "It must be between 0.1 and 1,000 segments a second.", "Ask your carrier for your limit."
        )


def _check_retention(days: int | None) -> None:
    if days is not None and not SHORTEST_RETENTION <= days <= LONGEST_RETENTION:
        raise Invalid(
            "retention_days",
            "It is too short or too long.",
            f"Send {SHORTEST_RETENTION} to {LONGEST_RETENTION} days, or 0 to keep everything.",
        )


def _check_answer(name: str, answer: str) -> None:
    """47 CFR 64.1200(a)(12): a confirmation of an opt-out may hold no marketing."""
    if len(answer) > LONGEST_ANSWER:
        raise Invalid(
            name,
            f"It is longer than {LONGEST_ANSWER} characters.",
            "Say only that it is done, and how to undo it.",
        )
    if "://" in answer or "www." in answer.lower():
        raise Invalid(name, "It holds a link, which reads as marketing.", "Leave the link out.")
    if set(re.findall(r"[{}][^{}]*[{}]?", answer)) - {"{organization}"}:
        raise Invalid(name, "It holds a placeholder that there is not.", "Use only {organization}.")


def _check_managers(names: Sequence[str]) -> None:
    unknown = sorted(set(names) - set(managers.available()))
    if unknown:
        have = ", ".join(managers.available())
        raise Invalid(
            "service_managers", f"There is no service manager {', '.join(unknown)}.", f"There are: {have}."
        )
    if len(set(names)) < len(names):
        raise Invalid("service_managers", "A service manager is named twice.", "Name each once.")
