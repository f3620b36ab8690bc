"""First steps with the generated Python client: `python first_steps.py <address> <access token> <organization id>`."""

import sys
from uuid import uuid4

from groundswell_client import AuthenticatedClient
from groundswell_client.api.campaigns import get_campaign, list_campaigns, patch_campaign, post_campaign
from groundswell_client.api.organization import get_organization
from groundswell_client.models import (
    CampaignBody,
    CampaignShape,
    NewCampaignBody,
    OrganizationShape,
    PageCampaignShape,
    Problem,
)


def first_steps(address: str, token: str, home: str) -> None:
    client = AuthenticatedClient(base_url=address, token=token)
    organization = get_organization.sync(home, client=client)
    assert isinstance(organization, OrganizationShape)
    print(f"You are {organization.role} of {organization.name}.")

    body = NewCampaignBody(name="From Python", text="Hi {first_name}!")
    made = post_campaign.sync(home, client=client, body=body, idempotency_key=str(uuid4()))
    assert isinstance(made, CampaignShape)
    renamed = patch_campaign.sync(
        home, made.campaign_id, client=client, body=CampaignBody(name="Renamed"), if_match=f'"{made.version}"'
    )
    assert isinstance(renamed, CampaignShape)
    print(f"{made.name} is now {renamed.name}, version {renamed.version}.")

    late = patch_campaign.sync(
        home, made.campaign_id, client=client, body=CampaignBody(name="Late"), if_match=f'"{made.version}"'
    )
    assert isinstance(late, Problem)
    print(f"{late.status}: {late.detail}")

    wrong = post_campaign.sync(home, client=client, body=NewCampaignBody(name=""))
    assert isinstance(wrong, Problem)
    print(f"{wrong.errors[0].field}: {wrong.errors[0].problem} {wrong.errors[0].remedy}")

    page = list_campaigns.sync(home, client=client, limit=1)
    assert isinstance(page, PageCampaignShape)
    assert page.items[0].campaign_id == made.campaign_id
    found = get_campaign.sync(home, made.campaign_id, client=client)
    assert isinstance(found, CampaignShape)
    print(f"The newest campaign is {found.name} ({found.state}).")


if __name__ == "__main__":
    first_steps(*sys.argv[1:4])
