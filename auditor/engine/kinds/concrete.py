"""``concrete``: a description must say who did what and when."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import ClassVar, Literal

from auditor.engine.check import RecordCheck, RuleContext
from auditor.engine.outcome import Outcome, not_checkable, passed, unsure
from auditor.engine.paths import compile_path
from auditor.engine.seen import State, see
from auditor.engine.unread import accuse, parts_of
from auditor.forms.model import DOUBT, Reading
from auditor.records.lexicon import excerpt, word_pattern
from auditor.records.model import Paper, Record
from auditor.values.dates import find_dates
from auditor.values.surnames import SURNAMES
from auditor.values.text import fold

_LETTERS = re.compile(r"[^\w]+")
_ROLE_BESIDE_NAME = re.compile(
    r"[\u4e00-\u9fff][某*＊×\u4e00-\u9fff]{0,2}(?:社工|主任|书记|专干|医生|护士|民警|老师|姑娘|阿姨|叔)"
)
_NAME_BESIDE_DEED = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,4}?)(?:与|和|及|、|一同|共同|一起|陪同|到|于|前往|入户|上门|联系|致电|协助|负责|:)"
)
_WHEN = re.compile(
    r"\d{1,2}月(?:\d{1,2}[日号])?|\d{1,2}[日号]|每[周月季天日年]|上午|下午|当[天日]|本[周月]|[上下]旬|星期|周[一二三四五六日]|"
    r"[春秋冬夏]季|(?:春|中秋|端午|重阳|元旦|国庆)节?|\d{1,2}[:时点]"
)


_DEED = "做了什么"
_NO_DEED = f"没有写明{_DEED}"
_TOLD = 10
"""So many letters beside persons, times and words of praise tell a deed that no list has: 把漏水的屋顶铺上了油布."""
_MAY_TELL = 6
"""So many leave it open."""
_LITTLE_WORDS = re.compile(
    r"[的了与和并在等及对为是也都又就已把被给到去上下来中里将由向从让使所其该此这那]|\W|\d|_"
)


def _letters(reading: Reading) -> int:
    return len(_LETTERS.sub("", fold(reading.raw)))


def names_somebody(text: str, workers: Iterable[str] = ()) -> bool:
    """Whether a folded text says who acted: a role (社工, 专干), a worker by name, or a name beside a deed."""
    if _ROLE_BESIDE_NAME.search(text) or word_pattern("collaboration", "actors").search(text):
        return True
    if any(worker in text for worker in workers if len(worker) > 1):
        return True
    return any(match.group(1)[0] in SURNAMES for match in _NAME_BESIDE_DEED.finditer(text))


def _substance(text: str, workers: Iterable[str]) -> int:
    """Return how many letters of a folded text are neither persons, times, little words nor mere praise (配合默契)."""
    for worker in workers:
        if len(worker) > 1:
            text = text.replace(worker, " ")
    for words in ("phrases", "actors"):
        text = word_pattern("collaboration", words).sub(" ", text)
    return len(_LITTLE_WORDS.sub("", _WHEN.sub(" ", text)))


class Concrete(RecordCheck):
    """Every description at ``of`` must be long enough and name who, when and what.

    ``least`` counts letters. A filled date field of the same paper counts as "when", a filled worker field as "who". What
    counts as a person or a deed, and what as mere praise, is listed in ``rules/lexicons/collaboration.yaml``; a text that
    says much beside persons, times and praise tells a deed that no list has.
    """

    check: Literal["concrete"]
    of: str
    text: str
    least: int | str
    who: list[str] = []
    when_fields: list[str] = []

    facts: ClassVar[frozenset[str]] = frozenset({"fault", "quote", "letters", "count"})

    def paths(self) -> list[tuple[str, str]]:
        """Return the full paths."""
        keys = [
            ("text", self.text),
            *(("who", item) for item in self.who),
            *(("when_fields", i) for i in self.when_fields),
        ]
        return [(key, f"{self.of}.{path}") for key, path in keys]

    def run(self, record: Record, context: RuleContext) -> Outcome:
        """Return FOUND with the first description that is too vague."""
        faults: list[tuple[Reading, str]] = []
        doubtful: list[Reading] = []
        good: list[Reading] = []
        for paper in compile_path(type(record), self.of).parts(record):
            seen = compile_path(paper.__class__, self.text).first(paper)
            if not seen.readings:
                continue
            reading = seen.readings[0]
            if reading.confidence < DOUBT:
                doubtful.append(reading)
                continue
            fault = self._fault(paper, reading, seen.state, context)
            if fault == _NO_DEED and _substance(fold(reading.raw), context.station.workers) >= _MAY_TELL:
                doubtful.append(reading)
            elif fault:
                faults.append((reading, fault))
            else:
                good.append(reading)
        if faults:
            reading, fault = faults[0]
            letters = _letters(reading)
            return accuse(
                record,
                context,
                *(item for item, _ in faults),
                copies_of=parts_of([self.of]),
                fault=fault,
                quote=excerpt(reading.raw, limit=40),
                letters=letters,
                count=len(faults),
            )
        if doubtful:
            return unsure("填写内容未能读准，或没有认出做了什么", *doubtful)
        return passed(*good) if good else not_checkable("没有这份文书，或表格没有这一栏")

    def _fault(self, paper: Paper, reading: Reading, state: State, context: RuleContext) -> str:
        if state in (State.BLANK, State.NONE):
            return "没有填写"
        text = fold(reading.raw)
        if len(_LETTERS.sub("", text)) < context.number(self.least):
            return f"不足{int(context.number(self.least))}字"
        missing = []
        if not (names_somebody(text, context.station.workers) or self._filled(paper, self.who)):
            missing.append("谁做的")
        if not (_WHEN.search(text) or self._filled(paper, self.when_fields) or find_dates(text)):
            missing.append("什么时间")
        if (
            not word_pattern("collaboration", "deeds").search(text)
            and _substance(text, context.station.workers) < _TOLD
        ):
            missing.append(_DEED)
        return "没有写明" + "、".join(missing) if missing else ""

    def _filled(self, paper: Paper, paths: list[str]) -> bool:
        for path in paths:
            for item in compile_path(type(paper), path).seen(paper):
                if item.state in (State.KNOWN, State.UNCLEAR):
                    return True
                reading = item.readings[0] if item.readings else None
                if reading is not None and not reading.blank and see(reading).state is not State.NONE:
                    return True
        return False
