"""Who may call what: every route has exactly one row here, or the API does not start."""

from groundswell.domain.organization import Role
from groundswell.entrypoints.identity import Access, Rule

ORGANIZATION = "/v1/organizations/<organization_id>"
CAMPAIGNS = f"{ORGANIZATION}/campaigns"
CAMPAIGN = f"{CAMPAIGNS}/<campaign_id>"
LOAD = f"{CAMPAIGN}/loads/<load_id>"
BLAST = f"{CAMPAIGN}/blasts/<blast_id>"
JOB = f"{ORGANIZATION}/jobs/<job_id>"
MESSAGE = f"{ORGANIZATION}/messages/<message_id>"
MEMBERS = f"{ORGANIZATION}/members"
MEMBER = f"{MEMBERS}/<user_id>"
CLIENTS = f"{ORGANIZATION}/clients"
CLIENT = f"{CLIENTS}/<client_id>"
VENDOR = f"{ORGANIZATION}/service-vendors/<name>"
MANAGER = f"{ORGANIZATION}/service-managers/<name>"
PERSON = f"{ORGANIZATION}/contacts/<phone>"

RULES: dict[tuple[str, str], Rule] = {
    ("POST", "/v1/session"): Access.PUBLIC,
    ("DELETE", "/v1/session"): Access.PUBLIC,
    ("POST", "/v1/session/challenge"): Access.PUBLIC,
    ("POST", "/v1/session/refresh"): Access.PUBLIC,
    ("POST", "/v1/session/reset"): Access.PUBLIC,
    ("POST", "/v1/session/reset/confirm"): Access.PUBLIC,
    ("POST", "/v1/session/token"): Access.PUBLIC,
    ("GET", "/v1/me"): Access.SIGNED_IN,
    ("PUT", "/v1/me/password"): Access.SIGNED_IN,
    ("DELETE", "/v1/me/sessions"): Access.SIGNED_IN,
    ("POST", "/v1/me/totp"): Access.SIGNED_IN,
    ("POST", "/v1/me/totp/confirm"): Access.SIGNED_IN,
    ("DELETE", "/v1/me/totp"): Access.SIGNED_IN,
    ("GET", ORGANIZATION): Role.TEXTER,
    ("GET", f"{ORGANIZATION}/settings"): Role.ADMIN,
    ("PUT", f"{ORGANIZATION}/settings"): Role.OWNER,
    ("GET", MEMBERS): Role.ADMIN,
    ("POST", MEMBERS): Role.OWNER,
    ("GET", MEMBER): Role.ADMIN,
    ("PATCH", MEMBER): Role.OWNER,
    ("DELETE", MEMBER): Role.TEXTER,  # oneself; anybody else only for an owner
    ("POST", f"{MEMBER}/invitation"): Role.OWNER,
    ("GET", f"{ORGANIZATION}/colleagues"): Role.TEXTER,
    ("GET", CLIENTS): Role.OWNER,
    ("POST", CLIENTS): Role.OWNER,
    ("GET", CLIENT): Role.OWNER,
    ("DELETE", CLIENT): Role.OWNER,
    ("POST", f"{CLIENT}/secret"): Role.OWNER,
    ("GET", VENDOR): Role.OWNER,
    ("PUT", VENDOR): Role.OWNER,
    ("GET", f"{ORGANIZATION}/service-managers"): Role.ADMIN,
    ("GET", MANAGER): Role.OWNER,
    ("PUT", MANAGER): Role.OWNER,
    ("POST", f"{MANAGER}/form"): Role.OWNER,
    ("GET", f"{CAMPAIGN}/service-managers"): Role.ADMIN,
    ("POST", f"{CAMPAIGN}/service-managers/<name>"): Role.ADMIN,
    ("POST", CAMPAIGNS): Role.ADMIN,
    ("GET", CAMPAIGNS): Role.ADMIN,
    ("GET", CAMPAIGN): Role.ADMIN,
    ("PATCH", CAMPAIGN): Role.ADMIN,
    ("POST", f"{CAMPAIGN}/copy"): Role.ADMIN,
    ("POST", f"{CAMPAIGN}/preview"): Role.ADMIN,
    ("GET", f"{CAMPAIGN}/preflight"): Role.ADMIN,
    ("POST", f"{CAMPAIGN}/start"): Role.ADMIN,
    ("POST", f"{CAMPAIGN}/pause"): Role.ADMIN,
    ("POST", f"{CAMPAIGN}/resume"): Role.ADMIN,
    ("POST", f"{CAMPAIGN}/archive"): Role.ADMIN,
    ("POST", f"{CAMPAIGN}/unarchive"): Role.ADMIN,
    ("POST", f"{CAMPAIGN}/send"): Role.ADMIN,
    ("POST", f"{CAMPAIGN}/test"): Role.ADMIN,
    ("GET", f"{CAMPAIGN}/contacts"): Role.ADMIN,
    ("GET", f"{CAMPAIGN}/timeline"): Role.ADMIN,
    ("POST", f"{CAMPAIGN}/loads"): Role.ADMIN,
    ("GET", f"{CAMPAIGN}/loads"): Role.ADMIN,
    ("GET", LOAD): Role.ADMIN,
    ("POST", f"{LOAD}/preview"): Role.ADMIN,
    ("POST", f"{LOAD}/start"): Role.ADMIN,
    ("GET", f"{LOAD}/refused-rows"): Role.ADMIN,
    ("GET", f"{CAMPAIGN}/numbers"): Role.ADMIN,
    ("PUT", f"{CAMPAIGN}/numbers"): Role.ADMIN,
    ("GET", f"{CAMPAIGN}/blasts"): Role.ADMIN,
    ("GET", BLAST): Role.ADMIN,
    ("GET", f"{BLAST}/pace"): Role.ADMIN,
    ("GET", f"{BLAST}/sends"): Role.ADMIN,
    ("GET", f"{BLAST}/replies"): Role.ADMIN,
    ("POST", f"{BLAST}/sends/<send_id>/release"): Role.ADMIN,
    ("GET", f"{ORGANIZATION}/unknown-sends"): Role.ADMIN,
    ("GET", f"{ORGANIZATION}/dead-letters"): Role.ADMIN,
    ("POST", f"{ORGANIZATION}/dead-letters/<message_id>/replay"): Role.ADMIN,
    ("POST", f"{ORGANIZATION}/dead-letters/replay-all"): Role.ADMIN,
    ("POST", f"{ORGANIZATION}/stop-all"): Role.ADMIN,
    ("GET", f"{ORGANIZATION}/stop-all"): Role.ADMIN,
    ("GET", f"{ORGANIZATION}/audit"): Role.OWNER,
    ("GET", f"{ORGANIZATION}/queues"): Role.ADMIN,
    ("GET", f"{ORGANIZATION}/numbers"): Role.ADMIN,
    ("GET", f"{ORGANIZATION}/numbers/counts"): Role.ADMIN,
    ("POST", f"{ORGANIZATION}/numbers/purchases"): Role.ADMIN,
    ("DELETE", f"{ORGANIZATION}/numbers/<phone>"): Role.ADMIN,
    ("POST", f"{ORGANIZATION}/messages"): Role.TEXTER,
    ("GET", f"{ORGANIZATION}/messages"): Role.TEXTER,
    ("GET", MESSAGE): Role.TEXTER,
    ("GET", f"{MESSAGE}/sends"): Role.TEXTER,
    ("PUT", f"{ORGANIZATION}/members/<user_id>/number"): Role.OWNER,
    ("GET", f"{ORGANIZATION}/conversations"): Role.TEXTER,
    ("POST", f"{ORGANIZATION}/conversations/<phone>/messages"): Role.TEXTER,
    ("PUT", f"{ORGANIZATION}/conversations/<phone>/assignee"): Role.TEXTER,
    ("POST", f"{ORGANIZATION}/conversations/<phone>/close"): Role.TEXTER,
    ("POST", f"{ORGANIZATION}/conversations/<phone>/reopen"): Role.TEXTER,
    ("GET", f"{ORGANIZATION}/conversations/<phone>"): Role.TEXTER,
    ("GET", f"{ORGANIZATION}/conversations/reviews"): Role.TEXTER,
    ("GET", f"{ORGANIZATION}/conversations/waiting"): Role.TEXTER,
    ("DELETE", f"{ORGANIZATION}/conversations/<phone>/review"): Role.TEXTER,
    ("GET", f"{ORGANIZATION}/opt-outs"): Role.TEXTER,
    ("GET", f"{ORGANIZATION}/opt-outs/newest"): Role.TEXTER,
    ("POST", f"{ORGANIZATION}/opt-outs"): Role.TEXTER,
    ("POST", f"{ORGANIZATION}/opt-outs/imports"): Role.ADMIN,
    ("GET", f"{ORGANIZATION}/opt-outs/<phone>"): Role.TEXTER,
    ("DELETE", f"{ORGANIZATION}/opt-outs/<phone>"): Role.OWNER,
    ("GET", f"{ORGANIZATION}/opt-outs/<phone>/history"): Role.TEXTER,
    ("GET", f"{ORGANIZATION}/contacts"): Role.ADMIN,
    ("GET", PERSON): Role.ADMIN,
    ("GET", f"{PERSON}/texts"): Role.ADMIN,
    ("POST", f"{PERSON}/export"): Role.ADMIN,
    ("GET", f"{ORGANIZATION}/contacts/exports/<job_id>"): Role.ADMIN,
    ("POST", f"{PERSON}/erasure"): Role.OWNER,
    ("GET", f"{ORGANIZATION}/jobs"): Role.ADMIN,
    ("GET", JOB): Role.ADMIN,
    ("POST", f"{JOB}/cancel"): Role.ADMIN,
    ("POST", f"{JOB}/retry"): Role.ADMIN,
    ("POST", f"{ORGANIZATION}/exports"): Role.ADMIN,
    ("GET", f"{ORGANIZATION}/exports/<export_id>"): Role.ADMIN,
}

KEY_REQUIRED = frozenset(
    {
        ("POST", f"{CAMPAIGN}/send"),
        ("POST", f"{CAMPAIGN}/test"),
        ("POST", f"{ORGANIZATION}/messages"),
        ("POST", f"{ORGANIZATION}/conversations/<phone>/messages"),
        ("POST", f"{BLAST}/sends/<send_id>/release"),
        ("POST", f"{ORGANIZATION}/numbers/purchases"),
        ("POST", f"{PERSON}/erasure"),
        ("POST", f"{ORGANIZATION}/dead-letters/<message_id>/replay"),
        ("POST", f"{ORGANIZATION}/dead-letters/replay-all"),
    }
)
"""These send texts or spend money: no Idempotency-Key, no call."""

SECRET_ANSWERS = frozenset(
    {
        ("POST", MEMBERS),
        ("POST", f"{MEMBER}/invitation"),
        ("POST", CLIENTS),
        ("POST", f"{CLIENT}/secret"),
    }
)
"""These show a password or secret once: no answer of theirs is kept for an Idempotency-Key."""
