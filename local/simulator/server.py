"""The HTTP side: a simulator comes in, an application with the carriers' and the control routes goes out."""

from collections.abc import AsyncIterator

from aiohttp import web

from local.simulator import control_behaviour as behaviour
from local.simulator import control_log as log
from local.simulator.control_requests import SIMULATOR, answering
from local.simulator.options import Options
from local.simulator.simulator import Simulator
from local.simulator.twilio.carrier import unknown_path

MEGABYTE = 1024 * 1024


def build_application(options: Options) -> web.Application:
    """An application that starts its simulator with itself and stops it with itself."""
    application = web.Application(client_max_size=4 * MEGABYTE)
    simulator = application[SIMULATOR] = Simulator(options)
    application.cleanup_ctx.append(_run)
    _add_control_routes(application.router)
    simulator.twilio.add_routes(application.router, simulator.faults)
    application.router.add_route("*", "/{path:.*}", unknown_path)
    return application


async def _run(application: web.Application) -> AsyncIterator[None]:
    application[SIMULATOR].start()
    yield
    await application[SIMULATOR].stop()


def _add_control_routes(router: web.UrlDispatcher) -> None:
    for method, path, control in (
        ("GET", "health", log.health),
        ("GET", "messages", log.messages),
        ("GET", "duplicates", log.duplicates),
        ("GET", "inbound", log.inbound_log),
        ("POST", "inbound", log.send_inbound),
        ("GET", "callbacks", log.callbacks),
        ("GET", "blocks", log.blocks),
        ("GET", "faults", behaviour.list_faults),
        ("POST", "faults", behaviour.add_fault),
        ("DELETE", "faults", behaviour.remove_faults),
        ("DELETE", "faults/{id}", behaviour.remove_fault),
        ("GET", "script", behaviour.show_script),
        ("POST", "script", behaviour.change_script),
        ("DELETE", "script", behaviour.reset_script),
        ("GET", "settings", behaviour.show_settings),
        ("POST", "settings", behaviour.change_settings),
        ("GET", "accounts", behaviour.list_accounts),
        ("POST", "accounts", behaviour.add_account),
        ("GET", "numbers", behaviour.list_numbers),
        ("POST", "numbers", behaviour.give_number),
        ("POST", "numbers/supply", behaviour.change_supply),
        ("POST", "reset", behaviour.reset),
    ):
        router.add_route(method, f"/_sim/{path}", answering(control))
    router.add_route("*", "/_sim/{path:.*}", answering(_unknown_control))


async def _unknown_control(_: Simulator, request: web.Request) -> None:
    raise web.HTTPNotFound(
        text=f'{{"error": "there is no {request.method} {request.path}; see docs/simulator.md"}}',
        content_type="application/json",
    )
