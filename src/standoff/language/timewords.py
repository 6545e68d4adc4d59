"""How English writes a time: one small pattern for each way of saying it.

``RULES`` maps a rule's name to its pattern; earlier rules win where two begin at the same
character. A pattern finds the bare expression ("Friday night", "early next week", "three days
after"); the preposition before it and the joining of neighbours ("noon" + "on" + "Friday",
"Sunday" + "and" + "Monday") are left to :mod:`standoff.language.times`. Names come from
``data/calendar.toml``.
"""

from __future__ import annotations

import re

from standoff.language.calendar import DATA, HOLIDAYS, MONTHS, SEASONS, WEEKDAYS
from standoff.language.numerals import SPELLED

__all__ = ["MASTER", "NOT_TIMES", "PATTERNS", "RULES"]


def _any(words: list[str]) -> str:
    """Return the alternation of a word list, longest first, any white space for a blank."""
    ordered = sorted(set(words), key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+").replace("'", "['’]") for word in ordered)


def _named(words: list[str]) -> str:
    """Return the alternation of names, capitalised or all capitals: never the verb "may"."""
    titles = [
        re.sub(r"(?<![\w'])[a-z]", lambda found: found.group().upper(), word) for word in words
    ]
    return f"(?-i:{_any([*titles, *(word.upper() for word in words)])})"


_AMBIGUOUS: list[str] = DATA["months"]["ambiguous"]
_WEEKDAY = _named(list(WEEKDAYS))
_MONTH = _named(list(MONTHS))
_PLAIN_MONTH = _named([name for name in MONTHS if name not in _AMBIGUOUS])
_SHY_MONTH = _named(_AMBIGUOUS)
_SHY_AFTER = "".join(rf"(?<=\b{word}\s)|" for word in DATA["months"]["after"])[:-1]
_SEASON = "|".join(SEASONS)
_PART = _any(DATA["parts"]["words"])
_PART_PLURAL = "morning|afternoon|evening|night|noon|lunchtime|midnight|dawn"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_YEAR = r"(?:1[5-9]|20)\d\d"
_UNIT = (
    r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|weekends?|fortnights?|months?|quarters?|"
    r"years?|decades?)"
)
_COUNT = (
    r"(?:(?:a\s+)?(?:few|couple\s+of|good\s+many)|several|some|many|an?|(?:one|two|three|"
    r"four)\s+and\s+a\s+half|"
    rf"half\s+an?|\d{{1,4}}|{SPELLED})"
)
_ABOUT = (
    r"(?:(?P<about>less\s+than|fewer\s+than|more\s+than|at\s+least|nearly|almost|about|around|"
    r"some|barely|only|"
    r"just\s+over|just\s+under|just|over|under|roughly|up\s+to)\s+)?"
)
_WHICH = (
    r"(?:last|this\s+past|this\s+coming|this|next|the\s+coming|the\s+past|the\s+last|the\s+next|"
    r"the\s+previous|the\s+following|the\s+same|that\s+same|the\s+very\s+same|that|coming|past|"
    r"previous|following|same)"
)
_YEARISH = rf"(?:{_YEAR}|(?:last|this|next|the\s+same|that|the\s+following|the\s+previous)\s+year)"
_OPEN = (
    r"(?:(?:the\s+)?(?P<part>(?:early|late|mid)(?=(?:-|\s+)(?:in\s+)?)|(?:middle|beginning|start|"
    r"end|close|"
    r"(?:opening|first|early|last|closing)\s+(?:days|weeks)|(?:first|"
    r"second)\s+half)(?=\s+of))(?:-|\s+)(?:(?:of|in)\s+)?)"
)
_ORDINAL = (
    r"(?:\d{1,3}(?:st|nd|rd|th)|(?:twenty|thirty|forty|fifty)-[a-z]+(?:st|nd|rd|th)|"
    r"[a-z]*(?:first|second|third|[fxnhru]th|enth|elfth|ieth))"
)

RULES: dict[str, str] = {
    "iso": rf"(?P<y>{_YEAR})-(?P<m>0\d|1[0-2])-(?P<d>[0-3]\d)(?!\d)",
    "daymonth": (
        rf"(?P<d>{_DAY})(?:st|nd|rd|th)?(?:(?P<sep>\s?[-–]\s?|\s+to\s+|\s+and\s+|"
        rf"\s+or\s+)(?P<d2>{_DAY})(?:st|nd|rd|th)?)?"
        rf"\s+(?:of\s+)?(?P<mon>{_MONTH})(?![a-z])(?:,?\s+(?:of\s+)?(?P<y>{_YEARISH})(?!\d|,\d))?"
    ),
    "monthday": (
        rf"(?P<mon>{_MONTH})\s+(?:the\s+)?(?P<d>{_DAY})(?:st|nd|rd|th)?(?![\d%]|[.,:]\d)"
        rf"(?:(?P<sep>\s?[-–]\s?|\s+to\s+|\s+and\s+|\s+or\s+)(?P<d2>{_DAY})(?:st|nd|rd|"
        r"th)?(?![\d%]|[.,:]\d|\s+(?:people|others|soldiers)))?"
        rf"(?:,?\s+(?:of\s+)?(?P<y>{_YEARISH})(?!\d|,\d))?"
    ),
    "quarter": (
        r"(?:the\s+)?(?P<n>first|second|third|fourth|1st|2nd|3rd|4th|last|"
        r"final)\s+(?P<size>quarter|half)"
        rf"(?:\s+(?:of\s+)?(?P<y>(?:the|this)\s+year|{_YEARISH}))?(?!\s+of\s+(?!the\s+year|this|"
        r"last|next)[a-z0-9]|-|\s+(?:a|an)\b)"
        rf"|Q(?P<q>[1-4])\s+(?:of\s+)?(?P<qy>{_YEARISH})"
    ),
    "month": (
        rf"{_OPEN}?(?:(?P<which>last|next|this|this\s+past|this\s+coming|the\s+following|"
        r"the\s+previous)\s+)?"
        rf"(?:(?P<mon>{_PLAIN_MONTH})|(?P<shy>(?:{_SHY_AFTER}|"
        rf"(?<=mid-))(?:{_SHY_MONTH})(?!\s+(?:be|not|have)\b)"
        rf"|(?:{_SHY_MONTH})(?=,?\s+(?:of\s+)?{_YEARISH})))(?![a-z])"
        rf"(?:,?\s+(?:of\s+)?(?P<y>{_YEARISH})(?!\d|,\d))?"
    ),
    "decade": rf"{_OPEN}?(?:the\s+)?(?P<y>(?:1[5-9]|20)\d0)['’]?s\b",
    "year": (
        rf"{_OPEN}?(?P<y>(?<![\d$€£#.,:/-])(?<!\bNo\.\s)(?:1[6-9]|20)\d\d)(?![\d%]|[.,:]\d|-\w|"
        r"\s+(?:[a-z]+\s+)?(?:troops|"
        r"soldiers|people|men|women|tons|tonnes|others|dead|kilomet|miles|metres|meters|euros|"
        r"dollars|tanks|fighters|"
        r"civilians|refugees|police|protesters|prisoners|families|houses|miles|hours|local|GMT|"
        r"hrs))"
    ),
    "deicticday": (
        r"(?:the\s+)?day\s+(?P<which>before\s+yesterday|after\s+tomorrow)"
        r"|(?:(?P<early>early|late|later|earlier)\s+)?(?P<day>today|yesterday|tomorrow|tonight|"
        r"this\s+very\s+day)(?:['’]s)?"
        rf"(?:\s+(?:at\s+)?(?P<part>{_PART_PLURAL}))?(?!\s+Show\b)"
    ),
    "lastnight": (
        r"(?P<which>last|this|tonight['’]s)\s+(?:(?P<early>early|"
        rf"late)\s+)?(?P<part>{_PART_PLURAL})(?:['’]s)?\b"
        rf"|(?P<all>all)\s+(?:through\s+the\s+)?(?P<what>day|night|week|month|year)(?:\s+long)?\b"
    ),
    "weekday": (
        r"(?:(?:the\s+)?(?P<early>late|early|later|"
        rf"earlier)\s+(?:on\s+)?)?(?:(?P<which>{_WHICH})\s+)?"
        rf"(?P<wd>{_WEEKDAY})s?(?:['’]s?(?!\w))?(?:\s+(?:at\s+)?(?P<part>{_PART_PLURAL})s?\b(?"
        r"!\s+(?:Live|News)))?"
        rf"(?:\s+(?:of\s+)?(?P<week>last|next|this)\s+week\b)?"
    ),
    "ofweek": (
        rf"{_OPEN}(?P<which>the|this|last|next|that|the\s+(?:following|"
        r"previous))\s+(?P<unit>week|month|year|decade|century|summer|winter|spring|"
        r"autumn)\b(?!-)"
    ),
    "isout": (
        rf"(?P<what>the\s+(?:week|month|year|decade|{_SEASON})|{_MONTH})\s+is\s+out\b|"
        r"(?P<end>year|month|week)-end\b"
    ),
    "laterin": (
        r"(?P<side>earlier|later|later\s+on|earlier\s+on|early|late)\s+(?:in\s+)?(?P<which>the|"
        r"this|that|last|next)\s+"
        rf"(?P<unit>day|evening|morning|afternoon|night|week|month|year|decade|{_SEASON})\b(?!-)"
    ),
    "ago": (
        rf"{_ABOUT}(?:(?P<n>{_COUNT})\s+)?(?P<unit>{_UNIT})(?P<apos>['’]s?)?\s+(?P<side>ago|"
        r"earlier|early|later|before|after|hence|on\b(?=[,.])|"
        r"from\s+now|from\s+today|prior|beforehand|afterwards|ahead\s+of\s+time|previously|"
        rf"in\s+advance|from\s+(?P<wd>{_WEEKDAY}))\b(?P<that>\s+that\b(?=[,.;]))?"
        r"|(?:the\s+)?(?P<u2>day|night|morning|afternoon|evening|week|month|"
        r"year)\s+(?P<s2>before|after|earlier)(?!\s+(?:yesterday|tomorrow))\b"
    ),
    "demonstrative": (
        r"(?P<which>that\s+(?:very\s+)?same|the\s+(?:very\s+)?same|that|(?:the\s+)?(?:following|"
        r"previous|preceding)|the\s+next)\s+"
        r"(?P<unit>day|morning|afternoon|evening|night|noon|week|month|year|weekend|"
        rf"(?P<wd>{_WEEKDAY}))\b(?!-)"
    ),
    "pastspan": (
        r"(?:(?:the|these|this)\s+)?(?P<which>last|past|previous|coming|next|"
        rf"(?<=the\s)following)\s+(?:(?P<n>{_COUNT}|half)[\s-]+(?:or\s+(?:so|{_COUNT})\s+)?)?"
        rf"(?P<unit>{_UNIT})\b(?!-)"
    ),
    "deicticunit": (
        rf"(?:(?P<part>early|late|mid)\s+)?(?P<which>{_WHICH})\s+(?P<unit>week|weekend|month|"
        rf"quarter|year|decade|{_SEASON})\b(?!-)"
    ),
    "recent": (
        r"(?:the\s+|these\s+)?(?P<which>recent|coming)\s+(?P<unit>hours|days|weeks|months|years|"
        r"decades)\b"
    ),
    "within": (
        rf"within\s+(?:about\s+)?(?:(?P<n>the\s+next|the|{_COUNT})\s+)?(?P<unit>{_UNIT})\b|"
        rf"in\s+the\s+space\s+of\s+(?P<n3>{_COUNT})\s+(?P<u3>{_UNIT})\b|"
        rf"in\s+(?P<n2>{_COUNT})\s+(?P<u2>{_UNIT})['’]\s*time\b"
    ),
    "nth": (
        rf"(?:(?:an?|the|its|their)\s+)?(?P<n>{_ORDINAL})\s+(?:straight\s+|consecutive\s+|"
        r"successive\s+)?(?P<unit>day|night|week|month)(?P<run>\s+(?:running|"
        r"in\s+a\s+row))?\b(?!-)"
    ),
    "duration": (
        r"(?:(?<=\bfor\s)|(?<=\bafter\s)|(?<=\bin\s)|(?<=\bof\s)|(?<=\bover\s)|(?<=\btook\s)|"
        rf"(?<=\bduring\s)|(?<=\bfollowing\s)){_ABOUT}(?:(?P<n>{_COUNT})\s+)?(?P<unit>hours|"
        r"days?|nights?|weeks?|months?|years?|decades?)\b(?!\s+(?:ago|old|before|after|later|"
        r"earlier|in\s+(?:prison|jail))|['’-])"
        rf"|(?P<n2>{_COUNT})\s+(?P<u2>days|nights|weeks|months)\b(?=\s+of\b|\s*[,.;:]|\s+after\b|"
        r"\s+in\b)(?!\s+in\s+(?:prison|jail)|['’-])"
    ),
    "weekend": (
        r"(?:(?P<which>the|last|this|next|that|coming|past)\s+)?(?P<what>weekend|"
        r"mid-?week)\b(?!-)"
    ),
    "season": (
        rf"{_OPEN}?(?:(?P<which>last|this|next|the|that|in|by|since|until)\s+)?(?P<name>{_SEASON})"
        rf"(?:\s+(?:of\s+)?(?P<y>{_YEARISH}))?\b(?!-|\s+of\b|ed\b|ing\b)"
    ),
    "holiday": rf"(?P<name>{_named(list(HOLIDAYS))})(?:\s+(?P<y>{_YEAR}))?\b",
    "hours": (
        r"(?:the\s+)?(?:(?P<early>early|small|late)\s+)(?P<word>hours|morning|evening|"
        r"afternoon)\b|(?P<over>overnight)\b"
        r"|before\s+(?P<before>dawn|daybreak|first\s+light|sunrise|breakfast|noon|lunch|dark|"
        r"nightfall)\b|(?P<dark>after\s+dark)\b"
        r"|(?:(?:in|at|by|during|until|from|since|over|around|towards?|the|late\s+in|late|"
        rf"early\s+in)\s+|(?<=after\s)a\s+|mid-)(?:(?:the|a)\s+)?(?P<part>{_PART})\b(?!-|['’]s|"
        rf"\s+(?:of\s+(?!{_WEEKDAY}|the|{_DAY})|shift|news|vision|sun|count|prayers?|heat|ambush|"
        r"watchm[ae]n|clubs?|raids?|train|session|rider|star|curfew|sky|blue|water|bank|bag))"
        r"|(?P<bare>noon|midnight|midday|dawn|daybreak|nightfall|dusk|sunset|sunrise|sunup|"
        r"first\s+light|lunchtime)\b(?!-)"
    ),
    "clock": (
        r"(?P<h>\d{1,2})(?:[.:](?P<min>\d\d))?\s?(?:[ap]\.m\.|[ap]m\b)|"
        r"(?P<oc>[a-z]+\s+o['’]clock)"
    ),
    "monthorday": (
        r"the\s+(?P<d>\d{1,2})(?:st|nd|rd|th)\b(?=\s*[.,;:)!?\"”]|\s+(?:and|or|of\s+(?:the|"
        r"this|last|next)\s+month|after|when|by|to|at|in|for|with|but|as|that|was|is)\b|"
        r"$)(?:\s+of\s+(?P<m>the|this|last|next)\s+month)?"
    ),
    "vague": (
        r"(?P<back>recently|lately|recent)\b|(?P<ahead>shortly(?!\s+(?:after|before))|soon(?!er)|"
        r"at\s+once|imminently|in\s+due\s+course)\b"
    ),
}

MASTER = re.compile(
    r"(?<![\w$€£])(?:"
    + "|".join(
        f"(?P<{name}>{re.sub(r'[(][?]P<[a-z0-9]+>', '(?:', rule)})" for name, rule in RULES.items()
    )
    + ")",
    re.IGNORECASE,
)
PATTERNS = {name: re.compile(rule, re.IGNORECASE) for name, rule in RULES.items()}
NOT_TIMES = re.compile(rf"\b(?:{_any(DATA['not_times'])})\b")
