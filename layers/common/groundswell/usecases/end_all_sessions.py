"""A user goes in; every session they have, on any device, is over."""

from groundswell import sign_in
from groundswell.usecases.end_tokens import end_tokens


def end_all_sessions(user_id: str) -> None:
    """Cognito first: after a crash in between the same request can still be made, and finishes it."""
    sign_in.sign_out_everywhere(user_id)
    end_tokens(user_id)
