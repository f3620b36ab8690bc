"""`make run`: the local stack starts, plays the demo campaign once, and stays up until Ctrl-C."""

import contextlib
import importlib.util
import os
import signal
import sys
import time
from collections.abc import Iterator

from local.first_owner import LOCAL_PASSWORD, Owner, create_local_owner
from local.simulated_account import connect_simulated_account
from local.stack.places import ROOT, StackError
from local.stack.running import RunningStack

STATE = ROOT / ".local" / "stack"


def run() -> None:
    port = _port()
    print("Starting Groundswell …", flush=True)
    started = time.monotonic()
    with stopping_in_order(), RunningStack(STATE, port, reload=True) as stack:
        owner = create_local_owner(stack.places)
        connect_simulated_account(stack.places.base_url, owner)
        print(f"Up after {time.monotonic() - started:.1f} s.", flush=True)
        play_once(stack, owner)
        print(f"\n  Console and API   {stack.places.base_url}/")
        print(f"  Sign in           {owner.email}   {LOCAL_PASSWORD}")
        print(f"  Simulated carrier {stack.places.simulator_url}/_sim/messages")
        print(
            "\nChanged code is taken up by itself. Ctrl-C stops everything; the data stays in .local/.",
            flush=True,
        )
        with contextlib.suppress(KeyboardInterrupt):
            while True:
                stack.check()
                time.sleep(1)
        print("\nStopping, and saving the data …", flush=True)
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def play_once(stack: RunningStack, owner: Owner) -> None:
    """The demo campaign, if this state has not seen it; `DEMO=no` leaves it out. If it fails, the stack stays up."""
    mark = STATE / "demo-played"
    if mark.exists() or os.environ.get("DEMO") == "no" or importlib.util.find_spec("local.demo") is None:
        return
    from local.demo import play

    try:
        play(
            stack.places.base_url,
            simulator_url=stack.places.simulator_url,
            email=owner.email,
            password=LOCAL_PASSWORD,
            organization_id=owner.organization_id,
            places=stack.places,
        )
        mark.touch()
    except Exception as error:
        print(
            f"\nThe demo did not play to its end: {error}\nThe stack stays up; its logs lie in {stack.places.logs}"
        )


@contextlib.contextmanager
def stopping_in_order() -> Iterator[None]:
    """`kill` and a closed terminal stop the stack as Ctrl-C does; a StackError is one sentence, not a traceback."""

    def interrupt(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    for name in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, interrupt)
    try:
        yield
    except StackError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)


def _port() -> int:
    given = os.environ.get("PORT", "8787")
    if not given.isdigit() or not 1 <= int(given) <= 65535:
        sys.exit(f"PORT must be a number from 1 to 65535, not {given!r}.")
    return int(given)


if __name__ == "__main__":
    run()
