"""A schedule, every few minutes -> what lost its worker or its message is put back on its queue."""

from groundswell.entrypoints.schedule import on_schedule
from groundswell.usecases.sweep import sweep

handler = on_schedule(sweep)
