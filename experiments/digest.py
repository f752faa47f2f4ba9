"""Values as short digests: written in one way only, so that what is alike has one digest."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

_MOST = 256
_known: dict[int, tuple[BaseModel, str]] = {}


def digest(*parts: str) -> str:
    """Return the digest of some texts."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def canonical(value: Any) -> str:
    """Write a value as JSON in one way only: keys sorted, 5 and 5.0 alike, floats to the last bit."""

    def plain(item: Any) -> Any:
        if isinstance(item, Mapping):
            return {str(key): plain(item[key]) for key in item}
        if isinstance(item, list | tuple):
            return [plain(entry) for entry in item]
        if isinstance(item, int | float) and not isinstance(item, bool):
            return repr(float(item)) if abs(item) <= 2**53 else repr(item)
        return ["text", item] if isinstance(item, str) else item

    return json.dumps(plain(value), sort_keys=True, ensure_ascii=False)


def frozen_digest(part: BaseModel) -> str:
    """Return the digest of a frozen part of settings; of one and the same object it is reckoned once.

    Thousands of points of a study share one population, which is by far the largest part of their settings.
    """
    found = _known.get(id(part))
    if found is not None and found[0] is part:
        return found[1]
    if len(_known) >= _MOST:
        _known.clear()
    text = digest(canonical(part.model_dump(mode="json")))
    # The object is kept beside its digest, so that no other one can come to bear its number.
    _known[id(part)] = (part, text)
    return text
