"""Know a group that says something without being quoted: "Most economists asked by the paper expect a cut"."""

from __future__ import annotations

import re

from briefing.types import Question

THINK = r"expect|think|thought|believe|warn|predict|forecast|fear|hope|doubt|want|estimate|argue|agree|say|said"
REACH = 60
"""Characters between a group and what it does: "economists asked by the paper expect"."""


def group_in(question: Question, text: str) -> str | None:
    """Return the group that a question asks what it says, where a sentence tells what it thinks; a name is no group.

    >>> from briefing.question import parse
    >>> group_in(parse("What do bakers say?"), "Most bakers asked by the Post expect dearer bread.")
    'Bakers'
    >>> group_in(parse("What do bakers say?"), "The mayor thinks that bakers earn enough.")
    """
    group = question.speaker or ""
    if question.kind != "said" or not group.islower() or not group.endswith("s"):
        return None
    told = re.search(rf"\b{re.escape(group)}\b[^.;:]{{0,{REACH}}}?\b(?:{THINK})(?:s|ed)?\b", text, re.I)
    return group.capitalize() if told else None
