"""The frame of S31's forms. Kept out of tuning: nobody who changes readers, forms or rules looks at this."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tools.strangers.papers import Approve, Cell, Drawing, Para, Piece, Run, Table, para
from tools.strangers.styles.judge_common import Ink, Value, box, head, heading, options, runs, save

WIDE = 8
KINDS = ("一般个案", "重点个案", "危机个案")
GRADES = ("一级", "二级", "三级", "四级")
PEOPLE = ("低保", "特困", "残疾", "独居", "孤寡", "困境儿童", "其他")
SOURCES = ("主动求助", "社工发现", "社区转介", "其他机构转介", "其他")
METHODS = ("面谈", "入户", "电话", "其他")
ROLE = {"supervisor": "督导", "district_head": "片长", "deputy_head": "副站长"}
BANDS = ("良好（3—8分）", "一般（9—14分）", "较差（15—20分）")
NO_DAY = "　　　年　　月　　日"


def day_of(day: date | None) -> str:
    """2025 年 3 月 5 日, or the printed blank."""
    return f"{day.year} 年 {day.month} 月 {day.day} 日" if day else NO_DAY


def choose(all_: Sequence[str], on: Sequence[str]) -> str:
    """☑一般个案　□重点个案."""
    return options(all_, on, "☑", "□", "　")


class Paper:
    """One form while it is being filled in."""

    def __init__(self, title: str, english: str, code: str, station: str, number: str) -> None:
        self.title, self.english, self.code, self.station, self.number = title, english, code, station, number
        self.rows: list[list[Cell]] = []
        self.below: list[Piece] = []

    def part(self, text: str) -> None:
        """A merged row that heads a part."""
        self.rows.append([Cell([para(text)], WIDE, 1, True)])

    def pairs(self, *items: tuple[str, Value]) -> None:
        """Captions and values side by side."""
        each = WIDE // len(items)
        row = []
        for label, value in items:
            row += [head(label, 1 if each <= 4 else 2), box(value, each - (1 if each <= 4 else 2))]
        self.rows.append(row)

    def long(self, label: str, value: Value) -> None:
        """A caption and a wide place."""
        self.rows.append([head(label, 2), box(value, WIDE - 2)])

    def approve(self, all_: list[Approve], ink: Ink, answer: str | None) -> None:
        """A cell for each approver: remark, then name and day at its foot."""
        for a in all_:
            who = ROLE[a.role]
            foot: list[str | Run] = [
                f"{who}签名：",
                *(ink.sign(a.state, a.name) or runs("　　　　　")),
                f"　　日期：{day_of(a.day)}",
            ]
            self.rows.append(
                [head(f"{who}意见", 2), Cell([Para(runs(a.opinion)), Para(runs(foot), "right")], WIDE - 2)]
            )
        if all_:
            self.long("社工回应", answer or "")
        if len(all_) > 1:
            self.note("片长、副站长由其中一人审批即可。")

    def sign(self, who: str, signed: Sequence[Run], day: date | None) -> None:
        """A line below the table."""
        self.below += [para(f"{who}：", *(signed or runs("________________")), f"　　　　日期：{day_of(day)}"), para("")]  # fmt: skip

    def note(self, text: str) -> None:
        """How to fill in."""
        self.below.append(para(f"注：{text}", size=9))

    def pieces(self) -> list[Piece]:
        """The finished form."""
        return [
            heading(self.title), para(self.english, align="center", size=9), para(f"档案编号：{self.number}", align="right"),
            Table(self.rows), *self.below,
        ]  # fmt: skip

    def write(self, path: Path) -> None:
        """Save it under its form number."""
        save(
            Drawing(
                self.pieces(), f"{self.station}　　　表单编号：{self.code}", "保密资料　未经许可不得外借"
            ),
            path,
        )
