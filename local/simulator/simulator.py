"""One running simulator: options come in, carriers that share clock, log, faults and outbox go out."""

import asyncio
import contextlib

from local.simulator.accepted_log import AcceptedLog
from local.simulator.faults import Faults
from local.simulator.knobs import Knobs
from local.simulator.options import Options
from local.simulator.outbox import Outbox
from local.simulator.script import Script
from local.simulator.store import Store
from local.simulator.timing import Clock, Timers
from local.simulator.twilio.carrier import Twilio

FLUSH_SECONDS = 0.1


class Simulator:
    """What is vendor-neutral lives here; each carrier is one attribute."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.clock = Clock(options.clock_offset_seconds)
        self.timers = Timers()
        self.store = Store(options.state_dir, self._schedule_flush)
        self.knobs = Knobs()
        self.script = Script()
        self.faults = Faults()
        self.log = AcceptedLog()
        self.outbox = Outbox(self.store, self.faults, self.timers, self.clock)
        self.twilio = Twilio(
            clock=self.clock,
            timers=self.timers,
            store=self.store,
            knobs=self.knobs,
            script=self.script,
            log=self.log,
            outbox=self.outbox,
        )
        self.outbox.finished = self.twilio.inbound.webhook_answered
        self._add_default_account()

    def start(self) -> None:
        """Go on where the last run stopped."""
        self.store.flush()
        self.outbox.start(self.options.callback_workers)
        self.twilio.delivery.resume()

    async def stop(self) -> None:
        """Write everything down and stop."""
        self.timers.stop()
        await self.outbox.stop()
        self.store.close()

    def reset(self, *, keep_accounts: bool) -> None:
        """Forget everything but (unless told otherwise) the accounts."""
        self.timers.stop()
        self.outbox.clear()
        self.log.clear()
        self.faults.remove()
        self.script.reset()
        self.twilio.delivery.forget()
        self.knobs.change(Knobs().as_json())
        self.twilio.state.clear(keep_accounts=keep_accounts)
        if not keep_accounts:
            self.twilio.state.add_account(
                self.options.account_sid, self.options.auth_token, "Default account"
            )

    def _add_default_account(self) -> None:
        sid, token = self.options.account_sid, self.options.auth_token
        if not self.twilio.state.accounts.get(sid):
            self.twilio.state.add_account(sid, token, "Default account")

    def _schedule_flush(self) -> None:
        with contextlib.suppress(RuntimeError):  # no loop yet while the state is being loaded
            asyncio.get_running_loop().call_later(FLUSH_SECONDS, self.store.flush)
