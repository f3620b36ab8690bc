"""Stages are shown as lines: one each where nobody watches, bars of the right length where somebody does."""

import io

import pytest
from rich.console import Console

from local.demo.progress import BAR, Show, Stage


def shown(*, terminal: bool) -> tuple[Show, io.StringIO]:
    out = io.StringIO()
    return Show(Console(file=out, force_terminal=terminal, width=100, color_system=None)), out


def test_without_a_terminal_each_stage_is_one_plain_line() -> None:
    show, out = shown(terminal=False)
    with show.stage("Load contacts") as stage:
        stage.show(5, 1_000)
        stage.show(1_000, 1_000, "[12] duplicates")
    (line,) = out.getvalue().splitlines()
    assert line.startswith("Load contacts done in 0.0 s (1,000 of 1,000): [12] duplicates")
    assert "\x1b" not in line


def test_a_stage_that_fails_says_so_and_passes_the_error_on() -> None:
    show, out = shown(terminal=False)
    with pytest.raises(KeyError), show.stage("Send"):
        raise KeyError
    assert out.getvalue().startswith("Send failed in")


@pytest.mark.parametrize(
    "states",
    [
        {"DELIVERED": 936, "FAILED": 41, "HELD": 23},
        {"DELIVERED": 1, "READY": 999},
        dict.fromkeys(("DELIVERED", "SENT", "FAILED", "HELD", "SKIPPED", "UNKNOWN"), 1) | {"READY": 994},
        {"READY": 1_000},
    ],
)
def test_a_bar_is_always_as_long_as_a_bar(states: dict[str, int]) -> None:
    stage = Stage(title="Send")
    stage.show_states(states, 1_000)
    assert len(stage._bar()) == BAR
