"""What AWS charges, in one table, and what a million texts come to by what was counted and measured."""

from collections.abc import Mapping

from local.bench.stopwatch import Lap
from local.cloud.definitions import consumers, function

PRICES = {  # USD, us-east-1, on demand, without free tiers: aws.amazon.com/<service>/pricing, November 2026
    "http_api_request": 1.00e-6,
    "lambda_request": 0.20e-6,
    "lambda_gb_second": 13.33e-6,  # arm64
    "sqs_request": 0.40e-6,
    "dynamodb_write_unit": 0.625e-6,
    "dynamodb_read_unit": 0.125e-6,
    "log_gb": 0.50,
    "egress_gb": 0.09,
    "trace": 5.00e-6,
}
CALLBACKS = 3
"""A text: two that are dropped at the door (queued, sent) and the final one."""
REPLIES = 0.1
FULL_CORE_MB = 1769
"""Lambda gives CPU in proportion to memory, one core at this much."""
WAIT_MS = {"sqs": 5.0, "dynamodb": 8.0}
"""How long a call to AWS takes from a Lambda; on the loopback here it takes nothing."""
ACCESS_LINE, PLATFORM_LINES = 260, 620
"""Bytes in the logs for each request at the HTTP API, and for each invocation (start and report, as JSON)."""
CARRIER_CALL = 1_400
"""Bytes that leave for the carrier with one text: request line, headers, form."""
TRACED = 0.05
"""X-Ray's default: one a second and 5 % of the rest."""
Bill = Mapping[str, float]


def bill(laps: Mapping[str, Lap], *, contacts: Lap, log_bytes: float) -> Bill:
    """USD for a million texts, by what it is spent on."""
    door, passing, report, inbound = laps["door"], laps["door_passing"], laps["report"], laps["inbound"]
    batch = consumers()["vendor_events"].batch_size
    steps = laps["send"].extra["steps"] / max(laps["send"].count, 1)
    invocations = {
        "receive_vendor_event": CALLBACKS + REPLIES,
        "apply_vendor_events": (1 + REPLIES) / batch,
        "deliver_shard": steps,
    }
    seconds = {
        "receive_vendor_event": _seconds("receive_vendor_event", door, WAIT_MS["sqs"])
        + (CALLBACKS - 1) * _seconds("receive_vendor_event", passing, 0)
        + REPLIES * _seconds("receive_vendor_event", inbound, WAIT_MS["sqs"] + WAIT_MS["dynamodb"]),
        "apply_vendor_events": _seconds("apply_vendor_events", report, _stored(report)),
        "run_blast": _seconds("run_blast", laps["plan"], _stored(laps["plan"])),
        "deliver_shard": _seconds("deliver_shard", laps["send"], _stored(laps["send"])),
        "load_contacts": _seconds("load_contacts", contacts, 1.0),
    }  # fmt: skip
    of_text = [contacts, laps["plan"], laps["send"], report]
    units = {name: sum(one.each(name) for one in of_text) + REPLIES * inbound.each(name) for name in _UNITS}
    sqs = sqs_requests(laps) + REPLIES * (1 + 2 / 10)
    logged = sum(number for name, number in invocations.items() if _logs_itself(name))
    traced = sum(number for name, number in invocations.items() if function(name)["Tracing"] == "Active")
    logs = log_bytes + (CALLBACKS + REPLIES) * ACCESS_LINE + logged * PLATFORM_LINES
    spent = {
        "http api": (CALLBACKS + REPLIES) * PRICES["http_api_request"],
        "lambda requests": sum(invocations.values()) * PRICES["lambda_request"],
        "lambda seconds": sum(seconds.values()) * PRICES["lambda_gb_second"],
        "sqs": sqs * PRICES["sqs_request"],
        "dynamodb writes": (units["write_units"] + units["index_write_units"])
        * PRICES["dynamodb_write_unit"],
        "dynamodb reads": units["read_units"] * PRICES["dynamodb_read_unit"],
        "logs": logs / 1e9 * PRICES["log_gb"],
        "traces": TRACED * traced * PRICES["trace"],
        "egress": CARRIER_CALL / 1e9 * PRICES["egress_gb"],
    }
    return {name: round(1e6 * usd, 3) for name, usd in spent.items()}


_UNITS = ("write_units", "index_write_units", "read_units")


def sqs_requests(laps: Mapping[str, Lap]) -> float:
    """A text's: what the product sends, and what Lambda receives and deletes, ten messages at a time."""
    sent = sum(laps[name].each("sqs_requests") for name in ("plan", "send", "door"))
    polled = 2 * (
        laps["door"].each("sqs_requests") / 10 + laps["send"].extra["steps"] / max(laps["send"].count, 1)
    )
    return sent + polled


def _stored(one: Lap) -> float:
    """Milliseconds of waiting for DynamoDB."""
    return one.each("dynamodb_requests") * WAIT_MS["dynamodb"]


def _logs_itself(name: str) -> bool:
    """Whether Lambda writes a line at the start and the end of each invocation."""
    return function(name)["LoggingConfig"].get("SystemLogLevel", "INFO") == "INFO"


def _seconds(name: str, one: Lap, wait_ms: float) -> float:
    """GB-seconds: less memory is less of a core, so that the same work takes longer."""
    memory = int(function(name)["MemorySize"])
    return (one.cpu_ms * max(1.0, FULL_CORE_MB / memory) + wait_ms) / 1000 * memory / 1024
