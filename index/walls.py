"""Know the pages that stand in front of an article: cookie walls, robot checks, log-ins, paywalls."""

from __future__ import annotations

import re

OPEN_IT = "Open it in a browser, and save it or paste its text."
WALLS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (sentence, re.compile(pattern, re.I))
    for sentence, pattern in (
        (
            f"The page shows a check for robots and not the article. {OPEN_IT}",
            r"are you a (?:robot|human)|verify (?:that )?you are (?:a )?human|unusual (?:activity|traffic)|captcha|"
            r"checking your browser|just a moment|access (?:to this page has been )?denied|ddos protection|"
            r"security (?:check|service)",
        ),
        (
            f"The page wants JavaScript before it shows the article. {OPEN_IT}",
            r"(?:enable|turn on|requires?|activate) java ?script|java ?script (?:is|has been) disabled|"
            r"browser (?:is )?not support",
        ),
        (
            f"The page shows a cookie notice and not the article. {OPEN_IT}",
            r"(?:we|our partners|this (?:site|website)) (?:and our \w+ )?uses? cookies|accept (?:all )?cookies|"
            r"cookie (?:consent|settings|preferences)|manage (?:your )?(?:consent|privacy)",
        ),
        (
            "The page shows a log-in or an offer to subscribe and not the article. Open it with your account, and "
            "paste its text.",
            r"(?:subscribe|sign in|log ?in|register|create an account) (?:now )?to (?:continue|read|keep reading|view|"
            r"access|unlock)|already a (?:subscriber|member)|this (?:article|content|story) is (?:for|reserved|only|"
            r"available) .{0,40}(?:subscribers|members)|you(?:’|')?ve (?:reached|read) your .{0,40}(?:limit|articles)",
        ),
        (
            "The page says that it was not found. Check its address.",
            r"(?:page|article|story) (?:you (?:are|were) looking for )?(?:(?:was|could|can)? ?(?:not|n[o’']t) (?:be )?"
            r"found|no longer (?:exists|available))|404 (?:error|not found)|error 404",
        ),
    )
)
CUT_OFF = re.compile(
    r"(?:subscribe|sign in|log ?in|register|create an account) (?:now )?to (?:continue|keep reading|unlock|"
    r"read (?:on|more|the (?:rest|full|whole)))",
    re.I,
)
TEASER = 250
"""Words; a page that calls itself closed and shows fewer is a teaser."""


def wall_of(text: str) -> str | None:
    """Return what stands in the article's place as a sentence for people, None when it is no wall.

    >>> (wall_of("Please verify you are a human to continue.") or "")[:34]
    'The page shows a check for robots '
    """
    return next((sentence for sentence, pattern in WALLS if pattern.search(text)), None)


def is_cut_off(text: str) -> bool:
    """Tell whether a page that shows little asks for a log-in before it goes on."""
    return bool(CUT_OFF.search(text))


def teaser_note(words: int) -> str | None:
    """Return a sentence about a page for subscribers of which so many words were shown, None when all were."""
    if words >= TEASER:
        return None
    return "The page is for subscribers and showed its beginning only; paste the whole text to replace it."
