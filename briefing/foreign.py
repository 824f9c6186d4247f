"""See that a question is in another language than the articles found, and say so with the next step."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from index.types import Article

NAMES = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "pt": "Portuguese",
    "nl": "Dutch",
}
FUNCTION_WORDS = {
    "en": "who whom whose what when where why how which are were did does has have had the an of and or to for with "
    "from at said not it that this many much there about",
    "de": "wer wen wem wann warum weshalb wieso wie viele viel wo woher wohin welche welcher welches welchen hat haben "
    "ist sind war waren wurde wurden wird der das dem den des ein eine einen einem einer und oder nicht auf für über "
    "mit von vom zum zur bei nach sagte sagt hatte gibt kein keine sich im am aus",
    "fr": "qui quoi quand où pourquoi comment combien quel quelle quels quelles est sont était étaient fut été le la "
    "les une des du de au aux et dans sur pour avec par dit ont pas ce cette il elle l d qu",
    "es": "quién quiénes qué cuándo dónde por para cómo cuánto cuántos cuánta cuántas cuál es son fue fueron está el "
    "la los las una del de al y en con dijo se ha han su",
    "it": "chi che cosa quando dove perché come quanto quanti quanta quante quale è sono stato il lo la gli le una di "
    "del della dei nel nella al alla con per ha hanno detto non si",
    "pt": "quem que quando onde porque como quanto quantos quantas qual é são foi foram os as um uma do da dos das na "
    "em com para disse não se tem",
    "nl": "wie wat wanneer waar waarom hoe hoeveel welke heeft hebben zijn werd werden het een de van voor met op aan "
    "bij niet zei door naar uit er",
}
"""Words that no sentence of a language does without; a question is too short for a statistical guess, which takes
"Who is Elin Sorrel?" for another language. What English shares ("was", "die", "in") is in no list."""
WORDS = {language: frozenset(text.split()) for language, text in FUNCTION_WORDS.items()}


def language_of_question(text: str) -> str | None:
    """Return the ISO 639-1 code of the language a question is asked in, None when its small words do not tell.

    >>> [language_of_question(one) for one in ("Wie viele waren auf der Fähre?", "Who is Elin Sorrel?", "Sorrel?")]
    ['de', 'en', None]
    """
    spoken = [word for place, word in enumerate(re.findall(r"[^\W\d_]+", text)) if place == 0 or word.islower()]
    counts = {language: sum(word.lower() in known for word in spoken) for language, known in WORDS.items()}
    first, second = sorted(counts.values(), reverse=True)[:2]
    return max(counts, key=counts.__getitem__) if first > second else None


def note(question: str, articles: Iterable[Article]) -> str | None:
    """Return a sentence for people when most of what was found is not in the question's language, None otherwise."""
    asked = language_of_question(question)
    languages = Counter(one.language for one in articles)
    if asked is None or 2 * languages[asked] >= languages.total():
        return None
    others = [one for one, _ in languages.most_common() if one != asked]
    told = " and ".join(NAMES.get(one, f"another language ({one})") for one in others)
    mostly = "mostly " if languages[asked] else ""
    return (
        f"The question is in {NAMES[asked]}, and the articles found are {mostly}in {told}: a question finds little in "
        f"another language than its own, so ask in {NAMES.get(others[0], 'the language of the articles')} as well."
    )
