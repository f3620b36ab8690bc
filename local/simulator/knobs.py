"""The settings that can be changed while the simulator runs: JSON in, checked values out."""

from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass(slots=True, kw_only=True)
class Knobs:
    """Delays in milliseconds are ranges: each text draws its own between the two."""

    queued_ms: tuple[float, float] = (20, 60)
    sent_ms: tuple[float, float] = (50, 150)
    final_ms: tuple[float, float] = (50, 300)
    reply_ms: tuple[float, float] = (200, 800)
    reply_gap_ms: float = 5000
    price_per_segment: float = 0.0083
    price_failed: float = 0.001
    service_pool_limit: int = 400
    search_limit: int = 30
    max_in_flight: int = 0
    rebuy_own_number: str = "refuse"
    advanced_opt_out: bool = False

    def change(self, given: dict[str, Any]) -> None:
        """Set the named values; ValueError with a sentence when one is unknown or of the wrong form."""
        known = {field.name for field in fields(self)}
        for name, value in given.items():
            if name not in known:
                raise ValueError(f"unknown setting {name!r}; known are {', '.join(sorted(known))}")
            setattr(self, name, _checked(name, value, getattr(self, name)))

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def _checked(name: str, value: Any, before: Any) -> Any:
    if isinstance(before, tuple):
        return _checked_range(name, value)
    if name == "rebuy_own_number":
        if value not in ("refuse", "update"):
            raise ValueError('rebuy_own_number must be "refuse" (21422) or "update" (201, same number)')
        return value
    if isinstance(before, bool):
        if not isinstance(value, bool):
            raise ValueError(f"{name} must be true or false")
        return value
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise ValueError(f"{name} must be a number of at least 0")
    return int(value) if isinstance(before, int) else float(value)


def _checked_range(name: str, value: Any) -> tuple[float, float]:
    pair = [value, value] if isinstance(value, int | float) else value
    numbers = (
        isinstance(pair, list | tuple) and len(pair) == 2 and all(isinstance(n, int | float) for n in pair)
    )
    if not numbers or not 0 <= pair[0] <= pair[1]:
        raise ValueError(f"{name} must be milliseconds or [least, most], for example [50, 300]")
    return float(pair[0]), float(pair[1])
