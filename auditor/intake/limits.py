"""How much one file may ask of the machine, and the two checks that every reader of untrusted files starts with."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from auditor.errors import UnreadableFile


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds for one file; what exceeds them becomes an `UnreadableFile`, never a hang.

    Sizes are bytes unless the name says otherwise. The defaults are an order of magnitude above what a station's
    papers need and far below what would hurt a laptop with 4 GB.
    """

    file_bytes: int = 200 * 1024**2
    zip_entries: int = 10_000
    entry_bytes: int = 256 * 1024**2
    total_bytes: int = 768 * 1024**2
    ratio: int = 150
    """Largest plausible quotient of uncompressed and compressed size, asked of big entries only."""
    ratio_from_bytes: int = 64 * 1024**2
    """Entries below this size may be compressed as well as they like (a sheet of empty rows packs 1:200)."""
    pages: int = 2_000
    cells: int = 1_000_000
    """Cells with a value in one workbook."""
    area: int = 6_000_000
    """Grid positions between the first and the last value of one sheet."""
    pixels: int = 150_000_000
    frames: int = 200
    text_bytes: int = 20 * 1024**2
    seconds: float = 60.0
    office_seconds: float = 45.0
    """For one conversion by an office program; below ``seconds`` so that its temporary files are removed."""
    memory_mb: int = 2_048


DEFAULT_LIMITS = Limits()


def in_mb(size: int) -> str:
    """Return a size in bytes as whole megabytes, for messages."""
    return f"{max(1, round(size / 1024**2))} MB"


def check_file(path: Path, limits: Limits = DEFAULT_LIMITS) -> int:
    """Return the size in bytes of a file that may be opened.

    Raises:
        UnreadableFile: the file is gone, empty, larger than ``limits.file_bytes``, or no ordinary file.
    """
    try:
        if not path.is_file():
            raise UnreadableFile("文件不存在，或不是普通文件。", "请确认文件没有被移动或删除后重新检查。")
        size = path.stat().st_size
    except OSError as error:
        raise cannot_open(error) from error
    if size == 0:
        raise UnreadableFile("文件是空的（0 字节）。", "请重新保存或重新拷贝这份材料。")
    if size > limits.file_bytes:
        raise UnreadableFile(
            f"文件太大（{in_mb(size)}），超过上限 {in_mb(limits.file_bytes)}。",
            "请把大图片压缩后另存，或拆分成几个文件。",
        )
    return size


def cannot_open(error: OSError) -> UnreadableFile:
    """Turn a failed opening into the error that names reason and remedy."""
    if isinstance(error, PermissionError):
        return UnreadableFile(
            "没有权限打开文件，或文件正被其他程序占用。", "请关闭正在使用它的程序，或检查文件权限。"
        )
    return UnreadableFile(
        f"文件打不开（{error.strerror or type(error).__name__}）。", "请确认文件完好、存储设备已连接后再试。"
    )


def checked_zip(source: Path | BinaryIO, limits: Limits = DEFAULT_LIMITS) -> zipfile.ZipFile:
    """Open a zip container whose announced contents stay within the limits; the caller closes it.

    `zipfile` never returns more than the announced size of an entry and verifies its checksum, so an entry that lies
    about its size fails on reading instead of filling the memory.

    Raises:
        UnreadableFile: damaged, encrypted, too many or too large entries, or an implausible compression ratio.
    """
    try:
        archive = zipfile.ZipFile(source)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise damaged() from error
    except OSError as error:
        raise cannot_open(error) from error
    try:
        _check_entries(archive.infolist(), limits)
    except UnreadableFile:
        archive.close()
        raise
    return archive


def damaged() -> UnreadableFile:
    """Return the error for a container whose structure is broken."""
    return UnreadableFile(
        "文件已损坏或不完整，打不开。", "请用 Word/WPS 打开并另存；打不开时请从原处重新拷贝。"
    )


def _check_entries(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    bomb = "文件内部解压后异常庞大，可能是恶意文件，没有读取。"
    remedy = "请确认来源；如是正常材料，请用 Word/WPS 打开后另存一份。"
    if len(entries) > limits.zip_entries:
        raise UnreadableFile(f"文件内部的部件过多（{len(entries)} 个）。", remedy)
    total = 0
    for entry in entries:
        size = entry.file_size
        total += size
        if size > limits.entry_bytes or total > limits.total_bytes:
            raise UnreadableFile(bomb, remedy)
        if size > limits.ratio_from_bytes and size > limits.ratio * max(1, entry.compress_size):
            raise UnreadableFile(bomb, remedy)
        if entry.flag_bits & 0x1:
            raise UnreadableFile("文件有密码，无法读取。", "请取消密码后另存，再重新检查。")


def read_entry(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return one entry's bytes.

    Raises:
        KeyError: no such entry.
        UnreadableFile: the entry is damaged or packed in a way this machine cannot unpack.
    """
    import zlib

    try:
        return archive.read(name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise damaged() from error
