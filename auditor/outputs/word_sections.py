"""The chapters of ``report.docx``: 背景与说明, 评估总结, 整改建议."""

from __future__ import annotations

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

FILLS = {"critical": "F4B6B0", "major": "F9D9A8", "minor": "FFF2CC", "advice": "DDEBF7"}
"""Colour behind a severity, RRGGBB."""
STATION_WIDE = "全站性事项"
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
        whole = subject_name(finding, report.shown)
        subject = plain(finding.subject.id)
        if finding.subject.kind == "fund" and "基金" in subject:
            return subject
        if finding.subject.kind == "file" or "/" not in subject:
            return whole
        file, _, part = subject.partition("#")
        return f"{KINDS.get(finding.subject.kind, '')}《{PurePosixPath(report.shown(file)).stem}》{part}"

    return name


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


# --- 一 -------------------------------------------------------------------------------------------------------


def background(report: Report, blocks: Blocks) -> None:
    """Write what was read, how, how far, and with which limits."""
    result = report.result
    states = Counter(entry.status for entry in result.files)
    start, end = result.period
    blocks.heading(2, "（一）审核材料")
    seen = len(result.files) - states["skipped"]
    text = f"本次审核的对象是{plain(result.station)}（以下简称社工站）服务档案的电子文件，服务周期为{_day(start)}至{_day(end)}，审核基准日为{_day(result.as_of)}。"
    text += f"社工站共提交文件{seen}份，其中识别并读取{states['read']}份"
    rest = [(states["unrecognised"], "未能识别表单类型"), (states["unreadable"], "无法读取")]
    text += "".join(f"，{name}{count}份" for count, name in rest if count)
    text += f"；另有系统文件、临时文件等{states['skipped']}份未计入。" if states["skipped"] else "。"
    blocks.paragraph(text)
    kinds = Counter(record.kind for record in result.records)
    named = [f"{KINDS[kind]}{kinds[kind]}份" for kind in KINDS if kinds[kind] and kind != "other"]
    if named:
        blocks.paragraph(f"上述文件按编号、姓名和所在文件夹归并为：{'、'.join(named)}。")
    if result.unplaced:
        blocks.paragraph(f"有{len(result.unplaced)}份文书无法判断属于哪一份档案，没有用于核对，名单见附录。")
    areas = [name for name in districts(report) if name]
    if areas:
        shown = [
            f"{plain(name)}（{'、'.join(communities_of(report, name)) or '社区未列明'}）" for name in areas
        ]
        blocks.paragraph(f"社工站分为{len(areas)}个片区：{'；'.join(shown)}。")

    blocks.heading(2, "（二）审核方法")
    checked = sum(entry.checked > 0 for entry in result.coverage)
    short = sum(entry.not_checkable > 0 for entry in result.coverage)
    text = (
        f"逐份读取表格、勾选、签名和日期后，按{len(result.coverage)}条规则核对，其中{checked}条得到了核对结果"
    )
    text += (
        f"，{short}条因部分或全部材料缺失、无法读取而未能完全核对，情况见附录。"
        if short
        else "，情况见附录。"
    )
    blocks.paragraph(text)
    if report.sampled is not None:
        blocks.paragraph(f"本次为抽查，只审核抽中的{report.sampled}个对象，结果不代表全部档案。")
    blocks.paragraph(
        "每个问题都列出所依据的文件和位置，可对照原件复核。问题按轻重分为严重、重要、一般、建议四级。"
    )

    blocks.heading(2, "（三）使用说明")
    doubtful = sum(finding.certainty == "check" for finding in open_findings(report))
    blocks.paragraph(
        "1.材料读不出、未能识别或没有提交，不等于工作没有做。凡因此不能判断的，本报告一律作为“未能核对”列出，不写成缺失。"
    )
    text = "2.字迹、印章、扫描质量等原因使读取没有把握的，写作“请核对”，由审核人员查看原件后再下结论。"
    blocks.paragraph(text + (f"本报告共有{doubtful}项。" if doubtful else "本报告没有这类问题。"))
    blocks.paragraph(
        "3.本报告只反映电子档案所载内容，不含实地观察、访谈和满意度回访，也不评定分数和等级。服务的专业深度和实际成效，请评估人员结合现场情况补充。"
    )
    if report.full_names:
        blocks.paragraph(
            "4.本报告按使用者的要求显示完整的姓名、电话和证件号码，仅限审核工作使用，请妥善保管，不得外传。"
        )
    else:
        blocks.paragraph(
            "4.服务对象、家属和志愿者的姓名、电话、证件号码、住址已遮盖，可凭编号在原档案中查找。"
        )
    for index, failure in enumerate(result.failures, start=5):
        blocks.paragraph(f"{index}.{plain(report.shown(failure))}")


# --- 二 -------------------------------------------------------------------------------------------------------


def summary(report: Report, blocks: Blocks) -> None:
    """Write the overview and the five sections."""
    titles = rule_titles(report)
    found = open_findings(report)
    blocks.heading(2, "（一）总体情况")
    _overview(report, blocks)
    for number, (section, name) in enumerate(SECTIONS.items(), start=2):
        blocks.heading(2, f"（{chinese_number(number)}）{name}")
        praise = [item for item in report.result.praise if item.section == section]
        concerns = [item for item in found if item.section == section]
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
            blocks.paragraph(f"经核对，{name}有以下{_counted(concerns)}需要关注：", keep=True)
            for index, group in enumerate(grouped(concerns, titles), start=1):
                _item(f"（{index}）", group, report, blocks)


def _overview(report: Report, blocks: Blocks) -> None:
    findings = open_findings(report)
    if not findings:
        blocks.paragraph("就已核对的材料，没有发现需要整改的问题。未能核对的材料见附录。")
        return
    counts = Counter(item.severity for item in findings)
    parts = [f"{name}{counts[key]}项" for key, name in SEVERITIES.items() if counts[key]]
    doubtful = sum(item.certainty == "check" for item in findings)
    text = f"本次共发现问题{len(findings)}项：{'、'.join(parts)}"
    text += f"；其中{doubtful}项需要核对原件后确认。" if doubtful else "。"
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
    blocks.paragraph(f"经核对，服务质量有以下{_counted(concerns)}需要关注：", keep=True)
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


def _counted(findings: Sequence[Finding]) -> str:
    return f"{len(findings)}项问题" if len(findings) > 1 else "1项问题"


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


def _day(day: object) -> str:
    year, month, of_month = str(day).split("-")
    return f"{year}年{int(month)}月{int(of_month)}日"
