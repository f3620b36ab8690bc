"""Structured logs and metrics of ids and counts; phone numbers, names and message bodies never enter."""

from aws_lambda_powertools import Logger

logger = Logger(service="groundswell", log_uncaught_exceptions=False)
