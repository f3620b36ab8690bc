"""A browser goes in; pages of the console over a world come out, in browser contexts that are kept from test to test.

What was compiled and cached once stays warm that way. Nothing else stays: not a cookie, not a word in storage.
"""

import json
import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from local.console import SOURCES
from tests.support.console import World
from tests.support.console_server import CERTIFICATE, ORIGIN, ConsoleServer

AXE = SOURCES / "node_modules" / "axe-core" / "axe.min.js"
SWITCHES = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--process-per-site",
    f"--ignore-certificate-errors-spki-list={CERTIFICATE.pin}",
]
TIMES = 60
"""How often a context is used; browsers grow."""
_WATCH = """
window.violations = [];
addEventListener("securitypolicyviolation", (e) => violations.push(`${e.violatedDirective} ${e.blockedURI}`));
"""
_AT_REST = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  for (let moving; !moving || moving.length; ) {
    for (let n = 0; n < 3; n++) await frame();
    moving = document.getAnimations().filter(
      (one) => one.playState === "running" && Number.isFinite(one.effect.getComputedTiming().endTime),
    );
    await Promise.allSettled(moving.map((one) => one.finished));
  }
}"""
"""What fades in has faded in; what turns round for ever is not waited for."""
_EXPECTED = re.compile(r"Failed to load resource|net::ERR_")


@dataclass(slots=True)
class Console:
    """A page of the console over a world."""

    page: Page
    world: World
    server: ConsoleServer

    def open(self, path: str = "/") -> Page:
        self.page.goto(f"{ORIGIN}{path}")
        return self.page

    def another_tab(self) -> "Console":
        """In the same browser, over the same world."""
        page = self.page.context.new_page()
        _watch(page, self.server.troubles)
        return Console(page, self.world, self.server)

    def settle(self) -> None:
        """Nothing is being asked any more, and nothing moves."""
        for _ in range(50):
            asked, was_quiet = len(self.world.asked), self._is_quiet()
            self.page.evaluate(_AT_REST)
            if was_quiet and self._is_quiet() and asked == len(self.world.asked):
                return
        raise AssertionError("the page does not come to rest")

    def _is_quiet(self) -> bool:
        return self.server.busy <= len(self.world.held)

    def axe(self) -> list[str]:
        """What axe finds against WCAG 2.2 AA and its own best practices."""
        self.settle()
        self.page.evaluate(_axe())
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{one['id']}: {node['target']} {node['failureSummary']}"
            for one in found["violations"]
            for node in one["nodes"]
        ]

    def violations(self) -> list[str]:
        found: list[str] = self.page.evaluate("window.violations ?? []")
        return found


@dataclass(slots=True)
class _Kept:
    """A context between two tests; `keeper` is an empty page of the console's origin, by which its process stays."""

    context: BrowserContext
    server: ConsoleServer
    keeper: Page
    kind: str
    used: int = 0


@dataclass(slots=True)
class Consoles:
    """All consoles of one browser. `has_clock`: its time is put forward by page.clock."""

    browser: Browser
    _free: dict[str, list[_Kept]] = field(default_factory=dict)
    _lent: dict[int, _Kept] = field(default_factory=dict)

    def open(self, world: World, *, has_clock: bool = False, **options: Any) -> Console:
        """`options` are a context's; what can be changed in a page needs no context of its own."""
        color_scheme = options.pop("color_scheme", None)
        viewport = None if options.get("is_mobile") else options.pop("viewport", None)
        kind = json.dumps([has_clock, options], sort_keys=True)
        free = self._free.get(kind)
        kept = free.pop() if free else self._make(kind, options)
        kept.server.turn_to(world)
        if has_clock:
            kept.context.clock.install()
        page = kept.context.new_page()
        _watch(page, kept.server.troubles)
        if color_scheme:
            page.emulate_media(color_scheme=color_scheme)
        if viewport:
            page.set_viewport_size(viewport)
        console = Console(page, world, kept.server)
        self._lent[id(console)] = kept
        return console

    def close(self, console: Console) -> list[str]:
        """What went wrong unseen; there may be neither an error nor a breach of the policy."""
        kept = self._lent.pop(id(console))
        is_clean = False
        try:
            found = console.violations()
            is_clean = self._clean(kept)
        finally:
            console.world.mend()
            if not is_clean:
                kept.context.close()
                kept.server.close()
        troubles = [*kept.server.troubles, *found]
        kept.server.troubles.clear()
        if is_clean:
            self._free.setdefault(kept.kind, []).append(kept)
        return troubles

    def _make(self, kind: str, options: dict[str, Any]) -> _Kept:
        server = ConsoleServer()
        ours = {
            "viewport": {"width": 1280, "height": 900},
            "locale": "en-US",
            "proxy": {"server": server.url},
        }
        context = self.browser.new_context(**{**ours, **options})
        context.add_init_script(_WATCH)
        keeper = context.new_page()
        keeper.goto(f"{ORIGIN}/assets/none")
        return _Kept(context, server, keeper, kind)

    def _clean(self, kept: _Kept) -> bool:
        """Whether the context can be used again."""
        has_clock = kept.keeper.evaluate("'__pwClock' in window")
        kept.used += 1
        if kept.used >= TIMES or has_clock != json.loads(kept.kind)[0]:
            return False
        for page in kept.context.pages:
            if page is not kept.keeper:
                page.close()
        kept.context.set_offline(False)
        kept.context.clear_cookies()
        kept.keeper.evaluate("localStorage.clear()")
        return True


def _watch(page: Page, troubles: list[str]) -> None:
    page.set_default_timeout(10_000)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on(
        "console",
        lambda said: said.type == "error" and not _EXPECTED.search(said.text) and troubles.append(said.text),
    )


@cache
def _axe() -> str:
    return AXE.read_text()
