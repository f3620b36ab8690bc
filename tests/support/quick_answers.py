"""moto's DynamoDB answers made quick: they are plain JSON already, and need no walk through the service's model."""

import json
from typing import Any

import pytest
from moto.core.serialize import ResponseSerializer


def make_answers_quick(patch: pytest.MonkeyPatch) -> None:
    walk = ResponseSerializer._serialize_result

    def quick(self: ResponseSerializer, resp: Any, result: Any) -> Any:
        if self.operation_model.service_model.service_name == "dynamodb":
            try:
                plain = {name: value for name, value in result.items() if value is not None}
                return {**resp, "body": json.dumps(plain)}
            except (TypeError, AttributeError):
                pass  # moto's own objects: let it find its way
        return walk(self, resp, result)

    patch.setattr(ResponseSerializer, "_serialize_result", quick)
