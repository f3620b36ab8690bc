"""Uploaded CSV files: what people's programs really write is understood, and what is not is said in plain words."""

import csv
import io
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from groundswell.domain.contact import Contact, Refusal
from groundswell.extensions.contact_loaders import loaders
from groundswell.extensions.contact_loaders.base import Cursor, Page, Refused, Source, Unreadable
from groundswell.extensions.contact_loaders.csv_upload import CsvUpload, columns, lines, whole_zip
from tests.support.build import LOAD, a_phone


class OneFile:
    """A store with a single file, whatever key it is asked for."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def read(self, key: str, start: int = 0, length: int | None = None) -> bytes:
        return self.content[start : None if length is None else start + length]


def a_loader(content: str | bytes, mapping: Mapping[str, str] | None = None) -> CsvUpload:
    raw = content.encode() if isinstance(content, str) else content
    return CsvUpload(Source(load_id=LOAD, key="any", mapping=mapping or {}), OneFile(raw))


def load(
    content: str | bytes, mapping: Mapping[str, str] | None = None
) -> tuple[list[Contact], list[Refused]]:
    loader = a_loader(content, mapping)
    loader.open()
    pages = [loader.transform(page) for page in loader.fetch(None)]
    return [one for page in pages for one in page.contacts], [one for page in pages for one in page.refused]


def problem_of(content: str | bytes, mapping: Mapping[str, str] | None = None) -> str:
    with pytest.raises(Unreadable) as caught:
        load(content, mapping)
    return str(caught.value)


def test_csv_upload_is_a_loader() -> None:
    assert loaders.available() == ["csv-upload"]
    assert loaders.get("csv-upload") is CsvUpload


def test_a_row_becomes_a_contact() -> None:
    contacts, refused = load(
        "First Name,Surname,Mobile,Zip,VAN ID,Favourite issue\nAda, Moss ,(202) 555-0123,2139,7,parks\n"
    )
    assert contacts == [
        Contact(
            load_id=LOAD, phone="+12025550123", row=2, first_name="Ada", last_name="Moss", zip_code="02139",
            external_id="7", custom={"favourite_issue": "parks"}, time_zones=("America/New_York",),
        )
    ]  # fmt: skip
    assert refused == []


def test_rows_without_a_usable_phone_are_refused_with_their_reason() -> None:
    contacts, refused = load("name,phone\nAda,\nBo,  \nCy,call me\nDi,+12025550123\nEd\n")
    assert [one.first_name for one in contacts] == ["Di"]
    assert [(one.row.number, one.reason) for one in refused] == [
        (2, Refusal.NO_PHONE),
        (3, Refusal.NO_PHONE),
        (4, Refusal.NOT_A_PHONE_NUMBER),
        (6, Refusal.NO_PHONE),
    ]
    assert refused[2].row.cells == ["Cy", "call me"]


@pytest.mark.parametrize(
    "header",
    [
        "phone", "Phone", " PHONE ", "Phone Number", "phone_number", "phoneNumber", "Cell", "cell-phone", "CELL #",
        "Mobile", "mobile phone", "Telephone", "Home Phone", "Primary Phone", "MSISDN",
    ],
)  # fmt: skip
def test_the_phone_column_goes_by_many_names(header: str) -> None:
    contacts, _ = load(f'"{header}"\n2025550123\n')
    assert [one.phone for one in contacts] == ["+12025550123"]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("f_name", "first_name"), ("givenName", "first_name"), ("First", "first_name"), ("NAME", "first_name"),
        ("surname", "last_name"), ("Family Name", "last_name"), ("LName", "last_name"),
        ("ZIP code", "zip_code"), ("Postal-Code", "zip_code"), ("postcode", "zip_code"),
        ("VAN ID", "external_id"), ("externalId", "external_id"), ("Voter File VANID", "external_id"),
        ("Favourite issue", "favourite_issue"), ("favouriteIssue", "favourite_issue"), ("Größe (cm)", "größe_cm"),
        ("お名前", "お名前"), ("{first_name}", "first_name"), ("=1+1", "1_1"), ("🦊", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_column_fills_the_field_that_its_name_means(header: str, field: str) -> None:
    assert columns.assign(["Phone", header], {}) == ("phone", field)


def test_of_two_phone_columns_the_mobile_one_is_texted() -> None:
    assert columns.assign(["Phone", "Mobile"], {}) == ("phone_2", "phone")


def test_custom_columns_whose_names_read_the_same_are_numbered() -> None:
    targets = columns.assign(["Phone", "T-shirt", "T shirt", "t_shirt", "T shirt 2"], {})
    assert targets == ("phone", "t_shirt", "t_shirt_2", "t_shirt_3", "t_shirt_2_2")


def test_the_mapping_has_the_last_word() -> None:
    contacts, _ = load(
        "Phone,Handy,Nickname,Secret,First name\n1,2025550123,Addie,x,Ada\n",
        {"Handy": "phone", "Nickname": "first_name", "Secret": "", "First name": "Official name"},
    )
    (contact,) = contacts
    assert (contact.phone, contact.first_name) == ("+12025550123", "Addie")
    assert contact.custom == {"phone_2": "1", "official_name": "Ada"}


def test_a_mapping_that_does_not_fit_is_explained() -> None:
    assert "There is no column “Handy”. The file has: “Phone”" in problem_of("Phone\n1\n", {"Handy": "phone"})
    twice = {"A": "first_name", "B": "first_name"}
    assert "Two columns are meant to be “first_name”" in problem_of("Phone,A,B\n1,2,3\n", twice)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_every_dialect_reads_the_same(delimiter: str, newline: str, bom: str) -> None:
    rows = [
        ["Name", "Phone", "Note"],
        ["Ada", "202-555-0123", 'a "b", c; d\te|f\ng'],
        ["Bo", "202-555-0124", ""],
    ]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=newline).writerows(rows)
    contacts, refused = load(bom + text.getvalue())
    assert [(one.first_name, one.phone) for one in contacts] == [
        ("Ada", "+12025550123"),
        ("Bo", "+12025550124"),
    ]
    assert contacts[0].custom == {"note": 'a "b", c; d\te|f\ng'}
    assert refused == []


def test_the_delimiter_is_the_one_that_shows_the_phone() -> None:
    assert load("Last, First;Phone\nMoss, Ada;2025550123\n")[0][0].custom == {"last_first": "Moss, Ada"}


def test_rows_are_numbered_as_a_spreadsheet_numbers_them() -> None:
    contacts, refused = load('\n\nName,Phone\n\n"A\nB",2025550123\n\n\nCy,2025550124\nDi,x\n\n')
    assert [one.row for one in contacts] == [5, 8]
    assert [one.row.number for one in refused] == [9]


def test_missing_cells_are_blank_and_cells_too_many_belong_to_nothing() -> None:
    contacts, _ = load("Phone,Name,Issue\n2025550123\n2025550124,Bo,parks,more,and more\n")
    assert [(one.first_name, dict(one.custom)) for one in contacts] == [("", {}), ("Bo", {"issue": "parks"})]


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ("2139", "02139"), ("601", "00601"), ("02139", "02139"), ("2139-1234", "02139-1234"), ("", ""),
        ("90210-1234", "90210-1234"), ("SW1A 1AA", "SW1A 1AA"), ("12", "12"), ("٢١٣٩", "٢١٣٩"),
    ],
)  # fmt: skip
def test_a_zip_code_gets_back_its_leading_zero(written: str, whole: str) -> None:
    assert whole_zip(written) == whole


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty."),
        (b"\xef\xbb\xbf", "The file is empty."),
        (b" \n\r\n\t\n", "The file is empty."),
        ("Name,Email\nAda,a@b.c\n", "No column is the phone. The file has: “Name”, “Email”."),
        ("Ada,+1 202-555-0123\n", "The first row looks like a contact"),
        (b"PK\x03\x04\x14\x00", "Excel workbook or a ZIP file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Excel workbook"),
        (b"\x1f\x8b\x08", "compressed file"),
        (b"%PDF-1.7", "PDF"),
        ("Phone\n2025550123\n".encode("utf-16"), "The file is UTF-16"),
        ("Phone\n2025550123\n".encode("utf-16-be"), "NUL character"),
        (b"\x00" * 5_000, "NUL character"),
        ("Name,Phone\nAda,1\nJos\u00e9,2\n".encode("latin-1"), "not UTF-8: line 3, byte 4 of the line (0xE9)"),
        ("Pr\u00e9nom,Phone\n".encode("latin-1"), "not UTF-8: line 1"),
        (b"Name,Phone\nA\x00da,1\n", "Line 2 holds a NUL character"),
        ("Name,Phone\nAda," + "x" * 1_000_000, "A cell in row 2 is longer than 10,000 characters."),
        ('Name,Phone\nAda,"' + "x\n" * 500_000 + '"\n', "A cell in row 2 is longer than 10,000 characters."),
        ("Name,Phone\nAda," + "x" * 9_000_000, "A line is longer than"),
        ("Name,Phone" + ",x" * 99 + "\n", "The file has 101 columns; at most 100 can be loaded."),
        ("Phone," + ",".join(f"c{n}" for n in range(50)) + "\n1" + ("," + "x" * 9_000) * 50, "Row 2 is longer than"),
        ("x" * 300_000, "longer than"),
        (",x" * 200_000, "longer than"),
        ("Phone,Note,note \n1,2,3\n", "Two columns have the same name: “Note”, “note”."),
        ('Name,Phone\nAda,1\nBo,2\n"Cy,3\nDi,4\n', "A quotation mark that opens in row 4 is never closed."),
        ('"Name,Phone\nAda,1\n', "A quotation mark that opens in row 1 is never closed."),
    ],
)  # fmt: skip
def test_what_cannot_be_loaded_is_said_in_plain_words(content: str | bytes, says: str) -> None:
    assert says in problem_of(content)


def test_what_nobody_can_see_is_left_out() -> None:
    contacts, refused = load("Name,Phone,Note\nA\x07da\x1b,202\x02 555-0123,12 Elm\x0bApt 4\n")
    assert (contacts[0].first_name, contacts[0].phone) == ("Ada", "+12025550123")
    assert (contacts[0].custom, refused) == ({"note": "12 Elm Apt 4"}, [])


def test_what_looks_like_a_formula_is_a_name_like_any_other() -> None:
    contacts, _ = load('Name,Phone,Note\n=SUM(A1),2025550123,"=HYPERLINK(""http://evil"")"\n')
    assert contacts[0].first_name == "=SUM(A1)"
    assert contacts[0].custom == {"note": '=HYPERLINK("http://evil")'}


def test_a_lone_carriage_return_at_the_end_of_a_block_is_no_line_end_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = 'Name,Phone\r\n"Ada\r\nM",2025550123\r\nBo,2025550124\r\n'
    expected = load(content)
    for block in range(1, 40):
        monkeypatch.setattr(lines, "BLOCK", block)
        assert load(content) == expected, block


def test_a_walk_can_stop_after_any_page_and_go_on_from_its_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("groundswell.extensions.contact_loaders.csv_upload.PAGE_ROWS", 3)
    content = "\ufeffName;Phone;Note\r\n" + "".join(
        f'"Zoë\n{number}";{a_phone(number)};"quoted;\r\n\r\n{number}"\r\n' + "\r\n" * (number % 3)
        for number in range(40)
    )
    whole = load(content)
    assert len(whole[0]) == 40
    contacts: list[Contact] = []
    for page in _each_page_from_a_new_start(content):
        contacts += a_loader(content).transform(page).contacts
    assert contacts == whole[0]


def test_the_messy_file_loads_as_it_should() -> None:
    folder = os.environ.get("GROUNDSWELL_DATA")
    if not folder:
        pytest.skip("GROUNDSWELL_DATA names no folder")
    contacts, refused = load((Path(folder) / "contacts_messy.csv").read_bytes())
    assert len(contacts) + len(refused) == 5_000
    assert len({one.phone for one in contacts}) == 4_231
    assert sum(one.reason is Refusal.NO_PHONE for one in refused) == 151
    assert sum(one.reason is Refusal.NOT_A_PHONE_NUMBER for one in refused) == 191


def _each_page_from_a_new_start(content: str) -> Iterator[Page]:
    cursor: Cursor | None = None
    while True:
        page = next(iter(a_loader(content).fetch(cursor)), None)
        if page is None:
            return
        yield page
        cursor = page.cursor
