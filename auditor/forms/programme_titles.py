"""Titles on two lines: a group's or activity's name, and below it what paper of it this is."""

from __future__ import annotations

import re

from auditor.forms.bare_headings import prominent
from auditor.forms.load import FormSet
from auditor.forms.recognise import Title, is_numbered, match_title
from auditor.forms.stretches import Segment
from auditor.pages.model import INK_ANCHOR, Line

JOINT = "　"
"""Stands between the two lines where they are told as one title."""
_LONGEST_NAME = 40
_PROGRAMMES = frozenset({"group", "activity"})
_KIND = r"(?:小组|团体|工作坊|互助会|成长营|训练营|兴趣班|学习班|课堂|学堂|活动|计划|联欢会|游园会|服务日|邻里节|嘉年华)"
_NAME = re.compile(
    rf"[“\"《「『][^“”\"《》「」『』]{{2,24}}[”\"》」』].{{0,14}}|[^\s:：，。；]{{2,24}}{_KIND}(?:[（(][^（）()]{{1,12}}[)）])?"
)


def name_above(segment: Segment, forms: FormSet) -> str:
    """Return the last line of what has been read, where it is set as a heading and may name a group or an activity."""
    written = [
        piece for piece in segment.pieces if not isinstance(piece.block, Line) or piece.block.text.strip()
    ]
    if not written:
        text = segment.title.strip() if not segment.options else ""
    else:
        line = written[-1].block
        if not isinstance(line, Line) or INK_ANCHOR in line.text or not prominent(line, line.text.strip()):
            return ""
        text = line.text.strip()
    if len(text) > _LONGEST_NAME or is_numbered(text) or _NAME.fullmatch(text) is None:
        return ""
    return "" if match_title(text, forms) is not None else text


def joint_title(above: str, text: str, forms: FormSet) -> str:
    """Return both lines as one title where together they are a group's or activity's paper, else ""."""
    if not above or is_numbered(text) or len(text) > _LONGEST_NAME or ":" in text or "：" in text:
        return ""
    joined = f"{above}{JOINT}{text}"
    title = match_title(joined, forms)
    return joined if title is not None and _of_programme(title, forms) else ""


def take_name(segment: Segment) -> None:
    """Take the line of the name away from the paper before it."""
    while segment.pieces:
        line = segment.pieces.pop().block
        if isinstance(line, Line) and line.text.strip():
            return


def _of_programme(title: Title, forms: FormSet) -> bool:
    return forms.forms[title.form].record in _PROGRAMMES
