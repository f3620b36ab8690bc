"""Everything one Twilio holds, indexed: records come in, look-ups by sid, phone and account go out."""

import uuid
from collections import defaultdict
from typing import Any

from local.simulator.accepted_log import AcceptedLog
from local.simulator.store import Shelf, Store
from local.simulator.timing import Clock
from local.simulator.twilio.records import Account, Mark, Message, Number, Service


def new_sid(prefix: str) -> str:
    """`SM` and 32 hexadecimal digits."""
    return prefix + uuid.uuid4().hex


class TwilioState:
    """Records are shared objects: change one, then `put` it on its shelf."""

    def __init__(self, store: Store, clock: Clock, log: AcceptedLog) -> None:
        self.clock, self.log = clock, log
        self.accounts: Shelf[Account] = Shelf(store, "twilio/account", Account)
        self.numbers: Shelf[Number] = Shelf(store, "twilio/number", Number)
        self.services: Shelf[Service] = Shelf(store, "twilio/service", Service)
        self.messages: Shelf[Message] = Shelf(store, "twilio/message", Message)
        self.blocks: Shelf[Mark] = Shelf(store, "twilio/block", Mark)
        self.sticky: Shelf[Mark] = Shelf(store, "twilio/sticky", Mark)
        self.supply: Shelf[Mark] = Shelf(store, "twilio/supply", Mark)
        self._by_phone = {number.phone: number for number in self.numbers.values()}
        self._by_account: dict[str, list[Message]] = defaultdict(list)
        self._by_recipient: dict[tuple[str, str], list[Message]] = defaultdict(list)
        self._last_seq = 0
        for message in sorted(self.messages.values(), key=lambda message: message.seq):
            self._index(message)

    def clear(self, *, keep_accounts: bool) -> None:
        """Forget everything."""
        shelves: list[Shelf[Any]] = [
            self.numbers,
            self.services,
            self.messages,
            self.blocks,
            self.sticky,
            self.supply,
        ]
        for shelf in shelves if keep_accounts else [*shelves, self.accounts]:
            shelf.clear()
        self._by_phone.clear()
        self._by_account.clear()
        self._by_recipient.clear()

    def add_account(
        self, sid: str, auth_token: str, friendly_name: str, api_keys: dict[str, str] | None = None
    ) -> Account:
        account = Account(
            sid=sid,
            auth_token=auth_token,
            friendly_name=friendly_name,
            created=self.clock.now(),
            api_keys=api_keys or {},
        )
        return self.accounts.put(sid, account)

    def add_number(self, number: Number) -> Number:
        self._by_phone[number.phone] = number
        return self.numbers.put(number.sid, number)

    def remove_number(self, number: Number) -> None:
        """The number leaves its service and the account."""
        self.leave_service(number)
        self._by_phone.pop(number.phone, None)
        self.numbers.remove(number.sid)

    def number_of(self, phone: str) -> Number | None:
        return self._by_phone.get(phone)

    def join_service(self, number: Number, service: Service) -> None:
        number.service, number.joined = service.sid, self.clock.now()
        service.pool.append(number.sid)
        self.numbers.put(number.sid, number)
        self.services.put(service.sid, service)

    def leave_service(self, number: Number) -> None:
        service = self.services.get(number.service)
        if service:
            service.pool.remove(number.sid)
            self.services.put(service.sid, service)
        number.service = ""
        self.numbers.put(number.sid, number)

    def next_seq(self) -> int:
        self._last_seq += 1
        return self._last_seq

    def add_message(self, message: Message) -> Message:
        """Keep a new message and note it in the simulator's log."""
        self._index(message)
        return self.messages.put(message.sid, message)

    def changed(self, message: Message) -> None:
        message.updated = self.clock.now()
        self.messages.put(message.sid, message)

    def messages_of(self, account: str, to: str = "") -> list[Message]:
        """Oldest first."""
        return self._by_recipient[account, to] if to else self._by_account[account]

    def _index(self, message: Message) -> None:
        self._last_seq = max(self._last_seq, message.seq)
        self._by_account[message.account].append(message)
        self._by_recipient[message.account, message.to].append(message)
        self.log.add(message)
