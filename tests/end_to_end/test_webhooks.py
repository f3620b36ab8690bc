"""The carrier's door: who may knock, and that knocking twice changes nothing."""

from uuid import uuid4

import pytest

from local.demo.api import Api
from tests.support.tenants import Tenant, blasts_of
from tests.support.waiting import until_quiet

pytestmark = pytest.mark.stack


@pytest.fixture
def api(tenant: Tenant) -> Api:
    return tenant.api()


def inbound(tenant: Tenant, api: Api, phone: str, body: str, sid: str = "") -> dict[str, str]:
    ours = api.get("/numbers")["items"][0]["phone"]
    return {"MessageSid": sid or f"SM{uuid4().hex}", "From": phone, "To": ours, "Body": body, "NumMedia": "0"}


@pytest.mark.parametrize("signature", ["", "bm90IGEgc2lnbmF0dXJl", "\u0080"])
def test_a_forged_webhook_is_refused(tenant: Tenant, api: Api, signature: str) -> None:
    phone = "+12125550190"
    fields = inbound(tenant, api, phone, "STOP")
    assert tenant.webhook("inbound", fields, signature=signature).status == 403
    assert api.get(f"/opt-outs/{phone}")["opted_out"] is False


def test_a_webhook_signed_with_another_accounts_token_is_refused(
    tenant: Tenant, stranger: Tenant, api: Api
) -> None:
    phone = "+12125550191"
    fields = inbound(tenant, api, phone, "STOP")
    assert tenant.webhook("inbound", fields, token=stranger.account.token).status == 403
    assert stranger.webhook("inbound", fields, to=tenant.organization_id).status == 403
    assert api.get(f"/opt-outs/{phone}")["opted_out"] is False


def test_a_stop_counts_before_its_webhook_is_answered(tenant: Tenant, api: Api) -> None:
    phone = "+12125550192"
    assert tenant.webhook("inbound", inbound(tenant, api, phone, "Stop!")).status == 200
    assert api.get(f"/opt-outs/{phone}")["opted_out"] is True


def test_an_old_start_that_comes_again_subscribes_nobody(tenant: Tenant, api: Api) -> None:
    phone = "+12125550193"
    start = inbound(tenant, api, phone, "START")
    assert tenant.webhook("inbound", start).status == 200
    assert tenant.webhook("inbound", inbound(tenant, api, phone, "STOP")).status == 200
    assert tenant.webhook("inbound", start).status == 200
    found = api.get(f"/opt-outs/{phone}")
    assert found["opted_out"] is True
    assert sorted(one["keyword"] for one in found["history"]) == ["START", "STOP"]


def test_a_text_that_comes_three_times_is_in_the_thread_once(tenant: Tenant, api: Api) -> None:
    phone = "+12125550194"
    fields = inbound(tenant, api, phone, "Is there parking?")
    assert {tenant.webhook("inbound", fields).status for _ in range(3)} == {200}
    until_quiet(tenant.stack)
    texts = api.get(f"/conversations/{phone}")["texts"]
    assert [text["body"] for text in texts] == ["Is there parking?"]


def test_a_report_that_comes_again_or_too_late_changes_nothing(tenant: Tenant, api: Api) -> None:
    before = blasts_of(api)
    blast = before[-1]
    sends = f"/campaigns/{blast['campaign_id']}/blasts/{blast['blast_id']}/sends"
    delivered = next(one for one in api.list(sends) if one["state"] == "DELIVERED")
    query = f"?ref={blast['blast_id']}.{delivered['send_id']}"
    for status, code in (("delivered", ""), ("sent", ""), ("undelivered", "30008"), ("delivered", "")):
        fields = {
            "MessageSid": delivered["vendor_message_id"],
            "MessageStatus": status,
            "To": delivered["phone"],
        }
        assert tenant.webhook("status", fields | ({"ErrorCode": code} if code else {}), query).status in (
            200,
            204,
        )
    until_quiet(tenant.stack)
    assert blasts_of(api) == before
