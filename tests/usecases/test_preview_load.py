"""Before a load: what the columns are taken for, and what the first rows would become."""

import pytest

from groundswell import files
from groundswell.domain.contact import Refusal
from groundswell.domain.errors import Conflict, Invalid, NotFound
from groundswell.domain.load import upload_key
from groundswell.extensions.contact_loaders.csv_upload import layout
from groundswell.tables import campaigns, organizations
from groundswell.usecases.create_load import create_load
from groundswell.usecases.preview_load import LoadPreview, preview_load
from groundswell.usecases.start_load import start_load
from tests.support.aws import Aws
from tests.support.build import CAMPAIGN, ORGANIZATION, USER, a_campaign, a_member, a_phone, an_organization


@pytest.fixture(autouse=True)
def load(aws: Aws) -> str:
    organizations.add(an_organization(), a_member())
    campaigns.add(a_campaign())
    return create_load(ORGANIZATION, CAMPAIGN, created_by=USER)[0].job_id


def preview(aws: Aws, load: str, content: str | bytes, mapping: dict[str, str] | None = None) -> LoadPreview:
    body = content.encode() if isinstance(content, str) else content
    aws.put_file(upload_key(ORGANIZATION, load), body)
    return preview_load(ORGANIZATION, CAMPAIGN, load, mapping)


def taken_for(found: LoadPreview) -> dict[str, tuple[str, bool, str]]:
    return {one.header: (one.field, one.is_own, one.sure.value) for one in found.columns}


def test_each_column_is_told_with_where_it_goes_and_how_sure_that_is(aws: Aws, load: str) -> None:
    found = preview(aws, load, "Name,Cell phone,Home phone,Favourite issue,\nAda,2025550123,,parks,x\n")
    assert taken_for(found) == {
        "Name": ("first_name", True, "GUESSED"),
        "Cell phone": ("phone", True, "NAMED"),
        "Home phone": ("home_phone", False, "GUESSED"),
        "Favourite issue": ("favourite_issue", False, "NAMED"),
        "": ("", False, "NAMED"),
    }
    assert (found.encoding, found.delimiter) == ("UTF-8", ",")


def test_the_mapping_is_followed_and_believed(aws: Aws, load: str) -> None:
    found = preview(aws, load, "A;B;C\nAda;2025550123;x\n", {"B": "phone", "A": "nick name", "C": ""})
    assert taken_for(found) == {
        "A": ("nick_name", False, "TOLD"),
        "B": ("phone", True, "TOLD"),
        "C": ("", False, "TOLD"),
    }
    assert found.delimiter == ";"
    (row,) = found.rows
    assert row.contact is not None
    assert (row.contact.phone, row.contact.custom) == ("+12025550123", {"nick_name": "Ada"})


def test_rows_are_shown_as_they_would_be_stored_or_why_they_would_not(aws: Aws, load: str) -> None:
    content = "\ufeffName,Phone\nAda,202-555-0123\nBo,\nCy,call me\n\nAda again,(202) 555 0123\n"
    found = preview(aws, load, content)
    assert found.encoding == "UTF-8 with BOM"
    assert [(one.row, one.reason, one.same_as_row) for one in found.rows] == [
        (2, None, None),
        (3, Refusal.NO_PHONE, None),
        (4, Refusal.NOT_A_PHONE_NUMBER, None),
        (6, None, 2),
    ]
    assert found.rows[1].problem == "The phone is missing."
    assert found.rows[2].cells == ("Cy", "call me")


def test_a_phone_column_that_holds_hardly_any_phones_is_only_a_guess(aws: Aws, load: str) -> None:
    found = preview(aws, load, "Name,Phone\nAda,yes\nBo,no\nCy,2025550123\n")
    assert taken_for(found)["Phone"] == ("phone", True, "GUESSED")


def test_only_the_head_of_the_file_is_read(aws: Aws, load: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(f"Ada é,{a_phone(n)}\n" for n in range(60_000))
    read, asked = files.read, []

    def watched(key: str, start: int = 0, length: int | None = None, **more: str) -> bytes:
        asked.append((start, length))
        return read(key, start, length, **more)

    monkeypatch.setattr(files, "read", watched)
    found = preview(aws, load, f"Name,Phone\n{rows}")
    assert len(found.rows) == 20
    assert asked == [(0, layout.HEAD)]


def test_a_cell_longer_than_the_head_ends_the_preview_and_not_the_load(
    aws: Aws, load: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layout, "HEAD", 200)
    found = preview(aws, load, 'Name,Phone\nAda,2025550123\n"' + "x\n" * 400 + '",2025550124\n')
    assert [one.row for one in found.rows] == [2]
    with pytest.raises(Invalid, match="never closed"):
        preview(aws, load, 'Name,Phone\n"Ada,2025550123\n')


@pytest.mark.parametrize(
    ("mapping", "field", "remedy"),
    [
        ({"Telefon": "phone"}, "mapping.Telefon", "The file has: “A”, “B”."),
        ({"A": "phone", "B": "phone"}, "mapping.B", "Choose one of them."),
        ({"A": "first_name"}, "mapping", "say which column is the phone"),
        ({}, "mapping", "say which column is the phone"),
    ],
)
def test_a_wrong_mapping_is_told_with_its_remedy(
    aws: Aws, load: str, mapping: dict[str, str], field: str, remedy: str
) -> None:
    with pytest.raises(Invalid) as caught:
        preview(aws, load, "A,B\nAda,2025550123\n", mapping)
    assert caught.value.field == field
    assert remedy in caught.value.remedy
    if mapping:
        with pytest.raises(Invalid):
            start_load(ORGANIZATION, load, mapping)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "The file is empty"),
        (b"PK\x03\x04", "Excel workbook"),
        ("Name,Phone\nJosé,1\n".encode("latin-1"), "not UTF-8: line 2"),
        (b"Phone,phone\n1,2\n", "same name"),
    ],
)
def test_what_is_no_csv_file_is_told(aws: Aws, load: str, content: bytes, problem: str) -> None:
    with pytest.raises(Invalid, match=problem) as caught:
        preview(aws, load, content)
    assert caught.value.field == "file"


def test_a_preview_changes_nothing(aws: Aws, load: str) -> None:
    before = aws.rows("jobs")
    preview(aws, load, "Phone\n2025550123\n")
    assert aws.rows("jobs") == before
    assert aws.rows("contacts") == []


def test_without_a_file_there_is_nothing_to_see(aws: Aws, load: str) -> None:
    with pytest.raises(Conflict, match="Upload the file"):
        preview_load(ORGANIZATION, CAMPAIGN, load)
    with pytest.raises(NotFound):
        preview_load(ORGANIZATION, "another-campaign", load)
    with pytest.raises(NotFound):
        preview_load("another-organization", CAMPAIGN, load)


def test_a_right_mapping_is_the_one_that_the_load_begins_with(aws: Aws, load: str) -> None:
    preview(aws, load, "A,B\nAda,2025550123\n", {"B": "phone"})
    job = start_load(ORGANIZATION, load, {"B": "phone"})
    assert job.cursor["mapping"] == {"B": "phone"}
