"""What styles say about text: size, bold, centred, hidden, symbol font, list."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from auditor.readers import _docx_names as n
from auditor.readers._docx_names import switched_on, w, whole_number
from auditor.readers._docx_package import Package
from auditor.readers._docx_symbols import symbol_font

Element = Any

_MAX_DEPTH = 12
_LARGEST_SIZE = 2000.0


@dataclass(slots=True)
class Style:
    """One style with what it inherits; None where neither it nor its ancestors say anything."""

    size: float | None = None
    bold: bool | None = None
    centred: bool | None = None
    hidden: bool = False
    symbols: dict[int, str] | None = None
    list_id: str = ""
    list_level: int = 0
    prompt: bool = False


@dataclass(slots=True)
class Styles:
    """The styles of a document by id; ``default`` is the default paragraph style over the document defaults."""

    by_id: dict[str, Style] = field(default_factory=dict)
    default: Style = field(default_factory=Style)

    def get(self, identifier: str | None) -> Style:
        """Return a style, the default one where there is no such style."""
        return self.by_id.get(identifier or "", self.default)


_cache: dict[bytes, Styles] = {}
_MAX_CACHED = 64


def styles_of(package: Package, name: str) -> Styles:
    """Return the styles in a part; the same part in another file (papers share templates) is not read again.

    Raises:
        UnreadableFile: the part is damaged.
    """
    key = package.content_key(name)
    styles = _cache.get(key) if key else None
    if styles is None:
        root = package.tree(name)
        if root is None:
            return Styles()
        if len(_cache) >= _MAX_CACHED:
            _cache.clear()
        styles = _cache[key] = _read(root)
    return styles


def _read(root: Element) -> Styles:
    """Read a styles part."""
    base = Style()
    defaults = root.find(w("docDefaults"))
    if defaults is not None:
        _take(defaults, base)
    elements = {element.get(w("styleId")) or "": element for element in root.iter(w("style"))}
    styles = Styles(default=base)

    def resolve(identifier: str, depth: int) -> Style:
        done = styles.by_id.get(identifier)
        if done is not None:
            return done
        element = elements.get(identifier)
        if element is None or depth > _MAX_DEPTH:
            return base
        parent = element.find(w("basedOn"))
        above = resolve(parent.get(n.VAL) or "", depth + 1) if parent is not None else base
        style = Style(
            above.size,
            above.bold,
            above.centred,
            above.hidden,
            above.symbols,
            above.list_id,
            above.list_level,
        )
        _take(element, style)
        name = element.find(w("name"))
        style.prompt = name is not None and (name.get(n.VAL) or "").lower() == "placeholder text"
        styles.by_id[identifier] = style
        if element.get(w("type")) == "paragraph" and switched_on(element.get(w("default"), "0")):
            styles.default = style
        return style

    for identifier in elements:
        resolve(identifier, 0)
    return styles


def _take(element: Element, style: Style) -> None:
    """Take over what a style (or the document defaults) says directly."""
    for child in element.iter(w("sz"), w("b"), w("vanish"), w("rFonts"), w("jc"), w("numId"), w("ilvl")):
        tag = child.tag
        value = child.get(n.VAL)
        if tag == w("sz"):
            style.size = half_points(value)
        elif tag == w("b"):
            style.bold = switched_on(value)
        elif tag == w("vanish"):
            style.hidden = switched_on(value)
        elif tag == w("rFonts"):
            style.symbols = symbol_font(child.get(w("ascii")) or child.get(w("hAnsi")))
        elif tag == w("jc"):
            style.centred = value == "center"
        elif tag == w("numId"):
            style.list_id = value or ""
        else:
            style.list_level = min(whole_number(value), 8)


@lru_cache(maxsize=512)
def half_points(value: str | None) -> float | None:
    """Return a ``w:sz`` value in points, None where it is no number."""
    try:
        size = float(value or "") / 2
    except ValueError:
        return None
    return size if 0 < size < _LARGEST_SIZE else None
