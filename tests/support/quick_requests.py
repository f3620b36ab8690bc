"""Requests to AWS made quick: nobody here checks signatures, so what goes to tables and queues goes unsigned."""

from typing import Any

import pytest
from botocore.signers import RequestSigner

_UNSIGNED = {"DynamoDB", "SQS"}


def make_requests_quick(patch: pytest.MonkeyPatch) -> None:
    """Presigned addresses, and requests to other services, are signed as ever."""
    sign = RequestSigner.handler

    def quick(self: RequestSigner, operation_name: Any = None, request: Any = None, **more: Any) -> Any:
        if self._service_id in _UNSIGNED:
            return None
        return sign(self, operation_name, request, **more)

    patch.setattr(RequestSigner, "handler", quick)
