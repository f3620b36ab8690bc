"""Fixtures that every test may ask for."""

from tests.support.aws import _cloud, aws

__all__ = ["_cloud", "aws"]
