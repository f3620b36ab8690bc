"""The numbers Twilio has for sale: an area code comes in, the same free numbers in the same order go out."""

from collections.abc import Iterator

from local.simulator.twilio.area_codes import LOCAL, TOLL_FREE
from local.simulator.twilio.records import Mark
from local.simulator.twilio.state import TwilioState

# Exchange 555 belongs to the scripted recipients and N11 to services, so neither is ever sold.
EXCHANGES = tuple(n for n in range(200, 1000) if n != 555 and n % 100 != 11)
SPACE = len(EXCHANGES) * 10000
STEP = 4819 * 1009 + 2  # shares no factor with SPACE, so that counting by it visits every number once
INVERSE = pow(STEP, -1, SPACE)
PLENTY = 100_000
FEW = {"212": 7, "415": 25, "907": 0}


class Inventory:
    """How many numbers an area code has can be changed; the bought ones count."""

    def __init__(self, state: TwilioState) -> None:
        self._state = state

    def supply(self, area_code: str) -> int:
        """How many numbers the area code has in all, sold ones included."""
        mark = self._state.supply.get(area_code)
        return int(mark.value) if mark else FEW.get(area_code, PLENTY)

    def leave(self, area_code: str, left: int) -> None:
        """From now on so many are left to buy."""
        self._state.supply.put(area_code, Mark(value="0"))
        total = 0
        while left and total < SPACE:
            left -= self._state.number_of(self._phone(area_code, total)) is None
            total += 1
        self._state.supply.put(area_code, Mark(value=str(total)))

    def free(self, area_code: str) -> Iterator[str]:
        """The numbers that can be bought, always in the same order."""
        for place in range(min(self.supply(area_code), SPACE)):
            phone = self._phone(area_code, place)
            if self._state.number_of(phone) is None:
                yield phone

    def sells(self, phone: str) -> bool:
        """Whether this very number can be bought now."""
        area_code, exchange = phone[2:5], int(phone[5:8])
        if area_code not in LOCAL + TOLL_FREE or exchange not in EXCHANGES:
            return False
        spot = EXCHANGES.index(exchange) * 10000 + int(phone[8:])
        place = (spot - int(area_code) * 7919) * INVERSE % SPACE
        return place < self.supply(area_code) and self._state.number_of(phone) is None

    @staticmethod
    def _phone(area_code: str, place: int) -> str:
        spot = (place * STEP + int(area_code) * 7919) % SPACE
        return f"+1{area_code}{EXCHANGES[spot // 10000]}{spot % 10000:04}"
