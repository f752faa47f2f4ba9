"""Economy and funds."""
