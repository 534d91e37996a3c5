"""Narratives that stand in the column of a table: what was said beside what the worker thought of it, line by line.

面谈过程 | 社工感受 over several rows is no table of papers; the cells below such a head are one narrative.
"""

from __future__ import annotations

from auditor.forms.headers import is_talk_head
from auditor.forms.labels import fold_key
from auditor.forms.layout import Layout, RowBlock, Stretch
from auditor.forms.load import FormIndex, FormSet
from auditor.forms.model import Reading
from auditor.forms.readings import make_reading

_SURE = 0.9
_FILLER = "_ \t\n　"


def tell_from_columns(
    entry: FormIndex, layout: Layout, claimed: set[int], fields: dict[str, Reading], forms: FormSet
) -> None:
    """Fill narratives that no label's own value gives from the columns of tables that are none of the form's.

    Args:
        entry: the form.
        layout: what was paired.
        claimed: numbers of the blocks that are the form's tables.
        fields: the form's readings, changed in place.
        forms: all forms.
    """
    plain, plain_of = forms.vocabulary.wordings.plain, forms.vocabulary.plain_of
    for number, block in enumerate(layout.blocks):
        if number in claimed or len(block.rows) < 2:
            continue
        for position, (text, label) in enumerate(block.headers):
            key = label.key if label is not None else fold_key(text)
            for name, spec in entry.spec.fields.items():
                if spec.type != "narrative" or not _open(fields.get(name)):
                    continue
                own = entry.field_keys[name]
                named = key in own or plain(key) in plain_of(own)
                if named or (name == "narrative" and is_talk_head(text)):
                    reading = _joined(block, position)
                    if reading is not None:
                        fields[name] = reading
                        break


def _open(reading: Reading | None) -> bool:
    return reading is None or not reading.raw or reading.confidence < 0.8


def _joined(block: RowBlock, position: int) -> Reading | None:
    cells = [row[position] for row in block.rows if row[position].text.strip(_FILLER)]
    if not cells:
        return None
    text = "\n".join(cell.text.strip(_FILLER) for cell in cells)
    whole = Stretch(text, (), cells[0].place, min(cell.confidence for cell in cells))
    return make_reading("narrative", whole, block.headers[position][0], _SURE)
