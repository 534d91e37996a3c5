"""Exit codes and the errors that a user can cause; each message names the place and says what to do."""

from __future__ import annotations

import errno
from enum import IntEnum


class ExitCode(IntEnum):
    """Exit status of the ``audit`` command (see the contract in README)."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    UNREAD_FILES = 3


class AuditorError(Exception):
    """Base of all errors that are shown to the user as one message, without a traceback."""


class UsageError(AuditorError):
    """Wrong options, a folder that does not exist, an option without effect."""


class ConfigurationError(AuditorError):
    """A mistake in a file that a user writes (audit.toml, a rule, a form, waivers).

    Args:
        message: what is wrong and what to write instead, in Chinese.
        path: the file, as the user named it.
        line: from 1; 0 where the file as a whole is meant.
        column: from 1; 0 where unknown.
    """

    def __init__(self, message: str, path: str = "", line: int = 0, column: int = 0) -> None:
        place = path
        if line:
            place += f":{line}"
            if column:
                place += f":{column}"
        super().__init__(f"{place}: {message}" if place else message)
        self.message = message
        self.path = path
        self.line = line
        self.column = column


class UnreadableFile(AuditorError):
    """A file that cannot be read: corrupt, encrypted, empty, too large, or in need of a program not installed.

    Args:
        reason: one Chinese sentence: what is wrong with the file.
        remedy: one Chinese sentence: what the user can do.
    """

    def __init__(self, reason: str, remedy: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[UnreadableFile], tuple[str, str]]:
        """Survive the trip from a worker process."""
        return (UnreadableFile, (self.reason, self.remedy))


_REASONS = {
    errno.ENOENT: "找不到这个文件或文件夹",
    errno.EACCES: "没有权限，或文件正被别的程序打开",
    errno.EPERM: "没有权限",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘是只读的",
    errno.ENAMETOOLONG: "文件名或路径太长",
}


def system_reason(error: OSError) -> str:
    """Return in Chinese why the system refused; its own words where there are none of ours."""
    return _REASONS.get(error.errno or 0, error.strerror or str(error))
