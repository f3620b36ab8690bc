"""Files in the bucket: signed addresses, ranges, and files that are put together out of parts."""

import base64
import json
from urllib.parse import parse_qs, urlsplit

import pytest

from groundswell import files
from groundswell.settings import Settings
from tests.support.aws import Aws


def test_an_upload_is_signed_for_one_key_and_a_size(aws: Aws) -> None:
    upload = files.presigned_post("uploads/o/l.csv", max_bytes=1_000)
    assert aws.bucket in upload["url"]
    assert upload["max_bytes"] == 1_000
    policy = json.loads(base64.b64decode(upload["fields"]["policy"]))
    assert ["content-length-range", 0, 1_000] in policy["conditions"]
    assert {"key": "uploads/o/l.csv"} in policy["conditions"]
    assert upload["fields"]["x-amz-algorithm"] == "AWS4-HMAC-SHA256"


@pytest.mark.parametrize("region", ["us-east-1", "us-west-2", "eu-west-1"])
def test_on_aws_signed_addresses_name_the_region_so_that_nothing_is_redirected(
    monkeypatch: pytest.MonkeyPatch, region: str
) -> None:
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    monkeypatch.setenv("AWS_DEFAULT_REGION", region)
    monkeypatch.setattr(files, "settings", lambda: Settings(files_bucket="some-files"))
    files._client.cache_clear()
    origin = f"https://some-files.s3.{region}.amazonaws.com/"
    assert files.presigned_post("uploads/o/l.csv", max_bytes=1)["url"] == origin
    assert files.presigned_get("uploads/o/l.csv", filename="a.csv").startswith(origin)
    files._client.cache_clear()


def test_a_download_is_signed_and_named(aws: Aws) -> None:
    address = urlsplit(files.presigned_get("refused/o/l.csv", filename="refused.csv"))
    query = parse_qs(address.query)
    assert address.path.endswith("/refused/o/l.csv")
    assert query["response-content-disposition"] == ['attachment; filename="refused.csv"']
    assert query["X-Amz-Expires"] == ["900"]


def test_a_file_is_read_in_ranges(aws: Aws) -> None:
    aws.put_file("a", b"0123456789")
    assert files.read("a") == b"0123456789"
    assert files.read("a", 3, 4) == b"3456"
    assert files.read("a", 8, 100) == b"89"
    assert files.read("a", 10, 100) == b""


def test_an_empty_file_and_a_missing_one_are_not_the_same(aws: Aws) -> None:
    aws.put_file("empty", b"")
    assert files.version("empty")
    assert files.read("empty", 0, 100) == b""
    assert files.version("missing") is None


def test_a_file_that_was_replaced_is_not_read_as_the_one_it_was(aws: Aws) -> None:
    aws.put_file("a", b"0123456789")
    version = files.version("a")
    assert files.read("a", 3, 4, version=version) == b"3456"
    aws.put_file("a", b"9876543210")
    with pytest.raises(files.Replaced):
        files.read("a", 3, 4, version=version)


@pytest.mark.parametrize("length", [0, 1, 5, 6, 13, 30])
def test_a_file_of_any_length_is_put_together(aws: Aws, monkeypatch: pytest.MonkeyPatch, length: int) -> None:
    part = 5 * 1024 * 1024
    monkeypatch.setattr(files, "PART", part)
    content = bytes(range(256)) * (length * part // 6 // 256)
    files.write("whole", (content[start : start + 999_999] for start in range(0, len(content), 999_999)))
    assert aws.file("whole") == content
