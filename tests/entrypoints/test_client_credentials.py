"""Where a client's id and secret may stand (RFC 6749, 2.3.1)."""

import base64

import pytest

from groundswell.domain.errors import Unauthenticated
from groundswell.entrypoints.client_credentials import read_credentials


def basic(text):
    return {"authorization": f"Basic {base64.b64encode(text.encode()).decode()}"}


def test_the_body_comes_first():
    assert read_credentials(basic("x:y"), "id", "secret") == ("id", "secret")


def test_the_header_is_form_encoded_as_the_standard_has_it():
    assert read_credentials(basic("id:a%2Bb%3A+c"), None, None) == ("id", "a+b: c")


@pytest.mark.parametrize(
    "headers",
    [{}, {"authorization": "Bearer x"}, {"authorization": "Basic ???"}, {"authorization": "Basic"},
     basic("id"), basic(":secret"), basic("id:"), {"authorization": "Basic /w=="}],
)  # fmt: skip
def test_anything_else_is_nobody(headers):
    with pytest.raises(Unauthenticated):
        read_credentials(headers, None, None)


def test_half_of_a_body_is_not_filled_up_from_nowhere():
    with pytest.raises(Unauthenticated):
        read_credentials({}, "id", None)
