"""Keywords: the seven words and the carriers' own, however they are typed; ordinary replies are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.domain.conversation import Keyword
from groundswell.domain.opt_out import keyword_of

SEVEN = ["stop", "quit", "end", "revoke", "opt out", "cancel", "unsubscribe"]
DRESS = st.sampled_from(
    ["{}", "{}.", "  {} ", "{}!!!", "“{}”", "{} please", "Please {}", "{}\n", "🛑 {} 🛑", "{} now", "-{}-"]
)


@given(st.sampled_from(SEVEN), DRESS, st.sampled_from([str.upper, str.lower, str.title]))
def test_each_of_the_seven_words_opts_out_however_it_is_typed(word: str, dress: str, case: object) -> None:
    assert keyword_of(dress.format(case(word))) is Keyword.STOP  # type: ignore[operator]


@pytest.mark.parametrize(
    "text", ["STOPALL", "optout", "Opt-Out", "opt out", "ＳＴＯＰ", "s t o p", "Stop texting me"]
)
def test_other_spellings_opt_out_too(text: str) -> None:
    assert keyword_of(text) is Keyword.STOP


@pytest.mark.parametrize(
    ("text", "keyword"),
    [("START", Keyword.START), ("unstop", Keyword.START), ("Help!", Keyword.HELP), ("info", Keyword.HELP)],
)
def test_start_and_help_are_known(text: str, keyword: Keyword) -> None:
    assert keyword_of(text) is keyword


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Yes",
        "I can't stop smiling",
        "cancel my 3pm",
        "the end is near",
        "Don't stop!",
        "start at 5?",
        "no",
        "1",
    ],
)
def test_ordinary_replies_change_nothing(text: str) -> None:
    assert keyword_of(text) is None
