"""Stages of work go in; live bars in a terminal come out, and plain lines where nobody watches."""

import contextlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.text import Text

BAR = 30
TITLE = 20
INDENT = " " * 4
COLOURS = {
    "DELIVERED": "green", "SENT": "cyan", "DISPATCHING": "blue", "FAILED": "red", "HELD": "yellow",
    "SKIPPED": "magenta", "UNKNOWN": "bright_red", "READY": "grey37",
}  # fmt: skip
WORKING = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"


@dataclass(slots=True, kw_only=True)
class Stage:
    """One line. `parts` are counts with a style each; together they fill the bar up to `total`."""

    title: str
    started: float = field(default_factory=time.monotonic)
    parts: Sequence[tuple[int, str]] = ()
    total: int = 0
    note: str = ""
    seconds: float | None = None
    failed: bool = False

    def show(self, done: int, total: int, note: str = "") -> None:
        self.parts, self.total, self.note = ((done, "cyan"),), total, note or self.note

    def show_states(self, states: dict[str, int], total: int) -> None:
        """A bar in the colours of the states, and the states in words."""
        self.parts = [(states.get(name, 0), colour) for name, colour in COLOURS.items() if name != "READY"]
        self.total = total
        self.note = ", ".join(f"{states[name]:,} {name.lower()}" for name in COLOURS if states.get(name))

    @property
    def done(self) -> int:
        return sum(count for count, _ in self.parts)

    def lines(self) -> RenderableType:
        ended = self.seconds is not None
        mark = ("✗", "red") if self.failed else ("✓", "green") if ended else (self._spinner(), "cyan")
        seconds = self.seconds if self.seconds is not None else time.monotonic() - self.started
        line = Text.assemble(" ", mark, " ", (f"{self.title:<{TITLE}}", "bold"), self._bar(), no_wrap=True)
        count = f"{self.done:,}/{self.total:,}" if self.total else ""
        line.append(f" {count:>11} ")
        line.append(f"{seconds:5.1f} s", "dim")
        note = Text(INDENT[1:] + self.note, "dim", no_wrap=True, overflow="ellipsis")
        return Group(line, note) if self.note else line

    def _spinner(self) -> str:
        return WORKING[int(time.monotonic() * 10) % len(WORKING)]

    def _bar(self) -> Text:
        """At least one cell for whatever there is, and no more cells than the bar has."""
        bar = Text()
        left = BAR
        for count, style in self.parts:
            if count and self.total and left:
                cells = min(left, max(1, round(count * BAR / self.total)))
                bar.append("━" * cells, "green" if self.seconds is not None and style == "cyan" else style)
                left -= cells
        if self.done >= self.total > 0 and left and self.parts:
            bar = bar + Text("━" * left, bar.spans[0].style if bar.spans else "green")
            left = 0
        is_whole = self.seconds is not None and not self.failed and not self.total
        bar.append("━" * left, "green" if is_whole else "grey23")
        return bar


class Show:
    """Draws the stages: alive in a terminal, else one line when a stage ends."""

    def __init__(self, console: Console) -> None:
        self.console = console

    @contextlib.contextmanager
    def stage(self, title: str) -> Iterator[Stage]:
        stage = Stage(title=title)
        live = Live(
            get_renderable=stage.lines, console=self.console, refresh_per_second=10, transient=True
        ) if self.console.is_terminal else contextlib.nullcontext()  # fmt: skip
        try:
            with live:
                yield stage
        except BaseException:
            stage.failed = True
            raise
        finally:
            stage.seconds = time.monotonic() - stage.started
            self._print(stage)

    def _print(self, stage: Stage) -> None:
        if self.console.is_terminal:
            self.console.print(stage.lines())
            return
        mark = "failed" if stage.failed else "done"
        count = f" ({stage.done:,} of {stage.total:,})" if stage.total else ""
        note = f": {stage.note}" if stage.note else ""
        self.console.print(
            f"{stage.title} {mark} in {stage.seconds:.1f} s{count}{note}",
            highlight=False,
            markup=False,
            soft_wrap=True,
        )
        self.console.file.flush()
