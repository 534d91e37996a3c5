"""``report.pdf``: the Word report as LibreOffice prints it, where that is installed.

A copy of ``report.docx`` and no second layout: it follows the user's own template, and nobody has to keep two reports alike.
Where LibreOffice is missing, Word and WPS save the same file as PDF, which the message says.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from auditor.errors import UnreadableFile, UsageError
from auditor.intake.limits import DEFAULT_LIMITS
from auditor.readers.legacy import converted, office_program

NAME = "report.pdf"
SECONDS = 180.0
_BY_HAND = "请用 WPS 或 Word 打开 report.docx，另存（输出）为 PDF"


def require_office() -> str:
    """Return LibreOffice's program.

    Raises:
        UsageError: it is not installed; said before the audit begins.
    """
    program = office_program()
    if program is None:
        raise UsageError(
            f"--pdf 需要 LibreOffice，本机没有安装。可去掉 --pdf，{_BY_HAND}；或安装 LibreOffice 后再运行"
        )
    return program


def write_pdf(report: Path, path: Path) -> None:
    """Write ``report`` (a Word file) as PDF.

    Raises:
        UsageError: LibreOffice is missing, could not open the report or took longer than `SECONDS`.
        OSError: the file cannot be written.
    """
    program = require_office()
    limits = replace(DEFAULT_LIMITS, office_seconds=SECONDS)
    try:
        with converted(report, "docx", "pdf", program, limits) as made:
            shutil.copyfile(made, path)
    except UnreadableFile as error:
        raise UsageError(f"没有生成 {NAME}：{error.reason}其他报告已写好；{_BY_HAND}") from error
