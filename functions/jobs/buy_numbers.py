"""PurchasesQueue -> a few more numbers bought. One message a batch."""

from groundswell.entrypoints.sqs import consumer
from groundswell.messages import BuyNumbers
from groundswell.usecases.buy_numbers import buy_numbers

handler = consumer({BuyNumbers: buy_numbers})
