"""Exports through the API: who may, what is answered, and that it is audited."""

from groundswell.messages import WriteExport
from groundswell.tables import audit, campaigns, contacts, jobs
from groundswell.usecases.write_export import write_export
from tests.functions.admin.conftest import ADMIN, HOME, STRANGER, TEXTER
from tests.support.build import CAMPAIGN, LOAD, ORGANIZATION, a_campaign, a_contact, a_job
from tests.support.http import ask
from tests.support.steps import drain

CONTACTS = {"kind": "contacts", "campaign_id": CAMPAIGN}


def an_audience():
    campaigns.add(a_campaign(load_id=LOAD, contacts=1, fields=("phone", "first_name")))
    contacts.add_first([a_contact()])


def test_an_export_is_asked_for_written_and_fetched(handler, members):
    an_audience()
    asked = ask(handler, "POST", f"{HOME}/exports", user=ADMIN, body=CONTACTS)
    assert (asked.status, asked.json["kind"], asked.json["total"]) == (202, "EXPORT", 1)
    path = f"{HOME}/exports/{asked.json['job_id']}"
    waiting = ask(handler, "GET", path, user=ADMIN).json
    assert (waiting["state"], waiting["url"], waiting["kind"]) == ("QUEUED", None, "contacts")
    drain(members, WriteExport, write_export)
    done = ask(handler, "GET", path, user=ADMIN).json
    assert (done["state"], done["rows"]) == ("DONE", 1)
    assert "Signature" in done["url"]
    assert done["bytes"] > 0
    assert (
        ask(handler, "GET", f"{HOME}/jobs", query={"kind": "EXPORT"}, user=ADMIN).json["items"][0]["done"]
        == 1
    )


def test_a_texter_may_not_export_and_a_stranger_sees_none(handler, members):
    an_audience()
    assert ask(handler, "POST", f"{HOME}/exports", user=TEXTER, body=CONTACTS).status == 403
    export = ask(handler, "POST", f"{HOME}/exports", user=ADMIN, body=CONTACTS).json["job_id"]
    assert ask(handler, "GET", f"{HOME}/exports/{export}", user=TEXTER).status == 403
    assert ask(handler, "GET", f"{HOME}/exports/{export}", user=STRANGER).status == 404


def test_an_export_is_audited(handler, members):
    an_audience()
    ask(handler, "POST", f"{HOME}/exports", user=ADMIN, body=CONTACTS)
    (entry,) = audit.list_page(ORGANIZATION, limit=10)[0]
    assert (entry.operation, entry.user_id, entry.status) == ("post_export", ADMIN, 202)


def test_an_export_that_makes_no_sense_is_refused(owner):
    for body, field in (
        ({"kind": "sends"}, "campaign_id"),
        ({"kind": "opt-outs", "campaign_id": CAMPAIGN}, "campaign_id"),
        ({"kind": "everything"}, "kind"),
    ):
        answer = owner("POST", f"{HOME}/exports", body=body)
        assert answer.status == 422, answer.text
        assert answer.json["errors"][0]["field"] == field
    assert owner("POST", f"{HOME}/exports", body=CONTACTS).status == 404


def test_a_load_is_no_export(owner):
    jobs.add(a_job())
    assert owner("GET", f"{HOME}/exports/{LOAD}").status == 404
