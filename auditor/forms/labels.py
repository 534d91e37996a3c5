"""What is printed on forms: folding of labels, and the vocabulary in which they are looked up.

A label is known when its folded form is a label of some form definition or of ``rules/labels.yaml``, or when it is put
together from a person or role word and a general label ("监护人" + "联系电话"). Everything is form-independent, so that
unknown forms still give pairs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz, process

from auditor.forms.label_kinds import kind_of
from auditor.forms.nearest import Nearest
from auditor.forms.spec import LabelBook
from auditor.forms.wordings import Wordings, is_worker
from auditor.values.text import fold

Aspect = Literal["", "name", "signature", "date", "opinion", "phone", "relation", "detail", "response"]

_DROP = re.compile(r"[\s_:：*＊★☆◆●·•\"“”‘’「」【】\[\]《》<>〈〉、，,。.;；﹍￼~～|]+")
_NUMBERING = re.compile(
    r"^\s*(?:[(（]?\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2}|[①-⑳])\s*[)）]|[一二三四五六七八九十]{1,3}\s*[、.．]|"
    r"\d{1,2}\s*[、.．)）](?!\d)|[①-⑳]|[壹贰叁肆伍陆柒捌玖拾]{1,2}[\s、.．]|"
    r"第[一二三四五六七八九十]{1,2}部分[:： 　]?)\s*"
)
_BRACKETS = re.compile(r"[(（【\[][^()（）【】\[\]]{0,40}[)）】\]]")
_PARTY = re.compile(r"^([^()]{1,8})\(([^()]{1,8})\)$")
_COUNTED = re.compile(
    r"^\s*([\u4e00-\u9fff]{2,5})[(（]?[一二三四1-4①②③④][)）]?((?:的?[\u4e00-\u9fff（）()]{2,8})?)[:：]?\s*$"
)
_CONTRACTING = re.compile(r"^[甲乙丙丁]方$")
_OF_PARTY = re.compile(r"^[甲乙丙丁]方的?")
_RELATION_TO = re.compile(r"^(.{0,6}?)与(.{1,8}?)之?间?的?(?:关系|称谓)$")
_SOMEBODY = re.compile(
    r"^(?!家人|他人|别人|亲人|家庭成员|家属|亲属|亲友).*(?:者|人|员|对象|孩子|学生|儿童|长者|老人|户主|案主|孤儿|少年|[甲乙丙]方)$"
)
"""Whose relative somebody is; 与家人关系 asks how they get on."""
_WORDS_ONLY = re.compile(r"^[\u4e00-\u9fff]{3,16}$")
_BRACKET_SIGNS = re.compile(r"[()（）【】\[\]]")
_LATIN = re.compile(r"[A-Za-z][A-Za-z .'’&/\-]*")
_CJK = re.compile(r"[\u4e00-\u9fff]")
_INNER_BREAK = re.compile(r"[:：_]")
_AMONG = re.compile(r"\s*其中\s*[:：]?\s*(?=\S{3})")
"""Says that a column is part of the one before it: 其中：持证社工实到."""
_MAX_LABEL = 40
_HAN_ONLY = re.compile(r"^[\u4e00-\u9fff]+$")
_CLIPS = (
    (re.compile(r"(?<=[\u4e00-\u9fff])日$"), "日期"),
    (re.compile(r"(?<=[\u4e00-\u9fff])签$"), "签名"),
    (re.compile(r"^(?:本人)?证(?:件)?号?$"), "身份证号"),
    (re.compile(r"证号$"), "身份证号"),
)
_QUALIFIERS = (
    "正式", "累计", "主要", "本人", "服务对象", "服务", "个案", "家庭", "现时", "目前", "案主", "户主", "实际", "最终", "首次", "当前",
    "对象", "有关", "相关", "该户", "本户", "本次", "总体",
)  # fmt: skip
"""Words before or inside a label that change nothing in what it asks for, where the label is unknown with them."""
_ASKS_FOR = re.compile(
    r"(?:日期?|时间|次数|节数|社工|编号|号|类别|类型|等级|级别|电话|手机|地址|住址|姓名|社区|居委会|签名|意见|关系|年龄|性别)$"
)
_RATED = re.compile(r"(?:评价|得分|评分|分数|分值|评级|评估|记录|登记|表|计划)$")
COMPOSED = 0.92
"""How sure a label is that no list has and whose parts are known."""


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
    also: str = ""
    """What the value holds besides: the second half of 姓名及联系电话."""


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
    wordings: Wordings = field(default_factory=lambda: Wordings({}))
    _plain_sets: dict[frozenset[str], frozenset[str]] = field(default_factory=dict)
    _only_with_ending: frozenset[str] = frozenset()
    """Labels in plain wordings that are labels only with 情况 or 事项 behind: 需跟进 alone is an answer."""
    _plain_labels: set[str] = field(default_factory=set)
    _plain_aspects: dict[str, Aspect] = field(default_factory=dict)
    _plain_contexts: dict[str, str] = field(default_factory=dict)
    _plain_context_re: re.Pattern[str] = field(default_factory=lambda: re.compile(r"(?!)"))
    options: dict[str, set[str]] = field(default_factory=dict)
    """Folded label -> the folded answers among which some form lets choose there."""
    form_labels: frozenset[str] = frozenset()
    """Labels of the forms' own fields and columns."""
    _phrases: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    _joint_re: re.Pattern[str] = field(default_factory=lambda: re.compile(r"(?!)"))
    nearest: Nearest = field(default_factory=lambda: Nearest({}, frozenset()))
    """All forms' labels by nearness, for labels that nothing else understands."""

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
        made.form_labels = frozenset(fold_key(label) for label in labels)
        made.labels = {*made.form_labels} | {fold_key(label) for label in (*book.labels, *book.stops)}
        made._phrases = [(plain, tuple(map(fold_key, phrases))) for plain, phrases in book.questions.items()]
        made.captions = {fold_key(caption) for caption in captions} | {fold_key(c) for c in book.captions}
        words = sorted(made.contexts, key=len, reverse=True)
        made._context_re = re.compile("|".join(map(re.escape, words)) or r"(?!)")
        made.stops = frozenset(map(fold_key, book.stops))
        made._fuzzy = sorted(k for k in made.labels | made.captions if len(k) >= 5)
        made.wordings = Wordings(book.wordings, book.fillers)
        plain = made.wordings.plain
        made._plain_aspects = {plain(key): aspect for key, aspect in made.aspects.items()}
        made._plain_labels = {plain(key) for key in made.labels} | made._plain_aspects.keys()
        ending = {key for key in made.labels if made.wordings.ends_weakly(key)}
        made._only_with_ending = frozenset(map(plain, ending)) - {plain(key) for key in made.labels - ending}
        made._plain_contexts = {plain(key): context for key, context in made.contexts.items()}
        words = sorted(made._plain_contexts, key=len, reverse=True)
        made._plain_context_re = re.compile("|".join(map(re.escape, words)) or r"(?!)")
        names, phones = (
            "|".join(
                sorted((re.escape(k) for k, a in made.aspects.items() if a == wanted), key=len, reverse=True)
            )
            for wanted in ("name", "phone")
        )
        if names and phones:
            made._joint_re = re.compile(rf"^(.*?)({names})[及和与/]?({phones})$")
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

    def offers(self, label: Label | None, text: str) -> bool:
        """Tell whether ``text`` is one of the answers that a label lets choose from, though it may be a label too."""
        return label is not None and fold_key(text) in self.options.get(label.key, ())

    def plain_of(self, keys: frozenset[str]) -> frozenset[str]:
        """Return folded labels in plain wordings; worked out once for each set."""
        known = self._plain_sets.get(keys)
        if known is None:
            known = self._plain_sets[keys] = frozenset(map(self.wordings.plain, keys))
        return known

    def find(self, text: str) -> Label | None:
        """Return the label that the whole of ``text`` is, or None."""
        if len(text) > _MAX_LABEL:
            return None
        try:
            return self._memory[text]
        except KeyError:
            pass
        found = self._find(text)
        if found is None and (among := _AMONG.match(text)) is not None:
            found = self._find(text[among.end() :])
        if len(self._memory) < 50_000:
            self._memory[text] = found
        return found

    def _find(self, text: str) -> Label | None:
        if _INNER_BREAK.search(text.strip(" _:：\t\n　")):
            return None
        if (counted := _COUNTED.match(text)) is not None and fold_key(counted[1]) in self.contexts:
            found = self._find(counted[1] + counted[2])
            if found is not None and found.context:
                return found  # 监护人一, 家长2签名
        party = _PARTY.match(fold_key(text))
        if party is not None and party[1] in self.contexts and party[2] in self.contexts:
            person = party[1] if _CONTRACTING.match(party[2]) else party[2]
            if person is party[1] or _CONTRACTING.match(party[1]) or self.contexts[party[1]] == "relative":
                return Label(
                    person, self.contexts[person], "", "", False, True
                )  # 甲方（服务对象）, 家属（父）
        for candidate in _variants(text):
            key = fold_key(candidate)
            if not key or len(key) > 24:
                continue
            found = self._exact(key) or self._of_party(key) or self._joint(key)
            if found is not None:
                return found
        key = fold_key(_BRACKETS.sub("", strip_numbering(text)))
        found = (
            self._composed(key)
            or self._of_kind(key)
            or self._clipped(key)
            or self._qualified(key)
            or self._asked(key)
        )
        if found is not None:
            return found
        if 5 <= len(key) <= 16 and not any(char.isdigit() for char in key) and _CJK.search(key):
            near = process.extractOne(key, self._fuzzy, scorer=fuzz.ratio, score_cutoff=88)
            if near is not None:
                found = self._exact(near[0])
                if found is not None:
                    return Label(
                        found.key, found.context, found.base, found.aspect, found.caption, found.field, 0.9
                    )
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
        if (
            known
            or caption
            or (match is not None and (not base or base in self.aspects))
            or key in self.aspects
        ):
            return Label(key, context, base, aspect, caption and not known, known or key in self.aspects)
        return None

    def _of_party(self, key: str) -> Label | None:
        """Return the label that 乙方父亲姓名 or 与乙方关系 is: whose relative it is does not matter."""
        relation = _RELATION_TO.match(key)
        if relation is not None and (relation[2] in self.contexts or _SOMEBODY.match(relation[2])):
            if not relation[1]:
                return Label("关系", "", "关系", "relation", False, True)
            if relation[1] in self.contexts:
                return Label(
                    relation[1] + "关系", self.contexts[relation[1]], "关系", "relation", False, True
                )
        party = _OF_PARTY.match(key)
        if party is None:
            return None
        found = self._exact(key[party.end() :]) or self._joint(key[party.end() :])
        return found if found is not None and found.context else None

    def _joint(self, key: str) -> Label | None:
        """Return the label of a name that asks for the phone too: 父亲姓名及联系电话."""
        joint = self._joint_re.match(key)
        if joint is None:
            return None
        found = self._exact(joint[1] + joint[2])
        if found is None or (joint[1] and not found.context):
            return None
        return replace(found, key=joint[1] + joint[2], also=joint[1] + joint[3])

    def _of_kind(self, key: str) -> Label | None:
        """Return the label that stands for all labels of a kind: where a worker answers, where somebody asked may speak."""
        meant, bare = kind_of(key)
        found = self._exact(fold_key(meant)) if meant else None
        if found is None and bare != key:
            found = self._exact(bare)
        return replace(found, certain=COMPOSED) if found is not None else None

    def _composed(self, key: str) -> Label | None:
        """Return the label that is put together from known parts in other wordings: 立案时日, 跟进工作员签署."""
        if not _WORDS_ONLY.match(key):
            return None
        plain = self.wordings.plain(key)
        if plain in self._only_with_ending and not self.wordings.ends_weakly(key):
            return None
        aspect = self._plain_aspects.get(plain, "")
        match = self._plain_context_re.match(plain)
        if plain in self._plain_labels:
            if match is None:
                return Label(key, "", plain, aspect, False, True, COMPOSED)
            base = plain[match.end() :]
            return Label(
                key,
                self._plain_contexts[match[0]],
                base,
                self._plain_aspects.get(base, ""),
                False,
                True,
                COMPOSED,
            )
        person, rest = (
            (self._plain_contexts[match[0]], plain[match.end() :]) if match is not None else ("", plain)
        )
        if rest and rest not in self._plain_aspects:
            cut = plain.rfind("社工") + 2
            person, rest = ("worker", plain[cut:]) if cut > 2 and is_worker(plain[:cut]) else ("", plain)
        if person and (not rest or rest in self._plain_aspects):
            return Label(key, person, rest, self._plain_aspects.get(rest, ""), False, True, COMPOSED)
        first, joined, _ = key.partition("及")
        return self._composed(first) if joined else None  # 推行步骤及时间

    def _clipped(self, key: str) -> Label | None:
        """Return the label of which a sign or two are left out: 评估日 (评估日期), 社工签 (社工签名), 证号 (身份证号)."""
        if not 2 <= len(key) <= 8 or not _HAN_ONLY.match(key):
            return None
        for clip, whole in _CLIPS:
            if clip.search(key) is None:
                continue
            found = self._exact(clip.sub(whole, key)) or self._composed(clip.sub(whole, key))
            if found is not None and found.field and not found.caption:
                return replace(found, certain=COMPOSED)
        return None

    def _qualified(self, key: str) -> Label | None:
        """Return the label that is left without a word that only qualifies it: 正式受理日期, 累计面谈次数, 案主等级."""
        if not 4 <= len(key) <= 12 or not _HAN_ONLY.match(key):
            return None
        best: Label | None = None
        for word in _QUALIFIERS:
            rest = key.replace(word, "", 1) if word in key else ""
            if len(rest) < 2 or rest not in self.form_labels or not _ASKS_FOR.search(rest):
                continue
            found = self._exact(rest)
            if found is not None and found.field and (best is None or len(rest) > len(best.key)):
                best = replace(found, certain=COMPOSED)
        return best

    def _asked(self, key: str) -> Label | None:
        """Return the label that everyday words ask for: 和谁一起住 (居住状况), 由谁介绍 (个案来源)."""
        if not 3 <= len(key) <= 12 or not _HAN_ONLY.match(key) or _RATED.search(key):
            return None
        for plain, phrases in self._phrases:
            if any(phrase in key and 5 * len(phrase) >= 2 * len(key) for phrase in phrases):
                found = self._exact(fold_key(plain))
                return replace(found, certain=COMPOSED) if found is not None else None
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
