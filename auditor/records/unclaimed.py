"""Content that was read as text and not understood: which parts of which records it makes uncertain."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping

from auditor.forms.model import FilledForm, ReadPaper, Unclaimed
from auditor.forms.spec import FormSpec
from auditor.records.announced import Announcer
from auditor.records.build import is_list_part
from auditor.records.model import Record, UnreadNeighbour

ENOUGH = 80
"""Characters from which a stretch of an unknown form may be a paper of its own."""
MANY_PAIRS = 10
"""So many labelled values that nothing claimed, and more than were claimed, are another paper's."""
_PRINTED = 3
"""A paragraph that stands word for word in so many files is printed, not written."""
_OF_THE_WHOLE = frozenset({"number", "community", "district", "client", "worker", "worker_signature"})
"""Fields that stand over a table of papers and tell nothing of any of them."""
_NAMED = frozenset({"caption", "form"})
_OF_PROCESS = tuple(
    re.compile(words)
    for words in (
        "步骤|环节|节点|程序|工序",
        "意见|批示|批注|批语",
        "签名|签字|签章|署名",
        "审核|审批|核批|办理|处理|经办|经手",
    )
)
_OF_PROCESS_LEAST = 3
_ANY_DAY = re.compile(r"[\d一二三四五六七八九十]{1,3}\s*[月./-]\s*[\d一二三四五六七八九十]{1,3}")


def attach_unclaimed(
    papers: Iterable[ReadPaper],
    forms: Mapping[str, FormSpec],
    owners: Callable[[ReadPaper, Unclaimed | FilledForm], Iterable[Record]],
) -> None:
    """Note with each record what its files hold that nothing claimed.

    Args:
        papers: all files.
        forms: form definitions by id.
        owners: returns the records to which a piece of a file may belong.
    """
    announcer = Announcer(forms)
    readable = [paper for paper in papers if paper.forms]
    printed = Counter(item.text for paper in readable for item in paper.unclaimed if item.kind == "text")
    for paper in readable:
        pairs: dict[str, list[Unclaimed]] = defaultdict(list)
        for item in paper.unclaimed:
            if item.kind in ("rows", "people"):
                continue
            if item.kind == "pair":
                pairs[item.form].append(item)
            elif item.kind == "text" and printed[item.text] >= _PRINTED:
                continue
            else:
                _note(paper, item, forms, announcer, owners)
        for form, items in pairs.items():
            claimed = sum(_claimed(other) for other in paper.forms if other.form == form)
            if len(items) >= MANY_PAIRS and len(items) >= claimed:
                _note(paper, items[0], forms, announcer, owners)
        for filled in paper.forms:
            spec = forms.get(filled.form)
            if spec is not None and _rows_not_understood(filled, spec):
                reason = f"已识别为“{spec.title}”，但表中各行未能读懂"
                for record in owners(paper, filled):
                    if record.kind == spec.record:
                        _add(record, paper, reason, spec.title, spec.part)


def _note(
    paper: ReadPaper,
    item: Unclaimed,
    forms: Mapping[str, FormSpec],
    announcer: Announcer,
    owners: Callable[[ReadPaper, Unclaimed | FilledForm], Iterable[Record]],
) -> None:
    spec = forms.get(item.form)
    own, spec_record = (spec.part, spec.record) if spec is not None else ("", "")
    reason = f"文件中“{item.text[:20]}”处的内容未能归入任何栏目"
    for record in owners(paper, item):
        parts: Iterable[str] = announcer.parts(record.kind, item.text) if item.kind in _NAMED else ()
        if item.kind == "caption":
            parts = frozenset(parts) - {own}  # a section of the form itself
            if not parts:
                continue
        if not parts and item.kind == "form" and item.size < ENOUGH:
            continue
        if (
            not parts
            and own
            and item.kind == "table"
            and record.kind == spec_record
            and _is_of_process(item.text)
        ):
            parts = (own,)  # who approved this very paper is told there, and no other paper of the record
        for part in parts or ("",):
            _add(record, paper, reason, item.text, part)


def _is_of_process(head: str) -> bool:
    """Tell whether the head of a table speaks of the steps of its paper's approval: 步骤, 经办, 批示, 签名."""
    return sum(pattern.search(head) is not None for pattern in _OF_PROCESS) >= _OF_PROCESS_LEAST


def _add(record: Record, paper: ReadPaper, reason: str, title: str, part: str) -> None:
    if not any(other.path == paper.path and other.part == part for other in record.unread):
        record.unread.append(
            UnreadNeighbour(path=paper.path, reason=reason, title=title, part=part, shape=title)
        )


def _claimed(form: FilledForm) -> int:
    return sum(1 for reading in form.fields.values() if not reading.blank)


def _rows_not_understood(form: FilledForm, spec: FormSpec) -> bool:
    """A form of repeated papers in which neither rows nor a paper's own content were found."""
    if not is_list_part(spec.record, spec.part) or form.rows or "date" in form.fields or form.approvals:
        return False
    told = sum(
        not reading.blank for key, reading in form.fields.items() if key.split(".")[0] not in _OF_THE_WHOLE
    )
    if told >= 2 or not any(table.as_papers for table in spec.rows.values()):
        return False
    return len(form.text) >= ENOUGH or _ANY_DAY.search(_not_claimed(form)) is not None


def _not_claimed(form: FilledForm) -> str:
    """The text of a form below its title without what its fields hold."""
    text = form.text.removeprefix(form.title)
    for reading in form.fields.values():
        if reading.raw:
            text = text.replace(reading.raw, "", 1)
    return text
