"""Read one expression of a day or of several: "yesterday", "last week", "Tuesday", "5 March 2026", "1940"."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
WEEKDAYS = "mon tue wed thu fri sat sun".split()
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:t(?:ember)?)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\b"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_NUMBER = r"\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|few|couple of|several"
_UNIT = r"(?:day|week|month|year)s?"
NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
NUMBERS |= {"twelve": 12, "few": 5, "couple of": 2, "several": 5, "a": 1, "an": 1}
"""How many "a few days" are is nobody's to say; five hold a working week."""
UNITS = {"day": 1, "week": 7, "month": 30, "year": 365}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""The month in which each begins; people ask about the northern ones."""
DAYS = re.compile(
    rf"\b(?P<iso>{_YEAR}-\d\d-\d\d)\b|"
    rf"\b(?:the )?(?P<from>{_DAY})\s*(?:-|–|to|and|until)\s*(?:the )?(?P<to>{_DAY})(?: of)? (?P<month3>{_MONTH})"
    rf"(?:,? (?P<year3>{_YEAR})\b)?|"
    rf"\b(?:{_WEEKDAY},? )?(?:the )?(?P<day>{_DAY})(?: of)? (?P<month>{_MONTH})(?:,? (?P<year>{_YEAR})\b)?|"
    rf"\b(?:{_WEEKDAY},? )?(?P<month2>{_MONTH}) (?P<day2>{_DAY})\b(?!\d)(?:,? (?P<year2>{_YEAR})\b)?|"
    r"\b(?P<word>the day before yesterday|yesterday|today|tonight|last night|"
    r"this (?:morning|afternoon|evening|very day))\b|"
    rf"\b(?:the |this )?(?:last|past|previous) (?P<count>{_NUMBER}) (?P<unit>{_UNIT})\b|"
    rf"\b(?P<ago>{_NUMBER}|an?) (?P<unit2>{_UNIT}) ago\b|"
    r"\b(?:the )?(?P<recent>recent) (?P<unit3>(?:day|week|month)s)\b|"
    rf"\b(?P<which>the (?:last|past)|this past|this|last|past|previous) (?P<span>week|weekend|fortnight|month|quarter|"
    rf"year|{'|'.join(SEASONS)}|{_WEEKDAY}|{_MONTH})\b(?! (?:ago|of the))|"
    rf"\b(?P<weekday>{_WEEKDAY})\b|"
    rf"(?<=\bin )(?P<month4>{_MONTH})(?: (?:of )?(?P<year4>{_YEAR})\b)?|"
    rf"\b(?P<month5>{_MONTH}) (?:of )?(?P<year5>{_YEAR})\b|"
    rf"(?:(?<=\bduring )|(?<=\bsince )|(?<=\bof )|(?<=\bfrom )|(?<=\bafter )|(?<=\band )|(?<=\bbetween )|(?<=\bto )|"
    rf"(?<=\bthroughout )|(?<=\bbefore )|(?<=\bearly )|(?<=\blate )|(?<=\bmid-))(?P<month6>{_MONTH})|"
    rf"\b(?P<month7>{_MONTH})(?=[’']s\b)|"
    rf"(?:(?<=\bin )|(?<=\bduring )|(?<=\bsince )|(?<=\bthroughout )|(?<=\bin early )|(?<=\bin late )|(?<=\bbetween )|"
    rf"(?<=\bfrom )|(?<=\band ))(?P<year6>{_YEAR})\b",
    re.I,
)
CAPITAL_BEFORE = re.compile(r"[a-z][^\s.?!]* (?:[A-Z][\w’'-]*) $")
CAPITAL_AFTER = re.compile(r"(?:\s|-)(?!(?:I|In|On|At|The)\b)[A-Z]")


@dataclass(frozen=True, slots=True)
class Days:
    """Hold the days of an expression, both ends included; `fixed` ones are named, not counted from today."""

    first: date
    last: date
    unit: str
    fixed: bool


def days_at(match: re.Match[str], text: str, today: date) -> Days | None:
    """Return the days of a match of `DAYS`, the last such before or on `today` where no year is given.

    None for what is no date: a name ("Black Friday", "Theresa May"), a day of no month, a weekend that lies ahead.
    """
    group = match.groupdict()
    if group["iso"]:
        day = calendar_day(*map(int, group["iso"].split("-")))
        return Days(day, day, "day", True) if day else None
    for number in ("", "2", "3"):
        if group[f"month{number}"]:
            return _days_of_month(group, number, today)
    for number in ("4", "5", "6", "7"):
        if group[f"month{number}"]:
            year = group.get(f"year{number}")
            return None if _is_name(match, text) else _month(_month_number(group[f"month{number}"]), year, today)
    if group["year6"]:
        year_asked = int(group["year6"])
        return Days(date(year_asked, 1, 1), date(year_asked, 12, 31), "year", True)
    if group["weekday"]:
        if _is_name(match, text):
            return None
        day = _weekday(group["weekday"], today)
        return Days(day, day, "day", True)
    if group["which"]:
        return _span(group["which"].lower(), group["span"], today)
    return _counted(group, today) if group["count"] or group["ago"] or group["recent"] else _word(match, text, today)


def _word(match: re.Match[str], text: str, today: date) -> Days | None:
    word = match["word"].lower()
    if match["word"] == "Today" and _is_name(match, text):
        return None
    back = {"yesterday": 1, "the day before yesterday": 2, "last night": 1}.get(word, 0)
    first = today - timedelta(days=back)
    return Days(first, today if word == "last night" else first, "day", False)


def _counted(group: dict[str, str | None], today: date) -> Days:
    unit = (group["unit"] or group["unit2"] or group["unit3"] or "").lower().rstrip("s")
    number = (group["count"] or group["ago"] or "few").lower()
    length = (int(number) if number.isdigit() else NUMBERS[number]) * UNITS[unit]
    first = today - timedelta(days=length)
    if not group["ago"]:
        return Days(first, today, unit, False)
    about = UNITS[unit] // 2  # "two weeks ago" is seldom fourteen days
    return Days(first - timedelta(days=about), min(today, first + timedelta(days=about)), unit, False)


def _span(which: str, span: str, today: date) -> Days | None:
    unit = span.lower()
    if unit[:3] in WEEKDAYS and unit.endswith("day"):
        day = _weekday(unit, today - timedelta(days=which != "this"))
        return Days(day, day, "day", False)
    if unit in SEASONS:
        return _season(SEASONS[unit], which == "this", today)
    if unit[:3] in MONTHS and unit != "month":
        return _month(_month_number(unit), None, today if which == "this" else _month_start(today) - timedelta(days=1))
    rolling = {"week": 7, "fortnight": 14, "month": 30, "quarter": 91, "year": 365}
    if unit in rolling and (which in ("the last", "the past", "this past", "past") or unit == "fortnight"):
        return Days(today - timedelta(days=rolling[unit]), today, "month" if unit == "quarter" else "week", False)
    monday = today - timedelta(days=today.weekday())
    if unit == "weekend":
        saturday = _weekday("saturday", today if which == "this" else today - timedelta(days=2))
        return Days(saturday, saturday + timedelta(days=1), "day", False)
    if unit == "week":
        return _either(which, monday, monday - timedelta(days=7), today, "week")
    if unit == "month":
        start = _month_start(today)
        return _either(which, start, _month_start(start - timedelta(days=1)), today, "month")
    if unit == "quarter":
        start = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
        before = _month_start(_month_start(_month_start(start - timedelta(1)) - timedelta(1)) - timedelta(1))
        return _either(which, start, before, today, "month")
    return _either(which, date(today.year, 1, 1), date(today.year - 1, 1, 1), today, "year")


def _either(which: str, this: date, last: date, today: date, unit: str) -> Days:
    return Days(this, today, unit, False) if which == "this" else Days(last, this - timedelta(days=1), unit, False)


def _season(month: int, this: bool, today: date) -> Days:
    year = today.year
    first = date(year, month, 1)
    while first > today or (not this and _after(first, 3) > today):
        year -= 1
        first = date(year, month, 1)
    return Days(first, min(today, _after(first, 3) - timedelta(days=1)), "season", False)


def _after(first: date, months: int) -> date:
    for _ in range(months):
        first = _month_start(first + timedelta(days=31))
    return first


def _days_of_month(group: dict[str, str | None], number: str, today: date) -> Days | None:
    month = _month_number(group[f"month{number}"] or "")
    ends = (group["from"], group["to"]) if number == "3" else (group[f"day{number}"],) * 2
    first_day, last_day = (int(re.sub(r"\D", "", one or "")) for one in ends)
    year = int(group[f"year{number}"] or _year_of(month, first_day, today))
    first, last = calendar_day(year, month, first_day), calendar_day(year, month, last_day)
    return Days(first, last, "day", True) if first and last and first <= last else None


def _year_of(month: int, number: int, today: date) -> int:
    return today.year if (month, number) <= (today.month, today.day) else today.year - 1


def _month(month: int, year: str | None, today: date) -> Days:
    asked = int(year) if year else _year_of(month, 1, today)
    return Days(date(asked, month, 1), date(asked, month, monthrange(asked, month)[1]), "month", True)


def _month_number(name: str) -> int:
    return MONTHS.index(name[:3].lower()) + 1


def _month_start(day: date) -> date:
    return day.replace(day=1)


def _weekday(name: str, today: date) -> date:
    return today - timedelta(days=(today.weekday() - WEEKDAYS.index(name[:3].lower())) % 7)


def _is_name(match: re.Match[str], text: str) -> bool:
    """Tell whether the word is part of a name: "Black Friday", "the Sunday Chronicle", "USA Today"."""
    word = text[match.start() : match.end()]
    if word[:1].islower() and not word[:1].isupper() and match["weekday"] is None and match["word"] is None:
        return False  # "in march" of one who types no capitals
    return bool(CAPITAL_BEFORE.search(text[: match.start()]) or CAPITAL_AFTER.match(text, match.end()))


def calendar_day(year: int, month: int, number: int) -> date | None:
    """Return the day of these numbers, None when the calendar has none such."""
    try:
        return date(year, month, number)
    except ValueError:
        return None
