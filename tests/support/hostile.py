"""A world of answers goes in; the same comes out with every name and text meaning harm."""

from typing import Any

from tests.support.console import World

HARM = "<img src=x onerror=harmed=1>"
_HOSTILE = f"{HARM}\"'><script>harmed=1</script>\u202egnihton\u202c أهلا " + "Donaudampfschifffahrt" * 8
_FREE = {
    "name",
    "organization_name",
    "first_name",
    "last_name",
    "last_text",
    "body",
    "text",
    "reason",
    "why",
    "note",
    "words",
    "external_id",
    "pause_reason",
    "start_failure",
}
"""Fields that people or their files fill freely."""


def make_hostile(world: World) -> World:
    """Every text keeps its beginning, so that a test still finds it."""
    for key, answer in world.answers.items():
        if key[1].startswith("/session"):
            continue
        world.answers[key] = _wrap(answer) if callable(answer) else _spoil(answer)
    return world


def _wrap(answer: Any) -> Any:
    return lambda query: _spoil(answer(query))


def _spoil(value: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        free = name == "custom"
        return {key: _spoil(one, "name" if free else key) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_spoil(one, name) for one in value)
    return f"{value} {_HOSTILE}" if isinstance(value, str) and value and name in _FREE else value
