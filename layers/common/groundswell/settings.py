"""Environment variables, read once, typed. Nothing else but the clock's shift touches os.environ."""

import os
from dataclasses import dataclass, fields
from functools import lru_cache

DEAD_LETTERS = "-dlq"
"""What a queue's address and name end in for the queue of its dead letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One field per environment variable of the same name in upper case; the template sets them all."""

    stage: str = "dev"
    public_base_url: str = ""

    organizations_table: str = "organizations"
    campaigns_table: str = "campaigns"
    contacts_table: str = "contacts"
    sends_table: str = "sends"
    blasts_table: str = "blasts"
    recipients_table: str = "recipients"
    numbers_table: str = "numbers"
    opt_outs_table: str = "opt_outs"
    conversations_table: str = "conversations"
    jobs_table: str = "jobs"
    extension_data_table: str = "extension_data"
    idempotency_table: str = "idempotency"
    failures_table: str = "failures"
    audit_table: str = "audit"
    pacing_table: str = "pacing"
    rate_limits_table: str = "rate_limits"

    blast_queue_url: str = ""
    send_queue_url: str = ""
    vendor_events_queue_url: str = ""
    numbers_queue_url: str = ""
    purchases_queue_url: str = ""
    loads_queue_url: str = ""
    exports_queue_url: str = ""
    reconcile_queue_url: str = ""
    people_queue_url: str = ""

    blast_queue_arn: str = ""
    schedule_group: str = ""
    schedule_role_arn: str = ""

    files_bucket: str = ""
    uploads_origin: str = ""
    user_pool_id: str = ""
    user_pool_client_id: str = ""
    secrets_prefix: str = "/groundswell/dev/"
    service_managers: str = ""
    twilio_api_base_url: str = ""
    bandwidth_api_base_url: str = ""

    step_seconds: float = 20.0
    claim_seconds: float = 120.0
    lease_seconds: float = 35.0
    reconcile_delays: str = "120,300,900"
    compare_after_seconds: float = 3600.0
    requests_per_minute: float = 1200.0
    sign_ins_per_name: float = 10.0
    sign_ins_per_address: float = 50.0
    opt_outs_per_address: float = 100.0


@lru_cache
def settings() -> Settings:
    given = {f.name: os.environ[f.name.upper()] for f in fields(Settings) if f.name.upper() in os.environ}
    numbers = {f.name for f in fields(Settings) if f.type is float}
    return Settings(**{name: float(value) if name in numbers else value for name, value in given.items()})  # type: ignore[arg-type]
