"""The steps of a campaign as the demo plays them: each calls the API, shows how far it is and tells what came of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import uuid4

from local.demo.api import Api, DemoFailed
from local.demo.carrier import Carrier
from local.demo.people import People
from local.demo.progress import Show
from local.demo.settle import come_to_rest, send_out, settle_unknown
from local.demo.weather import Storm


@dataclass(frozen=True, slots=True, kw_only=True)
class Stagehand:
    """What every stage needs."""

    api: Api
    carrier: Carrier
    show: Show
    storm: Storm | None


def draft(hands: Stagehand, name: str, text: str) -> str:
    """The new campaign's path below the organization's."""
    made = hands.api.post("/campaigns", {"name": name, "text": text})
    return f"/campaigns/{made['campaign_id']}"


def load(hands: Stagehand, campaign: str, people: People, title: str) -> Any:
    """Upload the people's file, load it, and answer with the job's result."""
    api = hands.api
    with hands.show.stage(title) as stage:
        load = api.post(f"{campaign}/loads", {})
        api.upload(load["upload"], people.file)
        job = api.post(f"{campaign}/loads/{load['load_id']}/start", {})
        done = api.follow(job, lambda one: stage.show(one["done"], one["total"] or people.rows, one["note"]))
        result = done["result"]
        stage.show(done["done"], done["total"])
        refused = sum(result["refused"].values())
        stage.note = (
            f"{result['valid']:,} contacts, {result['duplicates']} duplicates, {refused} rows refused"
        )
    return result


def buy(hands: Stagehand, shopping: Sequence[tuple[str, int]]) -> list[Any]:
    """All area codes at once; each purchase is a job of its own."""
    api, wanted = hands.api, sum(count for _, count in shopping)
    with hands.show.stage("Buy numbers") as stage:
        jobs = [
            api.post("/numbers/purchases", {"area_code": code, "count": count}) for code, count in shopping
        ]
        progress = {job["job_id"]: 0 for job in jobs}

        def show(one: Any) -> None:
            progress[one["job_id"]] = one["done"]
            stage.show(sum(progress.values()), wanted)

        ended = [api.follow(job, show) for job in jobs]
        stage.show(sum(one["result"]["bought"] for one in ended), wanted)
        stage.note = ", ".join(
            f"{one['result']['bought']} in area code {one['result']['area_code']}" for one in ended
        )
    return ended


def start(hands: Stagehand, campaign: str, numbers: Sequence[tuple[str, int]], title: str) -> None:
    """Reserve the numbers, look whether anything is missing, start."""
    api = hands.api
    with hands.show.stage(title) as stage:
        wanted = [{"area_code": code, "count": count} for code, count in numbers]
        reserved = api.put(f"{campaign}/numbers", {"wanted": wanted})["items"]
        checked = api.get(f"{campaign}/preflight")
        if not checked["ready"]:
            raise DemoFailed(" ".join(f"{one['problem']} {one['remedy']}" for one in checked["missing"]))
        api.follow(
            api.post(f"{campaign}/start"), lambda one: stage.show(one["done"], one["total"], one["note"])
        )
        stage.show(len(reserved), len(reserved))
        stage.note = "reserved, moved into a messaging service of the campaign's own; nothing sent yet"


def send_through_storm(hands: Stagehand, campaign: str) -> str:
    """As in fair weather, but for what goes wrong meanwhile; afterwards work that is done is asked for again."""
    storm = hands.storm
    if storm is None:
        return send(hands, campaign)
    with storm.raging():
        blast = send(hands, campaign, storm.pass_over)
    sends = hands.api.get(f"{blast}/sends", limit=200)["items"]
    storm.repeat(campaign.rsplit("/", 1)[-1], blast.rsplit("/", 1)[-1], sends)
    return blast


def settle(hands: Stagehand, blast: str) -> None:
    """Texts whose answer was lost: reports tell of most, the carrier's list of others, the rest stays unknown."""
    if hands.storm is None:
        return
    lost = hands.storm.weather().answers_lost
    with hands.show.stage("Settle what is not known") as stage:

        def show(report: Any) -> None:
            left = report["states"]["UNKNOWN"]
            stage.show(max(lost, left) - left, max(lost, left))
            stage.note = f"{left or 'no'} outcomes not known; none of these texts is sent again by itself"

        settle_unknown(hands.api, blast, blast.rsplit("/", 1)[-1], show)


def send(hands: Stagehand, campaign: str, look: Callable[[Any], None] = lambda report: None) -> str:
    """Send, press the button a second time, and watch until all is quiet."""
    api, key = hands.api, str(uuid4())
    with hands.show.stage("Send") as stage:
        blast_id = api.post(f"{campaign}/send", key=key)["blast_id"]
        if api.post(f"{campaign}/send", key=key)["blast_id"] != blast_id:
            raise DemoFailed("The same request, repeated, made a second blast.")
        blast = f"{campaign}/blasts/{blast_id}"

        def show(report: Any) -> None:
            look(report)
            stage.show_states(report["states"], report["audience"])

        send_out(api, blast, show)
    with hands.show.stage("Reports, replies") as stage:
        come_to_rest(api, hands.carrier, blast, partial(_show_rest, stage))
    return blast


def _show_rest(stage: Any, report: Any) -> None:
    stage.show_states(report["states"], report["audience"])
    stage.note += f"; {report['replies']} replies, {report['opt_outs']} asking to stop"
