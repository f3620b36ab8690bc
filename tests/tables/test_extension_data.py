"""What managers keep: nobody overwrites what they have not seen, and nobody sees another's."""

import pytest

from groundswell.domain.errors import Stale
from groundswell.tables.extension_data import Drawer

pytestmark = pytest.mark.usefixtures("aws")


def test_what_was_put_comes_back_and_the_organizations_document_is_not_a_campaigns() -> None:
    drawer = Drawer("org-1", "example")
    drawer.put({"a": 1})
    drawer.put({"b": [2, {"c": None}]}, "campaign-1")
    again = Drawer("org-1", "example")
    assert again.get() == {"a": 1}
    assert again.get("campaign-1") == {"b": [2, {"c": None}]}
    assert again.get("campaign-2") == {}


def test_neither_another_manager_nor_another_organization_sees_it() -> None:
    Drawer("org-1", "example").put({"a": 1})
    assert Drawer("org-1", "other").get() == {}
    assert Drawer("org-2", "example").get() == {}


def test_of_two_that_got_the_same_document_only_the_first_may_put() -> None:
    first, second = Drawer("org-1", "example"), Drawer("org-1", "example")
    first.get(), second.get()
    first.put({"by": "first"})
    with pytest.raises(Stale):
        second.put({"by": "second"})
    first.put({"by": "first", "again": True})
    assert Drawer("org-1", "example").get() == {"by": "first", "again": True}


def test_a_document_that_was_never_got_cannot_be_overwritten() -> None:
    Drawer("org-1", "example").put({"a": 1})
    with pytest.raises(Stale):
        Drawer("org-1", "example").put({})
