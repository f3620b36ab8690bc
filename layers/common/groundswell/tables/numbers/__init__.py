"""The numbers table: what an organization owns, what it is buying, and who has reserved what.

Key: organization_id / record, which is `NUMBER#<phone>`, `PURCHASE#<job_id>` (the count of what a job bought),
`PURCHASE#<job_id>#<phone>` (an intent to buy that number) or `RESERVATION#<id>`.
"""

from groundswell.tables.numbers.owned import (
    delete,
    get,
    list_all,
    list_free,
    list_holders,
    list_of_campaign,
    list_page,
    list_stored,
    move,
    move_all,
)
from groundswell.tables.numbers.purchases import (
    add_intents,
    drop_intent,
    get_purchase,
    list_intents,
    record_bought,
)
from groundswell.tables.numbers.reservations import (
    add_reservation,
    commit_reservation,
    delete_reservations,
    free_numbers,
    lapse_reservation,
    lease_numbers,
    undo_reservation,
)

__all__ = [
    "add_intents",
    "add_reservation",
    "commit_reservation",
    "delete",
    "delete_reservations",
    "drop_intent",
    "free_numbers",
    "get",
    "get_purchase",
    "lapse_reservation",
    "lease_numbers",
    "list_all",
    "list_free",
    "list_holders",
    "list_intents",
    "list_of_campaign",
    "list_page",
    "list_stored",
    "move",
    "move_all",
    "record_bought",
    "undo_reservation",
]
