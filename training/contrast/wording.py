"""Wording: the forms of an act, put into a frame with the mark of its trigger."""

from __future__ import annotations

import re

from parties import an
from scenes import Scene


def inflect(verb: str) -> dict[str, str]:
    """Forms of "base|past|participle|gerund" or of a regular "base"; particles stay behind."""
    parts = verb.replace("<", "").replace(">", "").split("|")
    base, _, rest = parts[0].partition(" ")
    rest = f" {rest}" if rest else ""
    third = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    if re.search(r"[^aeiou]y$", base):
        third = base[:-1] + "ies"
    stem = base[:-1] if base.endswith("e") else base
    forms = {
        "base": parts[0],
        "s3": third + rest,
        "past": stem + "ed" + rest,
        "pp": stem + "ed" + rest,
        "ger": stem + "ing" + rest,
    }
    if len(parts) == 4:
        forms |= {"past": parts[1], "pp": parts[2], "ger": parts[3]}
    return forms


def mark(words: str, tail: str) -> str:
    """Put the trigger mark on the verb, or where <...> stands in the tail; "<x> <out>" is one."""
    tail = re.sub(r"\bits\b", "{A:its|their}", tail)
    tail = re.sub(r"\{(W|F|V|Rcoast)\}", r"{\1!}", tail)
    inner = re.sub(r"<([^>]+)>", r"<1:\1>", tail)
    return f"{words} {inner}" if inner != tail else f"<1:{words}> {tail}"


def mark_noun(noun: str) -> str:
    """Put the trigger mark on the noun's first word unless <...> says otherwise."""
    noun = re.sub(r"\{(W|F|V|Rcoast)\}", r"{\1!}", noun)
    if "<" in noun:
        return re.sub(r"<([^>]+)>", r"<1:\1>", noun)
    first, _, rest = noun.partition(" ")
    return f"<1:{first}> {rest}"


def with_article(noun: str, definite: bool) -> str:
    """The noun phrase with the article that suits it."""
    word = re.sub(r"<1:([^>]+)>", r"\1", noun)
    head = word.split(" of ")[0].split(" on ")[0].split(" with ")[0].split(" to ")[0]
    bare = head.endswith(("s", "martial law", "praise", "torture"))
    if bare or (head.endswith("ing") and not definite):
        return noun
    return f"the {noun}" if definite else f"{an(word).split(' ')[0]} {noun}"


def put_noun(text: str, noun: str) -> str:
    """Put the act's noun in the place of {nom} and its kin."""
    if not noun:
        return text
    marked = mark_noun(noun)
    text = text.replace("{a-nom}", with_article(marked, False))
    return text.replace("{the-nom}", with_article(marked, True)).replace("{nom}", marked)


def put_passive(text: str, participle: str, tail: str) -> str:
    """Put the passive in the place of {pass}, and its subject in the place of {Rn}."""
    after = re.sub(r"^\{[^}]+\} ?", "", tail)
    text = text.replace("{pass}", mark(participle, after).strip())
    head = re.match(r"\{#[^}]+\}", tail)
    if head:
        text = text.replace("{Rn}", head.group(0))
        text = re.sub(r"\{Rn:[^|}]+\|([^}]+)\}", r"\1", text)
    return text.replace("{Rn}", "{R}").replace("{Rn:", "{R:")


def expand(text: str, scene: Scene, uncounted: bool = False) -> str:
    """Put the act's words in the place of {past}, {nom} and the like."""
    if scene.act is None:
        return text
    verb, tail, noun = scene.act[5:8]
    tail = tail.replace("<out>", "out")
    if uncounted:
        tail, noun = (re.sub(r"\{#[^}]+:R\}", "{R}", words) for words in (tail, noun))
    forms = inflect(verb)
    for key, form in forms.items():
        text = text.replace("{" + key + "}", mark(form, tail))
    plural = scene.parties["A"].plural
    text = text.replace("{A:pres}", mark(forms["base" if plural else "s3"], tail))
    return put_noun(put_passive(text, forms["pp"], tail), noun)
