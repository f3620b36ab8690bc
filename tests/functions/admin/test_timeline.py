"""A campaign's timeline through the API: what happened, who did it, and nobody's words or numbers."""

import pytest

from groundswell.domain.audit import AuditAction, AuditEntry
from groundswell.domain.campaign import CampaignState
from groundswell.domain.job import JobKind, JobState
from groundswell.tables import audit, blasts, campaigns, jobs
from groundswell.usecases.close_blast import close_blast
from groundswell.usecases.pause_campaign import pause_campaign
from tests.functions.admin.conftest import ADMIN, HOME, OTHER, STRANGER
from tests.support.build import CAMPAIGN, NOON, ORGANIZATION, USER, a_campaign, a_job
from tests.support.http import ask
from tests.support.ledger import a_running_blast

LIST = f"{HOME}/campaigns"
ONE = f"{LIST}/{CAMPAIGN}"


def happened(owner, path=ONE, **query):
    answer = owner("GET", f"{path}/timeline", query=query)
    assert answer.status == 200, answer.text
    return answer.json["items"]


def test_who_made_changed_and_copied_it_is_told_without_their_words(owner):
    made = owner("POST", LIST, body={"name": "Spring", "text": "Call +12025550199"}).json
    path = f"{LIST}/{made['campaign_id']}"
    owner("PATCH", path, body={"text": "Call +12025550100 soon", "name": "Spring again"})
    owner("POST", f"{path}/preview", body={})
    copy = owner("POST", f"{path}/copy", body={}).json
    copied, edited, created = happened(owner, path)
    assert [one["what"] for one in (copied, edited, created)] == ["COPIED", "EDITED", "CREATED"]
    assert edited["changed"] == ["name", "text"]
    assert (created["user_id"], created["by"]) == (USER, "owner@example.org")
    assert copied["other_campaign_id"] == copy["campaign_id"]
    (made_as_copy,) = happened(owner, f"{LIST}/{copy['campaign_id']}")
    assert (made_as_copy["what"], made_as_copy["other_campaign_id"]) == ("CREATED", made["campaign_id"])
    assert "2025550" not in owner("GET", f"{path}/timeline").text


def test_a_stop_of_everything_is_in_it(owner):
    campaigns.add(a_campaign(state=CampaignState.ACTIVE))
    owner("POST", f"{HOME}/stop-all")
    owner("POST", f"{ONE}/resume")
    assert [one["what"] for one in happened(owner)] == ["RESUMED", "STOPPED_ALL"]


def test_a_pause_of_its_own_is_told_with_its_reason_even_after_it_was_resumed(owner):
    campaigns.add(a_campaign(state=CampaignState.ACTIVE))
    why = "The carrier takes no texts from this account: it is blocked."
    pause_campaign(ORGANIZATION, CAMPAIGN, reason=why, by_itself=True)
    assert owner("GET", ONE).json["pause_reason"] == why
    owner("POST", f"{ONE}/resume")
    owner("POST", f"{ONE}/pause")
    paused, resumed, itself = happened(owner)
    assert [one["what"] for one in (paused, resumed, itself)] == ["PAUSED", "RESUMED", "PAUSED_ITSELF"]
    assert (itself["user_id"], itself["by"], itself["reason"]) == (None, None, why)
    assert paused["reason"] == ""
    assert [one["what"] for one in _pages(owner, 1)] == ["PAUSED", "RESUMED", "PAUSED_ITSELF"]


def test_what_was_refused_did_not_happen(owner):
    campaigns.add(a_campaign())
    assert owner("POST", f"{ONE}/pause").status == 409
    assert happened(owner) == []


def test_the_end_of_a_blast_stands_where_it_belongs_page_by_page(owner):
    blast = a_running_blast()
    owner("PATCH", ONE, body={"name": "Before"})
    owner("POST", f"{ONE}/pause")
    owner("POST", f"{ONE}/resume")
    blasts.start_sending(blast)
    assert close_blast(ORGANIZATION, CAMPAIGN, blast.blast_id)
    owner("POST", f"{ONE}/copy", body={})
    whole = [one["what"] for one in happened(owner)]
    assert whole == ["COPIED", "BLAST_CLOSED", "RESUMED", "PAUSED", "EDITED"]
    for limit in range(1, 6):
        assert [one["what"] for one in _pages(owner, limit)] == whole


def _pages(owner, limit):
    found, cursor = [], {}
    for _ in range(20):
        answer = owner("GET", f"{ONE}/timeline", query={"limit": str(limit), **cursor}).json
        assert len(answer["items"]) <= limit
        found += answer["items"]
        if answer["next_cursor"] is None:
            return found
        cursor = {"cursor": answer["next_cursor"]}
    raise AssertionError("it does not end")


def test_what_came_of_the_work_is_told(owner):
    campaigns.add(a_campaign())
    job = a_job(
        kind=JobKind.START_CAMPAIGN, state=JobState.FAILED, reason="Choose numbers again, then start."
    )
    jobs.add(job)
    audit.add(
        AuditEntry(
            organization_id=ORGANIZATION, entry_id="e-1", at=NOON, action=AuditAction.REQUEST, user_id="gone",
            subject=CAMPAIGN, operation="post_campaign_start", ids={"campaign_id": CAMPAIGN, "job_id": job.job_id},
        )
    )  # fmt: skip
    (started,) = happened(owner)
    assert (started["what"], started["by"]) == ("STARTED", None)
    assert (started["job_state"], started["job_reason"]) == ("FAILED", "Choose numbers again, then start.")


@pytest.mark.parametrize(("user", "status"), [(ADMIN, 200), (STRANGER, 404)])
def test_admins_of_the_organization_see_it(handler, members, user, status):
    campaigns.add(a_campaign())
    assert ask(handler, "GET", f"{ONE}/timeline", user=user).status == status
    assert ask(handler, "GET", f"{ONE.replace(ORGANIZATION, OTHER)}/timeline", user=STRANGER).status == 404
