"""Deliberation, rules and transparency."""
