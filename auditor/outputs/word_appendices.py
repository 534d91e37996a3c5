"""The appendices of ``report.docx``: what the report rests on, and what it does not cover."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count, groupby

from auditor.findings.result import SEVERITIES, SEVERITY_WORDS, Finding
from auditor.forms.model import Reading
from auditor.outputs.html_overview import (
    PRIOR_STATUS,
    coverage_rows,
    file_lists,
    prior_rows,
    resolved_row,
    unplaced_rows,
)
from auditor.outputs.plain_text import plain
from auditor.outputs.report_prose import chinese_number
from auditor.outputs.terminal_rows import place_of
from auditor.outputs.word_blocks import SMALL, Blocks, Column
from auditor.outputs.word_sections import FILLS, namer, open_findings, rule_titles
from auditor.outputs.writers import Report
from auditor.records.model import DutyTable, IndicatorTable, TrainingTable

MAX_PLACES = 4
"""Places shown of one finding in the table; how many more there are is said."""
MAX_QUOTE = 40
MAX_ROWS = 3_000
"""Rows of one table of stations' figures or files; how many more there are is said."""


def appendices(report: Report, blocks: Blocks) -> None:
    """Write the appendices that have something to show, numbered in order."""
    numbers = count(1)

    def heading(title: str) -> None:
        blocks.heading(2, f"附录{chinese_number(next(numbers))}　{title}")

    _findings(report, blocks, heading)
    _figures(report, blocks, heading)
    _prior(report, blocks, heading)
    _resolved(report, blocks, heading)
    _waived(report, blocks, heading)
    _files(report, blocks, heading)
    _coverage(report, blocks, heading)


Heading = Callable[[str], None]


def _findings(report: Report, blocks: Blocks, heading: Heading) -> None:
    heading("问题明细")
    findings = open_findings(report)
    if not findings:
        blocks.paragraph("没有发现问题。")
        return
    titles = rule_titles(report)
    name = namer(report)
    columns = [
        Column("序号", 4, True),
        Column("级别", 5, True),
        Column("片区、社区", 8),
        Column("对象", 10),
        Column("问题", 25),
        Column("依据的材料", 27),
    ]
    if report.compared:
        columns.insert(2, Column("状态", 5, True))
    rows, fills = [], []
    for number, item in enumerate(findings, start=1):
        severity = SEVERITIES[item.severity] + ("\n待核" if item.certainty == "check" else "")
        row = [
            str(number),
            severity,
            "\n".join(part for part in (plain(item.district), plain(item.community)) if part) or "—",
            name(item),
            f"{titles.get(item.rule, item.rule)}：{plain(item.message)}\n［{plain(item.id)}］",
            _places(item, report),
        ]
        if report.compared:
            row.insert(2, "仍存在" if item.state == "still-there" else "新出现")
        rows.append(row)
        fills.append(FILLS[item.severity])
    blocks.paragraph(
        f"共{len(findings)}项。“问题”一栏方括号内为该问题的编号，与网页报告、整改台账和结果文件中的编号相同；“待核”指读取没有把握，请对照原件确认。",
        "报告说明",
        keep=True,
    )
    blocks.table(columns, rows, fills, SMALL)


def _places(item: Finding, report: Report) -> str:
    """Return where it stands: a file's places after one another, so that its path is read once."""
    lines = []
    for path, places in groupby(item.evidence[:MAX_PLACES], key=lambda evidence: evidence.path):
        told = []
        for evidence in places:
            where = (
                place_of(evidence.model_copy(update={"path": ""}), report.shown)
                .removeprefix(".")
                .lstrip(" ·")
            )
            text = plain(evidence.text)
            quote = text if len(text) <= MAX_QUOTE else text[:MAX_QUOTE] + "……"
            told.append("：".join(part for part in (where, _quoted(quote) if quote else "") if part))
        rest = "；".join(part for part in told if part)
        lines.append(plain(report.shown(path)) + (f" · {rest}" if rest else ""))
    if len(item.evidence) > MAX_PLACES:
        lines.append(f"等共{len(item.evidence)}处")
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return text if text.startswith("（") and text.endswith("）") else f"“{text}”"


def _cell(report: Report, reading: Reading | None) -> str:
    return plain(report.shown(reading.raw)) if reading is not None and reading.raw else "—"


def _source(report: Report, files: list[str]) -> str:
    return f"来源：{'、'.join(plain(report.shown(path)) for path in files)}。数字照录自社工站提交的表格。"


@dataclass(frozen=True, slots=True)
class FieldColumn:
    """A column of a table that the station keeps: its head, its field, its share of the width."""

    name: str
    field: str
    share: int
    centred: bool = True


_INDICATORS = (
    FieldColumn("类别", "category", 6, False),
    FieldColumn("指标", "indicator", 12, False),
    FieldColumn("单位", "unit", 4),
    FieldColumn("协议指标", "target", 5),
    FieldColumn("阶段指标", "stage_target", 5),
    FieldColumn("已完成", "done", 5),
    FieldColumn("完成率", "percent", 5),
    FieldColumn("备注", "remark", 9, False),
)
_DUTY = (
    FieldColumn("月份", "month", 8),
    FieldColumn("应到", "due", 5),
    FieldColumn("实到", "present", 5),
    FieldColumn("持证应到", "certified_due", 5),
    FieldColumn("持证实到", "certified_present", 5),
    FieldColumn("非持证应到", "uncertified_due", 6),
    FieldColumn("非持证实到", "uncertified_present", 6),
    FieldColumn("备注", "remark", 9, False),
)
_TRAINING = (
    FieldColumn("序号", "sequence", 3),
    FieldColumn("姓名或培训", "name", 10, False),
    FieldColumn("要求时数", "required", 5),
    FieldColumn("完成时数", "hours", 5),
    FieldColumn("达标率", "percent", 5),
    FieldColumn("备注", "remark", 9, False),
)


def _figures(report: Report, blocks: Blocks, heading: Heading) -> None:
    """Write the station's own tables of progress: as the papers have them, without columns that are empty."""
    of_kind = report.station.of_kind
    indicators = [
        (table.files, table.entries)
        for table in of_kind(IndicatorTable.kind)
        if isinstance(table, IndicatorTable)
    ]
    duty = [(table.files, table.entries) for table in of_kind(DutyTable.kind) if isinstance(table, DutyTable)]
    training = [
        (table.files, table.entries)
        for table in of_kind(TrainingTable.kind)
        if isinstance(table, TrainingTable)
    ]
    tables: list[tuple[str, Sequence[tuple[list[str], Sequence[object]]], Sequence[FieldColumn]]] = [
        ("指标完成情况", indicators, _INDICATORS),
        ("社工到岗情况", duty, _DUTY),
        ("社工培训时数", training, _TRAINING),
    ]
    for title, found, columns in tables:
        filled = [(files, entries) for files, entries in found if entries]
        if filled:
            heading(title)
        for files, entries in filled:
            blocks.paragraph(_source(report, files), "报告说明", keep=True)
            shown = entries[:MAX_ROWS]
            cells = [[_cell(report, getattr(entry, column.field)) for column in columns] for entry in shown]
            kept = [index for index in range(len(columns)) if any(row[index] != "—" for row in cells)]
            blocks.table(
                [Column(columns[index].name, columns[index].share, columns[index].centred) for index in kept],
                [[row[index] for index in kept] for row in cells],
            )
            if len(entries) > MAX_ROWS:
                blocks.paragraph(f"另有{len(entries) - MAX_ROWS}行未列出。", "报告说明")


def _prior(report: Report, blocks: Blocks, heading: Heading) -> None:
    rows = prior_rows(report)
    if not rows:
        return
    heading("上期评估意见的落实情况")
    done = [f"{name}{sum(row['status'] == key for row in rows)}条" for key, name in PRIOR_STATUS.items()]
    blocks.paragraph(f"共{len(rows)}条：{'、'.join(done)}。", "报告说明", keep=True)
    columns = [
        Column("序号", 3, True),
        Column("部分、片区", 8),
        Column("上期意见", 28),
        Column("现状", 7, True),
        Column("本次相关问题", 12),
    ]
    blocks.table(
        columns,
        [
            [
                str(number),
                "\n".join(part for part in (row["section"], row["district"]) if part),
                row["text"],
                row["status_name"],
                "、".join(dict.fromkeys(name for _, name in row["findings"])) or "—",
            ]
            for number, row in enumerate(rows, start=1)
        ],
    )


def _resolved(report: Report, blocks: Blocks, heading: Heading) -> None:
    if not report.result.resolved:
        return
    heading("与上次审核相比已整改的问题")
    rows = [resolved_row(item, report) for item in report.result.resolved]
    columns = [
        Column("序号", 3, True),
        Column("级别", 4, True),
        Column("部分", 7),
        Column("位置", 8),
        Column("对象", 9),
        Column("上次的问题", 26),
    ]
    blocks.table(
        columns,
        [
            [
                str(number),
                SEVERITY_WORDS[row["severity"]],
                row["section"],
                row["where"] or "—",
                row["subject"],
                row["message"],
            ]
            for number, row in enumerate(rows, start=1)
        ],
    )


def _waived(report: Report, blocks: Blocks, heading: Heading) -> None:
    waived = {entry.finding: entry for entry in report.result.waived}
    if not waived:
        return
    heading("已接受、不要求整改的问题")
    name = namer(report)
    columns = [
        Column("级别", 4, True),
        Column("对象", 9),
        Column("问题", 22),
        Column("接受的理由", 16),
        Column("接受人", 6),
        Column("有效期至", 6, True),
    ]
    rows = []
    for finding in report.result.findings:
        entry = waived.get(finding.id)
        if entry is not None:
            texts = [plain(report.shown(entry.reason)), plain(entry.author), plain(entry.until) or "—"]
            message = f"{plain(finding.message)}\n［{plain(finding.id)}］"
            rows.append([SEVERITIES[finding.severity], name(finding), message, *texts])
    blocks.table(columns, rows, style=SMALL)


def _files(report: Report, blocks: Blocks, heading: Heading) -> None:
    lists = [entry for entry in file_lists(report) if entry["status"] != "skipped"]
    unplaced = unplaced_rows(report)
    heading("未能读取、未能识别和读取不全的文件")
    if not lists and not unplaced:
        blocks.paragraph("全部文件均已读取并识别。")
        return
    blocks.paragraph("下列文件的内容没有核对，或只核对了一部分。请处理后重新审核。", "报告说明", keep=True)
    columns = [Column("序号", 3, True), Column("文件", 26), Column("原因", 26)]
    for entry in lists:
        blocks.paragraph(f"{entry['title']}（{entry['count']}份）", "报告表题")
        blocks.table(
            columns,
            [[str(n), path, reason or "—"] for n, (path, reason) in enumerate(entry["files"], start=1)],
        )
        if entry["hidden"]:
            blocks.paragraph(f"另有{entry['hidden']}份未列出，见结果文件 result.json。", "报告说明")
    if unplaced:
        blocks.paragraph(f"不能判断属于哪份档案的文书（{len(report.result.unplaced)}份）", "报告表题")
        blocks.table(
            columns, [[str(n), path, reason or "—"] for n, (path, reason) in enumerate(unplaced, start=1)]
        )
        if len(report.result.unplaced) > len(unplaced):
            blocks.paragraph(f"另有{len(report.result.unplaced) - len(unplaced)}份未列出。", "报告说明")


def _coverage(report: Report, blocks: Blocks, heading: Heading) -> None:
    heading("各条规则的核对情况")
    blocks.paragraph(
        "“未能核对”指所需材料缺失或读不出，不作为问题；“不涉及”指档案中没有该规则针对的文书。",
        "报告说明",
        keep=True,
    )
    columns = [
        Column("部分", 7),
        Column("规则", 20),
        Column("已核对", 4, True),
        Column("发现问题", 4, True),
        Column("待核", 4, True),
        Column("未能核对", 4, True),
        Column("情况", 8, True),
    ]
    blocks.table(
        columns,
        [
            [
                row["section"],
                row["title"],
                *(str(row[key]) for key in ("checked", "found", "unsure", "not_checkable")),
                row["state"],
            ]
            for row in coverage_rows(report, rule_titles(report))
        ],
        style=SMALL,
    )
