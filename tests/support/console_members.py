"""The people who work at Riverside Tenants and the programs that act for it, as the API tells of them."""

from typing import Any

from tests.support.console_shapes import a_member, ago

PASSWORD = "Tidal-Maple-Orbit-4471"


def the_people() -> list[dict[str, Any]]:
    return [
        a_member("u-1", "Ada", "OWNER", days=290),
        a_member("u-2", "Amara Okafor", "OWNER", days=270),
        a_member("u-3", "Nguyễn Thị Mai", "ADMIN", days=120, number="+12125550177"),
        a_member("u-4", "Luis Ortega", "ADMIN", days=64, confirmed=False),
        a_member("u-5", "Grace Kim", "TEXTER", days=31),
        a_member("u-6", "ليلى حداد", "TEXTER", days=12, email="layla@example.org"),
        a_member("u-7", "", "TEXTER", days=3, email="b.kowalczyk@example.org"),
        a_member("u-8", "Dev Patel", "TEXTER", days=200, active=False),
    ]


def an_invitation(member: dict[str, Any], password: str | None = PASSWORD) -> dict[str, Any]:
    expires = ago(days=-7) if password else None
    return {**member, "temporary_password": password, "temporary_password_expires_at": expires}


def a_key(name: str, **changes: Any) -> dict[str, Any]:
    return {
        "client_id": "4f0f3ad2-6f6e-4a6f-9d0d-5a2f63e0b1c7",
        "name": name,
        "role": "ADMIN",
        "active": True,
        "expires_at": ago(days=-90),
        "last_used_at": None,
        "created_at": ago(),
        **changes,
    }


def the_keys() -> list[dict[str, Any]]:
    return [
        a_key("Nightly export", last_used_at=ago(hours=9), created_at=ago(days=21)),
        a_key(
            "CRM sync",
            client_id="a91d1c55-3a0e-4f58-8a3e-3f9b7c1e2d40",
            role="TEXTER",
            expires_at=ago(days=-5),
            last_used_at=ago(hours=1),
            created_at=ago(days=85),
        ),
        a_key(
            "Website form",
            client_id="0be7a4b9-9a53-4c0e-8d11-7d5a1c9f3e62",
            role="TEXTER",
            expires_at=ago(days=20),
            last_used_at=ago(days=24),
            created_at=ago(days=110),
        ),
        a_key(
            "Old dashboard",
            client_id="77c2e0f1-5b1d-4f0a-9a6e-1c3d5e7f9a0b",
            active=False,
            created_at=ago(days=200),
        ),
    ]
