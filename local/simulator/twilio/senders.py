"""Which number sends a text: a well-formed text comes in, a sender or a Twilio error goes out."""

from local.simulator.twilio.errors import TwilioError
from local.simulator.twilio.outgoing import Outgoing
from local.simulator.twilio.records import MAGIC_SENDER, Account, Mark, Number, Service
from local.simulator.twilio.state import TwilioState


class Senders:
    """Twilio's sender rules, with the service's sticky choice per recipient."""

    def __init__(self, state: TwilioState) -> None:
        self._state = state

    def choose(self, account: Account, text: Outgoing) -> str:
        """The phone that sends; From is obeyed where it is allowed."""
        service = self._service(account, text.service) if text.service else None
        if text.sender:
            return self._given(account, text.sender, service)
        assert service is not None
        return self._from_pool(service, text.to)

    def _service(self, account: Account, sid: str) -> Service:
        service = self._state.services.get(sid)
        if service is None or service.account != account.sid:
            raise TwilioError(21701)
        return service

    def _given(self, account: Account, phone: str, service: Service | None) -> str:
        if phone == MAGIC_SENDER:
            return phone
        number = self._state.number_of(phone)
        if number is None:
            raise TwilioError(21659)
        if number.account != account.sid:
            raise TwilioError(21660)
        if service and number.service != service.sid:
            raise TwilioError(21712 if number.service else 21606)
        return phone

    def _from_pool(self, service: Service, to: str) -> str:
        if not service.pool:
            raise TwilioError(21704)
        key = f"{service.sid}:{to}"
        known = self._state.sticky.get(key)
        number = self._state.number_of(known.value) if known else None
        if number and number.service == service.sid:
            return number.phone
        chosen = self._pick(service, to)
        if service.settings.get("sticky_sender", True):
            self._state.sticky.put(key, Mark(value=chosen.phone))
        return chosen.phone

    def _pick(self, service: Service, to: str) -> Number:
        """A number of the recipient's area code where the service says so, else spread by recipient."""
        pool = [number for sid in service.pool if (number := self._state.numbers.get(sid))]
        if service.settings.get("area_code_geomatch", True):
            pool = [number for number in pool if number.phone[:5] == to[:5]] or pool
        return pool[int(to[-7:]) % len(pool)]
