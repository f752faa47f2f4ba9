"""Digital platforms."""
