"""What was read from a file, kept by the file's content so that an unchanged second run is quick.

One SQLite file in the user's cache folder, in WAL mode: readers and the writer do not block each other, and a killed run
loses nothing but its last writes. Only the parent process writes. The values are bytes that the caller packs and
unpacks; the folder and the file belong to the user alone (0700, 0600), for they hold what stands on the papers.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

FILE_NAME = "extracted.sqlite3"
_FORMAT = 1
_TOUCH_BATCH = 256


class Cache(Protocol):
    """A store of bytes under string keys, which may forget anything at any time."""

    def get(self, key: str) -> bytes | None:
        """Return the value stored under ``key``, or None."""

    def put(self, key: str, value: bytes) -> None:
        """Store ``value`` under ``key``."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def content_key(path: Path, version: str) -> str:
    """Return the cache key of a file: SHA-256 of its content, and the version of everything that read it.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as stream:
        return f"{hashlib.file_digest(stream, 'sha256').hexdigest()}:{version}"


def cache_folder() -> Path:
    """Return the user's cache folder for this program, by the custom of the platform; it need not exist yet."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
        return base / "station-auditor" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "station-auditor"
    given = os.environ.get("XDG_CACHE_HOME", "")
    base = Path(given) if given.startswith("/") else Path.home() / ".cache"
    return base / "station-auditor"


class NoCache:
    """A cache that keeps nothing: for ``--no-cache``, and where no cache folder can be written."""

    def get(self, key: str) -> bytes | None:
        """Return None."""
        return None

    def put(self, key: str, value: bytes) -> None:
        """Forget the value."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None


class SqliteCache:
    """The cache on disk.

    A damaged database is thrown away and begun anew; where even that fails (disk full, another program holds the file)
    the cache keeps nothing from then on, because a cache must never be the reason why an audit fails.

    Args:
        folder: where the database lies; created if need be.
        max_bytes: size of all values; beyond it the least recently used ones go, down to three quarters.

    Raises:
        OSError: the folder cannot be made private and writable.
    """

    def __init__(self, folder: Path, max_bytes: int = 2 * 1024**3) -> None:
        self._path = folder / FILE_NAME
        self._max_bytes = max_bytes
        self._touched: dict[str, int] = {}
        self._db: sqlite3.Connection | None = None
        _make_private(folder, self._path)
        try:
            self._db = self._open()
        except sqlite3.DatabaseError:
            self._rebuild()
        self._size = self._stored_size()

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._path, timeout=2.0, isolation_level=None)
        try:
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("PRAGMA synchronous=NORMAL")
            found = db.execute("PRAGMA user_version").fetchone()[0]
            if found not in (0, _FORMAT):
                db.execute("DROP TABLE IF EXISTS entries")
            db.execute(
                "CREATE TABLE IF NOT EXISTS entries"
                " (key TEXT PRIMARY KEY, value BLOB NOT NULL, size INTEGER NOT NULL, used INTEGER NOT NULL)"
            )
            db.execute("CREATE INDEX IF NOT EXISTS by_use ON entries (used, size)")
            db.execute(f"PRAGMA user_version={_FORMAT}")
        except sqlite3.Error:
            db.close()
            raise
        return db

    def _rebuild(self) -> None:
        if self._db is not None:
            with suppress(sqlite3.Error):
                self._db.close()
            self._db = None
        try:
            for suffix in ("", "-wal", "-shm"):
                Path(f"{self._path}{suffix}").unlink(missing_ok=True)
            _make_private(self._path.parent, self._path)
            self._db = self._open()
        except (OSError, sqlite3.Error):
            self._db = None
        self._size = 0

    def _stored_size(self) -> int:
        rows = self._ask("SELECT COALESCE(SUM(size), 0) FROM entries")
        return int(rows[0][0]) if rows else 0

    def _ask(self, sql: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        """Run one statement; a busy or full disk loses the statement, a damaged file loses the cache."""
        if self._db is None:
            return []
        try:
            return self._db.execute(sql, values).fetchall()
        except sqlite3.OperationalError:
            return []
        except sqlite3.DatabaseError:
            self._rebuild()
            return []

    def get(self, key: str) -> bytes | None:
        """Return the value stored under ``key``, or None."""
        rows = self._ask("SELECT value FROM entries WHERE key = ?", (key,))
        if not rows or not isinstance(rows[0][0], bytes):
            return None
        self._touched[key] = time.time_ns()
        if len(self._touched) >= _TOUCH_BATCH:
            self._write_touched()
        return rows[0][0]

    def put(self, key: str, value: bytes) -> None:
        """Store ``value`` under ``key``; one larger than the whole cache is not kept."""
        if len(value) > self._max_bytes:
            return
        self._ask(
            "INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?)", (key, value, len(value), time.time_ns())
        )
        self._size += len(value)
        if self._size > self._max_bytes:
            self._prune()

    def _write_touched(self) -> None:
        if self._db is not None and self._touched:
            # A lost touch costs at most an early eviction.
            with suppress(sqlite3.Error), self._db:
                self._db.execute("BEGIN")
                self._db.executemany(
                    "UPDATE entries SET used = ? WHERE key = ?",
                    [(used, key) for key, used in self._touched.items()],
                )
        self._touched.clear()

    def _prune(self) -> None:
        self._write_touched()
        self._size = self._stored_size()
        excess = self._size - self._max_bytes * 3 // 4
        if self._size <= self._max_bytes:
            return
        self._ask(
            "DELETE FROM entries WHERE key IN (SELECT key FROM"
            " (SELECT key, SUM(size) OVER (ORDER BY used, key) - size AS before FROM entries) WHERE before < ?)",
            (excess,),
        )
        self._size = self._stored_size()

    def close(self) -> None:
        """Write what is pending and close the database; the cache keeps nothing afterwards."""
        self._write_touched()
        if self._db is not None:
            with suppress(sqlite3.Error):
                self._db.close()
            self._db = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_cache(folder: Path | None = None, max_bytes: int = 2 * 1024**3) -> Cache:
    """Return the cache on disk, or one that keeps nothing where the folder cannot be written.

    Args:
        folder: where it lies; the user's cache folder by default.
        max_bytes: size of all values.
    """
    try:
        return SqliteCache(folder or cache_folder(), max_bytes)
    except (OSError, RuntimeError):  # RuntimeError: the user has no home directory
        return NoCache()


def _make_private(folder: Path, file: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if os.name == "posix":
        if folder.stat().st_uid != os.getuid():
            raise PermissionError(f"{folder} belongs to somebody else")
        folder.chmod(0o700)
    # SQLite gives its side files the mode of the main file, so that must be right before the first write.
    os.close(os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600))
    if os.name == "posix":
        file.chmod(0o600)
