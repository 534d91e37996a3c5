"""Scores and their levels (优秀, 良好, 合格), weights that make the whole, and totals that scores and weights give."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from auditor.records.report_claims import Claim
from auditor.values.figures import Passage, flat, sentences

_SCORE = re.compile(
    r"(?:分数|得分|总分|总评分|评分|成绩|自评分)(?:数|值)?(?:合计|共计|共)?(?:为|是|:|达到?)*(?<![\d.])(\d{1,3}(?:\.\d{1,2})?)(?!\d)(?:分)?(?!以|至|[-—~])"
    r"|(?:站|机构|项目|中心|最终|综合|共|获)得(?<![\d.])(\d{1,3}(?:\.\d{1,2})?)分(?!以|至|[-—~])(?=[，。]其中|[^。]{0,60}(?:等级|评定|评为))"
    r"|自评(?:为|是)?(?<![\d.])(\d{1,3}(?:\.\d{1,2})?)分(?!以|至|[-—~])"
)
_LEVEL = re.compile(
    r"(?:等级|级别|评级|评定|评估结果|评为|结果|等次|档次)(?:为|是|:|属于?|定为|评定为|获评|获|达到|被|评为)*[“\"☑√■]*(不合格|基本合格|优秀|良好|合格)"
    r"|(?:获评?|评为|评定为|定为|达到|被评为|取得)[“\"]?(不合格|基本合格|优秀|良好|合格)[”\"]?(?:等级|等次|级别|档次)"
)
_BANDS = re.compile(r"以上|以下|不含|含\d|\d分?(?:[-—~至])\d|(?<![得评总综])分为")
_BAND = re.compile(
    r"(?<![\d.])(\d{2,3})分?(?:\(含\))?(?:及)?以上(?:\(含[^()]{0,6}\))?[^，。；\d]{0,4}?(?:为|评为|是|:)?(优秀|良好|合格)"
)
_BAND_FROM = re.compile(
    r"(?<![\d.])(\d{2,3})分?(?:\(含[^()]{0,6}\))?(?:[-—~至到])(\d{2,3})分?(?:\([^()]{0,10}\))?[^，。；\d]{0,4}?(?:为|评为|是|:)?(优秀|良好|合格)"
)
_WEIGHT = re.compile(r"占(?:比|总分)?(?:的)?(?:为)?(\d{1,3}(?:\.\d)?)%|权重(?:为|占)?(\d{1,3}(?:\.\d)?)%")
_WEIGHED = re.compile(
    r"(?<![\d.])(\d{1,3}(?:\.\d{1,3})?)分?\((?:权重|占比|占|权重占)?(?:为|:)?(\d{1,3})%\)|(?<![\d.])(\d{1,3}(?:\.\d{1,3})?)分?[×xX*](\d{1,3})%"
    r"|(?<![\d.])(\d{1,3}(?:\.\d{1,3})?)分[，、](?:权重)?(?:占|为|占比|权重)(?:为|总分)?(?:的)?(\d{1,3})%"
)
_WEIGHT_FIRST = re.compile(
    r"(?:占|权重)(?:比)?(?:为)?(\d{1,3})%[，、]?(?:得分|评分|得|评)(?:为)?(?<![\d.])(\d{1,3}(?:\.\d{1,3})?)分"
)
_WEIGHT_LIST = re.compile(r"权重(?:依次|分别)?(?:为|是|占)*((?:\d{1,3}(?:\.\d)?%[、，和]?){3,})")
_GRAND_TOTAL = re.compile(
    r"(?:总分|总得分|综合得分|最终得分|合计|总评分|总成绩)(?:为|是|:|得)*(\d{1,3}(?:\.\d{1,2})?)(?!\d|%)"
)
_WHOLE_SCORE = re.compile(r"总分|权重|评估总分|综合得分|四方|三方|各方|得分由|分数由|构成|组成|总和")


@dataclass(frozen=True, slots=True)
class Bands:
    """Least score of each level."""

    excellent: Decimal = Decimal(90)
    good: Decimal = Decimal(80)
    passing: Decimal = Decimal(60)

    def level(self, score: Decimal) -> str:
        """Return the level that a score falls into."""
        if score >= self.excellent:
            return "优秀"
        if score >= self.good:
            return "良好"
        return "合格" if score >= self.passing else "不合格"


def bands_of(passages: Iterable[Passage], default: Bands) -> Bands:
    """Return the levels' limits as the report itself states them, else the default ones."""
    found: dict[str, Decimal] = {}
    for passage in passages:
        text = flat(passage.text)
        if "优秀" not in text or not _BANDS.search(text):
            continue
        for match in _BAND.finditer(text):
            found.setdefault(match[2], Decimal(match[1]))
        for match in _BAND_FROM.finditer(text):
            found.setdefault(match[3], min(Decimal(match[1]), Decimal(match[2])))
    return Bands(
        found.get("优秀", default.excellent),
        found.get("良好", default.good),
        found.get("合格", default.passing),
    )


def level_claims(passages: list[Passage], default: Bands) -> tuple[list[Claim], int]:
    """Return levels that do not fit their scores, weights that do not make the whole, totals that the weights do not give."""
    claims: list[Claim] = []
    checked = 0
    bands = bands_of(passages, default)
    for passage in passages:
        text = flat(passage.text)
        for start, end in sentences(text):
            part = text[start:end]
            if (pair := _scored(part)) is not None:
                checked += 1
                score, level = pair
                right = bands.level(score)
                if right != level and not (level == "基本合格" and right == "合格"):
                    claims.append(
                        Claim(
                            "level", passage, f"分数{score}分，等级写为“{level}”", f"按评分标准应为“{right}”"
                        )
                    )
            weights = [Decimal(a or b) for a, b in _WEIGHT.findall(part)]
            listed = _WEIGHT_LIST.search(part)
            if listed is not None and len(weights) < 3:
                weights = [Decimal(w) for w in re.findall(r"(\d{1,3}(?:\.\d)?)%", listed[1])]
            if len(weights) >= 3 and _WHOLE_SCORE.search(part):
                checked += 1
                if sum(weights) != 100:
                    claims.append(
                        Claim(
                            "weights",
                            passage,
                            f"各方权重为{'、'.join(f'{w}%' for w in weights)}",
                            f"相加为{sum(weights)}%，不是100%",
                        )
                    )
        claim = _weighed(text, passage)
        if claim is not None:
            checked += 1
            claims += claim
    return claims, checked


_BRACKETS = re.compile(r"\([^()]{0,160}\)")


def _without_bands(part: str) -> str:
    """A sentence without the scale that it quotes in brackets behind the level: 评为良好（80—90分为良好）."""
    inner = part
    for _ in range(2):  # （90分（含）以上为优秀）
        inner = _BRACKETS.sub(
            lambda m: "" if _BANDS.search(m.group()) or len(m.group()) <= 4 else m.group(), inner
        )
    return inner


def _scored(part: str) -> tuple[Decimal, str] | None:
    part = _without_bands(part)
    if _BANDS.search(part):
        return None
    scores = list(_SCORE.finditer(part))
    levels = list(_LEVEL.finditer(part))
    if len(levels) != 1 or not scores:
        return None
    values = {Decimal(match[1] or match[2] or match[3]) for match in scores}
    total = [match for match in scores if re.search(r"总|最终|综合|分数", match.group())]
    chosen = scores if len(values) == 1 else total
    if len({Decimal(match[1] or match[2] or match[3]) for match in chosen}) != 1:
        return None
    score = Decimal(chosen[0][1] or chosen[0][2] or chosen[0][3])
    return (score, levels[0][1] or levels[0][2]) if score <= 100 else None


def _weighed(text: str, passage: Passage) -> list[Claim] | None:
    """Scores with their weights beside them, and the total that they give."""
    pairs = [(Decimal(a or c or e), Decimal(b or d or f)) for a, b, c, d, e, f in _WEIGHED.findall(text)]
    pairs = pairs or [(Decimal(b), Decimal(a)) for a, b in _WEIGHT_FIRST.findall(text)]
    if len(pairs) < 2 or sum(weight for _, weight in pairs) != 100:
        return None
    totals = [
        Decimal(match[1])
        for match in _GRAND_TOTAL.finditer(text)
        if Decimal(match[1]) != 100
        and not re.search(r"上期|上年|去年|上次", text[max(0, match.start() - 12) : match.start()])
    ]
    if not totals:
        return None
    weighed = sum((score * weight for score, weight in pairs), Decimal(0)) / 100
    plain = sum((score for score, _ in pairs), Decimal(0))
    for total in totals:
        step = Decimal(1).scaleb(min(0, int(total.as_tuple().exponent)))
        if not any(value.quantize(step, rounding=ROUND_HALF_UP) == total for value in (weighed, plain)):
            why = f"按所写得分和权重应为{weighed.normalize():f}分"
            return [Claim("weights", passage, f"各方得分按权重合计写为{total}分", why)]
    return []
