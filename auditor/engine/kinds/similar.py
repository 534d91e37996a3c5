"""``similar``: two narratives must not tell the same story."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, combinations, compress, count
from typing import ClassVar, Literal

from rapidfuzz import fuzz

from auditor.engine.check import RecordSet, RuleContext, SetCheck
from auditor.engine.outcome import Outcome, not_checkable, passed
from auditor.engine.paths import compile_path
from auditor.engine.unread import contradicts
from auditor.forms.model import DOUBT, Reading
from auditor.records.model import RECORD_KINDS, Record
from auditor.values.text import fold, letters_are_plain

_LETTERS = re.compile(r"[^\w]+")
_SHINGLE = 8
_CHOICES = tuple(
    (longer, bytes(code % step == 0 for code in range(256)))
    for longer, step in ((640, 32), (320, 16), (160, 8), (0, 4))
)
"""Of texts over so many letters, at which characters the shingles begin that are looked at: some 20 to 40 of each text."""
_COMMON_SHARE = 50
"""A shingle that stands in more narratives than this is printed guidance or a habit of speech, not a sign of copying."""


_SENTENCE = re.compile(r"[。！？!?；;\r\n]+|(?<=[)）】])")
_GUIDANCE = re.compile(
    r"^[\s(（\[【\d.、①-⑳]*(?:请|填写|填表|说明|备注|注|要求|提示|包括|如|例如|示例|本栏|此栏|应|须|需)[^。]{0,6}?(?:[：:写填述记录简详注说明]|包括|描述|对象|社工)"
    r"|[：:]\s*$|^\s*[(（【][^()（）【】]{4,}[)）】]\s*$"
)
"""How printed guidance reads: 请描述服务过程, （包括主要问题、介入手法）, 服务过程："""
_SHARED_BY = 5
_SHARED_PERCENT = 60
"""A sentence in so many narratives, and in this share of all, is a habit of the station's forms."""
_OWN = 20
"""Letters besides such sentences from which a narrative is judged by what is its own."""


@dataclass(frozen=True, slots=True)
class Narrative:
    """One narrative: its record, its reading, and the letters of the writer's own text."""

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
    facts: ClassVar[frozenset[str]] = frozenset({"percent", "other", "another", "letters"})

    def run_set(self, records: RecordSet, context: RuleContext) -> Iterable[Outcome]:
        """Yield one outcome per record that has narratives; of a pair the later record gets the finding."""
        alike = context.number(self.alike)
        narratives = self._narratives(records, int(context.number(self.least)))
        copied: dict[int, tuple[int, float]] = {}
        for first, second, score in alike_pairs([item.letters for item in narratives], alike):
            copied.setdefault(second, (first, score))
        by_record: dict[str, list[int]] = defaultdict(list)
        owners: dict[str, Record] = {}
        for index, narrative in enumerate(narratives):
            by_record[narrative.record.id].append(index)
            owners[narrative.record.id] = narrative.record
        for record_id, indexes in by_record.items():
            owner = owners[record_id]
            hits = [index for index in indexes if index in copied]
            if not hits:
                outcome = passed()
            else:
                index = hits[0]
                other_index, score = copied[index]
                other = narratives[other_index]
                outcome = contradicts(
                    narratives[index].reading,
                    other.reading,
                    *(narratives[further].reading for further in hits[1:]),
                    percent=int(score),
                    other=other.record.id,
                    another=f"{other.record.id}的一份"
                    if other.record.id != record_id
                    else "同一档案的另一份",
                    letters=len(narratives[index].letters),
                )
            outcome.subject = context.subject(owner)
            yield outcome
        for record in records.records(self.records):
            if record.id not in owners:
                outcome = not_checkable("没有足够长的过程记录")
                outcome.subject = context.subject(record)
                yield outcome

    def _narratives(self, records: RecordSet, least: int) -> list[Narrative]:
        path = compile_path(RECORD_KINDS[self.records], self.of)
        told: list[tuple[Record, Reading]] = []
        for record in records.records(self.records):
            for item in path.seen(record):
                told += [
                    (record, reading)
                    for reading in item.readings
                    if len(reading.raw) > least and reading.confidence >= DOUBT
                ]
        own = own_letters([reading.raw for _, reading in told])
        return [
            Narrative(record, reading, letters)
            for (record, reading), letters in zip(told, own, strict=True)
            if len(letters) > least
        ]


def own_letters(texts: list[str]) -> list[str]:
    """Return the letters of each text that are the writer's own: without printed guidance and the wording of the forms.

    Left out are sentences that read like guidance and stand in another text too, and those that most texts have; where
    nothing else remains, the latter are a copied story and stay.
    """
    split = [
        [(_plain_letters(part), part) for part in _SENTENCE.split(text) if part and not part.isspace()]
        for text in texts
    ]
    spread = Counter(chain.from_iterable({letters for letters, _ in parts} for parts in split))
    many = max(_SHARED_BY, len(texts) * _SHARED_PERCENT / 100)
    looks: dict[str, bool] = {}
    own = []
    for parts in split:
        written = []
        for letters, part in parts:
            if spread[letters] > 1:
                if letters not in looks:
                    looks[letters] = bool(_GUIDANCE.search(part))
                if looks[letters]:
                    continue
            written.append(letters)
        single = [letters for letters in written if spread[letters] < many]
        kept = single if sum(map(len, single)) >= _OWN else written
        own.append("".join(kept))
    return own


def _plain_letters(text: str) -> str:
    return _LETTERS.sub("", text if letters_are_plain(text) else fold(text))


def alike_pairs(texts: list[str], alike: float) -> Iterator[tuple[int, int, float]]:
    """Yield (earlier, later, percent) for the pairs of texts that are ``alike`` percent alike or more, in order."""
    for first, second in candidate_pairs(texts):
        score = fuzz.ratio(texts[first], texts[second], score_cutoff=alike)
        if score >= alike:
            yield first, second, score


def candidate_pairs(texts: list[str]) -> list[tuple[int, int]]:
    """Return pairs (earlier, later) of texts that share enough rare shingles to be 80 % alike or more.

    Each text is represented by a sample of its shingles that depends on their letters alone (mod-p sketch, Broder 1997);
    texts that are nearly equal share most of them, so two shared ones are asked for.
    """
    sketches = [_sketch(text) for text in texts]
    seen: set[str] = set()
    repeated: set[str] = set()
    for sketch in sketches:
        repeated |= sketch & seen
        seen |= sketch
    holders: dict[str, list[int]] = defaultdict(list)
    for index, sketch in enumerate(sketches):
        for shingle in sketch & repeated:
            holders[shingle].append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for indexes in holders.values():
        if len(indexes) <= _COMMON_SHARE:
            shared.update(combinations(indexes, 2))
    pairs = {pair for pair, times in shared.items() if times >= 2}
    equal: dict[str, int] = {}
    for index, text in enumerate(texts):
        first = equal.setdefault(text, index)
        if first != index:
            pairs.add((first, index))
    return sorted(pairs)


def _sketch(text: str) -> set[str]:
    # Only shingles that begin at certain characters are looked at, in long texts fewer than in short ones: the choice
    # depends on the letters alone, so that equal passages choose equally wherever they stand, and what a long text
    # chooses a short one chooses too.
    if not text:
        return set()
    first_letters = text[: 1 - _SHINGLE].encode("utf-32-le", "replace")[::4]
    chosen = first_letters.translate(next(choice for longer, choice in _CHOICES if len(text) > longer))
    return {text[at : at + _SHINGLE] for at in compress(count(), chosen)}
