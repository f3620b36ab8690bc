"""The old password and a new one go in; the new one is in force."""

from groundswell import sign_in
from groundswell.domain.password import check_password
from groundswell.usecases.current_person import current_person


def change_password(access_token: str, old: str, new: str) -> None:
    """Other sessions stay; `end_all_sessions` ends them."""
    check_password("new_password", new)
    current_person(access_token)
    sign_in.change_password(access_token, old, new)
