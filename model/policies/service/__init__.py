"""Services and venues."""
