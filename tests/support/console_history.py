"""What was done at Riverside Tenants and by whom, as the API's audit tells it."""

from typing import Any

from tests.support.console_shapes import DONE, RUNNING, ago, page


def a_history(query: dict[str, list[str]]) -> dict[str, Any]:
    """Filtered as the API does it."""
    fields = {"user_id": "user_id", "operation": "operation", "state": "state"}
    shown = [
        one
        for one in the_history()
        if all(one[field] == query[name][0] for name, field in fields.items() if name in query)
    ]
    return page(shown)


def the_history() -> list[dict[str, Any]]:
    hours = {"organization.opens": ["08:00:00", "09:00:00"], "organization.closes": ["21:00:00", "20:00:00"]}
    answers = {
        "organization.help_answer": ["(hidden)", "(hidden)"],
        "organization.retention_days": [None, 365],
    }
    return [
        an_entry(1, "put_settings", "u-1", minutes=4, changes=hours | answers),
        an_entry(2, "post_campaign_send", "u-3", minutes=31, ids={"campaign_id": RUNNING, "blast_id": "b-1"}),
        an_entry(
            3,
            "post_stop_all",
            "u-2",
            minutes=50,
            action="STOPPED_ALL",
            details={"stopped": 2},
            ids={"campaign_id": DONE},
        ),
        an_entry(
            4,
            "patch_member",
            "u-3",
            minutes=64,
            state="REFUSED",
            status=403,
            problem="forbidden",
            ids={"user_id": "u-5"},
        ),
        an_entry(5, "post_number_purchase", "u-3", minutes=95, ids={"job_id": "j-7"}),
        an_entry(
            6, "post_export", "4f0f3ad2-6f6e-4a6f-9d0d-5a2f63e0b1c7", minutes=540, ids={"export_id": "e-2"}
        ),
        an_entry(
            7,
            "remove_opt_out",
            "u-1",
            minutes=1500,
            reason="She called and asked for it.",
            ids={"phone": "…43"},
        ),
        an_entry(
            8,
            "post_load_start",
            "u-4",
            minutes=1700,
            state="STARTED",
            status=None,
            ids={"campaign_id": RUNNING},
        ),
        an_entry(9, "post_member", "u-0", minutes=4300, ids={"user_id": "u-5"}),
    ]


def an_entry(n: int, operation: str, user_id: str, *, minutes: float, **changes: Any) -> dict[str, Any]:
    return {
        "entry_id": f"e-{n}",
        "at": ago(minutes=minutes),
        "action": "REQUEST",
        "state": "DONE",
        "user_id": user_id,
        "operation": operation,
        "route": f"/v1/organizations/<organization_id>/{operation.partition('_')[2].replace('_', '-')}",
        "subject": "",
        "ids": {},
        "reason": "",
        "status": 200,
        "problem": "",
        "changes": {},
        "details": {},
        **changes,
    }
