"""Files of older or other office programs, converted by LibreOffice where it is installed.

The converted copy lies in a private temporary folder only as long as it is read. The office program runs with a profile of
its own (so it neither disturbs nor obeys the user's), without macros, without links to the outside, and within a time limit.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from multiprocessing.util import Finalize
from pathlib import Path

from auditor.errors import UnreadableFile
from auditor.intake.limits import DEFAULT_LIMITS, Limits
from auditor.intake.sniff import sniff
from auditor.pages.model import Document
from auditor.readers.base import reader_for

KINDS = ("legacy",)
VERSION = 1

_TARGETS = {
    "doc": "docx",
    "rtf": "docx",
    "odt": "docx",
    "wordml": "docx",
    "excelml": "xlsx",
    "ppt": "pdf",
    "pptx": "pdf",
    "odp": "pdf",
}
_NAMES = {
    "doc": "旧版 Word/WPS 文档",
    "rtf": "RTF 文档",
    "odt": "OpenDocument 文档",
    "wordml": "Word 2003 XML 文档",
    "excelml": "Excel 2003 XML 表格",
    "ppt": "旧版演示文稿",
    "pptx": "演示文稿",
    "odp": "演示文稿",
}
_FILTERS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML", "pdf": "pdf"}
_READER_KINDS = {"docx": "docx", "xlsx": "sheet", "pdf": "pdf"}

_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link"><value>2</value></prop></item>
</oor:items>
"""


def read(path: Path, shown_path: str, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Convert a file and read the copy with the reader of the new format.

    Raises:
        UnreadableFile: no office program is installed, or it could not open the file or took too long; otherwise whatever
            the reader of the converted copy raises.
    """
    sniffed = sniff(path, limits)
    name = _NAMES.get(sniffed.format, sniffed.format.upper())
    target = _TARGETS.get(sniffed.format, "docx")
    program = office_program()
    if program is None:
        raise UnreadableFile(
            f"这是{name}，需要先转换才能读取，而本机没有安装 LibreOffice。",
            f"请用 WPS/Word 打开，另存为 .{target} 后放回原处；或安装 LibreOffice 后重新检查。",
        )
    with converted(path, sniffed.format, target, program, limits) as copy:
        document = reader_for(_READER_KINDS[target]).read(copy, shown_path)
    document.kind = "legacy"
    document.notes.append(f"这是{name}，已由 LibreOffice 转换为 .{target} 后读取，版式可能与原件略有出入。")
    if sniffed.mismatch:
        document.notes.append(sniffed.mismatch)
    return document


@cache
def office_program() -> str | None:
    """Return the path of LibreOffice's program, or None where it is not installed."""
    for name in ("soffice", "libreoffice", "soffice.com"):
        if found := shutil.which(name):
            return found
    candidates = ["/Applications/LibreOffice.app/Contents/MacOS/soffice"]
    if sys.platform == "win32":
        candidates = [
            str(Path(os.environ[variable]) / "LibreOffice" / "program" / "soffice.com")
            for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)")
            if variable in os.environ
        ]
    return next((candidate for candidate in candidates if Path(candidate).is_file()), None)


@cache
def _profile() -> Path:
    """Return this process's own office profile; the first conversion fills it, later ones start quicker."""
    folder = Path(tempfile.mkdtemp(prefix="audit-office-"))
    # Worker processes end without running `atexit`; this runs there and in an ordinary process alike.
    Finalize(None, shutil.rmtree, args=(folder, True), exitpriority=10)
    user = folder / "user"
    user.mkdir()
    (user / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    return folder


@contextmanager
def converted(path: Path, form: str, target: str, program: str, limits: Limits) -> Iterator[Path]:
    """Give the path of a converted copy that lives as long as the context.

    The source is copied under a plain name first: an ending that lies, a leading dash or a byte that is no character
    would all mislead the office program.

    Raises:
        UnreadableFile: the conversion failed or took longer than ``limits.office_seconds``.
    """
    with tempfile.TemporaryDirectory(prefix="audit-convert-", ignore_cleanup_errors=True) as folder:
        ending = {"wordml": "xml", "excelml": "xml"}.get(form, form)
        source = Path(folder) / f"source.{ending}"
        shutil.copyfile(path, source)
        out = Path(folder) / "out"
        out.mkdir()
        command = [
            program,
            f"-env:UserInstallation={_profile().as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--nodefault",
            "--convert-to",
            _FILTERS[target],
            "--outdir",
            str(out),
            str(source),
        ]
        _run(command, Path(folder), limits.office_seconds)
        copy = out / f"source.{target}"
        if not copy.is_file() or copy.stat().st_size == 0:
            raise UnreadableFile(
                "LibreOffice 打不开这份文件，可能已损坏或有密码。",
                f"请用 WPS/Word 打开，另存为 .{target} 后放回原处。",
            )
        yield copy


def _run(command: list[str], folder: Path, seconds: float) -> None:
    environment = {key: value for key, value in os.environ.items() if not key.lower().endswith("_proxy")}
    # Whatever a hostile document asks for from the network meets a closed door.
    environment.update(http_proxy="http://127.0.0.1:9", https_proxy="http://127.0.0.1:9")
    with _without_memory_limit():
        process = subprocess.Popen(  # noqa: S603 - see above
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=os.name == "posix",
        )
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile(
            f"LibreOffice 转换超过 {seconds:g} 秒，已放弃。", "请用 WPS/Word 打开，另存为 .docx 后放回原处。"
        ) from error
    finally:
        if process.poll() is None:
            _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End the program and what it started: soffice is a script around the real process."""
    with suppress(OSError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()


@contextmanager
def _without_memory_limit() -> Iterator[None]:
    """Let a child program start without this worker's limits of memory, which are meant for our own readers."""
    try:
        import resource
    except ImportError:  # Windows
        yield
        return
    limits = {kind: resource.getrlimit(kind) for kind in (resource.RLIMIT_DATA, resource.RLIMIT_AS)}
    for kind, (_, hard) in limits.items():
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (hard, hard))
    try:
        yield
    finally:
        for kind, before in limits.items():
            with suppress(ValueError, OSError):
                resource.setrlimit(kind, before)
