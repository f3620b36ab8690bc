"""Groundswell: text-message campaigns for organizations, as a serverless application."""
