"""A trail of approval: a table with one step of the process in each row, whoever took it.

环节 | 办理人 | 意见 | 签名 | 时间 | 结果 over [提交 | …], [片长审核 | …] and [社工答复 | …]. What an office did is its approval, what the
worker answered the response; that the worker handed the paper in approves nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from auditor.forms.grid import Face, Grid, Kind
from auditor.forms.labels import Label, Vocabulary, fold_key
from auditor.forms.layout import Stretch
from auditor.pages.model import INK_ANCHOR
from auditor.values.dates import find_dates

_LEAST_COLUMNS = 4
_MOST_ROWS = 10
_LONGEST_STEP = 14
_FILLER = "_ \t\n　/／-—"
_STEP_HEAD = re.compile(r"(?:[一-龥]{0,4})(?:步骤|环节|节点|程序|流程|工序)(?:名称)?")
_WHO_HEAD = re.compile(
    r"(?:办理|处理|经办|经手|操作|审核|审批|审阅|核批|签批|执行|责任|提交)(?:人员?|者|人姓名)|经办|经手|姓名|人员|办理"
)
_SAID_HEAD = re.compile(r"[一-龥]{0,4}(?:意见|批示|批注|评语|批语|说明|内容|建议)")
_SIGNED_HEAD = re.compile(r"[一-龥]{0,4}(?:签名|签字|签章|署名|签署|签认)[栏处]?")
_DAY_HEAD = re.compile(r"[一-龥]{0,4}(?:时间|日期)")
_RESULT_HEAD = re.compile(r"[一-龥]{0,4}(?:结果|状态|结论|情况)")
_ANSWERED = re.compile(r"答复|回复|回应|反馈|回覆")
_HANDED_IN = re.compile(
    r"提交|送审|报送|呈报|上报|申请|发起|录入|填报|填写|拟稿|起草|归档|存档|办结|结束|完成"
)
_APPROVED = re.compile(
    r"(?:初|复|终|会|联)?(?:审核|审批|审阅|审查|审定|核批|核定|批准|签批|批示|批阅|审签|核准|复核|签发|[初复终]审|[一二三]审)"
)
_AGREED = re.compile(r"^(?:已)?(?:审核|审批)?(?:同意|通过|批准|核准)$")
_WORKERS = frozenset({"", "worker", "direct_worker"})
_RESPONSE = "社工回复"


@dataclass(slots=True)
class Trail:
    """What stands in such a table: labels with their values and places, the places of all its rows, the row after."""

    after: int
    cells: list[tuple[str, Label, Stretch, Stretch]] = field(default_factory=list)
    """Words, label, value, and where the label stands."""
    understood: set[str] = field(default_factory=set)


def trail_of_steps(grid: Grid, row: int, end: int, vocabulary: Vocabulary) -> Trail | None:
    """Return what a trail of approval says whose head stands in ``row``; None where there is none."""
    heads = grid.rows[row]
    if len(heads) < _LEAST_COLUMNS or len(grid.covering(row)) != len(heads):
        return None
    if any(not head.text or head.colon or head.kind is Kind.INLINE or head.stretch.inks for head in heads):
        return None
    step = next((n for n, head in enumerate(heads[:2]) if _STEP_HEAD.fullmatch(_words(head))), -1)
    if step < 0:
        return None
    starts = [head.cell.col for head in heads]
    rows: list[list[Face]] = []
    after = row + 1
    while after < end and len(rows) < _MOST_ROWS:
        faces = grid.rows[after]
        if [face.cell.col for face in faces] != starts or not _is_step(faces[step], vocabulary):
            break
        if any(face.colon or face.kind is Kind.INLINE for face in faces):
            break
        rows.append(faces)
        after += 1
    columns = _columns(heads, step, rows)
    if "opinion" not in columns and "signature" not in columns:
        return None
    if not rows or "date" not in columns or not any(_approver(faces[step], vocabulary) for faces in rows):
        return None
    grid.use(range(row, after))
    found = Trail(after)
    for face in heads + [face for faces in rows for face in faces]:
        ref = face.stretch.place.ref
        found.understood |= {ref, ref[: ref.rfind("第")]} if "第" in ref else {ref}
    for faces in rows:
        _read_step(found, faces, faces[step], columns, vocabulary)
    return found


def _words(face: Face) -> str:
    return "".join(face.text.split())


def _is_step(face: Face, vocabulary: Vocabulary) -> bool:
    words = _words(face)
    if not words or len(words) > _LONGEST_STEP or face.stretch.inks:
        return False
    return bool(
        _ANSWERED.search(words)
        or _HANDED_IN.search(words)
        or _APPROVED.search(words)
        or _office(words, vocabulary) not in _WORKERS
    )


def _office(words: str, vocabulary: Vocabulary) -> str:
    """Return whom a step names: 片长核批 the 片长, "" where it says only what is done."""
    label = vocabulary.find(words)
    if label is not None and label.context and (not label.base or label.aspect == "opinion"):
        return label.context
    for pattern in (_APPROVED, _ANSWERED, _HANDED_IN):
        act = pattern.search(words)
        for who in (words[: act.start()], words[act.end() :]) if act is not None else ():
            label = vocabulary.find(who) if len(who) > 1 else None
            if label is not None and label.context and not label.base:
                return label.context
    return ""


def _approver(face: Face, vocabulary: Vocabulary) -> str:
    """Return the role that approves in a step; "" where the worker hands in or answers."""
    words = _words(face)
    office = _office(words, vocabulary)
    if office in vocabulary.book.roles:
        return office
    if _ANSWERED.search(words) or _HANDED_IN.search(words) or not _APPROVED.search(words):
        return ""
    return "" if office in ("worker", "direct_worker", "client") else "approver"


def _columns(heads: list[Face], step: int, rows: list[list[Face]]) -> dict[str, int]:
    """Return which column holds what: by its head, the days by what stands in it."""
    found: dict[str, int] = {}
    for position, head in enumerate(heads):
        if position == step:
            continue
        words = _words(head)
        label = head.label
        cells = [faces[position].text.strip(_FILLER) for faces in rows]
        filled = [cell for cell in cells if cell]
        if _SIGNED_HEAD.fullmatch(words):
            kind = "signature"
        elif (filled and all(_is_day(cell) for cell in filled)) or _DAY_HEAD.fullmatch(words):
            kind = "date"
        elif _SAID_HEAD.fullmatch(words) or (label is not None and label.aspect == "opinion"):
            kind = "opinion"
        elif _WHO_HEAD.fullmatch(words):
            kind = "who"
        elif _RESULT_HEAD.fullmatch(words):
            kind = "result"
        else:
            continue
        found.setdefault(kind, position)
    if "signature" not in found and "who" in found:
        found["signature"] = found["who"]
    return found


def _is_day(text: str) -> bool:
    days = find_dates(text[:40])
    return len(days) == 1 and len(text) <= 30


def _read_step(
    found: Trail, faces: list[Face], step: Face, columns: dict[str, int], vocabulary: Vocabulary
) -> None:
    words = _words(step)
    role = _approver(step, vocabulary)
    if not role:
        answer = vocabulary.find(_RESPONSE)
        if _ANSWERED.search(words) and "opinion" in columns and answer is not None:
            found.cells.append((_RESPONSE, answer, faces[columns["opinion"]].stretch, step.stretch))
        return
    for aspect in ("opinion", "signature", "date"):
        if aspect not in columns:
            continue
        value = faces[columns[aspect]].stretch
        if aspect == "opinion" and not value.text.replace(INK_ANCHOR, "").strip(_FILLER) and not value.inks:
            value = _result(faces, columns) or value
        base = {"opinion": "意见", "signature": "签名", "date": "日期"}[aspect]
        known = vocabulary.find(base) or Label(fold_key(base))
        label = replace(known, key=fold_key(words + base), context=role, base=base)
        label = replace(label, aspect=aspect)
        found.cells.append((words, label, value, step.stretch))


def _result(faces: list[Face], columns: dict[str, int]) -> Stretch | None:
    """Return the result of a step where it says that the paper was agreed to: then nothing need be written beside it."""
    if "result" not in columns:
        return None
    result = faces[columns["result"]]
    return result.stretch if _AGREED.match(_words(result)) else None
