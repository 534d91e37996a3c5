"""The list of a random check: for people to work from, and for ``audit run --sample`` to read back."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import xlsxwriter
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from auditor.errors import UsageError, system_reason
from auditor.findings.privacy import PersonMask
from auditor.findings.sampling import KEY_COLUMN, SCHEMA, STRATA, Drawn, Sample
from auditor.outputs.plain_text import plain
from auditor.outputs.rectification_styles import Styles
from auditor.outputs.terminal_rows import KINDS
from auditor.values.masking import mask_name

FORMATS = (".xlsx", ".csv", ".json")
COLUMNS = (
    "序号",
    "类型",
    "档案编号",
    "服务对象",
    "片区",
    "社区",
    "等级",
    "责任社工",
    "文件夹",
    "文件数",
    KEY_COLUMN,
)
_WIDTHS = (5, 8, 16, 11, 11, 14, 7, 11, 40, 7, 20)
_NONE = "未注明"
_FORMULA = ("=", "+", "-", "@", "\t")


def rows_of(sample: Sample, mask: PersonMask | None) -> list[tuple[str, ...]]:
    """Return the list's rows by `COLUMNS`; names are masked unless ``mask`` is None."""
    rows = []
    for number, item in enumerate(sample.drawn, start=1):
        shown = shown_record(item, mask)
        texts = (
            shown["id"],
            shown["name"],
            item.district,
            item.community,
            item.grade,
            shown["worker"],
            shown["folder"],
        )
        kind = KINDS.get(item.kind, item.kind)
        rows.append((str(number), kind, *(plain(text) for text in texts), str(item.files), item.key))
    return rows


def shown_record(item: Drawn, mask: PersonMask | None) -> dict[str, str]:
    """Return what of a drawn record may show a person, as it may be seen."""
    if mask is None:
        return {"id": item.id, "name": item.name, "worker": item.worker, "folder": item.folder}
    return {
        "id": mask.subject(item.kind, item.id),
        "name": mask_name(item.name) if item.name else "",
        "worker": mask.text(item.worker),
        "folder": mask.text(item.folder),
    }


def write_sample(sample: Sample, path: Path, mask: PersonMask | None) -> None:
    """Write the list in the format that the file's ending names.

    Raises:
        UsageError: another ending, or the file cannot be written.
    """
    kind = path.suffix.lower()
    if kind not in FORMATS:
        raise UsageError(f"--out：清单的格式由扩展名决定，可用 {'、'.join(FORMATS)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if kind == ".json":
            path.write_text(
                json.dumps(sample_data(sample, mask), ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
            )
        elif kind == ".csv":
            # Spreadsheets take UTF-8 for what it is only with a byte order mark.
            path.write_text(_csv(sample, mask), encoding="utf-8-sig", newline="")
        else:
            _write_xlsx(sample, path, mask)
    except OSError as error:
        raise UsageError(f"无法写入 {path}：{system_reason(error)}") from error


def sample_data(sample: Sample, mask: PersonMask | None) -> dict[str, Any]:
    """Return the list as data for JSON."""
    return {
        "schema": SCHEMA,
        "n": len(sample.drawn),
        "population": sample.population,
        "by": list(sample.by),
        "seed": sample.seed,
        "strata": [
            {**dict(zip(sample.by, key, strict=True)), "population": size, "drawn": drawn}
            for key, (size, drawn) in sample.sizes.items()
        ],
        "records": [
            {
                "key": item.key, "kind": item.kind, **shown_record(item, mask), "district": item.district,
                "community": item.community, "grade": item.grade, "files": item.files,
            }
            for item in sample.drawn
        ],
    }  # fmt: skip


def describe(sample: Sample) -> str:
    """Return one Chinese sentence: how many of how many, by what, with which seed."""
    by = "、".join(STRATA[name] for name in sample.by)
    how = f"按{by}分层" if by else "不分层"
    return (
        f"从 {sample.population} 个个案和档案中抽取 {len(sample.drawn)} 个（{how}，随机种子 {sample.seed}）"
    )


def _csv(sample: Sample, mask: PersonMask | None) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows_of(sample, mask):
        # A spreadsheet that opens the file would take such a text for a formula; the apostrophe keeps it a text.
        writer.writerow([f"'{text}" if text.startswith(_FORMULA) else text for text in row])
    return out.getvalue()


def _write_xlsx(sample: Sample, path: Path, mask: PersonMask | None) -> None:
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    try:
        with xlsxwriter.Workbook(str(path), options) as book:
            book.set_properties({"title": "抽查清单"})
            styles = Styles(book)
            sheet = book.add_worksheet("抽查清单")
            for col, (title, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True)):
                sheet.set_column(col, col, width)
                sheet.write_string(0, col, title, styles.head())
            sheet.set_row(0, 22)
            for number, row in enumerate(rows_of(sample, mask), start=1):
                for col, text in enumerate(row):
                    if COLUMNS[col] in ("序号", "文件数"):
                        sheet.write_number(number, col, int(text), styles.cell(align="center"))
                    else:
                        quoted = {"quote_prefix": True} if text.startswith(_FORMULA) else {}
                        sheet.write_string(number, col, text, styles.cell(**quoted))
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, max(1, len(sample.drawn)), len(COLUMNS) - 1)
            sheet.set_landscape()
            sheet.set_paper(9)
            sheet.fit_to_pages(1, 0)
            sheet.repeat_rows(0)
            sheet.set_header('&C&"微软雅黑,Bold"&13抽查清单')
            sheet.set_footer("&C&8第 &P 页，共 &N 页")
            draw = book.add_worksheet("抽样说明")
            draw.set_column(0, 8, 16)
            draw.write_string(0, 0, describe(sample), styles.get(bold=True, font_size=11))
            for col, title in enumerate([*(STRATA[name] for name in sample.by), "总数", "抽取"]):
                draw.write_string(2, col, title, styles.head())
            for row_number, (key, counts) in enumerate(sample.sizes.items(), start=3):
                for col, text in enumerate(key):
                    draw.write_string(row_number, col, _stratum(sample.by[col], text), styles.cell())
                for col, count in enumerate(counts, start=len(key)):
                    draw.write_number(row_number, col, count, styles.cell(align="center"))
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(None, str(error)) from error


def _stratum(name: str, text: str) -> str:
    return (KINDS.get(text, text) if name == "kind" else plain(text)) or _NONE


def print_sample(sample: Sample, mask: PersonMask | None, console: Console) -> None:
    """Print the list and how it was drawn."""
    console.print(Text(describe(sample), style="bold"))
    table = Table(box=box.SIMPLE_HEAD, header_style="bold", padding=(0, 1))
    for title in COLUMNS[:-1]:
        table.add_column(title, overflow="fold", justify="right" if title in ("序号", "文件数") else "left")
    for row in rows_of(sample, mask):
        table.add_row(*(Text(text) for text in row[:-1]))
    console.print(table)
    if sample.by:
        counts = Table(box=box.SIMPLE_HEAD, header_style="bold", padding=(0, 1))
        for title in (*(STRATA[name] for name in sample.by), "总数", "抽取"):
            counts.add_column(title)
        for key, (size, drawn) in sample.sizes.items():
            names = [Text(_stratum(name, text)) for name, text in zip(sample.by, key, strict=True)]
            counts.add_row(*names, Text(str(size)), Text(str(drawn)))
        console.print(counts)
