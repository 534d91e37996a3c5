"""``similar``: two narratives must not tell the same story."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import compress
from typing import ClassVar, Literal
from zlib import crc32

from rapidfuzz import fuzz

from auditor.engine.check import RecordSet, RuleContext, SetCheck
from auditor.engine.outcome import Outcome, Subject, found, not_checkable, passed
from auditor.engine.paths import compile_path
from auditor.forms.model import DOUBT, Reading
from auditor.records.model import RECORD_KINDS, Record
from auditor.values.text import fold

_LETTERS = re.compile(r"[^\w]+")
_SHINGLE = 8
_EVERY_FOURTH = bytes(code % 4 == 0 for code in range(256))
_COMMON_SHARE = 50
"""A shingle that stands in more narratives than this is printed guidance or a habit of speech, not a sign of copying."""


@dataclass(frozen=True, slots=True)
class Narrative:
    """One narrative: its record, its reading, and its letters alone."""

    record: Record
    reading: Reading
    letters: str


class Similar(SetCheck):
    """No two narratives at ``of`` may be ``alike`` percent alike or more, over ``least`` letters.

    Candidates share rare shingles of letters (so that cost grows with the number of narratives, not with its square);
    each candidate pair is then measured exactly with the normalised edit similarity of rapidfuzz.
    """

    check: Literal["similar"]
    of: str
    alike: int | str
    least: int | str

    path_keys: ClassVar[tuple[str, ...]] = ("of",)
    facts: ClassVar[frozenset[str]] = frozenset({"percent", "other", "letters"})

    def run_set(self, records: RecordSet, context: RuleContext) -> Iterable[Outcome]:
        """Yield one outcome per record that has narratives; of a pair the later record gets the finding."""
        alike = context.number(self.alike)
        narratives = self._narratives(records, int(context.number(self.least)))
        copied: dict[int, tuple[int, float]] = {}
        for first, second in candidate_pairs([item.letters for item in narratives]):
            a, b = narratives[first].letters, narratives[second].letters
            score = fuzz.ratio(a, b, score_cutoff=alike)
            if score >= alike and second not in copied:
                copied[second] = (first, score)
        by_record: dict[str, list[int]] = defaultdict(list)
        owners: dict[str, Record] = {}
        for index, narrative in enumerate(narratives):
            by_record[narrative.record.id].append(index)
            owners[narrative.record.id] = narrative.record
        for record_id, indexes in by_record.items():
            owner = owners[record_id]
            subject = Subject(owner.kind, owner.id, owner.district, owner.community)
            hits = [index for index in indexes if index in copied]
            if not hits:
                outcome = passed()
            else:
                index = hits[0]
                other_index, score = copied[index]
                other = narratives[other_index]
                outcome = found(
                    narratives[index].reading,
                    other.reading,
                    *(narratives[further].reading for further in hits[1:]),
                    percent=int(score),
                    other=other.record.id,
                    letters=len(narratives[index].letters),
                )
            outcome.subject = subject
            yield outcome
        for record in records.records(self.records):
            if record.id not in owners:
                outcome = not_checkable("没有足够长的过程记录")
                outcome.subject = Subject(record.kind, record.id, record.district, record.community)
                yield outcome

    def _narratives(self, records: RecordSet, least: int) -> list[Narrative]:
        path = compile_path(RECORD_KINDS[self.records], self.of)
        found_narratives = []
        for record in records.records(self.records):
            for item in path.seen(record):
                for reading in item.readings:
                    letters = _LETTERS.sub("", fold(reading.raw))
                    if len(letters) > least and reading.confidence >= DOUBT:
                        found_narratives.append(Narrative(record, reading, letters))
        return found_narratives


def candidate_pairs(texts: list[str]) -> list[tuple[int, int]]:
    """Return pairs (earlier, later) of texts that share enough rare shingles to be 80 % alike or more.

    Each text is represented by its 32 shingles of least hash (bottom-k sketch, Broder 1997); texts that are nearly equal
    share most of them, so two shared ones are asked for.
    """
    sketches = [_sketch(text) for text in texts]
    holders: dict[int, list[int]] = defaultdict(list)
    for index, sketch in enumerate(sketches):
        for shingle in sketch:
            holders[shingle].append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for indexes in holders.values():
        if 1 < len(indexes) <= _COMMON_SHARE:
            for position, first in enumerate(indexes):
                for second in indexes[position + 1 :]:
                    shared[first, second] += 1
    pairs = {pair for pair, count in shared.items() if count >= 2}
    equal: dict[str, int] = {}
    for index, text in enumerate(texts):
        if text in equal:
            pairs.add((equal[text], index))
        else:
            equal[text] = index
    return sorted(pairs)


def _sketch(text: str) -> list[int]:
    # Only shingles that begin at certain characters are looked at: a quarter of the work, and the choice depends on the
    # text alone, so that equal passages choose equally wherever they stand.
    letters = text.encode("utf-32-le", "replace")  # four bytes a character, so that places are easily found
    chosen = letters[: -4 * (_SHINGLE - 1) : 4].translate(_EVERY_FOURTH)
    size = 4 * _SHINGLE
    hashes = {crc32(letters[4 * at : 4 * at + size]) for at in compress(range(len(chosen)), chosen)}
    return sorted(hashes)[:32]
