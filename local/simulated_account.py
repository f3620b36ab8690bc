"""A running local stack and its owner go in; the owner's organization texts through the simulated carrier then."""

from local.demo.api import Api
from local.demo.play import Account
from local.first_owner import LOCAL_PASSWORD, Owner


def connect_simulated_account(base_url: str, owner: Owner) -> None:
    """Leaves an organization alone that is connected already. DemoFailed if the account is refused."""
    api = Api(base_url, owner.email, LOCAL_PASSWORD, owner.organization_id)
    if api.get("/service-vendors/twilio")["secrets_set"]:
        return
    account = Account()
    secrets = {"account_sid": account.sid, "auth_token": account.token}
    api.put("/service-vendors/twilio", {"secrets": secrets})
