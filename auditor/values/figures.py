"""Numbers in running text: value, unit, whether they are exact; and whether a percentage follows from two of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

MAX_TEXT = 8000
MAX_CANDIDATES = 10

_WIDE = str.maketrans("０１２３４５６７８９％（）．：", "0123456789%().:")
_SPACE = re.compile(r"\s+")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
UNITS = (
    "人次", "户次", "场次", "个次", "人", "名", "位", "户", "例", "宗", "节次", "节", "场", "次", "支", "份", "万元", "元", "小时", "学时",
    "课时", "%", "分钟", "分", "篇", "条", "件", "项", "家", "间", "期", "天", "年", "月", "日", "岁", "页", "版", "类", "级", "号", "周",
    "时", "层", "楼", "辆", "册", "套", "台", "处", "通", "箱", "袋", "桶", "盒", "瓶", "公斤", "千克", "斤", "张", "幅", "本", "副", "床",
    "批", "组", "把", "块", "趟", "餐", "封", "盏", "只", "双", "顶", "枚", "株", "棵", "首", "轮", "堂", "部", "款", "座", "所", "平方米", "公里",
    "吨", "毫升", "亩", "班次", "车次", "起", "根", "则", "门", "栋", "个百分点", "个月", "个工作日", "个小时", "个",
)  # fmt: skip
COUNTED = frozenset(
    {
        "人次",
        "户次",
        "场次",
        "个次",
        "人",
        "名",
        "位",
        "户",
        "例",
        "宗",
        "节次",
        "节",
        "场",
        "次",
        "支",
        "份",
        "篇",
        "个",
        "家", "件", "条", "项", "期", "辆", "册", "套", "台", "处", "通", "箱", "袋", "桶", "盒", "瓶", "张", "幅", "本", "副", "床", "批",
        "组", "把", "块", "趟", "餐", "间", "类", "封", "盏", "只", "双", "顶", "枚", "株", "棵", "首", "轮", "堂", "部", "款", "座", "所",
        "班次", "车次", "起", "根", "则", "门", "栋",
    }
)  # fmt: skip
"""Units of what can only be whole."""
SAME_UNIT = {
    "名": "人", "位": "人", "例": "个", "宗": "个", "场次": "场", "节次": "节", "户次": "次", "个次": "次", "学时": "小时", "课时": "小时",
    "个小时": "小时", "个月": "月",
}  # fmt: skip
"""Units that count alike; everything else counts what it names (人次 is neither 人 nor 次)."""
_NUMBER = re.compile(
    r"(?<![\dA-Za-z.\-—–/])(\d{1,12})(?:\.(\d{1,4}))?(?![\dA-Za-z])(?!\.\d)(万(?!元)|亿(?!元))?("
    + "|".join(UNITS)
    + r")?"
)
_BEFORE = re.compile(
    r"(?:约|近|将近|接近|逾|超|超过|超出|多达|不足|不到|不少于|不低于|不得少于|不得低于|不超过|不多于|至少|最少|至多|最多|大于|小于|多于|少于|高于|低于|≥|≤|>|<|平均|人均|每|第)(?:为|有|是)?$"
)
_AFTER = re.compile(r"^(?:余|多(?!名|个|次|场)|以上|以下|以内|左右|上下|之间|至\d|[-—–~]\d|\(?不?含)")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph with its headings, outermost first; ``source`` is whatever the caller reads places from."""

    text: str
    headings: tuple[str, ...] = ()
    source: object = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a flat text (see `flat`)."""

    value: Decimal
    digits: int
    """Digits after the point as written."""
    unit: str
    start: int
    end: int
    exact: bool

    @property
    def counted(self) -> str:
        """The unit, where several words are one kind of counting."""
        return SAME_UNIT.get(self.unit, self.unit)

    @property
    def shown(self) -> str:
        """The number with its unit as a reader writes it."""
        if self.unit == "元" and self.digits and self.value >= 1000 and self.value == int(self.value):
            return (
                f"{self.value.scaleb(-4).normalize():f}万元"  # 28.6万元: whole 元 with digits after a point
            )
        return f"{self.value:f}{self.unit}"


def flat(text: str) -> str:
    """Return ``text`` without spaces, with plain digits, brackets, percent signs and without thousands' commas."""
    plain = _SPACE.sub("", text[:MAX_TEXT].translate(_WIDE))
    return _THOUSANDS.sub("", plain).replace(",", "，").replace(";", "；")


def figures(text: str) -> list[Figure]:
    """Return the numbers of a flat text in order; dates and parts of codes (NY-001) are none."""
    found = []
    for match in _NUMBER.finditer(text):
        whole, fraction, large, unit = match.groups()
        value = Decimal(f"{whole}.{fraction}" if fraction else whole)
        if large:
            value *= 10_000 if large == "万" else 100_000_000
        if unit == "万元":
            value, unit = value * 10_000, "元"
        exact = (
            not large
            and not _BEFORE.search(text[max(0, match.start() - 6) : match.start()])
            and not _AFTER.match(text[match.end() : match.end() + 4])
        )
        exact = exact and not re.match(r"(?:余|多)", text[match.end() : match.end() + 1])
        found.append(Figure(value, len(fraction or ""), unit or "", match.start(), match.end(), exact))
    return found


def rounds_to(part: Decimal, whole: Decimal, percent: Decimal, digits: int) -> bool:
    """Whether part ÷ whole in percent is ``percent`` when rounded half up to ``digits`` places."""
    if whole <= 0:
        return False
    return (part * 100 / whole).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP) == percent


def percentage(part: Decimal, whole: Decimal, digits: int) -> Decimal:
    """Return part ÷ whole in percent, rounded half up."""
    return (part * 100 / whole).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def whole_target(done: Decimal, percent: Decimal, digits: int, parts: int = 1) -> bool:
    """Whether some whole target makes ``done`` that percentage (rounded half up, or cut off); with ``parts`` 2 halves too."""
    if percent <= 0 or done <= 0:
        return True
    step = Decimal(1).scaleb(-digits)
    low, high = done * 100 / (percent + step), done * 100 / max(percent - step / 2, step / 10)
    candidate = (low * parts).to_integral_value(rounding=ROUND_DOWN)
    if high * parts - candidate > 2 * MAX_CANDIDATES:
        return True  # so wide a range always holds a target
    while candidate <= high * parts:
        if candidate > 0:
            exact = done * 100 * parts / candidate
            if (
                exact.quantize(step, rounding=ROUND_HALF_UP) == percent
                or exact.quantize(step, rounding=ROUND_DOWN) == percent
            ):
                return True
        candidate += 1
    return False


def sentences(text: str) -> Iterable[tuple[int, int]]:
    """Yield start and end of the sentences of a flat text."""
    start = 0
    for match in re.finditer(r"[。！？!?\n]", text):
        yield start, match.end()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def segments(text: str) -> Iterable[tuple[int, int]]:
    """Yield start and end of the stretches between full stops and semicolons."""
    start = 0
    for match in re.finditer(r"[。；！？!?\n]", text):
        yield start, match.end()
        start = match.end()
    if start < len(text):
        yield start, len(text)
