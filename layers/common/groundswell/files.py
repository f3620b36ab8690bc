"""Files in the organization's bucket: signed uploads and downloads, reading in ranges, writing in parts."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError

from groundswell.settings import settings

UPLOAD_SECONDS = 3600
DOWNLOAD_SECONDS = 900
PART = 8 * 1024 * 1024
"""S3 takes parts of at least 5 MiB, but for the last."""


class Replaced(Exception):
    """Another file has been uploaded under the same key."""


@lru_cache
def _client() -> Any:
    config = Config(
        signature_version="s3v4",
        # Signed addresses name the bucket's region: the global address of a young bucket answers with a redirect,
        # which no browser follows when it sends a form to another origin.
        s3={"addressing_style": "virtual", "us_east_1_regional_endpoint": "regional"},
        retries={"mode": "standard", "max_attempts": 4},
        connect_timeout=2,
        read_timeout=10,
    )
    return botocore.session.get_session().create_client("s3", config=config)


def _target(key: str) -> dict[str, str]:
    return {"Bucket": settings().files_bucket, "Key": key}


def presigned_post(key: str, *, max_bytes: int) -> dict[str, Any]:
    """Where and with which form fields a browser may upload one file of at most `max_bytes` under `key`."""
    signed = _client().generate_presigned_post(
        settings().files_bucket,
        key,
        Conditions=[["content-length-range", 0, max_bytes]],
        ExpiresIn=UPLOAD_SECONDS,
    )
    return {"url": signed["url"], "fields": signed["fields"], "max_bytes": max_bytes}


def presigned_get(key: str, *, filename: str) -> str:
    """An address that downloads the file under that name for a quarter of an hour."""
    wanted = _target(key) | {"ResponseContentDisposition": f'attachment; filename="{filename}"'}
    return str(_client().generate_presigned_url("get_object", Params=wanted, ExpiresIn=DOWNLOAD_SECONDS))


def version(key: str) -> str | None:
    """What changes when another file is uploaded under the key; None if there is no file."""
    try:
        return str(_client().head_object(**_target(key))["ETag"])
    except ClientError as error:
        # Without s3:ListBucket, S3 answers 403 and not 404 for a key that does not exist.
        if error.response["ResponseMetadata"]["HTTPStatusCode"] in (403, 404):
            return None
        raise


def read(key: str, start: int = 0, length: int | None = None, *, version: str | None = None) -> bytes:
    """At most `length` bytes of the file from `start` on, nothing after its end; Replaced if not that version."""
    until = "" if length is None else start + length - 1
    condition = {"IfMatch": version} if version else {}
    try:
        answer = _client().get_object(**_target(key), Range=f"bytes={start}-{until}", **condition)
    except ClientError as error:
        if error.response["Error"]["Code"] == "InvalidRange":
            return b""
        if error.response["ResponseMetadata"]["HTTPStatusCode"] == 412:
            raise Replaced(key) from error
        raise
    return bytes(answer["Body"].read())


def write(key: str, chunks: Iterable[bytes]) -> None:
    """Put a file of any length together out of its chunks; nobody sees it before it is whole."""
    parts = _parts(chunks)
    first, second = next(parts, b""), next(parts, None)
    if second is None:
        _client().put_object(**_target(key), Body=first)
        return
    upload_id = begin_upload(key)
    numbered = enumerate(chain((first, second), parts), 1)
    complete_upload(key, upload_id, [upload_part(key, upload_id, number, body) for number, body in numbered])


def _parts(chunks: Iterable[bytes]) -> Iterator[bytes]:
    gathered = bytearray()
    for chunk in chunks:
        gathered += chunk
        while len(gathered) >= PART:
            yield bytes(gathered[:PART])
            del gathered[:PART]
    if gathered:
        yield bytes(gathered)


def delete(key: str) -> None:
    """The file is gone afterwards, if there was one."""
    _client().delete_object(**_target(key))


def begin_upload(key: str) -> str:
    """Begin a file that is put together over many steps; its upload's id. Unfinished ones vanish after a day."""
    return str(_client().create_multipart_upload(**_target(key))["UploadId"])


def upload_part(key: str, upload_id: str, number: int, body: bytes) -> str:
    """Store part `number` (from 1 on), in place of what it was before; its tag."""
    answer = _client().upload_part(**_target(key), UploadId=upload_id, PartNumber=number, Body=body)
    return str(answer["ETag"])


def complete_upload(key: str, upload_id: str, tags: Sequence[str]) -> None:
    """Make the parts one file. Again is no error: the upload is gone then, and the file is there."""
    parts = [{"PartNumber": number, "ETag": tag} for number, tag in enumerate(tags, 1)]
    try:
        _client().complete_multipart_upload(
            **_target(key), UploadId=upload_id, MultipartUpload={"Parts": parts}
        )
    except ClientError as error:
        if error.response["Error"]["Code"] != "NoSuchUpload" or version(key) is None:
            raise


def abort_upload(key: str, upload_id: str) -> None:
    """Forget the parts; again is no error."""
    try:
        _client().abort_multipart_upload(**_target(key), UploadId=upload_id)
    except ClientError as error:
        if error.response["Error"]["Code"] != "NoSuchUpload":
            raise
