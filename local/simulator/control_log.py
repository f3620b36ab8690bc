"""Control routes that show what happened: the logs of texts, duplicates, callbacks and health."""

from typing import Any

from aiohttp import web

from local.simulator.control_requests import Refused, json_object, log_filter, text_of, whole_number
from local.simulator.simulator import Simulator
from local.simulator.timing import precise
from local.simulator.twilio.inbound import UnknownNumber


async def health(sim: Simulator, _: web.Request) -> dict[str, Any]:
    """Alive, and how much is under way: `idle` once nothing will happen by itself any more."""
    return {
        "status": "ok",
        "vendors": ["twilio"],
        "now": precise(sim.clock.now()),
        "timers": len(sim.timers),
        "callbacks_waiting": len(sim.outbox),
        "idle": not len(sim.timers) and not len(sim.outbox),
    }


async def messages(sim: Simulator, request: web.Request) -> dict[str, Any]:
    """What the carriers accepted, oldest first."""
    return _page(sim, request, inbound=False)


async def inbound_log(sim: Simulator, request: web.Request) -> dict[str, Any]:
    """What phones sent, oldest first."""
    return _page(sim, request, inbound=True)


def _page(sim: Simulator, request: web.Request, *, inbound: bool) -> dict[str, Any]:
    wanted = log_filter(request)
    offset = whole_number(request, "cursor", 0, 10**9)
    limit = whole_number(request, "limit", 100, 10000)
    lines, following = sim.log.page(wanted, inbound=inbound, limit=limit, offset=offset)
    counts = sim.log.counts(wanted, inbound=inbound)
    return {
        "messages": lines,
        "total": sum(counts["kind"].values()),
        "by_kind": counts["kind"],
        "by_status": counts["status"],
        "next_cursor": None if following is None else str(following),
    }


async def duplicates(sim: Simulator, _: web.Request) -> dict[str, Any]:
    """How many texts were accepted more often than once."""
    return sim.log.duplicates()


async def send_inbound(sim: Simulator, request: web.Request) -> dict[str, Any]:
    """A phone texts a number, or (without `to`) whoever texted it last."""
    body = await json_object(request)
    phone, text = text_of(body, "from"), str(body.get("body", ""))
    to = str(body.get("to") or "") or _last_sender(sim, phone)
    media = [str(url) for url in body.get("media") or []]
    try:
        message = sim.twilio.inbound.receive(phone, to, text, media)
    except UnknownNumber:
        raise Refused(f"nobody owns {to}; buy it first, or POST /_sim/numbers", 404) from None
    return {"sid": message.sid, "from": phone, "to": to, "body": text, "service": message.service or None}


def _last_sender(sim: Simulator, phone: str) -> str:
    found = [m for m in sim.twilio.state.messages.values() if m.to == phone and m.kind != "inbound"]
    if not found:
        raise Refused(f"nobody has texted {phone} yet, so 'to' is needed")
    return max(found, key=lambda message: message.seq).sender


async def callbacks(sim: Simulator, _: web.Request) -> dict[str, Any]:
    """How callbacks fared, with those given up."""
    return {"waiting": len(sim.outbox), **sim.outbox.counts, "dead_letters": list(sim.outbox.dead)}


async def blocks(sim: Simulator, _: web.Request) -> dict[str, Any]:
    """Who is blocked after a STOP: pairs of a number or service and a phone."""
    pairs = (key.split(":") for key in sim.twilio.state.blocks)
    return {"blocks": [{"place": place, "phone": phone} for place, phone in pairs]}
