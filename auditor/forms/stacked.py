"""Archives that stand one after another in a file: a line of number and name that contradicts the one before begins the next."""

from __future__ import annotations

import re

from auditor.forms.inline import split_inline
from auditor.forms.labels import Vocabulary, fold_key
from auditor.forms.layout import Stretch
from auditor.forms.model import Reading, RowReadings
from auditor.forms.readings import make_reading
from auditor.forms.spec import FormSpec
from auditor.pages.model import Line, Place
from auditor.values.archive_numbers import parse_archive_number
from auditor.values.names import looks_like_name

_MAY_IDENTIFY = re.compile(r"编号|档案号|档号|案号|户号|編號|檔案號")
_NUMBER_KEY = re.compile(r"(?:编号|档案号|档号|案号|户号)$")
_NOT_A_CLIENTS = re.compile(r"合同|协议|身份|文件|电话|项目|小组|活动|表格")
_NAME_KEYS = frozenset({"户主", "姓名", "服务对象", "案主", "受助人", "对象"})
_HEADING = re.compile(
    r"^[\s　【〔\[]*(?:第\s*[\d一二三四五六七八九十百]{1,4}\s*[户号家宗例](?:\s|　|[:：]|$)|[\d一二三四五六七八九十]{1,4}\s*[、.．]\s*[\u4e00-\u9fff·]{2,4}$)"
)
_HEADED_BY = re.compile(
    r"^[\s　【〔\[]*第\s*[\d一二三四五六七八九十百]{1,4}\s*[户号家宗例][\s　:：、—-]{1,4}(?:户主|姓名)?[\s　:：]{0,2}"
    r"(?P<name>[\u4e00-\u9fff·*]{2,4})[\s　】〕\]]*(?:[(（].{0,20})?$"
)
_LONGEST = 120
_LONGEST_HEADING = 30
OF_A_CLIENT = frozenset({"case", "household-archive"})
"""Kinds of record whose papers speak of one client."""
_ABOVE = 0.9
_FILLER = "_ \t　"

_PRINTED = ("编号", "姓名")
_IDENTITY = ("number", "client.name")
Identity = tuple[str, str]


def identity_in(line: Line, vocabulary: Vocabulary) -> Identity | None:
    """Return number and name where a line gives both of a client: 档案编号：K-002　户主：李某."""
    text = line.text
    if len(text) > _LONGEST or _MAY_IDENTIFY.search(text) is None:
        return None
    number = name = ""
    for inline in split_inline(text, vocabulary):
        label, value = inline.label, text[inline.value_start : inline.value_end].strip(_FILLER)
        key = fold_key(inline.text)
        if _NUMBER_KEY.search(key) and not number and not _NOT_A_CLIENTS.search(key):
            parsed = parse_archive_number(value)
            number = parsed.text if parsed is not None else ""
        elif (
            not name
            and label is not None
            and label.context in ("", "client")
            and (label.aspect == "name" or key in _NAME_KEYS)
        ):
            name = value if looks_like_name(value) else ""
    return (number, name) if number and name else None


def named_in_heading(line: Line) -> Identity | None:
    """Return the name that a heading of one archive of several gives: 第2户　李某."""
    match = _HEADED_BY.match(line.text)
    return ("", match["name"]) if match is not None and looks_like_name(match["name"]) else None


def contradicts(first: Identity | None, second: Identity) -> bool:
    """Tell whether two identities are two clients': neither number nor name is the same."""
    return first is not None and first[1] != second[1] and (first[0] != second[0] or not first[0])


def is_heading_of_archive(line: Line, name: str) -> bool:
    """Tell whether the line above an identity belongs to it: 第2户　李某, or the name itself."""
    text = line.text.strip(_FILLER)
    if not text:
        return True
    return len(text) <= _LONGEST_HEADING and (_HEADING.match(text) is not None or text.endswith(name))


def name_client(
    spec: FormSpec,
    fields: dict[str, Reading],
    rows: dict[str, list[RowReadings]],
    client: Identity,
    place: Place,
) -> None:
    """Fill in number and name of a paper that prints neither, or only one and the same, from the line above it.

    Args:
        spec: the form.
        fields: its readings, changed in place.
        rows: its tables; where their rows name clients the line above tells nothing.
        client: number and name above the paper.
        place: where the paper begins.
    """
    if any(key in _IDENTITY for table in rows.values() for row in table for key in row):
        return
    own = [fields.get(key) for key in _IDENTITY]
    if any(
        reading is not None and reading.raw and reading.raw.replace(" ", "") != value
        for reading, value in zip(own, client, strict=True)
    ):
        return
    for key, value, label in zip(_IDENTITY, client, _PRINTED, strict=True):
        if value and key in spec.fields and key not in fields:
            fields[key] = make_reading(spec.fields[key].type, Stretch(value, place=place), label, _ABOVE)
