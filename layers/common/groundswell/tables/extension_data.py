"""What service managers keep: one document per organization, per campaign, and for the manager's settings."""

from collections.abc import Mapping
from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.exceptions import DoesNotExist
from pynamodb.models import Model

from groundswell import clock
from groundswell.domain import changes
from groundswell.settings import settings
from groundswell.tables import rows

ORGANIZATION = "ORGANIZATION"
CONFIG = "CONFIG"


class _Row(Model):
    """Key: owner (`<organization_id>#<extension>`) / scope (`ORGANIZATION`, `CONFIG`, `CAMPAIGN#<id>`)."""

    class Meta(rows.Meta):
        table_name = settings().extension_data_table

    owner = UnicodeAttribute(hash_key=True)
    scope = UnicodeAttribute(range_key=True)
    data = JSONAttribute()
    version = NumberAttribute()
    updated_at = UTCDateTimeAttribute()


def get(organization_id: str, extension: str, scope: str) -> tuple[dict[str, Any], int]:
    """The document and its version; ({}, 0) if there is none."""
    try:
        row = _Row.get(f"{organization_id}#{extension}", scope, consistent_read=True)
    except DoesNotExist:
        return {}, 0
    return dict(row.data), int(row.version)


def move(organization_id: str, extension: str, scope: str, data: Mapping[str, Any], *, version: int) -> int:
    """Replace the document that stands at `version` (0: none yet); its new version, or Stale."""
    row = _Row(
        f"{organization_id}#{extension}", scope, data=dict(data), version=version + 1, updated_at=clock.now()
    )
    condition = _Row.version == version if version else _Row.scope.does_not_exist()
    with rows.stale_when_condition_fails(f"data of {extension} in organization {organization_id}"):
        row.save(condition=condition)
    changes.note_keys(extension, data)
    return version + 1


class Drawer:
    """One extension's documents in one organization, as extensions see them (extensions.ports.Drawer)."""

    def __init__(self, organization_id: str, extension: str) -> None:
        self._owner = (organization_id, extension)
        self._versions: dict[str, int] = {}

    def get(self, campaign_id: str | None = None) -> dict[str, Any]:
        data, self._versions[_scope(campaign_id)] = get(*self._owner, _scope(campaign_id))
        return data

    def put(self, data: Mapping[str, Any], campaign_id: str | None = None) -> None:
        scope = _scope(campaign_id)
        self._versions[scope] = move(*self._owner, scope, data, version=self._versions.get(scope, 0))


def _scope(campaign_id: str | None) -> str:
    return ORGANIZATION if campaign_id is None else f"CAMPAIGN#{campaign_id}"
