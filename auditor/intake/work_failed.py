"""What is said of an item whose worker failed in another way than by saying that the file is unreadable."""

from __future__ import annotations

import traceback

from auditor.errors import UnreadableFile


class WorkFailed(UnreadableFile):
    """An item whose worker failed in another way than by saying that the file is unreadable.

    Args:
        reason: one Chinese sentence.
        remedy: what the user can do.
        cause: "crash", "timeout", "memory" or "bug".
        detail: the traceback of a bug, for whoever mends it; never shown by default.
    """

    def __init__(self, reason: str, remedy: str, cause: str, detail: str = "") -> None:
        super().__init__(reason, remedy)
        self.cause = cause
        self.detail = detail

    def __reduce__(self) -> tuple[type[WorkFailed], tuple[str, str, str, str]]:  # type: ignore[override]
        """Survive the trip from a worker process."""
        return (WorkFailed, (self.reason, self.remedy, self.cause, self.detail))


def bug(error: BaseException) -> WorkFailed:
    """Return the error of an item over which our own program stumbled, with the end of its traceback."""
    detail = "".join(traceback.format_exception(error, limit=-20))[-8_000:]
    reason = f"读取时程序出错（{type(error).__name__}）。"
    return WorkFailed(reason, "请把文件另存一份再试；仍然出错时请向开发者反馈。", "bug", detail)


def out_of_memory() -> WorkFailed:
    """Return the error of an item that needs more memory than a worker may have."""
    return WorkFailed("读取这份文件需要的内存超过上限。", "请把文件拆小，或压缩其中的图片后再试。", "memory")


def crashed() -> WorkFailed:
    """Return the error of an item whose worker died over it."""
    return WorkFailed(
        "读取这份文件时程序意外中断，文件可能已损坏。", "请用 Word/WPS 打开并另存一份后再试。", "crash"
    )


def timed_out(seconds: float) -> WorkFailed:
    """Return the error of an item whose worker was killed after ``seconds`` without a step."""
    return WorkFailed(
        f"读取超过 {seconds:g} 秒仍未完成，已放弃。",
        "请把文件拆小，或用 Word/WPS 另存一份后再试。",
        "timeout",
    )
