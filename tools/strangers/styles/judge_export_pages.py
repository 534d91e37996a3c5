"""The shapes of S34's export: 名称：值 in two columns, a process trail, a page for each form under a running head.

Kept out of tuning: nobody who changes readers, forms or rules looks at this.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import PageBreak as NewPage
from reportlab.platypus import SimpleDocTemplate, Spacer

from tools.strangers.papers import Approve, PageBreak, Piece, Table, para
from tools.strangers.pdf_writer import FONT, MARGIN, WIDTH, RunLine, _flow_table
from tools.strangers.scenario import AS_OF, Station
from tools.strangers.styles.judge_common import Ink, Value, box, head, runs

SYSTEM = "社工服务业务管理系统"
NODES = {"supervisor": "督导审核", "district_head": "片长审批", "deputy_head": "副站长审批"}
Pair = tuple[str, Value]


def iso(day: date | None) -> str:
    """2025-03-05."""
    return f"{day:%Y-%m-%d}" if day else ""


class Clock:
    """Hours and minutes that nobody planted anything with: stamps after working hours, visits at a worker's free hours."""

    def __init__(self, station: Station, seed: int) -> None:
        self.rng = random.Random(seed)
        self.taken = {
            (f.worker, s.day, int(s.time.partition(":")[0])) for f in station.cases for s in f.sessions
        }

    def filed(self, day: date | None) -> str:
        """A day with an hour after the day's services."""
        return f"{iso(day)} 18:{self.rng.randrange(40):02d}" if day else ""

    def submitted(self, day: date | None) -> str:
        """A day with an hour after that of filing."""
        return f"{iso(day)} 18:{self.rng.randrange(40, 60):02d}" if day else ""

    def handled(self, day: date | None, filed: date | None) -> str:
        """A day with an hour in office time, or in the evening of the day on which the worker filed."""
        hour = self.rng.randrange(9, 17) if day != filed else self.rng.randrange(19, 22)
        return f"{iso(day)} {hour:02d}:{self.rng.randrange(60):02d}" if day else ""

    def visited(self, worker: str, day: date) -> str:
        """A day with an hour at which the worker is nowhere else."""
        free = [h for h in range(8, 18) if (worker, day, h) not in self.taken]
        hour = self.rng.choice(free)
        self.taken.add((worker, day, hour))
        return f"{iso(day)} {hour:02d}:{self.rng.randrange(10, 40):02d}"


def pairs(*items: Pair) -> Table:
    """名称：值 in two columns, no rules; a row of one runs through."""
    cells = [[f"{label}：", *runs(value)] for label, value in items]
    rows = [[box(c) for c in cells[at : at + 2]] for at in range(0, len(cells), 2)]
    if len(rows[-1]) == 1:
        rows[-1].append(box(""))
    return Table(rows, borders="none")


def long(label: str, value: str) -> Table:
    """名称：value through the whole width."""
    return Table([[box(f"{label}：{value}")]], borders="none")


def part(title: str, *pieces: Piece) -> list[Piece]:
    """A titled part of a form."""
    return [para(title, size=12), *pieces]


def trail(all_: Sequence[Approve], who: str, day: date | None, ink: Ink, clock: Clock, answer: str | None = None) -> list[Piece]:  # fmt: skip
    """The process trail: submission, approvals, reply."""
    if not all_:
        return []
    rows = [[head("审批节点", 2), head("处理人", 2), head("处理意见", 4), head("电子签名", 2), head("处理时间", 3), head("状态", 2)]]  # fmt: skip
    rows.append([box("社工提交", 2), box(who, 2), box("提交审批", 4), box(ink.sign("ink", who), 2), box(clock.submitted(day), 3), box("已提交", 2)])  # fmt: skip
    for a in all_:
        state = "待审批" if a.empty else "已通过"
        name = "" if a.state == "blank" else a.name
        rows.append([box(NODES[a.role], 2), box(name, 2), box(a.opinion, 4), box(ink.sign(a.state, a.name), 2), box(clock.handled(a.day, day), 3), box(state, 2)])  # fmt: skip
    if answer is not None:
        newest = max((a.day for a in all_ if a.day), default=None)
        rows.append([box("社工回复", 2), box(who if answer else "", 2), box(answer, 4), box("", 2), box(clock.filed(newest) if answer else "", 3), box("已回复" if answer else "待回复", 2)])  # fmt: skip
    note = [para("说明：片长、副站长任一节点通过即流程办结。", size=9)] if len(all_) > 1 else []
    return part("审批流程", Table(rows), *note)


def print_pdf(pages: Sequence[Sequence[Piece]], path: Path, centre: str, number: str) -> None:
    """A page for each form, the running head on all of them."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    story: list[Any] = []
    for n, page in enumerate(pages):
        if n:
            story.append(NewPage())
        for piece in page:
            if isinstance(piece, Table):
                story += [_flow_table(piece, WIDTH), Spacer(1, 3)]
            elif not isinstance(piece, PageBreak):
                story.append(RunLine(piece))

    def edges(canvas: Any, document: Any) -> None:
        top = A4[1] - 30
        canvas.setFont(FONT, 9)
        canvas.drawString(MARGIN, top, f"{SYSTEM}　{centre}")
        canvas.drawRightString(A4[0] - MARGIN, top, f"导出时间：{iso(AS_OF)} 08:47:15")
        canvas.setLineWidth(0.4)
        canvas.line(MARGIN, top - 5, A4[0] - MARGIN, top - 5)
        canvas.drawString(MARGIN, 24, f"编号：{number}")
        canvas.drawRightString(A4[0] - MARGIN, 24, f"第{document.page}页")

    path.parent.mkdir(parents=True, exist_ok=True)
    document = SimpleDocTemplate(str(path), pagesize=A4, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=50, bottomMargin=46, invariant=1)  # fmt: skip
    document.build(story, onFirstPage=edges, onLaterPages=edges)
