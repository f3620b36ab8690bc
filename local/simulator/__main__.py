"""Starts the simulator: a command line comes in, a process that serves until SIGINT or SIGTERM goes out."""

import asyncio
import errno
import logging
import signal
import sys

from aiohttp import web

from local.simulator.options import Options, read_options
from local.simulator.server import build_application
from local.simulator.store import StateUnreadable


async def serve(options: Options) -> None:
    """Answer until told to stop; all state is on disk afterwards."""
    runner = web.AppRunner(build_application(options), access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    try:
        await web.TCPSite(runner, options.host, options.port, backlog=512).start()
        port = runner.addresses[0][1]
        print(f"simulator: http://{options.host}:{port} (Twilio), control under /_sim/", flush=True)
        stop = asyncio.Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(name, stop.set)
        await stop.wait()
    finally:
        await runner.cleanup()


def run() -> None:
    """Start, and say in one sentence what is wrong if that fails."""
    logging.basicConfig(level=logging.INFO, format="simulator: %(levelname)s %(message)s")
    options = read_options(sys.argv[1:])
    try:
        asyncio.run(serve(options))
    except StateUnreadable as error:
        sys.exit(
            f"simulator: the state in {options.state_dir} cannot be read: {error}; delete it to start anew"
        )
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            sys.exit(f"simulator: port {options.port} is taken; stop what uses it or give another --port")
        raise


if __name__ == "__main__":
    run()
