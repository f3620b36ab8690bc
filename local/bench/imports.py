"""What a cold function spends on imports until its first real request: CPU of fresh processes, interpreter included."""

import os
import subprocess
import sys
from collections.abc import Mapping
from statistics import median

from local.cloud.definitions import ROOT

COLD: Mapping[str, tuple[str, ...]] = {
    # the handler's file, then what its first request imports besides
    "send": ("functions/send/deliver_shard.py", "groundswell.extensions.service_vendors.twilio.send"),
    "webhook": (
        "functions/webhooks/receive_vendor_event.py",
        "groundswell.extensions.service_vendors.twilio.webhook",
    ),
    "admin": ("functions/admin/serve_admin_api.py",),
}
_RUN = """
import runpy, sys, time
first, *modules = sys.argv[1:]
runpy.run_path(first)
for name in modules:
    __import__(name)
print(1000 * time.process_time(), file=sys.stderr)
"""


def measure(repeats: int = 5) -> dict[str, float]:
    """Milliseconds by function: the median of so many processes; one more comes first, to compile what is new."""
    return {name: median(_once(*parts) for _ in range(repeats + 1)) for name, parts in COLD.items()}


def _once(file: str, *modules: str) -> float:
    folder = str((ROOT / file).parent)
    path = os.pathsep.join((folder, str(ROOT / "layers/common")))
    command = [sys.executable, "-c", _RUN, str(ROOT / file), *modules]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": path}, capture_output=True, check=True, text=True
    )
    return float(done.stderr.strip().splitlines()[-1])
