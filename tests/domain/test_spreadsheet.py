"""Cells for spreadsheets: nothing that others typed runs as a formula."""

import pytest

from groundswell.domain.spreadsheet import safe_cell


@pytest.mark.parametrize(
    "formula", ["=1+1", "+12025550123", "-cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "\n=1"]
)
def test_what_would_be_a_formula_is_text(formula: str) -> None:
    assert safe_cell(formula) == "'" + formula


@pytest.mark.parametrize("text", ["", "Ada", "2 = 2", "a+b", "'quoted"])
def test_all_else_stays_as_it_is(text: str) -> None:
    assert safe_cell(text) == text
