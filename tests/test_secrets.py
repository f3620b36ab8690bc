"""An organization's secrets with a vendor: stored encrypted, read seldom, named but never shown."""

import boto3
import pytest

from groundswell import secrets
from groundswell.settings import settings


@pytest.fixture(autouse=True)
def _fresh(aws: None) -> None:
    secrets.forget()


def _parameter(organization_id: str, vendor: str) -> str:
    return f"{settings().secrets_prefix}organizations/{organization_id}/{vendor}"


def test_what_was_stored_is_read_back_in_this_process_and_in_any_other() -> None:
    secrets.put("org-1", "twilio", {"auth_token": "secret"})
    assert secrets.get("org-1", "twilio") == {"auth_token": "secret"}
    secrets.forget()
    assert secrets.get("org-1", "twilio") == {"auth_token": "secret"}


def test_secrets_lie_encrypted_under_the_organization() -> None:
    secrets.put("org-1", "twilio", {"auth_token": "secret"})
    parameter = boto3.client("ssm").get_parameter(Name=_parameter("org-1", "twilio"))["Parameter"]
    assert parameter["Type"] == "SecureString"


def test_no_secrets_are_an_empty_answer_and_another_organizations_are_not_seen() -> None:
    secrets.put("org-1", "twilio", {"auth_token": "secret"})
    assert secrets.get("org-2", "twilio") == {}
    assert secrets.get("org-1", "bandwidth") == {}


def test_ssm_is_asked_once_in_five_minutes() -> None:
    secrets.put("org-1", "twilio", {"auth_token": "old"})
    boto3.client("ssm").put_parameter(
        Name=_parameter("org-1", "twilio"), Value='{"auth_token": "new"}', Type="SecureString", Overwrite=True
    )
    assert secrets.get("org-1", "twilio") == {"auth_token": "old"}
    secrets.forget()
    assert secrets.get("org-1", "twilio") == {"auth_token": "new"}


def test_people_see_which_secrets_are_set_and_never_their_values() -> None:
    secrets.put("org-1", "twilio", {"auth_token": "secret", "account_sid": "AC1", "api_key": ""})
    assert secrets.list_names("org-1", "twilio") == ["account_sid", "auth_token"]
