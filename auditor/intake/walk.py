"""From a folder to a stable list of the files in it."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from auditor.errors import UsageError

MAX_DEPTH = 64
"""Folders nested deeper are reported, not entered."""
MAX_FILES = 1_000_000

SYSTEM_NAMES = frozenset({"thumbs.db", "ehthumbs.db", ".ds_store", "desktop.ini", "icon\r", ".localized"})
SYSTEM_FOLDERS = frozenset({"__macosx", "$recycle.bin", "system volume information", "lost+found", "@eadir"})
OWN_FILES = frozenset({"audit.toml", "waivers.yaml", "waivers.yml"})
RESULT_FILE = "result.json"
RESULT_FILES = frozenset({RESULT_FILE, "report.html", "report.docx", "rectification.xlsx"})
_TEMPORARY = re.compile(r"~\$.*|\.~lock\..*#|~.*\.tmp|.*\.(?:tmp|crdownload|part|partial|swp)", re.IGNORECASE)
_RESULT_MARK = re.compile(rb'"schema"\s*:\s*"audit-result/')


@dataclass(frozen=True, slots=True)
class SourceFile:
    r"""One file of the archive.

    Attributes:
        path: where to open it.
        shown: its path relative to the archive, parts joined by ``/``, in Unicode form NFC and always encodable as
            UTF-8 (bytes that are no UTF-8 are read as GB 18030 where that works, else shown as ``\\xNN``).
        size: bytes.
    """

    path: Path
    shown: str
    size: int


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file or folder that is no paper of the station, or could not be entered, with the reason in Chinese."""

    shown: str
    reason: str


@dataclass(slots=True)
class FolderContents:
    """What `walk_folder` found.

    Attributes:
        files: papers, ordered by ``shown``.
        skipped: temporary and system files, and the audit's own; nothing to worry about.
        unreadable: folders and entries that could not be entered or looked at; the audit must report them.
    """

    files: list[SourceFile] = field(default_factory=list)
    skipped: list[SkippedFile] = field(default_factory=list)
    unreadable: list[SkippedFile] = field(default_factory=list)


def shown_path(relative: str) -> str:
    """Return a relative path as it is shown and stored: ``/`` between parts, NFC, encodable as UTF-8.

    Old archives unpacked from Chinese Windows carry GB 18030 bytes in their names; Python hands these over as
    surrogate escapes (PEP 383), which no output could encode.
    """
    text = relative if os.sep == "/" else relative.replace(os.sep, "/")
    if text.isascii():
        return text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raw = text.encode("utf-8", "surrogatepass") if os.name == "nt" else os.fsencode(text)
        try:
            text = raw.decode("gb18030")
        except UnicodeDecodeError:
            text = raw.decode("utf-8", "backslashreplace")
    return unicodedata.normalize("NFC", text)


def skip_reason(name: str) -> str:
    """Return why a file of this name is no paper, or an empty string."""
    lowered = name.lower()
    if lowered in SYSTEM_NAMES:
        return "系统文件"
    if _TEMPORARY.fullmatch(name):
        return "临时文件"
    if lowered.endswith(".lnk"):
        return "快捷方式"
    if lowered in OWN_FILES:
        return "审核设置文件"
    if name.startswith("._"):
        return "系统文件"
    if name.startswith("."):
        return "隐藏文件"
    return ""


def walk_folder(root: Path, *, exclude: tuple[Path, ...] = ()) -> FolderContents:
    """List the papers below a folder, in an order that depends on the names only.

    Symbolic links are never followed, so loops cannot arise: what a link inside the archive points to is listed at its
    own place, and what lies outside is reported, because a paper may hide behind it.

    Args:
        root: the archive.
        exclude: files and folders to leave out, such as the folder the reports go to.

    Raises:
        UsageError: ``root`` is no folder or cannot be opened.
    """
    if not root.is_dir():
        what = "不是文件夹" if root.exists() else "不存在"
        raise UsageError(f"{root}：文件夹{what}，请检查路径。")
    try:
        os.scandir(root).close()
    except OSError as error:
        raise UsageError(f"{root}：无法打开文件夹（{error.strerror}），请检查权限。") from error
    contents = FolderContents()
    left_out = {os.path.realpath(path) for path in exclude}
    top = os.fspath(root)
    prefix = len(top.rstrip(os.sep + (os.altsep or ""))) + 1

    def shown(path: str) -> str:
        return shown_path(path[prefix:])

    for path, size in _entries(top, shown, contents, left_out):
        contents.files.append(SourceFile(Path(path), shown(path), size))
        if len(contents.files) > MAX_FILES:
            raise UsageError(f"{root}：文件超过 {MAX_FILES} 个，请选择具体站点的档案文件夹。")
    contents.files.sort(key=lambda file: (file.shown, os.fspath(file.path)))
    contents.skipped.sort(key=lambda entry: entry.shown)
    contents.unreadable.sort(key=lambda entry: entry.shown)
    return contents


def _entries(
    top: str, shown: Callable[[str], str], contents: FolderContents, left_out: set[str]
) -> Iterator[tuple[str, int]]:
    stack = [(top, 0)]
    while stack:
        folder, depth = stack.pop()
        try:
            with os.scandir(folder) as scan:
                entries = list(scan)
        except OSError as error:
            contents.unreadable.append(
                SkippedFile(shown(folder), f"文件夹打不开（{error.strerror}），请检查权限。")
            )
            continue
        if _is_result_folder(entries) and depth:
            contents.skipped.append(SkippedFile(shown(folder), "审核结果文件夹"))
            continue
        for entry in entries:
            if left_out and os.path.realpath(entry.path) in left_out:
                contents.skipped.append(SkippedFile(shown(entry.path), "审核结果文件夹"))
                continue
            try:
                if entry.is_symlink():
                    _note_link(contents, shown(entry.path), entry.path, top)
                elif entry.is_dir(follow_symlinks=False):
                    reason = _folder_reason(entry.name)
                    if reason:
                        contents.skipped.append(SkippedFile(shown(entry.path), reason))
                    elif depth + 1 > MAX_DEPTH:
                        contents.unreadable.append(
                            SkippedFile(shown(entry.path), "文件夹嵌套过深，请减少层级。")
                        )
                    else:
                        stack.append((entry.path, depth + 1))
                elif not entry.is_file(follow_symlinks=False):
                    contents.skipped.append(SkippedFile(shown(entry.path), "不是普通文件"))
                elif reason := skip_reason(entry.name):
                    contents.skipped.append(SkippedFile(shown(entry.path), reason))
                else:
                    yield entry.path, entry.stat(follow_symlinks=False).st_size
            except OSError as error:
                contents.unreadable.append(
                    SkippedFile(shown(entry.path), f"无法查看（{error.strerror}），请检查权限。")
                )


def _folder_reason(name: str) -> str:
    if name.lower() in SYSTEM_FOLDERS:
        return "系统文件夹"
    return "隐藏文件夹" if name.startswith(".") else ""


def _note_link(contents: FolderContents, shown: str, path: str, top: str) -> None:
    target, inside = os.path.realpath(path), os.path.realpath(top)
    if not Path(target).exists():
        contents.unreadable.append(SkippedFile(shown, "链接的目标不存在，请放入原文件。"))
    elif target == inside or target.startswith(inside.rstrip(os.sep) + os.sep):
        contents.skipped.append(SkippedFile(shown, "链接（目标在档案内，按原位置检查）"))
    else:
        contents.unreadable.append(
            SkippedFile(shown, "链接指向档案之外，没有检查；请把原文件放入档案文件夹。")
        )


def _is_result_folder(entries: list[os.DirEntry[str]]) -> bool:
    """Tell a folder that an earlier audit wrote: its result file says so, and nothing else lies there."""
    names = {entry.name for entry in entries}
    if RESULT_FILE not in names or not names <= RESULT_FILES | {".DS_Store", "Thumbs.db", "desktop.ini"}:
        return False
    path = next(entry.path for entry in entries if entry.name == RESULT_FILE)
    try:
        with Path(path).open("rb") as stream:
            return bool(_RESULT_MARK.search(stream.read(4_096)))
    except OSError:
        return False
