"""The console's files are served compressed, kept for as long as may be, and under a strict policy."""

import gzip
from base64 import b64decode
from pathlib import Path

import pytest

from groundswell.entrypoints.static_files import policy, serve_folder
from tests.support.http import an_event

SCRIPT = b"console.log('a script that is long enough')" * 50


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html><div id=root></div>")
    (tmp_path / "assets/index-Ab12.js").write_bytes(SCRIPT)
    (tmp_path / "assets/index-Ab12.js.gz").write_bytes(gzip.compress(SCRIPT))
    (tmp_path / "assets/index-Ab12.js.br").write_bytes(b"brotli")
    (tmp_path / "secret.py").write_text("nobody sees this")
    return tmp_path


def get(folder, path, method="GET", **headers):
    event = an_event(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = serve_folder(folder)(event, None)
    body = b64decode(answer["body"]) if answer.get("isBase64Encoded") else answer["body"].encode()
    return answer["statusCode"], answer["headers"], body


@pytest.mark.parametrize("path", ["/", "/organizations/8d0b/campaigns/c0ff/run", "/sign-in", "/index.html"])
def test_every_page_is_the_application(folder, path):
    status, headers, body = get(folder, path)
    assert (status, body[:15]) == (200, b"<!doctype html>")
    assert headers["content-security-policy"] == policy()
    assert headers["cache-control"] == "no-cache"


def test_assets_are_kept_for_ever_and_come_compressed(folder):
    status, headers, body = get(folder, "/assets/index-Ab12.js", accept_encoding="gzip, deflate")
    assert (status, gzip.decompress(body)) == (200, SCRIPT)
    assert headers["content-encoding"] == "gzip"
    assert headers["cache-control"] == "public, max-age=31536000, immutable"
    assert headers["content-type"] == "text/javascript; charset=utf-8"
    assert headers["vary"] == "accept-encoding"


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, br", "br"),
        ("br;q=0, gzip", "gzip"),
        ("*", "br"),
        ("identity", None),
        ("", None),
        ("gzip;q=0", None),
    ],
)
def test_the_best_encoding_that_the_browser_takes(folder, accepted, encoding):
    assert (
        get(folder, "/assets/index-Ab12.js", accept_encoding=accepted)[1].get("content-encoding") == encoding
    )


def test_what_the_browser_has_is_not_sent_again(folder):
    tag = get(folder, "/")[1]["etag"]
    status, headers, body = get(folder, "/", if_none_match=f'"other", W/{tag}')
    assert (status, body, headers["etag"]) == (304, b"", tag)


def test_each_encoding_has_an_etag_of_its_own(folder):
    tags = {
        get(folder, "/assets/index-Ab12.js", accept_encoding=one)[1]["etag"] for one in ("", "gzip", "br")
    }
    assert len(tags) == 3


def test_head_answers_without_a_body(folder):
    status, headers, body = get(folder, "/assets/index-Ab12.js", method="HEAD")
    assert (status, body) == (200, b"")
    assert headers["etag"]


@pytest.mark.parametrize(
    "path", ["/assets/index-Old1.js", "/assets/", "/favicon.ico", "/wp-login.php", "/index.js.map"]
)
def test_a_file_that_does_not_exist_is_not_found(folder, path):
    status, headers, _ = get(folder, path)
    assert status == 404
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.py",
        "/secret.py",
        "/assets/../../etc/passwd",
        "/.env",
        "//etc/passwd",
        "/assets/index-Ab12.js.gz",
    ],
)
def test_nothing_else_gets_out(folder, path):
    status, _, body = get(folder, path)
    assert status == 404 or body.startswith(b"<!doctype html>")
    assert b"nobody sees this" not in body


def test_every_answer_is_guarded(folder):
    for path in ("/", "/assets/index-Ab12.js", "/nothing.js"):
        headers = get(folder, path)[1]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "camera=()" in headers["permissions-policy"]


def test_the_policy_allows_nothing_inline():
    assert "unsafe" not in policy()
    assert "default-src 'none'" in policy()
    assert "frame-ancestors 'none'" in policy()
    assert "connect-src 'self';" in policy()


def test_a_page_may_talk_to_where_files_are_uploaded_and_to_nobody_else(folder):
    handler = serve_folder(folder, uploads="https://files.example.org")
    for path, is_page in (("/contacts", True), ("/assets/index-Ab12.js", False)):
        given = handler(an_event("GET", path), None)["headers"].get("content-security-policy", "")
        assert ("connect-src 'self' https://files.example.org;" in given) is is_page


def test_without_a_build_it_says_how_to_build(tmp_path):
    status, headers, body = get(tmp_path, "/")
    assert status == 503
    assert b"make console" in body
    assert "unsafe" not in headers["content-security-policy"]
