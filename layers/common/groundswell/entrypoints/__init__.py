"""Where Lambda events enter: HTTP requests and SQS batches become calls of use cases."""
