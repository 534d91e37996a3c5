"""Lists written as plain lines: "3．K-003　李某　女　低保　三级　社工：王某", one line a household.

Each line names somebody, and says a few things of them in words whose kinds are known whatever their order. Such lines are
set as rows of a table, so that all that reads lists reads them too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from auditor.forms.column_types import HEADS, kind_of_text
from auditor.forms.labels import Vocabulary
from auditor.pages.model import Cell, Line, Table

_LEAST_LINES = 2
_LEAST_WORDS = 3
_LONGEST = 200
_NUMBERING = re.compile(
    r"^[\s_　]*(?:[(（]\s*(?:\d{1,4}|[一二三四五六七八九十百]{1,4})\s*[)）][、.．]?|(?:\d{1,4}|[一二三四五六七八九十百]{1,4})\s*(?:[、．)）]|\.(?!\d))|"
    r"[①-⑳]|[-—•·●▪◆*](?=\s))[\s　]*|^[\s　]*\d{1,4}[\s　]{1,4}(?=\D)"
)
_BREAK = re.compile(r"[\s　，,、；;|｜/。]+")
_LABELLED = re.compile(r"^([\u4e00-\u9fff（）()]{1,12})[:：](.*)$")
_BEHIND = re.compile(r"^([\u4e00-\u9fff]{2,4})[(（]([^()（）]{1,30})[)）]$")
_ROLE = re.compile(r"^(负责社工|责任社工|跟进社工|社工|责任人|跟进人)([\u4e00-\u9fff]{2,4})$")
_KINDS = re.compile(
    r"低保|低边|低收入|特困|孤寡|独居|空巢|残疾|残障|孤儿|困境|留守|失能|高龄|优抚|重病|五保|失独|计生|边缘|三无|精神|事实无人"
)
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,8}(?:社区|村|居委会?)")
_TOTAL = re.compile(
    r"^[\s　（(]*(?:以上|全部|本社区|合计|总计|小计|累计)?[\s　，,]*(?:共计?|合计|总计|累计)?[\s　:：]*(?:有|为|列)?\s*(\d{1,5})\s*(户|人|份|名|家)[。）)\s　]*$"
)
_CATEGORY, _COMMUNITY, _REMARK = "类别", "社区", "备注"


@dataclass(slots=True)
class _Entry:
    line: Line
    words: dict[str, str] = field(default_factory=dict)
    numbered: bool = False


def is_total(text: str) -> str:
    """Return the number of households that a line below a list gives ("以上共12户。"), or ""."""
    match = _TOTAL.match(text) if len(text) <= 30 else None
    return match[1] if match is not None else ""


def entry_table(
    lines: Iterable[Line], vocabulary: Vocabulary, ref: str, *, listed: bool
) -> tuple[Table, int] | None:
    """Return the lines that ``lines`` begin with as rows of a list, and how many they are; None where they are none.

    Args:
        lines: the lines that follow each other.
        vocabulary: known labels.
        ref: what the table is called.
        listed: the title says that a list stands here: a numbered line with a name needs no number of a file.
    """
    entries: list[_Entry] = []
    count = 0
    for line in lines:
        if not line.text.strip() and entries:
            count += 1
            continue
        entry = _entry(line, vocabulary, listed)
        if entry is None or (entries and entry.numbered != entries[0].numbered):
            break
        entries.append(entry)
        count += 1
    if len(entries) < _LEAST_LINES:
        return None
    who = [tuple(entry.words.get(key, "") for key in (HEADS["number"], HEADS["name"])) for entry in entries]
    if len(set(who)) < len(who) - 1:
        return None  # one household's papers, line by line
    heads = list(dict.fromkeys(key for entry in entries for key in entry.words))
    cells = [Cell(0, column, head) for column, head in enumerate(heads)]
    for row, entry in enumerate(entries, 1):
        line = entry.line
        cells += [
            Cell(row, column, entry.words.get(head, ""), box=line.box, confidence=line.confidence)
            for column, head in enumerate(heads)
        ]
    return Table(cells, len(entries) + 1, len(heads), ref), count


def _entry(line: Line, vocabulary: Vocabulary, listed: bool) -> _Entry | None:
    text = line.text
    if len(text) > _LONGEST or line.inks:
        return None
    numbering = _NUMBERING.match(text)
    rest = text[numbering.end() :] if numbering is not None else text
    made = _Entry(line, {}, numbering is not None)
    left: list[str] = []
    for word in _words(rest):
        if not _sort(word, made.words, vocabulary):
            left.append(word)
    words = made.words
    named = HEADS["name"] in words
    sure = HEADS["number"] in words or HEADS["id"] in words
    if not named or not (sure or (listed and made.numbered)) or len(words) + bool(left) < _LEAST_WORDS:
        return None
    if HEADS["day"] in words or any(len(word) > 40 for word in left):
        return None  # a log
    if left:
        words[_REMARK] = "，".join(filter(None, (words.get(_REMARK, ""), *left)))
    return made


def _words(text: str) -> list[str]:
    words: list[str] = []
    for word in _BREAK.split(text):
        behind = _BEHIND.match(word)
        if behind is not None and kind_of_text(behind[1]) == "name":
            words += [behind[1], *filter(None, _BREAK.split(behind[2]))]
        elif word:
            words.append(word.strip("()（）【】[]") or word)
    return words


def _sort(word: str, words: dict[str, str], vocabulary: Vocabulary) -> bool:
    """Put a word where it belongs; False where nothing tells."""
    labelled = _LABELLED.match(word)
    if labelled is not None:
        label = vocabulary.find(labelled[1])
        if label is None or not label.field or not labelled[2]:
            return False
        kind = kind_of_text(labelled[2])
        if kind in ("number", "id", "grade", "sex", "phone", "day"):
            head = HEADS[kind]
        elif label.aspect == "name" or label.context == "client" or labelled[1] == "户主":
            head = HEADS["name"]
        else:
            head = HEADS["worker"] if label.context == "worker" else labelled[1]
        words.setdefault(head, labelled[2])
        return True
    role = _ROLE.match(word)
    if role is not None:
        words.setdefault(HEADS["worker"], role[2])
        return True
    kind = kind_of_text(word)
    if kind == "name" and _KINDS.search(word):
        kind = ""
    if kind == "name" and HEADS["name"] in words:
        kind = "worker"
    if kind in HEADS and kind not in ("nth", "method", "told"):
        if HEADS[kind] in words:
            return False
        words[HEADS[kind]] = word
        return True
    if _PLACE.fullmatch(word) and _COMMUNITY not in words:
        words[_COMMUNITY] = word
        return True
    if len(word) <= 12 and _KINDS.search(word) and _CATEGORY not in words:
        words[_CATEGORY] = word
        return True
    return False
