"""Exports hold every row once, as a spreadsheet or a program needs it, whatever is killed, repeated or cancelled."""

import csv
import io
from collections.abc import Iterator
from datetime import timedelta

import pytest
from moto.core import DEFAULT_ACCOUNT_ID
from moto.s3.models import s3_backends

from groundswell import files
from groundswell.domain.conversation import Direction, Text
from groundswell.domain.errors import Conflict, Invalid, NotFound
from groundswell.domain.export import ExportKind, export_key
from groundswell.domain.identity import contact_shard
from groundswell.domain.job import Job, JobState
from groundswell.domain.send import SendState
from groundswell.messages import WriteExport
from groundswell.settings import settings
from groundswell.tables import blasts, campaigns, contacts, conversations, jobs, opt_outs
from groundswell.tables.ledger import send_rows
from groundswell.tables.opt_outs import Order, Source
from groundswell.usecases import export_sources, report_progress
from groundswell.usecases.cancel_job import cancel_job
from groundswell.usecases.create_export import create_export
from groundswell.usecases.read_export import read_export
from groundswell.usecases.retry_job import retry_job
from groundswell.usecases.write_export import write_export
from tests.support.aws import Aws, empty
from tests.support.build import (
    CAMPAIGN,
    LOAD,
    NOON,
    ORGANIZATION,
    PHONE,
    SENDER,
    USER,
    a_blast,
    a_campaign,
    a_contact,
    a_job,
    a_phone,
    a_send,
)
from tests.support.ledger import a_running_blast, plan
from tests.support.number_shop import FakeCarrier
from tests.support.steps import Tripwire, arm, drain

OTHER = "07e40000-7e57-4c0d-8f00-2d9b1c6a7e99"
BLAST = a_blast().blast_id
PEOPLE = 40


@pytest.fixture
def short_steps(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A page has two rows, a part some hundred bytes, and every step ends after a page."""
    monkeypatch.setattr(export_sources, "PAGE", 2)
    monkeypatch.setattr(files, "PART", 300)
    monkeypatch.setattr("moto.s3.models.S3_UPLOAD_PART_MIN_SIZE", 1)
    monkeypatch.setattr(report_progress, "EVERY_SECONDS", 0.0)
    monkeypatch.setenv("STEP_SECONDS", "0")
    monkeypatch.setenv("LEASE_SECONDS", "0")
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


@pytest.fixture(autouse=True)
def _no_uploads(aws: Aws) -> None:
    s3_backends[DEFAULT_ACCOUNT_ID]["aws"].buckets[Aws.bucket].multiparts.clear()


def an_audience(people: int = PEOPLE) -> None:
    fields = ("phone", "first_name", "last_name", "zip_code", "external_id", "team")
    campaigns.add(a_campaign(load_id=LOAD, contacts=people, fields=fields))
    contacts.add_first([
        a_contact(phone=a_phone(n), row=n + 2, first_name=f"=P{n}", custom={"team": "Ötters"} if n else {})
        for n in range(people)
    ])  # fmt: skip


def asked(kind: ExportKind, **more: object) -> Job:
    return create_export(ORGANIZATION, kind, created_by=USER, **more)  # type: ignore[arg-type]


def written(aws: Aws, kind: ExportKind, **more: object) -> tuple[Job, list[list[str]]]:
    """The ended job, and its file's rows."""
    job = asked(kind, **more)
    drain(aws, WriteExport, write_export)
    return ended(job), rows_of(aws, job)


def ended(job: Job) -> Job:
    return jobs.get(ORGANIZATION, job.job_id)


def rows_of(aws: Aws, job: Job) -> list[list[str]]:
    content = aws.file(export_key(ORGANIZATION, job.job_id)).decode()
    return list(csv.reader(io.StringIO(content.removeprefix("\ufeff"), newline="")))


def unfinished_uploads() -> int:
    return len(s3_backends[DEFAULT_ACCOUNT_ID]["aws"].buckets[Aws.bucket].multiparts)


def test_contacts_are_written_safely_for_spreadsheets(aws: Aws) -> None:
    an_audience()
    job, rows = written(aws, ExportKind.CONTACTS, campaign_id=CAMPAIGN)
    assert rows[0] == [
        "phone", "first_name", "last_name", "zip_code", "external_id", "team", "time_zones"
    ]  # fmt: skip
    assert sorted(row[0] for row in rows[1:]) == sorted("'" + a_phone(n) for n in range(PEOPLE))
    one = next(row for row in rows if row[0] == "'" + a_phone(3))
    assert one == ["'" + a_phone(3), "'=P3", "Moss", "20001", "", "Ötters", "America/New_York"]
    content = aws.file(export_key(ORGANIZATION, job.job_id))
    assert content.startswith(b"\xef\xbb\xbf")
    assert job.state is JobState.DONE
    assert job.result == {"kind": "contacts", "raw": False, "rows": PEOPLE, "bytes": len(content)}
    assert (job.done, job.total) == (PEOPLE, PEOPLE)


def test_raw_contacts_are_as_they_are_stored(aws: Aws) -> None:
    an_audience(3)
    job, rows = written(aws, ExportKind.CONTACTS, campaign_id=CAMPAIGN, raw=True)
    assert {(row[0], row[1]) for row in rows[1:]} == {(a_phone(n), f"=P{n}") for n in range(3)}
    assert aws.file(export_key(ORGANIZATION, job.job_id)).startswith(b"phone,")


def test_the_sends_of_a_campaign_or_of_one_blast_are_written(aws: Aws) -> None:
    a_running_blast()
    second = a_blast(blast_id="b1a50000-7e57-4c0d-8f00-2d9b1c6a7e99", occurrence="later")
    campaign = campaigns.get(ORGANIZATION, CAMPAIGN)
    blasts.add(second, a_job(job_id=second.blast_id), campaign, campaign.change(at=NOON))
    sends = [a_send(phone=a_phone(n)) for n in range(5)]
    plan(*sends)
    failed = a_send(
        phone=PHONE, state=SendState.FAILED, reason="30007", sender=SENDER, blast_id=second.blast_id
    )
    send_rows.to_row(failed).save()
    _, rows = written(aws, ExportKind.SENDS, campaign_id=CAMPAIGN)
    assert {row[1] for row in rows[1:]} == {one.send_id for one in (*sends, failed)}
    _, rows = written(aws, ExportKind.SENDS, campaign_id=CAMPAIGN, blast_id=second.blast_id, raw=True)
    assert [dict(zip(rows[0], row, strict=True)) for row in rows[1:]] == [{
        "blast_id": second.blast_id, "send_id": failed.send_id, "phone": PHONE, "state": "FAILED", "reason": "30007",
        "sender": SENDER, "segments": "0", "vendor_message_id": "", "not_before": "", "updated_at": NOON.isoformat(),
    }]  # fmt: skip


def a_reply(number: int, body: str) -> Text:
    return Text(
        organization_id=ORGANIZATION, phone=a_phone(number), message_id=f"m{number}", direction=Direction.IN,
        body=body, at=NOON + timedelta(seconds=number), our_number=SENDER,
    )  # fmt: skip


@pytest.mark.usefixtures("short_steps")
def test_the_replies_to_a_blast_are_written(aws: Aws) -> None:
    a_running_blast()
    for number in range(5):
        reply = a_reply(number, "@SUM(1)\nhello")
        conversations.add_inbound(reply)
        conversations.assign(reply, CAMPAIGN, BLAST, None, "Ada", opted_out=False)
    job, rows = written(aws, ExportKind.REPLIES, campaign_id=CAMPAIGN)
    assert job.done == job.total == 5
    assert sorted(row[2] for row in rows[1:]) == sorted("'" + a_phone(n) for n in range(5))
    assert {row[4] for row in rows[1:]} == {"'@SUM(1)\nhello"}
    _, rows = written(aws, ExportKind.REPLIES, campaign_id=CAMPAIGN, raw=True)
    assert rows[1] == [
        BLAST,
        "m4",
        a_phone(4),
        (NOON + timedelta(seconds=4)).isoformat(),
        "@SUM(1)\nhello",
        "",
        SENDER,
    ]


@pytest.mark.usefixtures("short_steps")
def test_opt_outs_are_written_with_their_proof_and_of_ones_own_only(aws: Aws) -> None:
    orders = [
        Order(
            phone=a_phone(n),
            at=NOON + timedelta(seconds=n),
            source=Source.IMPORT,
            reference=f"r{n}",
            reason="List",
        )
        for n in range(5)
    ]
    opt_outs.opt_out(ORGANIZATION, orders)
    opt_outs.opt_out(OTHER, [orders[0]])
    opt_outs.add_from_carrier(ORGANIZATION, a_phone(9), "SM9", at=NOON + timedelta(seconds=9))
    opt_outs.lift(
        ORGANIZATION, Order(phone=a_phone(1), at=NOON, source=Source.MEMBER, reference="x", reason="Asked")
    )
    _, rows = written(aws, ExportKind.OPT_OUTS, raw=True)
    assert rows[0] == ["phone", "opted_out_at", "source", "words", "rule", "reason", "by"]
    assert [row[0] for row in rows[1:]] == [a_phone(n) for n in (0, 2, 3, 4, 9)]
    assert rows[1][1:] == [NOON.isoformat(), "IMPORT", "", "", "List", ""]
    assert rows[-1][2] == "CARRIER"


@pytest.mark.usefixtures("short_steps")
def test_a_file_of_many_parts_is_whole(aws: Aws) -> None:
    an_audience()
    job, rows = written(aws, ExportKind.CONTACTS, campaign_id=CAMPAIGN)
    assert len({row[0] for row in rows[1:]}) == len(rows) - 1 == PEOPLE
    assert job.result["bytes"] == len(aws.file(export_key(ORGANIZATION, job.job_id)))
    assert unfinished_uploads() == 0


@pytest.mark.parametrize("stride", range(2))
@pytest.mark.usefixtures("short_steps")
def test_an_export_killed_at_any_call_holds_every_row_once(
    aws: Aws, monkeypatch: pytest.MonkeyPatch, stride: int
) -> None:
    phones = [a_phone(n) for n in range(60) if contact_shard(LOAD, a_phone(n)) < 2][:7]
    monkeypatch.setattr(export_sources, "SHARDS", 2)
    moment, reached = 2 * stride + 1, 0  # dying before a call is dying after the one before
    while True:
        empty()
        an_audience(0)
        contacts.add_first([a_contact(phone=phone, row=n) for n, phone in enumerate(phones)])
        job = asked(ExportKind.CONTACTS, campaign_id=CAMPAIGN)
        wire = Tripwire(moment)
        with pytest.MonkeyPatch.context() as patch:
            arm(patch, wire, FakeCarrier())
            drain(aws, WriteExport, write_export)
        if not wire.tripped:
            break
        assert ended(job).state is JobState.DONE, f"killed at moment {moment}"
        rows = rows_of(aws, job)[1:]
        assert sorted(row[0] for row in rows) == sorted("'" + phone for phone in phones), moment
        assert ended(job).result["rows"] == 7
        moment, reached = moment + 4, reached + 1
    assert reached > 10


@pytest.mark.usefixtures("short_steps")
def test_every_message_twice_writes_every_row_once(aws: Aws) -> None:
    an_audience(10)
    job = asked(ExportKind.CONTACTS, campaign_id=CAMPAIGN)
    while messages := aws.take(WriteExport):
        for message in {one.step: one for one in messages}.values():
            write_export(message)
            write_export(message)
    assert len(rows_of(aws, job)) == 11


@pytest.mark.usefixtures("short_steps")
def test_a_cancelled_export_leaves_no_file_and_can_be_tried_again(aws: Aws) -> None:
    an_audience()
    job = asked(ExportKind.CONTACTS, campaign_id=CAMPAIGN)
    while not ended(job).cursor["etags"]:
        write_export(aws.take(WriteExport)[0])
    cancel_job(ORGANIZATION, job.job_id)
    drain(aws, WriteExport, write_export)
    assert ended(job).state is JobState.CANCELLED
    assert 0 < ended(job).result["rows"] < PEOPLE
    assert unfinished_uploads() == 0
    assert export_key(ORGANIZATION, job.job_id) not in aws.files()
    assert read_export(ORGANIZATION, job.job_id).url is None
    again = retry_job(ORGANIZATION, job.job_id)
    drain(aws, WriteExport, write_export)
    assert len(rows_of(aws, again)) == PEOPLE + 1


def test_a_link_is_offered_once_the_file_is_there_and_as_long_as_it_is_kept(aws: Aws) -> None:
    an_audience(2)
    job = asked(ExportKind.CONTACTS, campaign_id=CAMPAIGN)
    assert read_export(ORGANIZATION, job.job_id).url is None
    drain(aws, WriteExport, write_export)
    export = read_export(ORGANIZATION, job.job_id)
    assert export.rows == 2
    assert "contacts.csv" in str(export.url)
    assert export.kept_until == ended(job).updated_at + timedelta(days=7)  # type: ignore[operator]
    files.delete(export_key(ORGANIZATION, job.job_id))
    assert read_export(ORGANIZATION, job.job_id).url is None
    with pytest.raises(NotFound):
        read_export(OTHER, job.job_id)


def test_a_campaign_that_sent_nothing_has_an_empty_export(aws: Aws) -> None:
    campaigns.add(a_campaign())
    for kind in (ExportKind.SENDS, ExportKind.REPLIES):
        assert len(written(aws, kind, campaign_id=CAMPAIGN)[1]) == 1
    assert len(written(aws, ExportKind.OPT_OUTS)[1]) == 1


def test_what_cannot_be_exported_is_told(aws: Aws) -> None:
    campaigns.add(a_campaign())
    with pytest.raises(Conflict, match="Load some first"):
        asked(ExportKind.CONTACTS, campaign_id=CAMPAIGN)
    for kind, given, field in (
        (ExportKind.SENDS, {}, "campaign_id"),
        (ExportKind.SENDS, {"blast_id": BLAST}, "campaign_id"),
        (ExportKind.CONTACTS, {"campaign_id": CAMPAIGN, "blast_id": BLAST}, "blast_id"),
        (ExportKind.OPT_OUTS, {"campaign_id": CAMPAIGN}, "campaign_id"),
    ):
        with pytest.raises(Invalid) as caught:
            asked(kind, **given)
        assert caught.value.field == field
    for given in ({"campaign_id": "unknown"}, {"campaign_id": CAMPAIGN, "blast_id": "unknown"}):
        with pytest.raises(NotFound):
            asked(ExportKind.SENDS, **given)
    assert not aws.waiting(WriteExport)
