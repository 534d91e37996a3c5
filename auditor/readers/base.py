"""What a reader offers, and how the right one is found.

Adding a file format is adding one module to this package. It offers

* ``KINDS``: the file kinds it reads (as told by `auditor.intake` from a file's content),
* ``VERSION``: an integer, raised whenever the same file would be read differently (part of the cache's key),
* ``read(path, shown_path)``: the file as a `Document`; its ``path`` is ``shown_path``, which is also the path
  in every `Place` made from it. A file that cannot be read raises `UnreadableFile`; a part of it that cannot
  be read becomes a sentence in ``Document.notes`` or ``Page.unread``.

Modules whose name begins with an underscore belong to a reader. Importing a reader must be cheap: heavy
libraries are imported inside ``read``.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from pathlib import Path
from typing import Protocol, cast

from auditor.errors import UnreadableFile
from auditor.pages.model import Document

NO_READER = "没有能读取这种文件（{kind}）的程序部件。"
NO_READER_REMEDY = "请另存为 docx、xlsx 或 pdf 后再放回原处。"


class Reader(Protocol):
    """The shape of a reader module."""

    @property
    def KINDS(self) -> tuple[str, ...]:
        """File kinds that the module reads."""

    @property
    def VERSION(self) -> int:
        """Raised whenever the same file would be read differently."""

    def read(self, path: Path, shown_path: str) -> Document:
        """Read one file.

        Args:
            path: where the file lies.
            shown_path: the path that outputs show, relative to the archive's root, with ``/``.

        Returns:
            The pages of the file.

        Raises:
            UnreadableFile: the file as a whole cannot be read.
        """


@cache
def readers() -> dict[str, Reader]:
    """Return the readers of this package by file kind.

    Raises:
        ValueError: two modules claim the same kind.
    """
    package = importlib.import_module("auditor.readers")
    found: dict[str, Reader] = {}
    for module_info in pkgutil.iter_modules(package.__path__):
        if module_info.name.startswith("_") or module_info.name == "base":
            continue
        module = importlib.import_module(f"{package.__name__}.{module_info.name}")
        for kind in module.KINDS:
            if kind in found:
                raise ValueError(f"two readers claim the file kind {kind!r}")
            found[kind] = cast(Reader, module)
    return found


def reader_for(kind: str) -> Reader:
    """Return the reader of a file kind.

    Raises:
        UnreadableFile: no module of this package reads this kind.
    """
    reader = readers().get(kind)
    if reader is None:
        raise UnreadableFile(NO_READER.format(kind=kind), NO_READER_REMEDY)
    return reader


def reader_versions() -> str:
    """Return all readers' versions as one short text, for cache keys: ``"docx=1,pdf=1"``."""
    return ",".join(f"{kind}={reader.VERSION}" for kind, reader in sorted(readers().items()))
