"""Puts one simulated Twilio together: shared parts come in, its state, behaviour and routes go out."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from local.simulator.accepted_log import AcceptedLog
from local.simulator.faults import Faults
from local.simulator.knobs import Knobs
from local.simulator.outbox import Outbox
from local.simulator.script import Script
from local.simulator.store import Store
from local.simulator.timing import Clock, Timers
from local.simulator.twilio.accounts import fetch_account
from local.simulator.twilio.available_numbers import AvailableNumbers
from local.simulator.twilio.delivery import Delivery
from local.simulator.twilio.doors import Doors
from local.simulator.twilio.errors import error_response
from local.simulator.twilio.inbound import Inbound
from local.simulator.twilio.inventory import Inventory
from local.simulator.twilio.lookups import Lookups
from local.simulator.twilio.messages import Messages
from local.simulator.twilio.numbers import Numbers
from local.simulator.twilio.opt_outs import OptOuts
from local.simulator.twilio.senders import Senders
from local.simulator.twilio.sending import Sending
from local.simulator.twilio.service_numbers import ServiceNumbers
from local.simulator.twilio.services import Services
from local.simulator.twilio.state import TwilioState

Door = Callable[..., Callable[[web.Request], Awaitable[web.StreamResponse]]]
API = "/2010-04-01/Accounts/{account}"


class Twilio:
    """The hosts api, messaging and lookups, which share no path."""

    def __init__(
        self,
        *,
        clock: Clock,
        timers: Timers,
        store: Store,
        knobs: Knobs,
        script: Script,
        log: AcceptedLog,
        outbox: Outbox,
    ) -> None:
        self.state = TwilioState(store, clock, log)
        self.knobs, self.script = knobs, script
        self.inventory = Inventory(self.state)
        self.numbers = Numbers(self.state, self.inventory, knobs)
        self.delivery = Delivery(self.state, clock, timers, knobs, script, outbox)
        opt_outs = OptOuts(self.state)
        self.sending = Sending(self.state, clock, script, Senders(self.state), opt_outs, self.delivery)
        self.inbound = Inbound(self.state, knobs, outbox, opt_outs, self.sending)
        self.delivery.reply = self._phone_replies

    def _phone_replies(self, phone: str, number: str, body: str) -> None:
        if self.state.number_of(number):  # it may have been released since
            self.inbound.receive(phone, number, body)

    def add_routes(self, router: web.UrlDispatcher, faults: Faults) -> None:
        """All paths below /2010-04-01, /v1 and /v2."""
        door = Doors(self.state, faults, self.knobs).door
        messages = Messages(self.state, self.state.clock, self.sending, self.delivery)
        available = AvailableNumbers(self.inventory, self.knobs)
        services = Services(self.state)
        pool = ServiceNumbers(self.state, services, self.knobs)
        one_message = API + "/Messages/{sid}.json"
        router.add_post(f"{API}/Messages.json", door("messages.create", messages.create, 201))
        router.add_get(f"{API}/Messages.json", door("messages.list", messages.list))
        router.add_get(one_message, door("messages.fetch", messages.fetch))
        router.add_post(one_message, door("messages.update", messages.update))
        router.add_delete(one_message, door("messages.delete", messages.delete, 204))
        self._add_number_routes(router, door, available)
        router.add_post("/v1/Services", door("services.create", services.create, 201))
        router.add_get("/v1/Services", door("services.list", services.list))
        router.add_get("/v1/Services/{service}", door("services.fetch", services.fetch))
        router.add_post("/v1/Services/{service}", door("services.update", services.update))
        router.add_delete("/v1/Services/{service}", door("services.delete", services.delete, 204))
        in_pool = "/v1/Services/{service}/PhoneNumbers"
        router.add_post(in_pool, door("services.add_number", pool.add, 201))
        router.add_get(in_pool, door("services.list_numbers", pool.list))
        router.add_get(in_pool + "/{sid}", door("services.fetch_number", pool.fetch))
        router.add_delete(in_pool + "/{sid}", door("services.remove_number", pool.remove, 204))
        router.add_get("/v2/PhoneNumbers/{phone}", door("lookups.fetch", Lookups(self.script).fetch))
        router.add_get(API + ".json", door("accounts.fetch", fetch_account))

    def _add_number_routes(self, router: web.UrlDispatcher, door: Door, available: AvailableNumbers) -> None:
        for_sale = API + "/AvailablePhoneNumbers/{country}"
        router.add_get(f"{for_sale}/Local.json", door("numbers.search", available.local))
        router.add_get(f"{for_sale}/TollFree.json", door("numbers.search", available.toll_free))
        all_numbers, one_number = f"{API}/IncomingPhoneNumbers.json", API + "/IncomingPhoneNumbers/{sid}.json"
        router.add_post(all_numbers, door("numbers.buy", self.numbers.create, 201))
        router.add_get(all_numbers, door("numbers.list", self.numbers.list))
        router.add_get(one_number, door("numbers.fetch", self.numbers.fetch))
        router.add_post(one_number, door("numbers.update", self.numbers.update))
        router.add_delete(one_number, door("numbers.release", self.numbers.delete, 204))


async def unknown_path(request: web.Request) -> web.Response:
    """Twilio's answer for a path that does not exist."""
    return error_response(20404, request.path)
