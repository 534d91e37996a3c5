"""The chapters of ``report.docx`` that tell what was found: 评估总结, 整改建议."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from auditor.engine.rule import Section
from auditor.findings.collect import chinese_order
from auditor.findings.compare import reasons
from auditor.findings.result import SECTIONS, SEVERITIES, Finding, Praise
from auditor.outputs.html_overview import districts
from auditor.outputs.plain_text import plain
from auditor.outputs.report_prose import chinese_number, circled, concern_text, subjects_text
from auditor.outputs.terminal_rows import KINDS, subject_name
from auditor.outputs.word_blocks import DISTRICT, ITEM, Blocks, Column
from auditor.outputs.writers import Report
from auditor.records.model import IndicatorTable

FILLS = {"critical": "F4B6B0", "major": "F9D9A8", "minor": "FFF2CC", "advice": "DDEBF7"}
"""Colour behind a severity, RRGGBB."""
STATION_WIDE = "全站性事项"
_PROGRESS = "progress"
_MAX_FIGURES = 24
"""Indicators named in running text; all of them stand in the appendix."""
_MOST_FREQUENT = 3
_BY_DISTRICT = "quality"
"""The section that evaluators write district by district."""


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one rule and one certainty that are written as one item."""

    rule: str
    title: str
    findings: list[Finding]

    @property
    def first(self) -> Finding:
        """The finding that stands for the item."""
        return self.findings[0]


def grouped(findings: Iterable[Finding], titles: dict[str, str], *, by_certainty: bool = True) -> list[Group]:
    """Return findings of one rule together: the gravest first, what is sure before what is to be checked."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.rule, finding.certainty if by_certainty else ""), []).append(finding)
    order = list(SEVERITIES)
    found = [Group(rule, titles.get(rule) or rule, members) for (rule, _), members in groups.items()]
    found.sort(key=lambda group: (order.index(group.first.severity), group.first.certainty == "check"))
    return found


def rule_titles(report: Report) -> dict[str, str]:
    """Return the titles of the rules that ran, by id."""
    return {rule.id: plain(rule.head.title) for rule in report.rules}


def namer(report: Report) -> Callable[[Finding], str]:
    """Return what names a finding's subject in running text; of one that is known by its file, the file's name."""

    def name(finding: Finding) -> str:
        subject = plain(finding.subject.id)
        kind = KINDS.get(finding.subject.kind, "")
        if finding.subject.kind == "file" or "/" not in subject:
            return _titled(finding.subject.kind, kind, subject) or subject_name(finding, report.shown)
        file, _, part = subject.partition("#")
        title = f"《{PurePosixPath(report.shown(file)).stem}》" + (f"（{part}）" if part else "")
        # 《第三季度自评报告》 says itself that it is a report.
        return (
            title
            if kind[-1:] in ("表", "告") and title.partition("》")[0].endswith(kind[-1:])
            else kind + title
        )

    return name


def _titled(kind: str, word: str, subject: str) -> str:
    """Return a subject that is no number as a sentence cites it; "" where kind and name simply follow one another."""
    if kind == "fund" and "基金" in subject:
        return subject
    if kind == "roster" and not subject.endswith(word):
        return f"{subject}{word}"
    if kind == "team" and subject.endswith("队"):
        return f"“{subject}”"
    if kind in ("group", "activity", "indicator", "team") and not _NUMBERED.search(subject):
        return f"{word}“{subject}”"
    return ""


_NUMBERED = re.compile(r"[A-Za-z]-?\d|^[\dA-Za-z-]+$")


def open_findings(report: Report) -> list[Finding]:
    """Return the findings that were not waived, in order."""
    waived = {entry.finding for entry in report.result.waived}
    return [finding for finding in report.result.findings if finding.id not in waived]


def communities_of(report: Report, district: str) -> list[str]:
    """Return a district's communities: as set by the station, else as the papers name them."""
    known = [item.name for item in report.config.districts.get(district, ())]
    if known:
        return [plain(name) for name in known]
    named = {record.community for record in report.result.records if record.district == district}
    return [plain(name) for name in sorted(named - {""}, key=chinese_order)]


# --- 二 -------------------------------------------------------------------------------------------------------


def summary(report: Report, blocks: Blocks) -> None:
    """Write the overview and the five sections."""
    titles = rule_titles(report)
    found = open_findings(report)
    blocks.heading(2, "（一）总体情况")
    _overview(report, titles, blocks)
    for number, (section, name) in enumerate(SECTIONS.items(), start=2):
        blocks.heading(2, f"（{chinese_number(number)}）{name}")
        praise = [item for item in report.result.praise if item.section == section]
        concerns = [item for item in found if item.section == section]
        if section == _PROGRESS:
            _figures(report, blocks)
        blocks.heading(3, "1.值得肯定的地方")
        if not praise:
            blocks.paragraph(
                f"就已核对的材料，{name}方面暂无可由数据直接支持的肯定意见，请审核人员结合访谈和实地情况补充。"
            )
        elif section == _BY_DISTRICT:
            _praise_by_district(report, praise, blocks)
        else:
            blocks.paragraph(f"查阅已提交的材料，{name}有以下做法和成绩值得肯定：", keep=True)
            for index, item in enumerate(praise, start=1):
                blocks.paragraph(f"（{index}）{plain(item.message)}", ITEM)
        blocks.heading(3, "2.需要关注的地方")
        if not concerns:
            blocks.paragraph(_nothing_found(report, section, name))
        elif section == _BY_DISTRICT:
            _concerns_by_district(report, concerns, titles, blocks)
        else:
            groups = grouped(concerns, titles)
            blocks.paragraph(f"经核对，{name}有以下{_counted(concerns, len(groups))}：", keep=True)
            for index, group in enumerate(groups, start=1):
                _item(f"（{index}）", group, report, blocks)


def _overview(report: Report, titles: dict[str, str], blocks: Blocks) -> None:
    findings = open_findings(report)
    if not findings:
        blocks.paragraph("就已核对的材料，没有发现需要整改的问题。未能核对的材料见附录。")
        return
    counts = Counter(item.severity for item in findings)
    parts = [f"{name}{counts[key]}项" for key, name in SEVERITIES.items() if counts[key]]
    doubtful = sum(item.certainty == "check" for item in findings)
    text = f"本次共发现问题{len(findings)}项：{'、'.join(parts)}"
    text += f"；其中{doubtful}项需要核对原件后确认。" if doubtful else "。"
    often = [
        (rule, number) for rule, number in Counter(item.rule for item in findings).most_common(_MOST_FREQUENT)
    ]
    often = [(rule, number) for rule, number in often if number > 2]
    if often:
        text += (
            f"出现较多的是{'、'.join(f'{titles.get(rule, rule)}（{number}项）' for rule, number in often)}。"
        )
    if report.compared:
        still = sum(item.state == "still-there" for item in findings)
        text += f"与上次审核相比，新出现{len(findings) - still}项，仍然存在{still}项，已整改{len(report.result.resolved)}项"
        if report.result.unconfirmed:
            whys = "、".join(f"{plain(why)}{count}项" for why, count in reasons(report.result.unconfirmed))
            text += f"，另有{len(report.result.unconfirmed)}项本次没有核对到，不视为已整改（{whys}）"
        text += "。"
    if report.result.waived:
        text += f"另有{len(report.result.waived)}项已说明理由并接受，不要求整改，见附录。"
    blocks.paragraph(text)
    areas = districts(report)
    by = Counter((item.section, item.severity) for item in findings)
    columns = [
        Column("部分", 5),
        *(Column(name, 2, True) for name in SEVERITIES.values()),
        Column("合计", 2, True),
    ]
    rows = [
        [
            name,
            *(_count(by[section, key]) for key in SEVERITIES),
            _count(sum(by[section, key] for key in SEVERITIES)),
        ]
        for section, name in SECTIONS.items()
    ]
    rows.append(["合计", *(_count(counts[key]) for key in SEVERITIES), str(len(findings))])
    blocks.paragraph("表1　各部分问题数量（项）", "报告表题")
    blocks.table(columns, rows)
    if len(areas) > 1:
        near = Counter((item.district, item.severity) for item in findings)
        blocks.paragraph("表2　各片区问题数量（项）", "报告表题")
        blocks.table(
            [Column("片区", 5), *columns[1:]],
            [
                [
                    plain(area) or "未分片区",
                    *(_count(near[area, key]) for key in SEVERITIES),
                    _count(sum(near[area, key] for key in SEVERITIES)),
                ]
                for area in areas
            ],
        )


def _praise_by_district(report: Report, praise: Sequence[Praise], blocks: Blocks) -> None:
    areas = [name for name in districts(report) if name]
    blocks.paragraph("查阅已提交的材料，服务质量有以下做法和成绩值得肯定：", keep=True)
    number = 0
    for area in [*dict.fromkeys([*areas, *(item.district for item in praise if item.district)]), ""]:
        own = [item for item in praise if item.district == area]
        if not own:
            continue
        number += 1
        if areas:
            blocks.paragraph(f"（{number}）{_area(report, area)}", DISTRICT)
        for index, item in enumerate(own, start=1):
            message = plain(item.message)
            lead = circled(index) if areas else f"（{index}）"
            blocks.paragraph(lead + (message.removeprefix(plain(area)).lstrip("，、 ") or message), ITEM)


def _concerns_by_district(
    report: Report, concerns: Sequence[Finding], titles: dict[str, str], blocks: Blocks
) -> None:
    areas = [name for name in districts(report) if name]
    blocks.paragraph(f"经核对，服务质量有以下{_counted(concerns)}：", keep=True)
    number = 0
    for area in [*areas, ""]:
        own = [item for item in concerns if item.district == area]
        if not own:
            continue
        number += 1
        if areas:
            blocks.paragraph(f"（{number}）{_area(report, area)}", DISTRICT)
        for index, group in enumerate(grouped(own, titles), start=1):
            _item(circled(index) if areas else f"（{index}）", group, report, blocks)


def _area(report: Report, area: str) -> str:
    if not area:
        return STATION_WIDE
    names = communities_of(report, area)
    return f"{plain(area)}（包括{'、'.join(names)}）" if names else plain(area)


def _item(lead: str, group: Group, report: Report, blocks: Blocks) -> None:
    first = group.first
    doubt = "（待核）" if first.certainty == "check" else ""
    text = concern_text(group.findings, first.advice, first.certainty, namer(report))
    blocks.paragraph(text, ITEM, lead=f"{lead}{group.title}{doubt}。")


def _nothing_found(report: Report, section: Section, name: str) -> str:
    own = {rule.id for rule in report.rules if rule.head.section == section}
    covered = [entry for entry in report.result.coverage if entry.rule in own]
    if not any(entry.checked for entry in covered):
        return f"已提交的材料中没有可供核对{name}的文书，或文书未能读取，本部分没有核对，不代表没有问题。"
    short = sum(entry.not_checkable > 0 for entry in covered)
    more = f"另有{short}条规则因材料不全未能完全核对，见附录。" if short else ""
    return f"就已核对的材料，{name}方面没有发现需要整改的问题。{more}"


def _counted(findings: Sequence[Finding], items: int = 0) -> str:
    """Return how many findings follow, and in how many items where like ones are told together."""
    text = f"{len(findings)}项问题需要关注"
    return f"{text}，归纳为{items}点" if 0 < items < len(findings) else text


def _figures(report: Report, blocks: Blocks) -> None:
    """Write what the station says that it has done, as its table prints it."""
    told = []
    for table in report.station.of_kind(IndicatorTable.kind):
        for entry in table.entries if isinstance(table, IndicatorTable) else ():
            name, done, unit, percent = (
                plain(report.shown(reading.raw)) if reading is not None else ""
                for reading in (entry.indicator, entry.done, entry.unit, entry.percent)
            )
            if name and done and percent:
                share = percent if percent.endswith(("%", "％")) else f"{percent}%"
                told.append(f"{name}{done}{unit}（{share}）")
    if told:
        rest = f"等{len(told)}项指标" if len(told) > _MAX_FIGURES else ""
        blocks.paragraph(
            f"据社工站填报，各项指标的完成量和占协议指标量的比例为：{'、'.join(told[:_MAX_FIGURES])}{rest}。"
            "以上数据由社工站提供，全表见附录；与档案记录或计算不符的，见下文。"
        )


# --- 三 -------------------------------------------------------------------------------------------------------


def suggestions(report: Report, blocks: Blocks) -> None:
    """Write what is to be done, the gravest first; one row for each rule."""
    titles = rule_titles(report)
    findings = open_findings(report)
    if not findings:
        blocks.paragraph("本次没有需要整改的问题。请补交附录所列无法读取、未能识别的材料后再次审核。")
        return
    blocks.paragraph(
        "建议社工站对照附录的问题明细逐项整改，先处理涉及服务对象安全、未成年人权益和签名手续的问题；同类问题一并检查未被列出的档案。"
    )
    columns = [
        Column("序号", 3, True),
        Column("问题", 9),
        Column("数量", 4, True),
        Column("涉及", 10),
        Column("整改建议", 16),
    ]
    number = 0
    for severity, name in SEVERITIES.items():
        own = [item for item in findings if item.severity == severity]
        if not own:
            continue
        number += 1
        blocks.heading(2, f"（{chinese_number(number)}）{name}（{len(own)}项）")
        rows = []
        for index, group in enumerate(grouped(own, titles, by_certainty=False), start=1):
            doubtful = sum(item.certainty == "check" for item in group.findings)
            count = f"{len(group.findings)}" + (f"\n待核{doubtful}" if doubtful else "")
            rows.append(
                [
                    str(index),
                    group.title,
                    count,
                    subjects_text(group.findings, namer(report)),
                    plain(group.first.advice),
                ]
            )
        blocks.table(columns, rows, [FILLS[severity]] * len(rows))


def _count(number: int) -> str:
    return str(number) if number else "—"
