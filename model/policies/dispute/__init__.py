"""Disputes and order."""
