"""What is printed on forms: folding of labels, and the vocabulary in which they are looked up.

A label is known when its folded form is a label of some form definition or of ``rules/labels.yaml``, or when it is put
together from a person or role word and a general label ("监护人" + "联系电话"). Everything is form-independent, so that
unknown forms still give pairs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz, process

from auditor.forms.spec import LabelBook
from auditor.values.text import fold

Aspect = Literal["", "name", "signature", "date", "opinion", "phone", "relation", "detail", "response"]

_DROP = re.compile(r"[\s_:：*＊★☆◆●·•\"“”‘’「」【】\[\]《》<>〈〉、，,。.;；﹍￼~～|]+")
_NUMBERING = re.compile(
    r"^\s*(?:[(（]?\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2}|[①-⑳])\s*[)）]|[一二三四五六七八九十]{1,3}\s*[、.．]|"
    r"\d{1,2}\s*[、.．)）](?!\d)|[①-⑳]|第[一二三四五六七八九十]{1,2}部分[:： 　]?)\s*"
)
_BRACKETS = re.compile(r"[(（【\[][^()（）【】\[\]]{0,40}[)）】\]]")
_PARTY = re.compile(r"^([^()]{1,8})\(([^()]{1,8})\)$")
_CONTRACTING = re.compile(r"^[甲乙丙丁]方$")
_BRACKET_SIGNS = re.compile(r"[()（）【】\[\]]")
_LATIN = re.compile(r"[A-Za-z][A-Za-z .'’&/\-]*")
_CJK = re.compile(r"[\u4e00-\u9fff]")
_INNER_BREAK = re.compile(r"[:：_]")
_MAX_LABEL = 40


@lru_cache(maxsize=32768)
def fold_key(text: str) -> str:
    """Fold text for comparison as `auditor.values.text.fold` does; spaces, colons and quotation marks go too."""
    return _DROP.sub("", fold(text)).lower()


def strip_numbering(text: str) -> str:
    """Drop a printed number before a heading: "三、", "（二）", "4.", "第一部分"."""
    return _NUMBERING.sub("", text, count=1)


@dataclass(frozen=True, slots=True)
class Label:
    """A known label.

    ``key`` is the folded text. ``context`` names the person or role in it ("guardian" in 监护人电话), ``base`` is what
    remains of it ("电话"), ``aspect`` the general meaning of the remainder.
    """

    key: str
    context: str = ""
    base: str = ""
    aspect: Aspect = ""
    caption: bool = False
    field: bool = False
    """Some form has a field or column of exactly this label."""
    certain: float = 1.0


@dataclass(slots=True)
class Vocabulary:
    """All labels of all forms, ready for look-up.

    Args:
        book: general words of ``rules/labels.yaml``.
        labels: labels of fields and columns.
        captions: captions of blocks.
    """

    book: LabelBook
    labels: set[str] = field(default_factory=set)
    captions: set[str] = field(default_factory=set)
    contexts: dict[str, str] = field(default_factory=dict)
    aspects: dict[str, Aspect] = field(default_factory=dict)
    _memory: dict[str, Label | None] = field(default_factory=dict)
    _fuzzy: list[str] = field(default_factory=list)
    _context_re: re.Pattern[str] = field(default_factory=lambda: re.compile(r"(?!)"))
    longest: int = 0
    stops: frozenset[str] = frozenset()
    headers: list[tuple[frozenset[str], ...]] = field(default_factory=list)
    """For every table of rows of every form: the label keys of its required columns."""

    @classmethod
    def build(cls, book: LabelBook, labels: Iterable[str], captions: Iterable[str]) -> Vocabulary:
        """Fold everything once."""
        made = cls(book)
        for context, words in book.contexts.items():
            for word in words:
                made.contexts[fold_key(word)] = context
        for aspect, words in book.aspects.items():
            for word in words:
                made.aspects[fold_key(word)] = aspect
        made.labels = {fold_key(label) for label in labels} | {
            fold_key(label) for label in (*book.labels, *book.stops)
        }
        made.captions = {fold_key(caption) for caption in captions} | {fold_key(c) for c in book.captions}
        words = sorted(made.contexts, key=len, reverse=True)
        made._context_re = re.compile("|".join(map(re.escape, words)) or r"(?!)")
        made.stops = frozenset(map(fold_key, book.stops))
        made._fuzzy = sorted(k for k in made.labels | made.captions if len(k) >= 5)
        made.longest = max(map(len, made.labels | made.captions), default=0) + 8
        return made

    def context_of(self, text: str) -> str:
        """Return the person or role that a caption speaks of, or its folded text where it names none."""
        key = fold_key(text)
        match = self._context_re.match(key)
        if match is None:
            key = fold_key(_BRACKETS.sub("", strip_numbering(text)))
            match = self._context_re.match(key)
        return self.contexts[match[0]] if match else key

    def find(self, text: str) -> Label | None:
        """Return the label that the whole of ``text`` is, or None."""
        if len(text) > _MAX_LABEL:
            return None
        try:
            return self._memory[text]
        except KeyError:
            pass
        found = self._find(text)
        if len(self._memory) < 50_000:
            self._memory[text] = found
        return found

    def _find(self, text: str) -> Label | None:
        if _INNER_BREAK.search(text.strip(" _:：\t\n　")):
            return None
        party = _PARTY.match(fold_key(text))
        if party is not None and party[1] in self.contexts and party[2] in self.contexts:
            person = party[1] if _CONTRACTING.match(party[2]) else party[2]
            if person is party[1] or _CONTRACTING.match(party[1]) or self.contexts[party[1]] == "relative":
                return Label(person, self.contexts[person], "", "", False, True)  # 甲方（服务对象）, 家属（父）
        for candidate in _variants(text):
            key = fold_key(candidate)
            if not key or len(key) > 24:
                continue
            found = self._exact(key)
            if found is not None:
                return found
        key = fold_key(_BRACKETS.sub("", strip_numbering(text)))
        if 5 <= len(key) <= 16 and not any(char.isdigit() for char in key) and _CJK.search(key):
            near = process.extractOne(key, self._fuzzy, scorer=fuzz.ratio, score_cutoff=88)
            if near is not None:
                found = self._exact(near[0])
                if found is not None:
                    return Label(found.key, found.context, found.base, found.aspect, found.caption, found.field, 0.9)
        return None

    def _exact(self, key: str) -> Label | None:
        known = key in self.labels
        caption = key in self.captions
        context, base = "", key
        match = self._context_re.match(key)
        if match is not None:
            context = self.contexts[match[0]]
            base = key[match.end() :].removeprefix("的")
            if base[:1] == "(" and base[-1:] == ")" and base[1:-1] in self.aspects:
                base = base[1:-1]
            second = self._context_re.match(base.lstrip("/或及、和()（）"))
            if base[:1] in "/或及、和(（" and second is not None:
                base = base.lstrip("/或及、和()（）")[second.end() :].lstrip(")）")
        aspect = self.aspects.get(base, "") if base else ""
        if known or caption or (match is not None and (not base or base in self.aspects)) or key in self.aspects:
            return Label(key, context, base, aspect, caption and not known, known or key in self.aspects)
        return None


def _variants(text: str) -> Iterable[str]:
    """Yield the text and what is left of it without numbering, brackets, or a second language."""
    yield text
    plain = strip_numbering(text)
    if plain != text:
        yield plain
    bare = _BRACKETS.sub("", plain)
    if bare != plain:
        yield _BRACKET_SIGNS.sub("", plain)  # "片长（签名）" is 片长签名
        yield bare
    if _CJK.search(bare):
        monolingual = _LATIN.sub("", bare)
        if monolingual != bare:
            yield monolingual
