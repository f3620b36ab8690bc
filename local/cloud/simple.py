"""The small services: parameters (SSM), files (S3) and schedules; each only as far as the product uses it."""

import json
from hashlib import md5
from typing import Any
from urllib.parse import parse_qsl

from local.cloud.answers import Refused

Json = dict[str, Any]
Plain = tuple[int, dict[str, str], bytes]


class Parameters:
    service = "com.amazonaws.ssm"

    def __init__(self) -> None:
        self._values: dict[str, str] = {}

    def answer(self, operation: str, request: Json) -> Json:
        name = request["Name"]
        if operation == "PutParameter":
            self._values[name] = request["Value"]
            return {"Version": 1}
        if operation == "DeleteParameter":
            self._values.pop(name, None)
            return {}
        if operation != "GetParameter" or name not in self._values:
            raise Refused("ParameterNotFound", "there is no such parameter")
        return {"Parameter": {"Name": name, "Type": "SecureString", "Value": self._values[name]}}


class Files:
    """Objects of one bucket; in ranges and by version, and uploads in parts."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}
        self.uploads: dict[str, dict[int, bytes]] = {}

    def answer(self, method: str, key: str, headers: dict[str, str], body: bytes, query: str = "") -> Plain:
        asked = dict(parse_qsl(query, keep_blank_values=True))
        if "uploads" in asked or "uploadId" in asked:
            return self._in_parts(method, key, asked, body)
        if method == "PUT":
            self.objects[key] = body
            return 200, {"ETag": _tag(body)}, b""
        if method == "DELETE":
            self.objects.pop(key, None)
            return 204, {}, b""
        content = self.objects.get(key)
        if content is None:
            return 404, {}, _error("NoSuchKey")
        if headers.get("if-match", _tag(content)) != _tag(content):
            return 412, {}, _error("PreconditionFailed")
        facts = {"ETag": _tag(content), "Content-Length": str(len(content))}
        if method == "HEAD":
            return 200, facts, b""
        if "range" not in headers:
            return 200, facts, content
        first, _, last = headers["range"].removeprefix("bytes=").partition("-")
        if int(first) >= len(content):
            return 416, {}, _error("InvalidRange")
        part = content[int(first) : int(last) + 1 if last else None]
        return 206, {**facts, "Content-Length": str(len(part))}, part

    def _in_parts(self, method: str, key: str, asked: dict[str, str], body: bytes) -> Plain:
        if "uploads" in asked:
            upload_id = f"upload-{len(self.uploads)}"
            self.uploads[upload_id] = {}
            return 200, {}, f"<R><UploadId>{upload_id}</UploadId></R>".encode()
        parts = self.uploads.get(asked["uploadId"])
        if parts is None:
            return 404, {}, _error("NoSuchUpload")
        if method == "PUT":
            parts[int(asked["partNumber"])] = body
            return 200, {"ETag": _tag(body)}, b""
        del self.uploads[asked["uploadId"]]
        if method == "DELETE":
            return 204, {}, b""
        self.objects[key] = b"".join(parts[number] for number in sorted(parts))
        return 200, {}, b"<R><Key/></R>"


def _tag(content: bytes) -> str:
    return f'"{md5(content, usedforsecurity=False).hexdigest()}"'


def _error(code: str) -> bytes:
    return f"<?xml version='1.0'?><Error><Code>{code}</Code><Message>{code}</Message></Error>".encode()


class Schedules:
    """One-shot schedules by name; whoever drives the cloud looks at them and fires them."""

    def __init__(self) -> None:
        self.waiting: dict[str, Json] = {}

    def answer(self, method: str, name: str, body: bytes) -> Plain:
        if method == "DELETE":
            self.waiting.pop(name, None)
            return 200, {}, b"{}"
        if method == "POST" and name in self.waiting:
            return 409, {"x-amzn-errortype": "ConflictException"}, b'{"Message": "exists"}'
        self.waiting[name] = json.loads(body)
        return 200, {}, json.dumps({"ScheduleArn": f"arn:aws:scheduler:::{name}"}).encode()
