"""The answer to a sign-in challenge goes in; tokens, or the next challenge, come out."""

from groundswell import sign_in
from groundswell.domain.errors import Invalid
from groundswell.domain.password import check_password
from groundswell.sign_in import Challenge, SignedIn

_ANSWERS = {
    "NEW_PASSWORD_REQUIRED": ("new_password", "NEW_PASSWORD"),
    "SOFTWARE_TOKEN_MFA": ("code", "SOFTWARE_TOKEN_MFA_CODE"),
    "SMS_MFA": ("code", "SMS_MFA_CODE"),
}


def answer_challenge(
    email: str, challenge: Challenge, *, new_password: str | None = None, code: str | None = None
) -> SignedIn | Challenge:
    """Invalid if the challenge is none of ours, or if its answer is missing or too weak."""
    if challenge.name not in _ANSWERS:
        raise Invalid(
            "challenge", "We do not know this challenge.", f"It is one of {', '.join(sorted(_ANSWERS))}."
        )
    field, theirs = _ANSWERS[challenge.name]
    answer = {"new_password": new_password, "code": code}[field]
    if not answer:
        raise Invalid(field, "It is missing.", f"{challenge.name} is answered with {field}.")
    if new_password and field == "new_password":
        check_password(field, new_password)
    return sign_in.answer_challenge(email.strip().lower(), challenge, {theirs: answer})
