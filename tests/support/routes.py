"""The admin API's routes as its own table lists them, and an address for each."""

import re
from collections import defaultdict

from groundswell.entrypoints.identity import Rule
from tests.support.build import ORGANIZATION

IDS = defaultdict(
    lambda: "07e40000-7e57-4c0d-8f00-2d9b1c6a7e08",
    {
        "organization_id": ORGANIZATION,
        "campaign_id": "c1a0f6a2-53f4-4f6a-8d0e-5b7a2c9e4d02",
        "load_id": "10ad0000-7e57-4c0d-8f00-2d9b1c6a7e03",
        "blast_id": "b1a50000-7e57-4c0d-8f00-2d9b1c6a7e04",
        "job_id": "10b00000-7e57-4c0d-8f00-2d9b1c6a7e05",
        "send_id": "5e0d0000-7e57-4c0d-8f00-2d9b1c6a7e06",
        "message_id": "de0d0000-7e57-4c0d-8f00-2d9b1c6a7e07",
        "phone": "+12025550123",
        "name": "fakeservice",
    },
)


def path_of(rule: str) -> str:
    """The route's address with ids of things that need not be there."""
    return re.sub(r"<(\w+)>", lambda found: IDS[found[1]], rule)


def all_rules() -> list[tuple[str, str, Rule]]:
    """(method, path's template, rule); the folder of the admin function has to be importable."""
    from routes.permissions import RULES

    return [(method, path, rule) for (method, path), rule in RULES.items()]
