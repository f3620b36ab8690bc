"""The authorizer in front of the API: only a fresh token that the user pool signed for us opens anything."""

import base64
import json
import time
from collections.abc import Mapping
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from tests.support.routes import IDS
from tests.support.stack import Stack, call

pytestmark = pytest.mark.stack
PUBLIC = ("/v1/session", "/v1/openapi.json", "/v1/docs")
METHODS = {"get", "put", "post", "patch", "delete"}


@pytest.fixture(scope="module")
def bad_tokens(stack: Stack) -> dict[str, str | None]:
    head, claims = _read(stack.token)
    own_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def signed(**changes: Any) -> str:
        return jwt.encode({**claims, **changes}, _pool_key(stack), "RS256", {"kid": head["kid"]})

    fresh = {"authorization": f"Bearer {signed(exp=int(time.time()) + 60)}"}
    assert (
        call(f"{stack.base_url}/v1/me", headers=fresh).status == 200
    )  # or the tokens below would prove nothing
    first, _, last = stack.token.split(".")
    changed = base64.urlsafe_b64encode(json.dumps({**claims, "sub": "x"}).encode()).decode().rstrip("=")
    return {
        "none": None,
        "empty": "",
        "expired": signed(exp=int(time.time()) - 5),
        "signed by somebody else": jwt.encode(claims, own_key, "RS256", {"kid": head["kid"]}),
        "signed by nobody": jwt.encode(claims, None, "none", {"kid": head["kid"]}),
        "changed": f"{first}.{changed}.{last}",
        "of another pool": signed(iss=f"{claims['iss']}x"),
        "for another client": signed(client_id="somebody-else"),
    }


def _read(token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    return jwt.get_unverified_header(token), jwt.decode(token, options={"verify_signature": False})


def _pool_key(stack: Stack) -> Any:
    """The user pool's own key: a token that has expired cannot be had in another way without waiting for an hour."""
    pool = stack.outputs["UserPoolId"]
    (found,) = stack.places.state.rglob(f"cognito-pool-keys/{pool}-access.pem")
    return load_pem_private_key(found.read_bytes(), password=None)


def _operations(stack: Stack) -> list[tuple[str, str]]:
    document = call(f"{stack.base_url}/v1/openapi.json").json
    ids: Mapping[str, str] = {**IDS, "organization_id": stack.organization_id}
    return [
        (method.upper(), path.format_map(_Ids(ids)))
        for path, item in document["paths"].items()
        if not path.startswith(PUBLIC)
        for method in item.keys() & METHODS
    ]


class _Ids(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return IDS[name]


def test_no_operation_opens_to_a_bad_token(
    stack: Stack, bad_tokens: dict[str, str | None], capsys: Any
) -> None:
    operations = _operations(stack)
    answers = {
        (name, method, path): call(
            f"{stack.base_url}{path}",
            method=method,
            body=None if method in ("GET", "DELETE") else {},
            headers={} if token is None else {"authorization": f"Bearer {token}"},
        ).status
        for name, token in bad_tokens.items()
        for method, path in operations
    }
    with capsys.disabled():
        print(
            f"\nauthorizer: {len(answers)} checks ({len(operations)} operations x {len(bad_tokens)} bad tokens)"
        )
    assert len(operations) > 50
    assert {where: status for where, status in answers.items() if status != 401} == {}
