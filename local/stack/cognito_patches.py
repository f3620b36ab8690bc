"""Corrections of ministack's Cognito, which without them would let anybody in who names an e-mail address.

It checks tokens and mailed codes only together with every signature of every service, and a challenge's session never.
"""

import json
from typing import Any

from ministack.core.responses import error_response_json
from ministack.services import cognito

_SESSION = "NotAuthorizedException", "Invalid session for the user."
_sessions: dict[str, tuple[str, str]] = {}


def check_what_cognito_checks() -> None:
    """Access tokens, codes of a forgotten password, and sessions of challenges, on every call."""
    original = cognito._run_idp_handler

    def run(handler: Any, action: str, data: dict[str, Any]) -> Any:
        refused = (
            cognito._access_token_error(data)
            or cognito._confirmation_code_error(action, data)
            or _session_error(action, data)
        )
        if refused:
            return refused
        answer = original(handler, action, data)
        _remember(action, data, answer)
        return answer

    cognito._run_idp_handler = run


def _session_error(action: str, data: dict[str, Any]) -> Any:
    if action != "RespondToAuthChallenge":
        return None
    asked = (data.get("ChallengeName", ""), (data.get("ChallengeResponses") or {}).get("USERNAME", ""))
    known = _sessions.get(data.get("Session", ""))
    return None if known == asked else error_response_json(*_SESSION, 400)


def _remember(action: str, data: dict[str, Any], answer: tuple[int, Any, bytes]) -> None:
    """A session is good for one person, one challenge and one right answer."""
    status, _, body = answer
    if action not in ("InitiateAuth", "RespondToAuthChallenge") or status != 200:
        return
    _sessions.pop(data.get("Session", ""), None)
    told = json.loads(body)
    if told.get("ChallengeName"):
        parameters = data.get("AuthParameters") or data.get("ChallengeResponses") or {}
        _sessions[told["Session"]] = (told["ChallengeName"], parameters.get("USERNAME", ""))
