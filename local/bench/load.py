"""`python -m local.bench.load`: big contact files through the real handlers, two organizations at once, then exported.

Each load works off its own queue in a process of its own, as Lambda would; printed are the longest step, the peak
of memory and the pace. The exit status is 1 if a step takes more than 20 s or a process more than 512 MB.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections import Counter
from typing import Any

from groundswell import files, messages
from groundswell.domain.campaign import CampaignState
from groundswell.domain.export import ExportKind, export_key
from groundswell.domain.job import ENDED, Job
from groundswell.domain.load import upload_key
from groundswell.settings import settings
from groundswell.tables import jobs
from groundswell.usecases.create_export import create_export
from groundswell.usecases.create_load import create_load
from groundswell.usecases.start_load import start_load
from local.bench import scene as scenes
from local.bench.account import ACCOUNT
from local.bench.handlers import CONTEXT, handler, sqs_event
from local.bench.runs import surroundings
from local.cloud.definitions import ROOT

MOST_SECONDS, MOST_MEGABYTES = 20.0, 512


def measure(name: str, rows: int) -> dict[str, Any]:
    """One organization's file loaded and its contacts exported; what it took."""
    organization_id = scenes.an_organization(name, vendor="twilio", account=ACCOUNT)
    scene = scenes.a_campaign(organization_id, people=rows, vendor="twilio", state=CampaignState.DRAFT)
    job, _ = create_load(organization_id, scene.campaign_id, created_by=scenes.USER)
    files.write(upload_key(organization_id, job.job_id), [scenes.csv_file(rows)])
    loaded = _work_off(start_load(organization_id, job.job_id), "load_contacts", messages.LoadContacts)
    assert jobs.get(organization_id, job.job_id).result["valid"] == rows
    export = create_export(
        organization_id, ExportKind.CONTACTS, campaign_id=scene.campaign_id, created_by=scenes.USER
    )
    exported = _work_off(export, "write_export", messages.WriteExport)
    whole = files.read(export_key(organization_id, export.job_id)).decode().splitlines()[1:]
    assert len({line.split(",", 1)[0] for line in whole}) == len(whole) == rows
    return {"load": loaded, "export": exported}


def _work_off(job: Job, door: str, message: type[messages.JobStep]) -> dict[str, float]:
    """Step by step through the handler, without asking the queue, which the other organization uses too."""
    run, steps, begun = handler(f"jobs/{door}"), [0.0], time.perf_counter()
    while (now := jobs.get(job.organization_id, job.job_id)).state not in ENDED:
        body = messages.encode(message(organization_id=job.organization_id, job_id=job.job_id, step=now.step))
        started = time.perf_counter()
        assert not run(sqs_event([{"messageId": "1", "body": body}]), CONTEXT)["batchItemFailures"]
        steps.append(time.perf_counter() - started)
    assert now.state == "DONE", now.reason
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "rows": now.done, "steps": len(steps) - 1, "longest_step": round(max(steps), 1),
        "seconds": round(seconds, 1), "rows_per_second": round(now.done / seconds), "megabytes": round(peak),
    }  # fmt: skip


def main(rows: int, organizations: int) -> int:
    """Start a process for each organization, and look at what they tell."""
    with surroundings(0) as environment:
        command = [sys.executable, "-m", "local.bench.load", "--rows", str(rows), "--name"]
        running = [
            subprocess.Popen(
                [*command, f"Number {number}"], env=environment, cwd=ROOT, stdout=subprocess.PIPE
            )
            for number in range(organizations)
        ]
        told = [process.communicate()[0].decode().splitlines() for process in running]
    if any(process.returncode for process in running):
        return 1
    over = Counter[str]()
    for number, lines in enumerate(told):
        for what, figures in json.loads(lines[-1]).items():
            print(f"organization {number}, {what}: " + ", ".join(f"{n} {v:,}" for n, v in figures.items()))
            over["seconds"] += figures["longest_step"] > MOST_SECONDS
            over["megabytes"] += figures["megabytes"] > MOST_MEGABYTES
    print(f"step budget {settings().step_seconds:.0f} s; load average {os.getloadavg()[0]:.1f}")
    return int(over.total() > 0)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=500_000)
    options.add_argument("--organizations", type=int, default=2)
    options.add_argument("--name", default="", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.name:
        print(json.dumps(measure(given.name, given.rows)), file=sys.__stdout__)
    else:
        sys.exit(main(given.rows, given.organizations))
