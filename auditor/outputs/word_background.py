"""The first chapter of ``report.docx``, 背景与说明: what was read, how, how far, and with which limits."""

from __future__ import annotations

from collections import Counter

from auditor.outputs.html_overview import districts
from auditor.outputs.plain_text import plain
from auditor.outputs.terminal_rows import KINDS
from auditor.outputs.word_blocks import Blocks
from auditor.outputs.word_sections import communities_of, open_findings
from auditor.outputs.writers import Report


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


def _day(day: object) -> str:
    year, month, of_month = str(day).split("-")
    return f"{year}年{int(month)}月{int(of_month)}日"
