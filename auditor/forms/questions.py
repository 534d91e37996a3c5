"""Questionnaires: 您和谁一起住？ | ☑独居 □与子女同住 asks for 居住状况, whichever way it is put.

A question is read as the label that it asks for: the one in brackets behind it, one whose phrases (``questions`` in
``rules/labels.yaml``) stand in it, or the longest label in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from auditor.forms.grid import Face, Grid, Kind
from auditor.forms.labels import Label, Vocabulary, fold_key, strip_numbering
from auditor.pages.glyphs import BOX_GLYPHS
from auditor.pages.model import Cell, Line, Table

_ASKING = re.compile(r"问题|题目|提问|询问|^问$|问项|调查项|了解内容|调查内容|^项目$|^内容$")
_ANSWERING = re.compile(r"回答|答案|答复|作答|^答$|选项|填写|选择|情况$|结果$")
_LEAST = 3
_LEAST_SHARE = 0.3
_MOST = 200
"""So many questions of one paper are read."""
_LONGEST = 300
_BRACKETED = re.compile(r"[(（]([\u4e00-\u9fff/、]{2,12})[)）]")
_ANSWERED = re.compile(
    r"^[\s　]*(?P<question>(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）、．.]|[①-⑳]|Q\d{1,2}[.:：]?|问[:：])?[\s　]*[^？?：:\n]{2,40}?)[\s　]*"
    r"(?:[？?][\s　]*(?:答|回答|答复)?[\s　]*[:：]?|(?:答|回答|答复)[\s　]*[:：])[\s　]*(?P<answer>\S.*)$"
)
_OF_OPINION = re.compile(r"满意|同意|了解程度|前测|后测")
_LABEL_SIZE = 2
_HEADS = ("题目", "回答")


def asked_label(question: str, vocabulary: Vocabulary) -> Label | None:
    """Return the label of what a question asks for, or None."""
    text = strip_numbering(question.strip()).strip(" 　？?：:")
    if not 1 < len(text) <= 60:
        return None
    label = vocabulary.find(text)
    if label is not None and label.field:
        return label
    for inside in _BRACKETED.findall(text):
        label = vocabulary.find(inside)
        if label is not None and label.field:
            return label
    key = fold_key(text)
    for plain, phrases in vocabulary.book.questions.items():
        if any(fold_key(phrase) in key for phrase in phrases):
            return vocabulary.find(plain)
    best: Label | None = None
    size = 0
    for start in range(len(key) - 1):
        for end in range(min(len(key), start + 10), start + max(size, _LABEL_SIZE - 1), -1):
            if key[start:end] in vocabulary.labels:
                label = vocabulary.find(key[start:end])
                if label is not None and label.field and not (label.context and not label.base):
                    best, size = label, end - start
                break
    return best


Answer = tuple[Face, Label | None, Face]


def question_rows(grid: Grid, row: int, end: int, vocabulary: Vocabulary) -> tuple[list[Answer], int] | None:
    """Return the questions and answers about a person below the header at ``row``, and the row after; None where there are none."""
    heads = grid.rows[row]
    pair = _columns([fold_key(face.text) for face in heads])
    if pair is None or len(grid.covering(row)) != len(heads):
        return None
    starts = [heads[position].cell.col for position in pair]
    found: list[Answer] = []
    current = row + 1
    while current < min(end, row + _MOST):
        question, answer = (grid.starting_at(current, column) for column in starts)
        if question is None or answer is None or question.kind is Kind.EMPTY:
            break
        found.append((question, asked_label(question.text, vocabulary), answer))
        current += 1
    known = {label.key for _, label, _ in found if label is not None}
    if len(known) < _LEAST or len(known) < _LEAST_SHARE * len(found):
        return None
    if any(_OF_OPINION.search(question.text) for question, _, _ in found):
        return None
    grid.use(range(row, current))
    return found, current


def _columns(heads: list[str]) -> tuple[int, int] | None:
    asked = next((p for p, head in enumerate(heads) if head and _ASKING.search(head)), None)
    if asked is None or len(heads) > asked + 4:
        return None
    answer = next((p for p, head in enumerate(heads) if p > asked and _ANSWERING.search(head)), None)
    if answer is None:
        return None
    strong = "问" in heads[asked] or "题" in heads[asked] or "答" in heads[answer]
    return (asked, answer) if strong else None


def question_table(lines: Iterable[Line], ref: str) -> tuple[Table, int] | None:
    """Return lines of questions with their answers (2．和谁一起住？　答：☑独居) as a table, and how many they are."""
    rows: list[tuple[Line, str, str]] = []
    for line in lines:
        match = _ANSWERED.match(line.text) if len(line.text) <= _LONGEST and not line.inks else None
        if match is None or any(sign in match["question"] for sign in BOX_GLYPHS):
            break
        rows.append((line, match["question"], match["answer"]))
    if len(rows) < _LEAST:
        return None
    cells = [Cell(0, column, head) for column, head in enumerate(_HEADS)]
    for number, (line, question, answer) in enumerate(rows, 1):
        for column, text in enumerate((question, answer)):
            cells.append(Cell(number, column, text, box=line.box, confidence=line.confidence))
    return Table(cells, len(rows) + 1, len(_HEADS), ref), len(rows)
