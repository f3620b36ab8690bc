"""A schedule, every hour -> each organization's texts compared with its carrier's list."""

from groundswell.entrypoints.schedule import on_schedule
from groundswell.usecases.compare_with_carrier import compare_with_carrier

handler = on_schedule(compare_with_carrier)
