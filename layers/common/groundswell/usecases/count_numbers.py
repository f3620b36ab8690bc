"""An organization's numbers come out counted by area code and state."""

from collections import Counter

from groundswell.domain.number import NumberState
from groundswell.tables import numbers


def count_numbers(organization_id: str) -> dict[str, dict[NumberState, int]]:
    """For each area code how many numbers are in each state; numbers on their way back to the carrier are left out."""
    counts: dict[str, Counter[NumberState]] = {}
    for number in numbers.list_all(organization_id):
        if number.releasing_at is None:
            counts.setdefault(number.area_code, Counter())[number.state] += 1
    return {code: {state: counts[code][state] for state in NumberState} for code in sorted(counts)}
