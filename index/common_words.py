"""Know the common words of English, so that one that no article has is not taken for a misspelt name."""

from __future__ import annotations

import json
from functools import lru_cache

from index import weights
from index.errors import ModelError


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Return the whole words that the packaged embedding model has in its vocabulary, about 20,000; none without it."""
    try:
        folder = weights.locate(weights.BGE_SMALL)
    except ModelError:
        return frozenset()
    vocabulary = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    return frozenset(word for word in vocabulary if word.isalpha() and len(word) > 1)
