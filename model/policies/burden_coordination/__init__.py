"""Burden, guidance and coordination."""
