"""A schedule, every day -> organizations that keep people's data for so long only have what is older forgotten."""

from groundswell.entrypoints.schedule import on_schedule
from groundswell.usecases.start_retention import start_retention

handler = on_schedule(start_retention)
