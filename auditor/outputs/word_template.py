"""A Word template whose placeholders ``{{…}}`` are filled; anything else of it stays as its author left it.

Placeholders for a text may stand anywhere in the document, its headers and footers; those for a part of the report stand
alone in a paragraph. Word often cuts a placeholder into several runs while somebody edits it, so they are looked for in the
text of the whole paragraph. The file is read with the standard library and lxml alone: what the report needs of Word is
less than a library for Word brings.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lxml import etree

from auditor.errors import UsageError, system_reason
from auditor.outputs.plain_text import plain
from auditor.outputs.word_blocks import W, safe

SHIPPED = Path(__file__).with_name("templates") / "report_template.docx"
MAX_TEMPLATE_BYTES = 30_000_000
MAX_UNPACKED_BYTES = 200_000_000
MAX_PARTS = 2_000
_MAIN = "word/document.xml"
_STYLES = "word/styles.xml"
_TYPES = "[Content_Types].xml"
_PLACEHOLDER = re.compile(r"\{\{\s{0,5}([^{}]{1,30}?)\s{0,5}\}\}")
_TARGET = "station-auditor-part"
_MARK = re.compile(rf"<\?{_TARGET} ([^?<>]{{1,30}})\?>")
"""No text of a document can look like it: in texts < is escaped."""
_TOP_LEVEL = re.compile(r"<w:(p|tbl)(?=[ >])")
_OPEN_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_CORE = "docProps/core.xml"
_APP = "docProps/app.xml"
_PERSONAL_RELATIONS = ("/thumbnail", "/custom-properties")
_PERSONAL_APP = ("Company", "Manager", "HyperlinkBase")


class WordTemplate:
    """A template in memory.

    Args:
        path: the file; the shipped one by default.

    Raises:
        UsageError: it is not a Word document that can be filled.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or SHIPPED
        self._parts = _unpack(self.path)
        if _MAIN not in self._parts or _TYPES not in self._parts:
            raise UsageError(f"报告模板 {self.path} 不是 Word 文档，请用 Word 或 WPS 另存为 .docx")
        types = self._parts[_TYPES].decode("utf-8", "replace")
        if _DOCUMENT_TYPE not in types and _TEMPLATE_TYPE not in types:
            raise UsageError(f"报告模板 {self.path} 带有宏或不是 .docx，请另存为不带宏的 .docx")
        self._parts[_TYPES] = types.replace(_TEMPLATE_TYPE, _DOCUMENT_TYPE).encode()
        self._trees = {
            name: self._parse(name)
            for name in self._parts
            if name == _MAIN or re.fullmatch(r"word/(header|footer)\d{0,4}\.xml", name)
        }
        self.styles = self._style_ids()

    def placeholders(self) -> set[str]:
        """Return the names of all placeholders."""
        return {
            found
            for tree in self._trees.values()
            for paragraph in tree.iter(f"{{{W}}}p")
            for found in _PLACEHOLDER.findall(_text(paragraph))
        }

    def check(self, texts: set[str], parts: set[str]) -> None:
        """Refuse a template that would silently lose something.

        Raises:
            UsageError: an unknown placeholder, a part inside other text, or no part at all.
        """
        found = self.placeholders()
        if unknown := sorted(found - texts - parts):
            known = "、".join(sorted(texts | parts))
            raise UsageError(
                f"报告模板 {self.path} 中有不认识的占位符“{{{{{unknown[0]}}}}}”，可用的有：{known}"
            )
        alone = set(self._places())
        if lost := sorted((found & parts) - alone):
            raise UsageError(f"报告模板 {self.path} 中的“{{{{{lost[0]}}}}}”应在正文中独占一段")
        if "评估总结" in parts and "评估总结" not in alone:
            raise UsageError(
                f"报告模板 {self.path} 中没有“{{{{评估总结}}}}”，报告将不含任何问题；请补上这一段"
            )

    def lacking(self, names: Iterable[str]) -> list[str]:
        """Return the styles that the template lacks: what should have them takes its default."""
        return [name for name in names if name.lower() not in self.styles]

    def widths(self) -> dict[str, int]:
        """Return the width of the text area, in twentieths of a point, where each part stands."""
        pending: list[str] = []
        found = {}
        main = self._trees[_MAIN]
        for element in main.iter(f"{{{W}}}p", f"{{{W}}}sectPr"):
            if element.tag == f"{{{W}}}p":
                pending += _PLACEHOLDER.findall(_text(element))
            if element.tag == f"{{{W}}}sectPr":
                found.update(dict.fromkeys(pending, _text_width(element)))
                pending = []
        return found

    def fill_texts(self, texts: Mapping[str, str]) -> None:
        """Put texts in the place of their placeholders; a paragraph that holds nothing else keeps its letters."""
        for tree in self._trees.values():
            for paragraph in tree.iter(f"{{{W}}}p"):
                if "{{" in _text(paragraph):
                    _fill(paragraph, texts)

    def fill_parts(self, parts: Mapping[str, str], contents: str) -> None:
        """Put the parts of the report in the place of their placeholders.

        The main document is written once with marks for the parts, the parts' text is put there, and the whole is parsed again:
        moving some hundred thousand elements from one tree to another takes many times as long.

        Args:
            parts: WordprocessingML by placeholder; a part that the template leaves out is dropped.
            contents: the placeholder of the contents, filled by `fill_contents`.
        """
        for name, place in self._places().items():
            if name in parts or name == contents:
                self._mark(place, name)
        text = etree.tostring(self._trees[_MAIN], encoding="unicode")
        bound = "" if self._trees[_MAIN].nsmap.get("w") == W else f' xmlns:w="{W}"'

        def part(match: re.Match[str]) -> str:
            xml = parts.get(match[1])
            if xml is None:
                return match[0]
            return _TOP_LEVEL.sub(rf"<w:\1{bound}", xml) if bound else xml

        self._parts[_MAIN] = _MARK.sub(part, text).encode()
        self._trees[_MAIN] = self._parse(_MAIN)

    def fill_contents(self, elements: list[Any]) -> None:
        """Put the contents where `fill_parts` left room for them."""
        for mark in self._trees[_MAIN].xpath(f"//processing-instruction('{_TARGET}')"):
            for element in elements:
                mark.addprevious(element)
            mark.getparent().remove(mark)

    def mark_headings(self) -> list[tuple[int, str, str]]:
        """Give every heading of the body a bookmark for the contents; return level, text and bookmark in order."""
        levels = {
            self.styles[name]: level for level in (1, 2, 3) if (name := f"heading {level}") in self.styles
        }
        found: list[Any] = []
        for style in self._trees[_MAIN].iter(f"{{{W}}}pStyle"):
            level = levels.get(style.get(f"{{{W}}}val", ""))
            properties = style.getparent()
            paragraph = properties.getparent()
            if not level or paragraph.tag != f"{{{W}}}p":  # a tracked change keeps the former style
                continue
            text = plain(_text(paragraph))
            if not text:
                continue
            number = len(found) + 1
            mark = f"_Toc{900_000_000 + number}"
            start, end = etree.Element(f"{{{W}}}bookmarkStart"), etree.Element(f"{{{W}}}bookmarkEnd")
            for element in (start, end):
                element.set(f"{{{W}}}id", str(900_000 + number))
            start.set(f"{{{W}}}name", mark)
            properties.addnext(start)
            paragraph.append(end)
            found.append((level, text, mark))
        return found

    def _mark(self, place: Any, name: str) -> None:
        """Put a mark in the place of a paragraph; a section that ends in the paragraph keeps its end."""
        place.addprevious(etree.ProcessingInstruction(_TARGET, name))
        if place.find(f"{{{W}}}pPr/{{{W}}}sectPr") is None:
            place.getparent().remove(place)
            return
        for run in list(place):
            if run.tag != f"{{{W}}}pPr":
                place.remove(run)

    def save(self, path: Path, title: str) -> None:
        """Write the document; its properties name the program, nobody else.

        Raises:
            OSError: the file cannot be written.
        """
        for name, tree in self._trees.items():
            self._parts[name] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        if _CORE in self._parts:
            self._parts[_CORE] = _core(title)
        if _APP in self._parts:
            self._parts[_APP] = _impersonal(self._parse(_APP))
        self._drop_personal_parts()
        self._ask_for_page_numbers()
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
            # The content types come first, as the packaging convention has it (ECMA-376 part 2).
            for name in sorted(self._parts, key=lambda part: (part != _TYPES, not part.startswith("_rels"))):
                info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                package.writestr(info, self._parts[name])
        path.write_bytes(buffer.getvalue())

    def _drop_personal_parts(self) -> None:
        """Leave out the picture of the template's cover and its user's own properties."""
        name = "_rels/.rels"
        if name not in self._parts:
            return
        relations, types = self._parse(name), self._parse(_TYPES)
        for relation in list(relations):
            target = relation.get("Target", "").lstrip("/")
            if relation.get("Type", "").endswith(_PERSONAL_RELATIONS) and target in self._parts:
                relations.remove(relation)
                del self._parts[target]
                for entry in list(types):
                    if entry.get("PartName") == f"/{target}":
                        types.remove(entry)
        for part, tree in ((name, relations), (_TYPES, types)):
            self._parts[part] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)

    def _ask_for_page_numbers(self) -> None:
        """Let Word fill in the contents' page numbers when it opens the file (17.15.1.81, updateFields)."""
        name = "word/settings.xml"
        if name not in self._parts:
            return
        tree = self._parse(name)
        if tree.find(f"{{{W}}}updateFields") is None:
            update = etree.Element(f"{{{W}}}updateFields")
            update.set(f"{{{W}}}val", "true")
            later = (
                "hdrShapeDefaults",
                "footnotePr",
                "endnotePr",
                "compat",
                "docVars",
                "rsids",
                "mathPr",
                "themeFontLang",
                "clrSchemeMapping",
            )
            before = next((child for child in tree if etree.QName(child).localname in later), None)
            if before is None:
                tree.insert(0, update)
            else:
                before.addprevious(update)
        self._parts[name] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)

    def _parse(self, name: str) -> Any:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
        try:
            return etree.fromstring(self._parts[name], parser)
        except etree.XMLSyntaxError as error:
            raise UsageError(f"报告模板 {self.path} 已损坏（{name}），请重新另存") from error

    def _style_ids(self) -> dict[str, str]:
        if _STYLES not in self._parts:
            return {}
        found = {}
        for style in self._parse(_STYLES).iter(f"{{{W}}}style"):
            name = style.find(f"{{{W}}}name")
            if name is not None:
                # Built-in styles are written "heading 1" by Word and "Heading 1" by some other programs.
                found[name.get(f"{{{W}}}val", "").lower()] = style.get(f"{{{W}}}styleId", "")
        return found

    def _places(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for paragraph in self._trees[_MAIN].iter(f"{{{W}}}p"):
            match = _PLACEHOLDER.fullmatch(_text(paragraph).strip())
            if match:
                found.setdefault(match[1], paragraph)
        return found


def _unpack(path: Path) -> dict[str, bytes]:
    try:
        if path.stat().st_size > MAX_TEMPLATE_BYTES:
            raise UsageError(f"报告模板 {path} 超过 {MAX_TEMPLATE_BYTES // 1_000_000} MB")
        with zipfile.ZipFile(path) as package:
            infos = package.infolist()
            if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_UNPACKED_BYTES:
                raise UsageError(f"报告模板 {path} 解压后过大")
            return {info.filename: package.read(info) for info in infos if not info.is_dir()}
    except OSError as error:
        raise UsageError(f"打不开报告模板 {path}：{system_reason(error)}") from error
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        raise UsageError(f"报告模板 {path} 不是 Word 文档，或有密码，请另存为 .docx") from error


def _own(paragraph: Any) -> list[Any]:
    """Return the texts of a paragraph, without those of text boxes inside it."""
    return [
        text
        for text in paragraph.iter(f"{{{W}}}t")
        if next(text.iterancestors(f"{{{W}}}p"), None) is paragraph
    ]


def _text(paragraph: Any) -> str:
    return "".join(text.text or "" for text in _own(paragraph))


def _fill(paragraph: Any, texts: Mapping[str, str]) -> None:
    pieces = _own(paragraph)
    whole = "".join(piece.text or "" for piece in pieces)
    for match in reversed(list(_PLACEHOLDER.finditer(whole))):
        if match[1] not in texts:
            continue
        value = plain(texts[match[1]])
        start = 0
        written = False
        for piece in pieces:
            text = piece.text or ""
            first, last = max(match.start() - start, 0), min(match.end() - start, len(text))
            start += len(text)
            if first >= last:
                continue
            piece.text = text[:first] + ("" if written else value) + text[last:]
            piece.set(_OPEN_SPACE, "preserve")
            written = True


def _text_width(section: Any) -> int:
    size, margin = section.find(f"{{{W}}}pgSz"), section.find(f"{{{W}}}pgMar")
    try:
        return int(size.get(f"{{{W}}}w")) - int(margin.get(f"{{{W}}}left")) - int(margin.get(f"{{{W}}}right"))
    except (AttributeError, TypeError, ValueError):
        return 8_800


def _core(title: str) -> bytes:
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{safe(title)}</dc:title><dc:creator>station-auditor</dc:creator>"
        "<cp:lastModifiedBy>station-auditor</cp:lastModifiedBy><cp:revision>1</cp:revision>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{now}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{now}</dcterms:modified></cp:coreProperties>'
    ).encode()


def _impersonal(tree: Any) -> bytes:
    for child in list(tree):
        if etree.QName(child).localname in _PERSONAL_APP:
            tree.remove(child)
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))
