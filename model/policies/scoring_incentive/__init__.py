"""Scoring and incentives."""
