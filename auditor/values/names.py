"""Names of persons: cleaned, and compared through masks (张*诺, 张某, 张奶奶)."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from typing import Literal

from auditor.values.surnames import COMPOUND_SURNAMES, SURNAMES, surname_length
from auditor.values.text import fold

NameMatch = Literal["same", "possible", "different"]

_MASKS = str.maketrans(dict.fromkeys("×✕＊○〇□●Ｘ", "*"))
_LETTER_MASK = re.compile(r"(?<=[㐀-鿿*])[Xx](?=[Xx㐀-鿿*]|$)")
_DOTS = str.maketrans(dict.fromkeys("•・‧∙⋅.﹒．", "·"))
_HONORIFIC = re.compile(
    r"(?:老?(?:奶奶|爷爷|婆婆|公公|伯伯|阿姨|叔叔|大爷|大妈|大娘|大叔|大姐|大哥|姨妈|婆|伯|叔|姨|姐|哥|妹|弟|嫂)|女士|先生|小姐|太太|"
    r"同学|小朋友|老人家?|长者|社工|老师|督导|主任|站长|片长|医生|护士|姑娘|书记|同志|妈妈|爸爸|生|太|工|氏)$"
)
_FORMER = re.compile(r"\((?:曾用名|又名|别名|原名|小名|乳名|现名|绰号|也叫|人称)[:为是]?\s?([^()]{1,20})\)")
_ALIAS = re.compile(r"化名|假名")
_BRACKET = re.compile(r"\([^()]{0,20}\)|【[^【】]{0,20}】")
_CAPTION = re.compile(r"^(?:服务对象|监护人|申请人)?(?:姓名|名字|签名|签字)?:")
_ALIAS_SHAPE = re.compile(r"[小阿老][A-Za-z*]+|[A-Za-z]|[A-Za-z]某+|[甲乙丙丁]某?")
_NICKNAME = re.compile(r"[小阿老]([㐀-鿿])")
_CJK_NAME = re.compile(r"[㐀-鿿\U00020000-\U0003134f]{2,4}")
_LONG_NAME = re.compile(r"[㐀-鿿]{1,8}(?:·[㐀-鿿]{1,8}){1,4}")
_LATIN_NAME = re.compile(r"[A-Za-z]{2,20}(?:[ ·'-][A-Za-z]{1,20}){0,4}")
_NOT_NAMES = re.compile(
    r"姓名|签名|社工|监护|父亲|母亲|日期|电话|关系|地址|同意|服务|记录|个案|小组|街道|社区|村委|居委|中心|单位|机构|督导|主任|站长|"
    r"老师|情况|说明|备注|年级|性别|年龄|合计|小计|总计|序号|签到|本人|家属|家长|没有|不详|同上|[男女是否]$|^(?:无|不|已|未)"
)


@lru_cache(maxsize=32768)
def clean_name(text: str) -> str:
    """Name without blanks, brackets, caption and mask variants: ``"姓名：张 ×诺（化名）"`` -> ``"张*诺"``.

    Middle dots become ``·``; Latin names keep single blanks.
    """
    name = fold(text[:80])
    name = _BRACKET.sub("", name)
    name = _CAPTION.sub("", name).strip(" :;,.、。_-")
    name = _LETTER_MASK.sub("*", name.translate(_MASKS))
    if not name.isascii():
        name = name.translate(_DOTS).replace(" ", "")
    return name


@lru_cache(maxsize=32768)
def _variants(name: str) -> tuple[str, ...]:
    """Spell a masked name out in all lengths that it may have; ``?`` stands for one unknown character.

    A run of masks hides one to three characters, whatever its length: people write 张* and 张** for any name.
    """
    name = re.sub(r"(?<=.)某+(?=.?$)|^某+", "*", name) if "某" in name else name
    runs = re.split(r"\*+", name[:24])
    if len(runs) == 1:
        return (name,)
    fills = product(("?", "??", "???"), repeat=min(len(runs) - 1, 4))
    return tuple({"".join(r + f for r, f in zip(runs, (*fill, ""), strict=False)) for fill in fills})


def _fits(a: str, b: str) -> bool:
    return any(
        len(x) == len(y) and all(p in (q, "?") or q == "?" for p, q in zip(x, y, strict=True))
        for x in _variants(a)
        for y in _variants(b)
    )


def _spellings(text: str) -> list[str]:
    folded = fold(text[:80])
    names = [clean_name(text)]
    for m in _FORMER.finditer(folded):
        names.append(clean_name(m.group(1)))
    return [n for n in names if n]


def _masked(name: str) -> bool:
    return "*" in name or "某" in name[-2:]


def _surname_only(name: str) -> str:
    """Surname of a name with an honorific (张奶奶 -> 张); "" for an ordinary name."""
    m = _HONORIFIC.search(name)
    if m is None or m.start() == 0:
        return ""
    head = name[: m.start()]
    if (
        m.group() in {"生", "太", "工", "氏", "姐", "哥", "妹", "弟", "嫂", "婆", "伯", "叔", "姨"}
        and len(head) > 1
    ):
        return head if head in COMPOUND_SURNAMES else ""
    if head in COMPOUND_SURNAMES or (len(head) == 1 and "㐀" <= head <= "鿿"):
        return head
    return head[-1] if len(head) == 2 and head[0] in "小老阿" else head


def _match(a: str, b: str) -> NameMatch:
    if a == b:
        return "possible" if _masked(a) or _surname_only(a) else "same"
    if not a.isascii() and not b.isascii():
        pass
    elif a.casefold().replace(" ", "") == b.casefold().replace(" ", ""):
        return "same"
    if _ALIAS_SHAPE.fullmatch(a) or _ALIAS_SHAPE.fullmatch(b):
        return "possible"
    surname_a, surname_b = _surname_only(a), _surname_only(b)
    if surname_a or surname_b:
        head_a, head_b = surname_a or a, surname_b or b
        if "*" in head_a[:1] or "*" in head_b[:1]:
            return "possible"
        return "possible" if head_a.startswith(head_b) or head_b.startswith(head_a) else "different"
    if (_masked(a) or _masked(b)) and _fits(a, b):
        return "possible"
    for short, full in ((a, b), (b, a)):
        nick = _NICKNAME.fullmatch(short)
        if nick and nick.group(1) in full:
            return "possible"
        if len(short) == 1 and full.startswith(short):
            return "possible"
    return "different"


@lru_cache(maxsize=65536)
def _name_match(a: str, b: str) -> NameMatch:
    if _ALIAS.search(a) or _ALIAS.search(b):
        return "possible"
    names_a, names_b = _spellings(a), _spellings(b)
    if not names_a or not names_b:
        return "possible"
    best: NameMatch = "different"
    for x in names_a:
        for y in names_b:
            match = _match(x, y)
            if match == "same":
                return "same"
            if match == "possible":
                best = "possible"
    return best


def name_match(a: str, b: str) -> NameMatch:
    """Compare two names.

    Returns:
        "same" where both are written out and agree (also through 曾用名); "possible" where what is shown
        agrees but
        something is hidden (masks, 某, honorifics, 化名, nothing written at all); "different" otherwise.
        Symmetric.
    """
    return (
        "same"
        if a == b and not _masked(a) and len(a) > 1 and a.isalpha() and not _surname_only(a)
        else (_name_match(a, b) if a <= b else _name_match(b, a))
    )


def names_may_match(a: str, b: str) -> bool:
    """Whether two names can belong to one person: 张*诺 and 张一诺, 张** and 张*诺, 张奶奶 and 张玉兰.

    Reflexive and symmetric; not transitive.
    """
    return a == b or name_match(a, b) != "different"


@lru_cache(maxsize=16384)
def looks_like_name(text: str) -> bool:
    """Whether the whole text can be one person's name, written out or masked."""
    if not text or len(text) > 40:
        return False
    name = clean_name(text)
    if not name or _NOT_NAMES.search(name):
        return False
    if "*" in name or "某" in name:
        return re.fullmatch(r"[㐀-鿿*]{2,5}", name) is not None and name.strip("*某") != ""
    if _LONG_NAME.fullmatch(name):
        return True
    if name.isascii():
        return (
            _LATIN_NAME.fullmatch(name) is not None and (" " in name or name[0].isupper()) and len(name) > 3
        )
    if not _CJK_NAME.fullmatch(name):
        return False
    if len(name) == 4:
        return name[:2] in COMPOUND_SURNAMES or (name[0] in SURNAMES and name[1] in SURNAMES)
    return name[0] in SURNAMES or name[: surname_length(name)] in COMPOUND_SURNAMES
