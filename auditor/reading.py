"""One file -> what stands on it: kind by content, reader, forms. Runs inside the worker processes."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

from auditor import __version__
from auditor.data_files import shipped_rules_folder
from auditor.errors import UnreadableFile
from auditor.forms.load import FormSet, load_forms
from auditor.forms.model import FilledForm, ReadPaper
from auditor.forms.read import fill_forms
from auditor.forms.store import STORE_VERSION
from auditor.intake.limits import check_file
from auditor.intake.sniff import sniff
from auditor.intake.walk import SourceFile
from auditor.pages.model import Document
from auditor.pages.store import dump_page
from auditor.pages.texts import texts
from auditor.readers.base import reader_for, reader_versions

PHOTOGRAPH = "照片，不是文书"
NOTHING_WRITTEN = "没有读到任何文字，看起来是空白页"
READING_VERSION = 8
"""Raised whenever the same file may be read differently: cached readings of older versions are not used."""

_LETTER = re.compile(r"[^\W\d_]")


@cache
def form_set(folders: tuple[Path, ...]) -> FormSet:
    """Return the shipped forms and those in ``forms/`` of the user's rule folders; loaded once a process."""
    own = [folder / "forms" for folder in folders if (folder / "forms").is_dir()]
    return load_forms(shipped_rules_folder() / "forms", *own)


def reading_version(folders: tuple[Path, ...]) -> str:
    """Return what a cached reading depends on beside the file: program, readers, form definitions."""
    parts = (__version__, READING_VERSION, STORE_VERSION, reader_versions(), form_set(folders).digest)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def read_source(source: SourceFile, folders: tuple[Path, ...] = ()) -> ReadPaper:
    """Read one file of a folder; what cannot be read comes back with status and reason, never as an exception.

    Args:
        source: the file.
        folders: the user's own rule folders, whose ``forms/`` add to the shipped forms.
    """
    return read_path(source.path, source.shown, folders)


def read_path(path: Path, shown: str, folders: tuple[Path, ...] = ()) -> ReadPaper:
    """Read one file; see `read_source`."""
    try:
        check_file(path)
        kind = sniff(path)
        document = reader_for(kind.kind).read(path, shown)
    except UnreadableFile as error:
        return ReadPaper(shown, "unreadable", error.reason, error.remedy)
    if kind.mismatch:
        document.notes.insert(0, kind.mismatch)
    return paper_of(document, form_set(folders))


def paper_of(document: Document, forms: FormSet) -> ReadPaper:
    """Return what the forms layer makes of a document, and how much of the file was read at all."""
    unread = [page for page in document.pages if page.unread]
    numbered = [(page.number or index, page) for index, page in enumerate(document.pages, start=1)]
    paper = ReadPaper(
        path=document.path,
        status="read",
        kind=document.kind,
        pages=_page_count(document),
        scanned=any(page.scanned for page in document.pages),
        unread_pages=[number for number, page in numbered if page.unread],
        poor_pages=[(number, page.poor) for number, page in numbered if page.poor],
        scan_pages={number: dump_page(page) for number, page in numbered if page.scanned and not page.unread},
        raw_chars=document.raw_chars,
        read_chars=document.read_chars,
        notes=list(document.notes),
    )
    if unread and len(unread) == len(document.pages):
        paper.status = "unreadable"
        paper.reason = unread[0].unread
        paper.remedy = "请对照原件人工核对，或提供 Word、文字版 PDF。"
        return paper
    if document.pages and all(page.photograph for page in document.pages):
        paper.status, paper.reason = "skipped", PHOTOGRAPH
        return paper
    filled = fill_forms(document, forms)
    paper.forms = _without_bare_titles(filled.forms)
    paper.pairs = filled.pairs
    paper.ticks = filled.ticks
    paper.unclaimed = filled.unclaimed
    if unread:
        numbers = "、".join(str(number) for number in paper.unread_pages)
        paper.notes.insert(0, f"第{numbers}页未能识别：{unread[0].unread}")
    if not paper.forms:
        paper.status = "unrecognised"
        paper.reason, paper.remedy = _unrecognised(document, filled.unrecognised_title)
    return paper


def _unrecognised(document: Document, title: str) -> tuple[str, str]:
    """Return why no form was found in the document, and what to do."""
    if not any(text.strip() for page in document.pages for text in texts(page)):
        return NOTHING_WRITTEN, "如果原件上有内容，请重新保存或重新扫描；确是空白页的，请移出档案文件夹。"
    # Rules and boxes that recognition read as characters are no title that anybody would know again.
    shown = f"标题：{title[:40]}" if len(set(_LETTER.findall(title))) > 1 else "没有找到标题"
    return (
        f"未能识别表单类型（{shown}）",
        "如属本站表格，可在规则文件夹的 forms 中添加表单定义；如与评估无关，请移出档案文件夹。",
    )


def _without_bare_titles(forms: list[FilledForm]) -> list[FilledForm]:
    """Leave out forms of which nothing stands in the file but a title: that of a volume names what the papers in it are."""
    kept = [form for form in forms if form.fields or form.rows or form.approvals or form.text.strip()]
    return kept or forms


def _page_count(document: Document) -> int | None:
    numbers = [page.number for page in document.pages if page.number is not None]
    return len(numbers) or (len(document.pages) if document.kind == "sheet" else None)
