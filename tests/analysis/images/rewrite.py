"""Draw the stored images anew: `python tests/analysis/images/rewrite.py [NAME ...]`, after a change that is meant."""

import sys
from pathlib import Path

sys.path += [str(Path(__file__).parents[3]), str(Path(__file__).parents[1])]

from charted import FOLDER, LANGUAGES, pictures, store


def rewrite(names: list[str]) -> list[Path]:
    """Store the images of some charts, or of all; an image without a chart goes."""
    written = []
    for lang in LANGUAGES:
        charts = pictures(lang)
        written += [store(charts[name](), name, lang) for name in names or charts]
    if not names:
        for path in set(FOLDER.glob("*.png")) - set(written):
            path.unlink()
    return written


if __name__ == "__main__":
    for path in rewrite(sys.argv[1:]):
        sys.stdout.write(f"wrote {path} ({path.stat().st_size:,} bytes)\n")
