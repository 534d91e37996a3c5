"""``report.docx``: the evaluation report, filled into a Word template that its users may edit or replace."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from auditor.outputs.word_appendices import appendices
from auditor.outputs.word_background import background
from auditor.outputs.word_blocks import STYLES, Blocks
from auditor.outputs.word_sections import suggestions, summary
from auditor.outputs.word_template import WordTemplate
from auditor.outputs.writers import Report

WRITES = "report.docx"
TITLE = "服务档案审核报告"
CONTENTS = "目录"
_PARTS: dict[str, Callable[[Report, Blocks], None]] = {
    "背景与说明": background,
    "评估总结": summary,
    "整改建议": suggestions,
    "附录": appendices,
}
_TEXTS = frozenset({"社工站", "报告名称", "服务周期", "审核基准日", "审核材料", "姓名说明"})


def load_template(path: Path | None) -> WordTemplate:
    """Return the template, the shipped one for None.

    Raises:
        UsageError: it cannot be read or filled; said before the audit begins, not after.
    """
    template = WordTemplate(path)
    template.check(set(_TEXTS), {*_PARTS, CONTENTS})
    return template


def template_note(path: Path) -> str:
    """Return what the user of an own template must know before the audit; "" where there is nothing to say.

    Raises:
        UsageError: as for `load_template`.
    """
    lacking = load_template(path).lacking(STYLES)
    if not lacking:
        return ""
    return (
        f"报告模板 {path} 中没有样式“{'”“'.join(lacking)}”，相应的标题、文字和表格将使用模板的默认格式；"
        "要保留版式，请从自带的 report_template.docx 改起，或在模板中新建同名样式"
    )


def write(report: Report, path: Path) -> None:
    """Write the report.

    Raises:
        OSError: the file cannot be written.
        UsageError: the template cannot be filled.
    """
    template = load_template(report.template)
    widths = template.widths()
    template.fill_texts(_texts(report))
    parts = {}
    for name, fill in _PARTS.items():
        if name in widths:
            blocks = Blocks(template.styles, widths[name])
            fill(report, blocks)
            parts[name] = blocks.xml()
    template.fill_parts(parts, CONTENTS)
    contents = Blocks(template.styles, 0)
    contents.contents(template.mark_headings())
    template.fill_contents(contents.elements())
    template.save(path, f"{report.result.station}{TITLE}")


def _texts(report: Report) -> dict[str, str]:
    result = report.result
    start, end = result.period
    seen = [entry for entry in result.files if entry.status != "skipped"]
    return {
        "社工站": result.station,
        "报告名称": TITLE,
        "服务周期": f"{chinese_day(start)}至{chinese_day(end)}",
        "审核基准日": chinese_day(result.as_of),
        "审核材料": f"电子文件{len(seen)}份",
        "姓名说明": "含完整姓名和联系方式，请注意保密" if report.full_names else "姓名、电话等个人信息已遮盖",
    }


def chinese_day(day: object) -> str:
    """Return a date as documents write it: 2025年3月10日."""
    year, month, of_month = str(day).split("-")
    return f"{year}年{int(month)}月{int(of_month)}日"
