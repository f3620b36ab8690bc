"""What the API would answer to the inbox of Riverside Tenants, on the Saturday of the river clean-up."""

from typing import Any

from tests.support.console import World
from tests.support.console_shapes import (
    HOME,
    RUNNING,
    a_conversation,
    a_subscription,
    a_text,
    at,
    by_hand,
    coded,
    colleagues,
    page,
)
from tests.support.console_world import a_world

INBOX = f"{HOME}/inbox"
ADA, MAYA, TOMAS = "u-1", "u-2", "u-3"
TEAM = {ADA: "Ada Okafor", MAYA: "Maya Lindqvist", TOMAS: "Tomás Rey"}
LUIS, GRACE, YUSUF, AMINA, WEI, NOAM = (f"+1212555{n}" for n in (2001, 2002, 2003, 2004, 2005, 2006))
STRANGER = "+16465550199"
CAMPAIGN_TEXT = (
    "Hi {name}, it's the Riverside Tenants. Will you help clean up the river on Saturday? "
    "Reply STOP to opt out."
)


def path_of(phone: str) -> str:
    return f"{HOME}/conversations/{coded(phone)}"


def _head(phone: str, name: str, last_text: str, minutes: float, **changes: Any) -> dict[str, Any]:
    return a_conversation(phone, name, minutes, last_text=last_text, **changes)


def ours(phone: str, body: str, minutes: float, **changes: Any) -> dict[str, Any]:
    return a_text(phone, body, minutes, **{"direction": "OUT", "state": "DELIVERED", **changes})


def campaigns_text(phone: str, name: str, minutes: float = 1500) -> dict[str, Any]:
    return ours(phone, CAMPAIGN_TEXT.format(name=name), minutes)


def a_thread(head: dict[str, Any], texts: list[dict[str, Any]], **changes: Any) -> dict[str, Any]:
    return {
        "phone": head["phone"],
        "opted_out_at": None,
        "conversation": head,
        "texts": texts,
        "next_cursor": None,
        "campaign_id": RUNNING,
        "campaign_name": "River clean-up",
        "time_zones": ["America/New_York"],
        "held_until": None,
        **changes,
    }


def heads() -> dict[str, dict[str, Any]]:
    found = [
        _head(LUIS, "Luis", "Perfect, see you there. Do you have gloves for my kids too?", 14),
        _head(
            GRACE,
            "Grace",
            "please dont send me these anymore, i moved to ohio",
            3,
            review_due_at=at(-19_000.5),
        ),
        _head(YUSUF, "Yusuf", "Can I bring my neighbor? He has a truck we could use.", 41, assignee=MAYA),
        _head(AMINA, "أمينة", "شكراً! سأكون هناك في الساعة التاسعة", 6, assignee=ADA),
        _head(WEI, "Wei", "At 9, by the boathouse.", 95, unanswered=False, assignee=ADA),
        _head(NOAM, "Noam", "STOP", 180, unanswered=False, is_open=False),
        _head(
            STRANGER,
            "",
            "Hello, I saw your flyer at the laundromat. Who do I talk to about my lease?",
            26,
            campaign_id=None,
            blast_id=None,
        ),
    ]
    return {one["phone"]: one for one in found}


def threads(known: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    stopped = a_thread(
        known[NOAM],
        [
            campaigns_text(NOAM, "Noam"),
            a_text(NOAM, "STOP", 180, keyword="STOP"),
            ours(
                NOAM,
                "You will receive no more messages from Riverside Tenants. Text START to hear from us again.",
                179.9,
                state=None,
                campaign_id=None,
                blast_id=None,
            ),
        ],
        opted_out_at=at(180),
    )
    return [
        a_thread(
            known[LUIS],
            [
                campaigns_text(LUIS, "Luis"),
                a_text(LUIS, "Yes! What time does it start?", 1480),
                ours(LUIS, "At 9, by the boathouse. We bring bags and coffee.", 1460, user_id=MAYA),
                a_text(LUIS, "Great, count me in", 1455),
                ours(
                    LUIS,
                    "Tomorrow it is. Wear shoes that may get wet!",
                    60,
                    user_id=ADA,
                    state="SENT",
                ),
                a_text(LUIS, "Perfect, see you there. Do you have gloves for my kids too?", 14),
            ],
        ),
        a_thread(
            known[GRACE],
            [
                campaigns_text(GRACE, "Grace"),
                a_text(GRACE, "please dont send me these anymore, i moved to ohio", 3),
            ],
            time_zones=["America/New_York"],
        ),
        a_thread(
            known[YUSUF],
            [
                campaigns_text(YUSUF, "Yusuf"),
                a_text(YUSUF, "Can I bring my neighbor? He has a truck we could use.", 41),
            ],
        ),
        a_thread(
            known[AMINA],
            [campaigns_text(AMINA, "أمينة"), a_text(AMINA, "شكراً! سأكون هناك في الساعة التاسعة", 6)],
        ),
        a_thread(
            known[WEI],
            [
                campaigns_text(WEI, "Wei"),
                a_text(WEI, "when and where?", 110),
                ours(WEI, "At 9, by the boathouse.", 95, user_id=ADA, state="HELD", held_until=at(-600)),
            ],
            held_until=at(-600),
            time_zones=["America/Los_Angeles"],
        ),
        stopped,
        a_thread(
            known[STRANGER],
            [
                a_text(
                    STRANGER,
                    "Hello, I saw your flyer at the laundromat. Who do I talk to about my lease?",
                    26,
                    campaign_id=None,
                    blast_id=None,
                )
            ],
            campaign_id=None,
            campaign_name=None,
        ),
    ]


def inbox_world(role: str = "ADMIN") -> World:
    world = a_world(role)
    known = heads()
    show = {
        "MINE": [known[AMINA], known[WEI]],
        "UNASSIGNED": [known[GRACE], known[LUIS]],
        "REVIEW": [known[GRACE]],
        "UNMATCHED": [known[STRANGER]],
        "ALL": sorted(known.values(), key=lambda one: str(one["last_activity_at"]), reverse=True),
    }
    path = f"{HOME}/conversations"
    world.answers["GET", path] = lambda query: page(show[query.get("show", ["ALL"])[0]])
    world.answers["GET", f"{path}/reviews"] = page([known[GRACE]])
    world.answers["GET", f"{HOME}/colleagues"] = colleagues(TEAM)
    for thread in threads(known):
        world.answers |= _thread_answers(f"{path}/{coded(thread['phone'])}", thread)
    opted_out = a_subscription(GRACE, [by_hand(2, "Asked for it in their reply", ADA)])
    world.answers["POST", f"{HOME}/opt-outs"] = (201, opted_out, {})
    return world


def _thread_answers(path: str, thread: dict[str, Any]) -> dict[tuple[str, str], Any]:
    head = thread["conversation"]
    answered = {
        "message_id": "a-1",
        "campaign_id": "c-1",
        "blast_id": "b-1",
        "held_until": thread["held_until"],
    }
    return {
        ("GET", path): thread,
        ("POST", f"{path}/messages"): (202, answered, {}),
        ("PUT", f"{path}/assignee"): {**head, "assignee": ADA, "is_open": True},
        ("POST", f"{path}/close"): {**head, "is_open": False, "unanswered": False},
        ("POST", f"{path}/reopen"): {**head, "is_open": True},
        ("DELETE", f"{path}/review"): (204, None, {}),
    }


def long_thread(texts: int = 130, at_once: int = 50) -> World:
    """Luis has written much: his texts come in pages, the newest first."""
    world = inbox_world()
    thread = threads(heads())[0]
    whole = [a_text(LUIS, f"Line {n}", 1400 - n) for n in range(texts)]

    def answer(query: dict[str, list[str]]) -> dict[str, Any]:
        end = int(query["cursor"][0].removeprefix("before-")) if "cursor" in query else len(whole)
        start = max(end - at_once, 0)
        return {**thread, "texts": whole[start:end], "next_cursor": f"before-{start}" if start else None}

    world.answers["GET", path_of(LUIS)] = answer
    return world


def empty_inbox() -> World:
    world = inbox_world()
    world.answers["GET", f"{HOME}/conversations"] = page([])
    return world
