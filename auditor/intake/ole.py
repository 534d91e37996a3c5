"""Names and contents of the streams of an OLE2 compound file, read within fixed bounds.

Only what telling kinds apart needs: the directory, and the first bytes of a named stream. After [MS-CFB] (Compound
File Binary File Format), sections 2.2 to 2.6.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import BinaryIO

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA
"""Sector numbers from here on are markers, not sectors."""
_MAX_DIRECTORY_SECTORS = 256
_MAX_FAT_SECTORS = 4_096


@dataclass(frozen=True, slots=True)
class OleEntry:
    """One stream or storage: ``kind`` is 1 for a storage, 2 for a stream, 5 for the root; ``size`` in bytes."""

    name: str
    kind: int
    start: int
    size: int


class OleFile:
    """The directory of a compound file.

    Args:
        stream: the open file, positioned anywhere.

    Raises:
        ValueError: the header or the directory makes no sense.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        stream.seek(0)
        header = stream.read(512)
        if len(header) < 512 or header[:8] != SIGNATURE:
            raise ValueError("no compound file header")
        shift = struct.unpack_from("<H", header, 30)[0]
        if shift not in (9, 12):
            raise ValueError("sector size")
        self._sector_size = 1 << shift
        directory_start = struct.unpack_from("<I", header, 48)[0]
        self._mini_cutoff = struct.unpack_from("<I", header, 56)[0]
        self._fat_sectors = self._find_fat(header)
        self._fat_cache: dict[int, tuple[int, ...]] = {}
        self.entries = self._read_directory(directory_start)

    def _sector(self, number: int) -> bytes:
        self._stream.seek((number + 1) * self._sector_size)
        return self._stream.read(self._sector_size)

    def _find_fat(self, header: bytes) -> list[int]:
        sectors = [s for s in struct.unpack_from("<109I", header, 76) if s < _END]
        following, count = struct.unpack_from("<II", header, 68)
        words = self._sector_size // 4
        seen = 0
        while following < _END and seen < min(count, 64):
            data = self._sector(following)
            if len(data) < self._sector_size:
                break
            numbers = struct.unpack(f"<{words}I", data)
            sectors.extend(s for s in numbers[:-1] if s < _END)
            following = numbers[-1]
            seen += 1
        return sectors[:_MAX_FAT_SECTORS]

    def _next(self, sector: int) -> int:
        words = self._sector_size // 4
        which, position = divmod(sector, words)
        if which >= len(self._fat_sectors):
            return _END
        table = self._fat_cache.get(which)
        if table is None:
            data = self._sector(self._fat_sectors[which])
            if len(data) < self._sector_size:
                return _END
            table = self._fat_cache[which] = struct.unpack(f"<{words}I", data)
        following: int = table[position]
        return following

    def _read_directory(self, sector: int) -> list[OleEntry]:
        entries: list[OleEntry] = []
        seen: set[int] = set()
        while sector < _END and sector not in seen and len(seen) < _MAX_DIRECTORY_SECTORS:
            seen.add(sector)
            data = self._sector(sector)
            for offset in range(0, len(data) - 127, 128):
                length = struct.unpack_from("<H", data, offset + 64)[0]
                kind = data[offset + 66]
                if kind not in (1, 2, 5) or not 2 <= length <= 64:
                    continue
                name = data[offset : offset + length - 2].decode("utf-16-le", "replace")
                start, size = struct.unpack_from("<II", data, offset + 116)
                entries.append(OleEntry(name, kind, start, size))
            sector = self._next(sector)
        if not entries:
            raise ValueError("empty directory")
        return entries

    def names(self) -> set[str]:
        """Return the names of all streams and storages, at any depth."""
        return {entry.name for entry in self.entries}

    def head(self, name: str, count: int) -> bytes:
        """Return up to ``count`` first bytes of the named stream; empty for small streams kept in the mini sectors."""
        for entry in self.entries:
            if entry.name == name and entry.kind == 2 and entry.size >= self._mini_cutoff:
                return self._sector(entry.start)[:count] if entry.start < _END else b""
        return b""
