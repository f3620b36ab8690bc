"""The console as a person meets it: served by the running stack, over an organization that has played the demo."""

import gzip

import pytest
from playwright.sync_api import Page, expect

from tests.support.console_on_stack import browser_page, needs_console, sign_in
from tests.support.stack import Stack, call
from tests.support.tenants import PASSWORD, Tenant

pytestmark = [pytest.mark.stack, needs_console]


@pytest.fixture
def page(stack: Stack):
    with browser_page(stack.base_url) as shown:
        yield shown


def test_the_whole_way_from_the_sign_in_to_one_text(page: Page, tenant: Tenant):
    sign_in(page, tenant.email, PASSWORD)
    page.reload()
    expect(page.get_by_role("heading", level=1, name="Today")).to_be_visible()
    page.get_by_role("link", name="Campaigns").click()
    page.get_by_role("link", name="River clean-up", exact=True).click()
    figures = tenant.outcome.figures
    bar = page.get_by_role("region", name="Where the texts are").locator("[data-total]")
    blasts = {int(bar.get_attribute("data-total"))}
    assert blasts <= set(range(1, int(figures["audience"]) + 1))
    page.get_by_role("navigation", name="State").get_by_role("link", name="Delivered").click()
    expect(
        page.get_by_role("table", name="Texts", exact=True).get_by_role("rowheader").first
    ).to_contain_text("555-")
    page.get_by_role("button", name="You", exact=True).click()
    page.get_by_role("menuitem", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_another_organizations_addresses_show_nothing_of_it(page: Page, tenant: Tenant, stranger: Tenant):
    theirs = next(iter(tenant.api().list("/campaigns")))
    sign_in(page, stranger.email, PASSWORD)
    page.goto(f"/organizations/{tenant.organization_id}/campaigns")
    expect(page.get_by_role("heading", level=1, name="This page is not for you")).to_be_visible()
    page.goto(f"/organizations/{stranger.organization_id}/campaigns/{theirs['campaign_id']}/run")
    expect(page.get_by_role("alert").first).to_contain_text("This does not exist")
    expect(page.get_by_text(theirs["name"])).to_have_count(0)


def test_the_stack_serves_it_compressed_and_under_its_policy(stack: Stack):
    found = call(f"{stack.base_url}/", headers={"accept-encoding": "identity"})
    assert found.status == 200
    assert "script-src 'self'" in found.headers["content-security-policy"]
    script = next(
        part.split('"')[0] for part in found.body.decode().split('src="')[1:] if part.startswith("/assets/")
    )
    zipped = call(f"{stack.base_url}{script}", headers={"accept-encoding": "gzip"})
    assert zipped.headers["content-encoding"] == "gzip"
    assert "immutable" in zipped.headers["cache-control"]
    assert len(gzip.decompress(zipped.body)) > len(zipped.body)
    again = call(
        f"{stack.base_url}{script}",
        headers={"accept-encoding": "gzip", "if-none-match": zipped.headers["etag"]},
    )
    assert (again.status, again.body) == (304, b"")
    assert call(f"{stack.base_url}/", method="HEAD").status == 200
    assert call(f"{stack.base_url}/assets/nothing.js").status == 404
    assert call(f"{stack.base_url}/organizations/x/today").status == 200
