"""Loads queue: one step of a contact load; the next step is another message."""

from groundswell.entrypoints.sqs import consumer
from groundswell.messages import LoadContacts
from groundswell.usecases.load_contacts import load_contacts

handler = consumer({LoadContacts: load_contacts})
