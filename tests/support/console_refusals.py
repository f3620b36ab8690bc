"""How the API refuses what the console has sent, in the words that a person will read."""

from typing import Any


def a_problem(
    status: int, kind: str, *errors: dict[str, str], title: str = "Please correct this"
) -> dict[str, Any]:
    return {
        "type": f"/v1/docs#problem-{kind}",
        "title": title,
        "status": status,
        "detail": "Look at it again.",
        "instance": "urn:groundswell:request:REQ-42",
        "errors": list(errors),
    }


def refused(status: int, kind: str, *errors: dict[str, str], title: str = "Please correct this") -> Any:
    """As a world answers it."""
    return status, a_problem(status, kind, *errors, title=title), {}


def stale() -> Any:
    """Somebody else was faster."""
    return refused(412, "changed-meanwhile", title="Changed meanwhile")


def not_a_phone() -> dict[str, Any]:
    error = {"field": "phone", "problem": "That is not a phone number.", "remedy": "Send it as +12025550123."}
    return a_problem(422, "invalid", error)
