"""`make profile`: where the CPU goes, by library and by function; its own time is all a function is charged with.

`python -m local.bench.profile send` (or report, door, inbound, plan); without a phase it is `send`.
"""

import cProfile
import os
import pstats
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from local.bench.runs import surroundings
from local.cloud.definitions import ROOT

TEXTS, REPORTS, REPLIES, TOP = 4_000, 1_500, 300, 30
PHASES = ("send", "plan", "report_100", "door", "inbound", "load")
MEASURED = "MEASURED_PHASE"


class _SameThread(Executor):
    """The profiler sees one thread only, so all table work is done in it."""

    def submit(self, work: Any, /, *args: Any, **named: Any) -> "Future[Any]":
        future: Future[Any] = Future()
        try:
            future.set_result(work(*args, **named))
        except BaseException as error:
            future.set_exception(error)
        return future

    def map(self, work: Any, *each: Any, **_: Any) -> Any:
        return map(work, *each)


def measure(phase: str) -> None:
    """In a process with its surroundings: the road, and the profile of one phase of it."""
    from groundswell import event_loop
    from groundswell.tables import contacts
    from local.bench import road as roads

    same = _SameThread()
    event_loop._store = same  # type: ignore[assignment]
    contacts._pool = lambda: same  # type: ignore[assignment]
    profile = cProfile.Profile()
    lap = roads.lap

    @contextmanager
    def watched(self: roads.Road, name: str, count: int | None = None) -> Iterator[Any]:
        with lap(roads.URL, self.texts if count is None else count) as one:
            self.laps[name] = one
            if name == phase:
                profile.enable()
            yield one
            profile.disable()

    roads.Road._lap = watched  # type: ignore[assignment]
    road = roads.Road(TEXTS)
    road.run()
    if phase not in ("load", "plan", "send"):
        road.hear(REPORTS, REPLIES)
    _show(profile, road.laps[phase].count, phase)


def _show(profile: cProfile.Profile, count: int, phase: str) -> None:
    stats: dict[tuple[str, int, str], tuple[int, int, float, float, Any]] = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    libraries, functions, calls = Counter[str](), Counter[str](), Counter[str]()
    for (file, line, name), (_, called, own, _, _) in stats.items():
        library = _library(file)
        place = f"{library}: {Path(file).name}:{line} {name}" if line else f"{library}: {name}"
        libraries[library] += own  # type: ignore[assignment]
        functions[place] += own  # type: ignore[assignment]
        calls[place] += called
    whole = sum(libraries.values())
    print(
        f"{phase}: {1000 * whole / count:.3f} ms each under the profiler, which about doubles it",
        file=sys.stderr,
    )
    for name, seconds in libraries.most_common():
        if seconds / whole > 0.004:
            print(f"{100 * seconds / whole:5.1f} %  {name}", file=sys.stderr)
    print(f"\n{'µs each':>8} {'calls':>7}", file=sys.stderr)
    for place, seconds in functions.most_common(TOP):
        print(f"{1e6 * seconds / count:8.1f} {calls[place] / count:7.1f}  {place}", file=sys.stderr)


def _library(file: str) -> str:
    if file.startswith(str(ROOT / "layers")) or file.startswith(str(ROOT / "functions")):
        return "groundswell"
    if file.startswith(str(ROOT / "local")):
        return "the measuring itself"
    if "site-packages/" in file:
        return file.partition("site-packages/")[2].partition("/")[0]
    return (
        "built-in"
        if file == "~"
        else f"python {Path(file).parent.name if 'asyncio' in file else Path(file).stem}"
    )


def main(phase: str) -> int:
    with surroundings(0) as environment:
        command = [sys.executable, "-m", "local.bench.profile", phase]
        environment |= {MEASURED: phase}
        return subprocess.run(
            command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, check=False
        ).returncode


if __name__ == "__main__":
    wanted = sys.argv[1] if len(sys.argv) > 1 else "send"
    if wanted not in PHASES:
        sys.exit(f"Choose a phase: {', '.join(PHASES)}")
    if MEASURED in os.environ:
        measure(wanted)
    else:
        sys.exit(main(wanted))
