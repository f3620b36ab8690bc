"""`make demo`: a fresh stack on free ports plays the demo campaign; .local/demo.json and an exit status come out."""

import json
import shutil
import sys

from local.demo import play
from local.demo.api import DemoFailed
from local.first_owner import LOCAL_PASSWORD, create_local_owner
from local.run import stopping_in_order
from local.stack.places import ROOT
from local.stack.running import RunningStack

STATE = ROOT / ".local" / "demo-state"
RESULT = ROOT / ".local" / "demo.json"


def run() -> int:
    shutil.rmtree(STATE, ignore_errors=True)
    RESULT.unlink(missing_ok=True)
    with stopping_in_order(), RunningStack(STATE) as stack:
        owner = create_local_owner(stack.places)
        outcome = play(
            stack.places.base_url,
            simulator_url=stack.places.simulator_url,
            email=owner.email,
            password=LOCAL_PASSWORD,
            organization_id=owner.organization_id,
        )
        RESULT.write_text(json.dumps(outcome.figures, indent=2) + "\n")
    for broken in outcome.broken_promises:
        print(f"Broken promise: {broken}", file=sys.stderr)
    return 1 if outcome.broken_promises else 0


if __name__ == "__main__":
    try:
        sys.exit(run())
    except DemoFailed as error:
        sys.exit(f"The demo did not play to its end: {error}\nLogs: {STATE / 'logs'}")
