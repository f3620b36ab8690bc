"""A contact file from its first row to its last, through the job's handler: `python -m local.bench.contacts ROWS`."""

import json
import sys
from dataclasses import asdict

from groundswell import files
from groundswell.domain.campaign import CampaignState
from groundswell.domain.load import upload_key
from groundswell.tables import jobs
from groundswell.usecases.create_load import create_load
from groundswell.usecases.start_load import start_load
from local.bench import scene as scenes
from local.bench.account import ACCOUNT
from local.bench.handlers import CONTEXT, consumer, sqs_event
from local.bench.road import URL
from local.bench.stopwatch import lap
from local.cloud.process import ask


def main(rows: int) -> None:
    organization_id = scenes.an_organization("Measured", vendor="twilio", account=ACCOUNT)
    scene = scenes.a_campaign(organization_id, people=rows, vendor="twilio", state=CampaignState.DRAFT)
    job, _ = create_load(organization_id, scene.campaign_id, created_by=scenes.USER)
    files.write(upload_key(organization_id, job.job_id), [scenes.csv_file(rows)])
    start_load(organization_id, job.job_id)
    with lap(URL, rows) as one:
        while messages := ask(URL, "take", queue="loads", most=1):
            answer = consumer("loads")(sqs_event(messages), CONTEXT)
            assert not answer["batchItemFailures"]
    done = jobs.get(organization_id, job.job_id)
    assert done.result["valid"] == rows, done
    print(json.dumps({"contacts": asdict(one)}), file=sys.__stdout__)


if __name__ == "__main__":
    main(int(sys.argv[1]))
