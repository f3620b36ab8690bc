"""`make demo`: a fresh stack on free ports plays the demo campaign; .local/demo.json and an exit status come out."""

import json
import shutil
import sys
import time

from local.demo import play
from local.demo.api import DemoFailed
from local.first_owner import LOCAL_PASSWORD, create_local_owner
from local.run import stopping_in_order
from local.stack.lock import StateLock
from local.stack.places import ROOT
from local.stack.running import RunningStack

STATE = ROOT / ".local" / "demo-state"
RESULT = ROOT / ".local" / "demo.json"


def run() -> int:
    started = time.monotonic()
    with stopping_in_order(), _fresh_stack() as stack:
        owner = create_local_owner(stack.places)
        print(f"Stack up after {time.monotonic() - started:.1f} s.", flush=True)
        outcome = play(
            stack.places.base_url,
            simulator_url=stack.places.simulator_url,
            email=owner.email,
            password=LOCAL_PASSWORD,
            organization_id=owner.organization_id,
            places=stack.places,
        )
        RESULT.write_text(json.dumps(outcome.figures, indent=2) + "\n")
    print(f"{time.monotonic() - started:.0f} s in all. The figures: {RESULT.relative_to(ROOT)}")
    for broken in outcome.broken_promises:
        print(f"Broken promise: {broken}", file=sys.stderr)
    return 1 if outcome.broken_promises else 0


def _fresh_stack() -> RunningStack:
    """StackError if another demo is running: its state must not be deleted under it."""
    lock = StateLock(STATE)
    lock.take()
    shutil.rmtree(STATE, ignore_errors=True)
    RESULT.unlink(missing_ok=True)
    lock.release()
    return RunningStack(STATE)


if __name__ == "__main__":
    try:
        sys.exit(run())
    except DemoFailed as error:
        sys.exit(f"The demo did not play to its end: {error}\nLogs: {STATE / 'logs'}")
