"""Which form a title names, and which form the labels of a page betray."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import fsum

from rapidfuzz import fuzz, process

from auditor.forms.labels import fold_key
from auditor.forms.layout import Layout
from auditor.forms.load import FormSet

_CONTINUED = re.compile(
    r"[(（\[【]\s*(?:续|接上页|续表|续上页|续\s*\d*|上接[^)）]{0,6})\s*[)）\]】]|^\s*续表|续表$|[（(]第\s*\d+\s*页[)）]"
)
_ORDINAL = re.compile(r"[(（]?第\s*[\d一二三四五六七八九十_ ]{1,5}\s*[次节回期份页][)）]?")
_ATTACHMENT = re.compile(
    r"^\s*(?:附件|附表|附录|附|表格?|表单)\s*[\d一二三四五六七八九十A-Za-z.．\-—]{0,6}\s*[:：、.．]?\s*"
)
_BRACKETED = re.compile(r"[(（\[【〔［<〈][^()（）\[\]【】〔〕［］]{0,30}[)）\]】〕］>〉]")
_INSIDE = re.compile(r"[(（\[【〔［]([^()（）\[\]【】〔〕［］]{2,12})[)）\]】〕］]")
_YEAR_NUMBER = re.compile(r"(?:19|20)\d{2}(?:\s*[-—–~至]\s*(?:19|20)?\d{2})?\s*(?=年度)")
_YEAR = re.compile(r"(?:19|20)\d{2}(?:\s*[-—–~至]\s*(?:19|20)?\d{2})?\s*年?度?")
_TRIM = re.compile(r"[\d_\-—–.．\s]+$")
_NUMBERED = re.compile(
    r"^\s*(?:[(（]?[一二三四五六七八九十]{1,3}[)）]?\s*[、.．)）]|[(（]\d{1,2}[)）]|\d{1,2}\s*[、.．])"
)
_SENTENCE = re.compile(r"[。；;！!？?，,]")
_BAD_PREFIX = re.compile(
    r"(?:填写|签订|签署|完成|参见|详见|见|依据|根据|按照|阅读|同意|本|该|此|上述|附|已|请|的|了|将|把|交|份|作为)$"
)
_TITLE_END = re.compile(
    r"(?:表|书|册|单|记录|报告|封面|首页|清单|名册|台账|方案|计划|总结|回执|档案|问卷|纪要|协议|制度|机制|登记|封页|同意|情况|评估|一策|一案|确认书|卷宗|卡|卡片|簿|本|函|信)$"
)
_ABOUT = re.compile(r"^(?:关于|有关)|(?:通知|说明|须知|要求|流程|办法|指引|指南|规定|函)$")
_STATION = re.compile(
    r"^.{0,24}(?:社工服务站|社会工作服务站|社会工作站|双百社工站|社工站|服务站|工作站|服务中心|服务社)(?=.{3})"
)
_PAPER_END = re.compile(r"(?:表|书|册|单|记录|报告|封面|首页|清单|名册|台账|问卷|纪要|卡|卡片|簿)$")
_BLANK_TAILS = ("模板", "样表", "空白表", "范本", "空表")
_VIEW_TAILS = (
    "详情",
    "详情页",
    "详单",
    "明细",
    "打印",
    "打印件",
    "打印稿",
    "打印页",
    "预览",
    "导出",
    "导出件",
)
"""What a system calls its views and prints of a paper; the paper's own title stands before it whole."""
_MAX_TITLE = 60
_FUZZY = 82
_COMPOSED = 0.74
"""Score of a title put together from words: just enough with one label of the form, too little without any."""
_COMPOSED_SURE = 0.82
_FROM_THE_START = 0.02
"""What such a title gains that begins with the form's words: 个案 | 帮扶 | 计划 is first of all a case's."""
_DOUBTED = 0.7
"""Score of a form that the end of a title names while its beginning speaks of something else."""
_LONGEST_COMPOSED = 24
_LONGEST_TAIL = 4
"""Characters that may follow the last word of such a title (书, 报告表)."""
_BRACKETED_TITLE = 0.85
"""Score of a form that only the words in brackets name."""
_MEMORY = 20_000
"""Lines of which a process remembers what title they are; the same headings stand in many files."""
_PART_OF_TITLE = 0.04
"""What a form's title loses that is only the end of another form's title (服务计划 in 个别化服务计划)."""


@dataclass(frozen=True, slots=True)
class Title:
    """A text that names a form: its id with score, and the runner-up's score."""

    form: str
    score: float
    runner_up: float
    text: str
    continued: bool
    exact: bool
    length: int
    """Characters of the form's title that were found."""
    others: tuple[tuple[str, float], ...] = ()


def clean_title(text: str) -> str:
    """Fold a title and drop what does not tell forms apart: numbers, years, brackets, "附件2："."""
    text = _CONTINUED.sub("", text)
    text = _ATTACHMENT.sub("", text, count=1) if len(text) > 6 else text
    text = _ORDINAL.sub("", text)
    text = _YEAR.sub("", text)
    return _TRIM.sub("", fold_key(text))


def match_title(text: str, forms: FormSet) -> Title | None:
    """Return the form that ``text`` names as its title, or None.

    The text may carry a station's name before the title and small additions after it. A sentence that mentions a title
    is none.
    """
    text = text.strip()
    if not 2 <= len(text) <= _MAX_TITLE:
        return None
    title: Title | None
    if text in forms.read_titles:
        title = forms.read_titles[text]
        return title
    title = _match(text, forms)
    if len(forms.read_titles) < _MEMORY:
        forms.read_titles[text] = title
    return title


def _match(text: str, forms: FormSet) -> Title | None:
    if _SENTENCE.search(text.rstrip("。，,；;")) or text[-1] in "。；;，,":
        return None
    core = clean_title(text)
    if not 2 <= len(core) <= 45 or (
        _ABOUT.search(core) and core not in forms.titles and not _composed_surely(core, forms)
    ):
        return None
    scores: dict[str, tuple[float, int, bool]] = {}
    for variant, factor in _variants(text, core):
        _suffix_matches(variant, factor, forms, scores)
    longest = max((entry[1] for entry in scores.values()), default=0)
    scores = {
        form: (score - _PART_OF_TITLE if score and length + 1 < longest else score, length, exact)
        for form, (score, length, exact) in scores.items()
    }
    bare = clean_title(_BRACKETED.sub("", text))
    if not scores:
        _in_brackets(text, forms, scores)
    whole = core + _with_year_word(text)

    def speaks_of_another(form: str) -> bool:
        own = core if _names_fully(core, form, forms) or _names_fully(bare, form, forms) else whole
        return any(bad in own for bad in forms.index[form].not_titles)

    _composed(bare, forms, scores, {form for form in scores if speaks_of_another(form)})
    if not scores and _TITLE_END.search(bare):
        _loose_matches(_STATION.sub("", bare) or bare, forms, scores)
    scores = {form: entry for form, entry in scores.items() if entry[0] > 0 and not speaks_of_another(form)}
    if not scores:
        return None
    ranked = sorted(scores.items(), key=lambda pair: (-pair[1][0], -pair[1][1]))
    form, (score, length, exact) = ranked[0]
    runner = ranked[1][1][0] if len(ranked) > 1 else 0.0
    return Title(
        form,
        score,
        runner,
        text,
        bool(_CONTINUED.search(text)),
        exact,
        length,
        tuple((other, entry[0]) for other, entry in ranked),
    )


def _names_fully(core: str, form: str, forms: FormSet) -> bool:
    """Tell whether a title without its year is one of the form's own long titles (2025年度个案服务计划)."""
    return len(core) >= 5 and form in forms.titles.get(core, ())


def _with_year_word(text: str) -> str:
    """The title with 年度 kept where only its number is dropped (2025年度服务计划); "" where it has no such word.

    年度 tells a station's plan from a client's.
    """
    return clean_title(_YEAR_NUMBER.sub("", text)) if "年度" in text else ""


def _variants(text: str, core: str) -> list[tuple[str, float]]:
    variants = [(core, 1.0)]
    bare = clean_title(_BRACKETED.sub("", text))
    if bare and bare != core:
        variants.append((bare, 0.99))
    if yearly := _with_year_word(text):
        variants.append((yearly, 1.0))
    for word, factor in list(variants):
        if word.endswith("表") and len(word) > 4:
            variants.append((word[:-1], factor * 0.98))
        else:
            variants.append((word + "表", factor * 0.98))
        for tail in _BLANK_TAILS:
            if word.endswith(tail):
                variants.append((word.removesuffix(tail), factor * 0.98))
        for tail in _VIEW_TAILS:
            if word.endswith(tail):
                variants.append((word.removesuffix(tail), factor * 0.99))
    return variants


def _suffix_matches(
    core: str, factor: float, forms: FormSet, scores: dict[str, tuple[float, int, bool]]
) -> None:
    for start in range(len(core) - 1):
        ids = forms.titles.get(core[start:])
        if ids is None:
            continue
        prefix = core[:start]
        if prefix and _BAD_PREFIX.search(prefix):
            for form in ids:
                scores[form] = (0.0, 0, False)  # a sentence about the form
            return
        length = len(core) - start
        # the share of the title that the form's own words cover; station names before it cost little
        known = forms.noise.sub("", prefix)
        score = factor * (1.0 - min(0.15, 0.012 * len(known)))
        if length <= 4 and len(known) > 2:
            score -= 0.06
        for form in ids:
            if score > scores.get(form, (0.0, 0, False))[0]:
                scores[form] = (score, length, not prefix and factor > 0.98)
    return


def _composed(
    core: str, forms: FormSet, scores: dict[str, tuple[float, int, bool]], denied: Iterable[str] = ()
) -> None:
    """Score titles put together from words that a form gives: 团体 and 日志 make 团体活动日志 a group's record.

    Such a title is accepted where labels of the form confirm it, or where the form says that it suffices. One that takes
    in more of the title than the end by which another form was known leaves it to the labels: 满意度 | 回访记录. Forms
    ``denied`` are those whose own title stands at the end though other words of it speak of something else: 接案 | 会谈记录.
    """
    reached = max(
        (length for form, (score, length, _) in scores.items() if score and form not in denied), default=0
    )
    if len(core) > _LONGEST_COMPOSED or len(core) <= reached or any(exact for _, _, exact in scores.values()):
        return
    known = {forms.forms[form].record for form in scores if form not in denied}
    for form, groups in forms.composed:
        at = found = 0
        begin = -1
        for words in groups:
            # the last word of a title counts where it stands last: 完成进度对照表 ends with 对照
            last = words is groups[-1] and len(groups) > 1
            places = [(core.rfind(word, at) if last else core.find(word, at), -len(word)) for word in words]
            known_places = [place for place in places if place[0] >= 0]
            start, length = (max if last else min)(known_places, default=(-1, 0))
            if start < 0:
                break
            begin = start if begin < 0 else begin
            at, found = start - length, found - length
        else:
            spec = forms.forms[form]
            if len(core) - at > _LONGEST_TAIL or (
                reached and (spec.record in known or len(core) - begin <= reached)
            ):
                continue
            if any(bad in core for bad in forms.index[form].not_titles) or _BAD_PREFIX.search(core[:begin]):
                continue
            for other, (score, size, _) in list(scores.items()):
                if score > _COMPOSED and size == reached:
                    scores[other] = (_DOUBTED, size, False)
            base = _COMPOSED_SURE if spec.title_words_suffice else _COMPOSED
            base += _FROM_THE_START if not forms.noise.sub("", core[:begin]) else 0.0
            scores[form] = (base + 0.005 * min(found, 8), max(found, reached), False)


def _composed_surely(core: str, forms: FormSet) -> bool:
    """Tell whether a form says that a title of such words suffices: 分级回访办法 is a policy, though it ends as a notice may."""
    scores: dict[str, tuple[float, int, bool]] = {}
    _composed(core, forms, scores)
    return any(score >= _COMPOSED_SURE for score, _, _ in scores.values())


def _in_brackets(text: str, forms: FormSet, scores: dict[str, tuple[float, int, bool]]) -> None:
    """Take what stands in brackets for the title where nothing else is one: （前测）, 组员问卷（后测）."""
    for inside in _INSIDE.findall(text):
        title = clean_title(inside)
        for form in forms.titles.get(title, ()):
            scores[form] = (_BRACKETED_TITLE, len(title), False)


def _loose_matches(core: str, forms: FormSet, scores: dict[str, tuple[float, int, bool]]) -> None:
    for title, ids in forms.titles.items():
        if len(title) >= 4 and title in core:
            head, _, tail = core.partition(title)
            if _BAD_PREFIX.search(head) or len(tail) > 8 or len(head) > 24:
                continue
            score = 0.88 - 0.01 * len(tail)
            for form in ids:
                if score > scores.get(form, (0.0, 0, False))[0] or len(title) > scores[form][1]:
                    scores[form] = (score, len(title), False)
    if scores or len(core) > 24 or len(core) < 4:
        return
    for title, ratio, _ in process.extract(
        core, list(forms.titles), scorer=fuzz.ratio, score_cutoff=_FUZZY, limit=4
    ):
        for form in forms.titles[title]:
            score = 0.93 * ratio / 100
            if score > scores.get(form, (0.0, 0, False))[0]:
                scores[form] = (score, len(title), False)
    if not scores:
        _pair_matches(core, forms, scores)


@lru_cache(maxsize=8192)
def _grams(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


def _pair_matches(core: str, forms: FormSet, scores: dict[str, tuple[float, int, bool]]) -> None:
    """Score titles by the pairs of neighbouring characters that they share with ``core``.

    Such a title alone never suffices; the labels of the page must confirm it. Rare pairs count more than 服务 or 记录.
    """
    grams = _grams(core)
    total = sum(forms.pair_weights.get(gram, 1.0) for gram in grams)
    if not total:
        return
    for title, ids in forms.titles.items():
        own = _grams(title)
        shared = sum(forms.pair_weights.get(gram, 1.0) for gram in own & grams)
        if not shared:
            continue
        share = 2 * shared / (total + sum(forms.pair_weights.get(gram, 1.0) for gram in own))
        score = 0.48 + 0.3 * share
        if share < 0.35:
            continue
        for form in ids:
            if score > scores.get(form, (0.0, 0, False))[0]:
                scores[form] = (score, len(title), False)


def looks_like_title(text: str) -> bool:
    """Tell whether a short line could be a form's title although no form has it."""
    text = text.strip()
    core = clean_title(_BRACKETED.sub("", text))
    return (
        4 <= len(core) <= 40
        and not _SENTENCE.search(text)
        and bool(_TITLE_END.search(core))
        and not is_numbered(text)
    )


def is_heading_of_paper(text: str, forms: FormSet) -> bool:
    """Tell whether a line between tables heads another paper, known or not; labels and captions do not."""
    text = text.strip()
    label = forms.vocabulary.find(text)
    if (
        not looks_like_title(text)
        or "：" in text
        or ":" in text
        or (label is not None and label.certain == 1.0)
    ):
        return False
    core = clean_title(_BRACKETED.sub("", text))
    return len(core) >= 5 and bool(_PAPER_END.search(core)) and not _ABOUT.search(core)


def is_numbered(text: str) -> bool:
    """Tell whether a line starts with a heading's number; titles do not."""
    return bool(_NUMBERED.match(text)) and not _ATTACHMENT.match(text)


def layout_keys(layout: Layout) -> set[str]:
    """Return the folded labels and captions that stand in a layout."""
    keys = {fold_key(caption) for caption in layout.captions}
    for item in layout.items:
        keys.add(item.label.key if item.label is not None else fold_key(item.label_text))
        if item.label is not None and item.label.base:
            keys.add(item.label.base)
    for block in layout.blocks:
        for text, label in block.headers:
            keys.add(label.key if label is not None else fold_key(text))
    return keys


def score_by_cues(keys: set[str], forms: FormSet) -> list[tuple[str, float, int]]:
    """Rank forms by their cues among ``keys``: (id, score 0 to 1, number of cues met), best first."""
    ranked = []
    for form, entry in forms.index.items():
        if not entry.cues:
            continue
        met = entry.cues & keys
        if not met:
            continue
        weight = fsum(0.4 + 0.6 * forms.cue_weights[cue] for cue in met)
        ranked.append((form, min(1.0, weight / (0.7 * min(len(entry.cues), 6))), len(met)))
    ranked.sort(key=lambda entry: -entry[1])
    return ranked
