"""What one simulator process is started with: command line and environment in, frozen options out."""

import argparse
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

DEFAULT_ACCOUNT_SID = "AC" + "0" * 31 + "1"
DEFAULT_AUTH_TOKEN = "0" * 31 + "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """`state_dir` None keeps everything in memory."""

    port: int = 8790
    host: str = "127.0.0.1"
    state_dir: Path | None = None
    clock_offset_seconds: float = 0.0
    account_sid: str = DEFAULT_ACCOUNT_SID
    auth_token: str = DEFAULT_AUTH_TOKEN
    callback_workers: int = 24


def read_options(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> Options:
    """The options of `python -m local.simulator ...`; exits with a sentence when they make no sense."""
    parser = argparse.ArgumentParser(
        prog="python -m local.simulator",
        description="Speak the carriers' REST APIs on this machine, with callbacks and inbound texts.",
    )
    parser.add_argument("--port", type=int, default=8790, help="port to answer on (8790; 0 picks one)")
    parser.add_argument("--host", default="127.0.0.1", help="address to answer on (default 127.0.0.1)")
    parser.add_argument("--state", type=Path, metavar="DIR", help="folder that keeps the state over restarts")
    parser.add_argument(
        "--clock-offset", type=float, default=0.0, metavar="SECONDS", help="added to the clock of all dates"
    )
    parser.add_argument(
        "--account-sid", default=environment.get("SIMULATOR_TWILIO_ACCOUNT_SID") or DEFAULT_ACCOUNT_SID
    )
    parser.add_argument(
        "--auth-token", default=environment.get("SIMULATOR_TWILIO_AUTH_TOKEN") or DEFAULT_AUTH_TOKEN
    )
    parser.add_argument(
        "--callback-workers", type=int, default=24, help="callbacks delivered at the same time (default 24)"
    )
    given = parser.parse_args(arguments)
    if given.callback_workers < 1:
        parser.error("--callback-workers must be at least 1")
    return Options(
        port=given.port,
        host=given.host,
        state_dir=given.state,
        clock_offset_seconds=given.clock_offset,
        account_sid=given.account_sid,
        auth_token=given.auth_token,
        callback_workers=given.callback_workers,
    )
