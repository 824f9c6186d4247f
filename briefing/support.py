"""Ask an entailment model whether passages say a claim: the packaged one, or any cross-encoder by name or folder.

It is a vote beside the named checks. Nothing needs it, and it is loaded when it is first asked.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache, partial
from typing import Any

from briefing.types import Vote
from index import weights
from index.embed import load_transformer
from index.errors import ModelError

PACKAGED = weights.Weights(
    "support",
    "briefing/models/support",
    "0930c848b683591f1b87058bb9dc34a27cbf6f12fbf78bf96af3ec70b89ef0c3",
    "cb374d6bc042c22455946f4e09a89d29882a199fdaf8fb25be00dc8b8857a448",
    requirement="briefing-desk",
)
BATCH = 8
"""Pairs at once, sorted by length: larger batches only add padding on a CPU."""
SAYS_SO = ("entailment", "supported", "consistent", "1")
"""What models with several labels call the one that means that the passage says the claim, in small letters."""


def open_vote(name: str) -> Vote | None:
    """Return the vote that a setting names: `packaged`, `none` (None), or a sentence-transformers CrossEncoder.

    The packaged model's files are checked at once and loaded at its first question, which takes a third of a second. A
    cross-encoder reads (passage, claim) and gives one logit, or several labels of which one says "entailment".
    Raises ModelError when the model is missing, was changed, or has no such label.
    """
    if name == "none":
        return None
    if name == "packaged":
        weights.locate(PACKAGED)
        return _packaged
    return _cross_encoder(name)


@cache
def _network() -> weights.Network:
    return weights.load(PACKAGED)


def _packaged(claim: str, passages: Sequence[str]) -> list[float]:
    network = _network()
    scores = [0.0] * len(passages)
    encode = network.tokenizer.encode_batch
    batches = weights.by_length(passages, BATCH)
    found = network.each(batches, lambda batch: encode([(passages[position], claim) for position in batch]))
    for batch, logits in zip(batches, found, strict=True):
        for position, logit in zip(batch, logits[:, 0], strict=True):
            scores[position] = _probability(float(logit))
    return scores


def _cross_encoder(name: str) -> Vote:
    model = load_transformer("CrossEncoder", name)
    labels = {str(label).casefold(): int(place) for place, label in (model.config.id2label or {}).items()}
    place = next((labels[one] for one in SAYS_SO if one in labels), None)
    if len(labels) > 1 and place is None:
        raise ModelError(
            f"The model {name} has the labels {', '.join(labels)} and none that means entailment. "
            "Name a cross-encoder with one score or with a label entailment in BRIEFING_SUPPORT."
        )
    return partial(_asked, model, place if len(labels) > 1 else None)


def _asked(model: Any, place: int | None, claim: str, passages: Sequence[str]) -> list[float]:
    if not passages:
        return []
    from torch.nn import Identity

    pairs = [(passage, claim) for passage in passages]
    logits = model.predict(pairs, batch_size=BATCH, activation_fn=Identity(), show_progress_bar=False)
    if place is None:
        return [_probability(float(logit)) for logit in logits]
    return [_softmax([float(one) for one in row])[place] for row in logits]


def _probability(logit: float) -> float:
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, logit))))


def _softmax(row: Sequence[float]) -> list[float]:
    top = max(row)
    powers = [math.exp(one - top) for one in row]
    return [one / sum(powers) for one in powers]
