"""Control routes that change how the simulator behaves: requests come in, what is in force goes out."""

import re
from typing import Any

from aiohttp import web

from local.simulator.control_requests import Refused, json_object, text_of
from local.simulator.faults import CALL_KINDS, CALLBACK_KINDS
from local.simulator.script import read_behaviour
from local.simulator.simulator import Simulator
from local.simulator.twilio.numbers import number_json
from local.simulator.twilio.outgoing import US_PHONE


async def list_faults(sim: Simulator, _: web.Request) -> dict[str, Any]:
    """The rules in force and the kinds there are."""
    return {"faults": [rule.as_json() for rule in sim.faults.rules], "kinds": CALL_KINDS | CALLBACK_KINDS}


async def add_fault(sim: Simulator, request: web.Request) -> dict[str, Any]:
    """Misbehave from now on."""
    return sim.faults.add(await json_object(request)).as_json()


async def remove_faults(sim: Simulator, _: web.Request) -> dict[str, Any]:
    """Behave again."""
    return {"removed": sim.faults.remove()}


async def remove_fault(sim: Simulator, request: web.Request) -> dict[str, Any]:
    """Take one rule back."""
    fault_id = request.match_info["id"]
    if not fault_id.isdigit() or not sim.faults.remove(int(fault_id)):
        raise Refused(f"there is no fault {fault_id}", 404)
    return {"removed": 1}


async def show_script(sim: Simulator, _: web.Request) -> dict[str, Any]:
    """Which phones are not ordinary."""
    return {"script": sim.script.as_json()}


async def change_script(sim: Simulator, request: web.Request) -> dict[str, Any]:
    """Add to the script: `{phone, pattern or suffix: behaviour}`; null takes one out."""
    given = {match: read_behaviour(behaviour) for match, behaviour in (await json_object(request)).items()}
    for match in given:
        if not re.fullmatch(r"[+\d?*]+", match):
            raise Refused(f"{match!r} is no phone, pattern (? and *) or suffix of digits")
    for match, behaviour in given.items():
        sim.script.put(match, behaviour)
    return await show_script(sim, request)


async def reset_script(sim: Simulator, request: web.Request) -> dict[str, Any]:
    """Back to the defaults, or with `?all=true` to a world of ordinary phones."""
    if request.query.get("all") == "true":
        sim.script.clear()
    else:
        sim.script.reset()
    return await show_script(sim, request)


async def show_settings(sim: Simulator, _: web.Request) -> dict[str, Any]:
    return sim.knobs.as_json()


async def change_settings(sim: Simulator, request: web.Request) -> dict[str, Any]:
    """Set what is named; the rest stays."""
    sim.knobs.change(await json_object(request))
    return sim.knobs.as_json()


async def list_accounts(sim: Simulator, _: web.Request) -> dict[str, Any]:
    """Without their secrets."""
    accounts = sim.twilio.state.accounts.values()
    return {"accounts": [{"account_sid": a.sid, "friendly_name": a.friendly_name} for a in accounts]}


async def add_account(sim: Simulator, request: web.Request) -> dict[str, Any]:
    """An account that may call from now on; a known sid gets the new token."""
    body = await json_object(request)
    sid, token = text_of(body, "account_sid"), text_of(body, "auth_token")
    if not re.fullmatch(r"AC[0-9a-fA-F]{32}", sid):
        raise Refused("account_sid must be AC and 32 hexadecimal digits")
    keys = body.get("api_keys") or {}
    if not isinstance(keys, dict) or not all(re.fullmatch(r"SK[0-9a-fA-F]{32}", key) for key in keys):
        raise Refused("api_keys must be an object of SK and 32 hexadecimal digits to secret")
    name = str(body.get("friendly_name") or "Simulated account")
    sim.twilio.state.add_account(sid, token, name, {key: str(secret) for key, secret in keys.items()})
    return {"account_sid": sid, "friendly_name": name}


async def list_numbers(sim: Simulator, _: web.Request) -> dict[str, Any]:
    """Every owned number with its service."""
    numbers = sim.twilio.state.numbers.values()
    return {
        "numbers": [
            {
                "phone": number.phone,
                "sid": number.sid,
                "account_sid": number.account,
                "service": number.service or None,
                "friendly_name": number.settings["friendly_name"],
            }
            for number in numbers
        ]
    }


async def give_number(sim: Simulator, request: web.Request) -> dict[str, Any]:
    """An account owns this number, whether it was for sale or not; `sms_url` and the like may be set"""
    body = await json_object(request)
    account, phone = sim.twilio.state.accounts.get(text_of(body, "account_sid")), text_of(body, "phone")
    if account is None:
        raise Refused("no such account; POST /_sim/accounts first", 404)
    if not US_PHONE.fullmatch(phone):
        raise Refused("phone must be an American number like +12125550100")
    if sim.twilio.state.number_of(phone):
        raise Refused(f"{phone} is owned already", 409)
    settings = {name: value for name, value in body.items() if name not in ("account_sid", "phone")}
    return number_json(sim.twilio.numbers.add(account, phone, settings))


async def change_supply(sim: Simulator, request: web.Request) -> dict[str, Any]:
    """So many numbers of an area code are left to buy."""
    body = await json_object(request)
    area_code, left = text_of(body, "area_code"), body.get("left")
    if not isinstance(left, int) or isinstance(left, bool) or not 0 <= left <= 100_000:
        raise Refused("left must be a whole number between 0 and 100000")
    if not re.fullmatch(r"[2-9]\d\d", area_code):
        raise Refused("area_code must be three digits")
    sim.twilio.inventory.leave(area_code, left)
    return {"area_code": area_code, "left": left}


async def reset(sim: Simulator, request: web.Request) -> dict[str, Any]:
    """Forget everything; accounts stay unless `{"keep_accounts": false}`."""
    body = await json_object(request)
    sim.reset(keep_accounts=body.get("keep_accounts", True) is not False)
    return {"status": "reset"}
