"""Fixed words in English and Chinese; merged into ``analysis.labels.TEXTS``."""

TEXTS: dict[str, dict[str, str]] = {}
