"""Tables of weights and scores: what each row gives, and the total that the text states."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from auditor.records.report import ReportTable
from auditor.records.report_claims import Claim
from auditor.records.report_grids import TOTAL, read_grid
from auditor.values.figures import Passage, flat

_WEIGHT = re.compile(r"权重|占比|比重")
_WEIGHTED = re.compile(r"加权|折算|换算|权重得分|实得")
_SCORE = re.compile(r"得分|评分|分数|分值|打分")
_FULL = re.compile(r"满分|标准分|分值")
_STATED = re.compile(
    r"(?:总得分|总分|综合得分|综合评分|最终得分|自评得分|加权得分|合计得分|总评分|自评总分)(?:合计|共计)?(?:为|是|:|共|达)*(\d{1,3}(?:\.\d{1,2})?)分?(?![\d%])"
)
_FORMER = re.compile(r"上期|上年|去年|上次|上一|满分")


def weighed_tables(tables: Sequence[ReportTable], passages: Sequence[Passage]) -> tuple[list[Claim], int]:
    """Return weighted scores of tables that do not come out, totals of the text that differ from the table's, and how many were reckoned."""
    claims: list[Claim] = []
    looked = 0
    for table in tables:
        grid = read_grid(table)
        if grid is None:
            continue
        heads = grid.header
        weight = next((i for i, h in enumerate(heads) if _WEIGHT.search(h) and not _SCORE.search(h)), -1)
        weighted = next((i for i, h in enumerate(heads) if _WEIGHTED.search(h)), -1)
        score = next(
            (i for i, h in enumerate(heads) if _SCORE.search(h) and i != weighted and not _FULL.search(h)), -1
        )
        if score < 0:
            continue
        reckoned = Decimal(0)
        complete = weight >= 0
        for row, cells in enumerate(grid.body):
            if TOTAL.match(grid.names[row]):
                continue
            share, got = cells[weight] if weight >= 0 else None, cells[score]
            if share is None or got is None or share.value > 100:
                complete = False
                continue
            value = share.value * got.value / 100
            reckoned += value
            given = cells[weighted] if weighted >= 0 else None
            if given is None:
                continue
            looked += 1
            if not _rounds(value, given.value, given.digits):
                source = grid.sources[row]
                what = f"表中“{grid.names[row]}”权重{share.value:f}%、得分{got.value:f}，{heads[weighted]}写为{given.value:f}"
                claims.append(
                    Claim(
                        "weights",
                        Passage(source.raw.replace("\t", "｜"), (), source),
                        what,
                        f"按权重应为{value.normalize():f}",
                    )
                )
        total = grid.body[grid.total][weighted if weighted >= 0 else score] if grid.total >= 0 else None
        right = [reckoned] if complete and reckoned else []
        if total is not None:
            right.append(total.value)
        if not right or max(right) > 100 or max(right) < 40:
            continue
        found, seen = _stated(passages, right)
        claims += found
        looked += seen
    return claims, looked


def _stated(passages: Sequence[Passage], right: list[Decimal]) -> tuple[list[Claim], int]:
    """Return the total of the text where it is none of the table's; several totals of a text are several assessments."""
    said: list[tuple[Passage, str]] = []
    for passage in passages:
        text = flat(passage.text)
        for match in _STATED.finditer(text):
            if (
                not _FORMER.search(text[max(0, match.start() - 14) : match.start()])
                and Decimal(match[1]) != 100
            ):
                said.append((passage, match[1]))
    if len({Decimal(value) for _, value in said}) != 1:
        return [], 0
    passage, value = said[0]
    digits = len(value.partition(".")[2])
    if any(_rounds(one, Decimal(value), digits) for one in right):
        return [], 1
    shown = f"{right[-1].normalize():f}"
    return [Claim("weights", passage, f"总分写为{value}分", f"表中总分为{shown}分")], 1


def _rounds(value: Decimal, given: Decimal, digits: int) -> bool:
    step = Decimal(1).scaleb(-digits)
    return value.quantize(step, rounding=ROUND_HALF_UP) == given or value == given
