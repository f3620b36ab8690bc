"""Cells for spreadsheets: nothing that others typed runs as a formula."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.domain.spreadsheet import safe_cell

FORMULAS = ["=1+1", "+12025550123", "-cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "\n=1"]


@pytest.mark.parametrize("formula", FORMULAS)
def test_what_would_be_a_formula_is_text(formula: str) -> None:
    assert safe_cell(formula) == "'" + formula


@pytest.mark.parametrize("text", ["", "Ada", "2 = 2", "a+b", "'quoted"])
def test_all_else_stays_as_it_is(text: str) -> None:
    assert safe_cell(text) == text


CELLS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(FORMULAS),
    st.builds("".join, st.lists(st.sampled_from("=+-@\t\r\n\",;'a1"))),
)


@given(st.lists(CELLS, min_size=1, max_size=5))
def test_whatever_is_typed_no_cell_of_a_file_begins_a_formula(typed: list[str]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerow([safe_cell(cell) for cell in typed])
    (read,) = csv.reader(io.StringIO(text.getvalue(), newline=""))
    assert not [cell for cell in read if cell[:1] and cell[:1] in "=+-@\t\r\n＝＋－＠"]
    assert [cell == one or cell == "'" + one for cell, one in zip(read, typed, strict=True)] == [True] * len(
        typed
    )


@given(CELLS)
def test_a_safe_cell_stays_as_it_is(typed: str) -> None:
    assert safe_cell(safe_cell(typed)) == safe_cell(typed)
