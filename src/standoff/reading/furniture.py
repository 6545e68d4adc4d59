"""Wire furniture told from the story: dateline, byline, headline, caption, credit, correction.

Agencies frame a story with lines that are no part of it. Taken for story they make a photographer
an actor and a correction an attack. They are marked, not removed: offsets keep pointing into the
stored text. A caption's first sentence describes a picture and is marked; its further sentences
tell background and stay story. Cue words are data (`data/furniture.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from standoff.reading.cues import cues
from standoff.reading.dateline import Dateline, day_of, match_dateline
from standoff.reading.sentences import sentence_end
from standoff.records import Part, Span

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
_BRACKET = re.compile(r"\(([^()\n]{3,160})\)")
_BYLINE_NAME = r"[^\W\d_a-z][\w'’.-]*(?:\s(?:de|la|van|von|al|bin|el)?\s?[^\W\d_a-z][\w'’.-]*){1,3}"
_WHERE = r"(?:\s+in\s+[^\W\d_a-z][\w'’.-]*(?:\s[^\W\d_a-z][\w'’.-]*)?)"
_NAMES = rf"{_BYLINE_NAME}{_WHERE}?(?:(?:,\s|,?\sand\s|\s&\s|;\s){_BYLINE_NAME}{_WHERE}?)*"
_BYLINE = re.compile(
    rf"(?:[Bb]y|BY)\s+{_NAMES}|{_BYLINE_NAME}{_WHERE}(?:(?:,\s|,?\sand\s){_BYLINE_NAME}{_WHERE})*"
)
_PHOTO = re.compile(r"photo|image|picture", re.IGNORECASE)
_CAPTION_HEADINGS = ("Caption", "CAPTION", "Photo caption")
_SENTENCE_END = (".", "!", "?", "…", "”", '"', ":", ";", ",", ")")
_HEADLINE_WORDS = 18


def mark_parts(text: str) -> tuple[Part, ...]:
    """Mark what is not plain story, in order of offset, no two parts overlapping.

    Kinds: headline, byline, dateline, caption, credit, correction, kill, boilerplate.

    >>> story = "KYIV, Jan. 25 (Meridian Wire) — Troops left. (Reporting by Ann Lee)"
    >>> [(part.kind, part.span.of(story)) for part in mark_parts(story)]
    [('dateline', 'KYIV, Jan. 25 (Meridian Wire) — '), ('credit', '(Reporting by Ann Lee)')]
    """
    parts: list[Part] = []
    paragraphs = [Span(m.start(), m.end()) for m in _PARAGRAPH.finditer(text)]
    opening = True
    for number, paragraph in enumerate(paragraphs):
        found = list(_paragraph_parts(text, paragraph, opening=opening))
        if not found and number == 0 and _is_headline(text, paragraph, paragraphs):
            found = [Part("headline", paragraph)]
        parts += found
        whole = any(p.span.start <= paragraph.start and p.span.end >= paragraph.end for p in found)
        opening = opening and whole
    return tuple(parts)


def _paragraph_parts(text: str, paragraph: Span, *, opening: bool) -> Iterator[Part]:
    begin = paragraph.start + len(paragraph.of(text)) - len(paragraph.of(text).lstrip())
    words = text[begin : paragraph.end]
    if kind := _whole_kind(words, opening=opening):
        yield Part(kind, Span(begin, paragraph.end))
        return
    credits = list(_credits(text, Span(begin, paragraph.end)))
    if caption := _caption(text, Span(begin, paragraph.end), credits):
        yield Part("caption", caption)
        credits = credits or list(_last_bracket(text, Span(caption.end, paragraph.end)))
    else:
        dateline = match_dateline(text, begin, first=opening)
        if dateline and dateline.span.end < paragraph.end:
            yield Part("dateline", dateline.span)
    yield from (Part("credit", span) for span in credits)


def _whole_kind(words: str, *, opening: bool) -> str | None:
    """Name the kind of a paragraph that is furniture from end to end."""
    known = cues()
    inner = words.strip().lstrip("([*_ ")
    withdraws = known.kill_phrases.search(inner) and _is_notice(inner)
    if _labels(known.kill, inner) or withdraws:
        return "kill"
    if _labels(known.correction, inner) or known.correction_phrases.match(inner):
        return "correction"
    if known.staff.match(inner):
        return "credit"
    if _labels(known.boilerplate, inner) or _is_closing_line(inner):
        return "boilerplate"
    if _BYLINE.fullmatch(words.strip()) and (opening or words.startswith(("By ", "BY "))):
        return "byline"
    return None


def _labels(pattern: re.Pattern[str], words: str) -> bool:
    """Tell whether a cue stands as a label: before a colon or dash, in capitals, or alone."""
    match = pattern.match(words)
    if match is None:
        return False
    after = words[match.end() :].lstrip(" )]*_")
    alone = not after.strip() or words.startswith(("©", "(c)"))
    return (
        alone
        or after.startswith((":", "—", "–", "- ", "|", "»"))
        or (match[0].isupper() and len(match[0]) > 3 and after[:1] in ",(-.")
    )


def _is_notice(words: str) -> bool:
    return bool(cues().correction.match(words)) or words.casefold().startswith(
        ("this story", "this report", "the story", "the report", "our story", "please", "attention")
    )


def _is_closing_line(words: str) -> bool:
    known = cues()
    found = known.boilerplate_phrases.search(words)
    imperative = known.boilerplate.match(words) and words.casefold().startswith(
        ("sign up", "subscribe", "follow us", "click here", "download our", "join our", "©")
    )
    return bool(found or imperative)


def _caption(text: str, paragraph: Span, credits: list[Span]) -> Span | None:
    """Find the sentence of a paragraph that describes a picture, with its cue."""
    words = paragraph.of(text)
    cue = cues().caption.match(words)
    labelled = cue is not None and _opens_caption(cue[0], words[cue.end() :])
    if not labelled and not _ends_in_photo_credit(text, paragraph, credits):
        return None
    limit = credits[0].start if credits else paragraph.end
    begin = paragraph.start + (cue.end() + 1 if cue and labelled else 0)
    if not text[begin:limit].strip():
        return None
    return Span(paragraph.start, sentence_end(text, begin, limit))


def _opens_caption(cue: str, after: str) -> bool:
    """Tell a cue from the same word in a sentence: a mark follows it, or it is a heading."""
    followed = after.lstrip().startswith((":", "—", "–", "- "))
    heading = cue in _CAPTION_HEADINGS and after[:1].isspace()
    return followed or heading or cue.casefold().startswith("in this")


def _ends_in_photo_credit(text: str, paragraph: Span, credits: list[Span]) -> bool:
    if not credits or text[credits[-1].end : paragraph.end].strip():
        return False
    return any(_PHOTO.search(c.of(text)) for c in credits)


def _credits(text: str, paragraph: Span) -> Iterator[Span]:
    """Find the credits inside a paragraph: bracketed ones, and `Credit: …` to its end."""
    known, at = cues(), paragraph.start
    for bracket in _BRACKET.finditer(text, paragraph.start, paragraph.end):
        inner = bracket[1]
        named = known.credit_words.search(inner) and inner[:1].isupper() and len(inner.split()) < 12
        if named or known.staff.match(inner):
            yield Span(bracket.start(), bracket.end())
            at = bracket.end()
    for match in re.finditer(r"(?:(?<=\s)|^|(?<=[.)]))(?=\w)", text[at : paragraph.end]):
        cue = known.credit.match(text, at + match.start())
        if cue and text[cue.end() : cue.end() + 1] == ":" and cue[0][:1].isupper():
            yield Span(cue.start(), paragraph.end)
            return


def _last_bracket(text: str, rest: Span) -> Iterator[Span]:
    """A caption's closing bracket with a name in it is its credit: `(R. Macaraeg)`."""
    for bracket in _BRACKET.finditer(text, rest.start, rest.end):
        if not text[bracket.end() : rest.end].strip() and len(bracket[1].split()) <= 5:
            yield Span(bracket.start(), bracket.end())


def _is_headline(text: str, first: Span, paragraphs: list[Span]) -> bool:
    words = first.of(text).strip()
    alone = len(paragraphs) > 1 and len(words.split()) <= _HEADLINE_WORDS
    return alone and not words.endswith(_SENTENCE_END) and words[:1].isupper()


def find_dateline(text: str) -> Dateline | None:
    """Find the first dateline of a report."""
    for part in mark_parts(text):
        if part.kind == "dateline":
            first = match_dateline(text, part.span.start, first=True)
            if first:
                return first
    return None


def dateline_place(text: str) -> str | None:
    """Return the place that the dateline names, as it stands.

    >>> dateline_place("BANJUL, Gambia (Meridian Wire) — After 22 years he left.")
    'BANJUL, Gambia'
    """
    found = find_dateline(text)
    return found.place if found else None


def dateline_day(text: str, published: date) -> date | None:
    """Return the day that the dateline names, or None; it lies on or before `published`.

    >>> dateline_day("KYIV, Jan. 25 - Troops left.", date(2022, 1, 26))
    datetime.date(2022, 1, 25)
    """
    found = find_dateline(text)
    return day_of(found.day, published) if found and found.day else None
