"""What the papers of a group say together: its kind, its tests, who led a session and what the social worker did."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from auditor.forms.model import DOUBT, Reading
from auditor.pages.model import Mark
from auditor.records import group_test_results
from auditor.records.facts import UNKNOWN, Fact, day_of, present, text_of
from auditor.records.lexicon import fold_lines, word_pattern
from auditor.records.test_items import judge_items
from auditor.values.numbers import chinese_to_int
from auditor.values.text import fold

if TYPE_CHECKING:
    from auditor.records.group import Group, GroupSession, GroupSummary, GroupTest

_BOTH = re.compile(r"前\s*[、/及和与-]?\s*后\s*测")
_PRE = re.compile(r"前测|活动前|小组前|课前|训前|入组前|开组前|组前|班前|开班|[测卷题]\S{0,2}[(]前[)]")
_POST = re.compile(r"后测|活动后|小组后|课后|训后|结组后|组后|班后|结班|[测卷题]\S{0,2}[(]后[)]")
_EDUCATIONAL_NAME = re.compile(r"教育|学习|课堂|知识")
_SENTENCE = re.compile(r"[。!?;\n]+")


def phases(test: GroupTest) -> frozenset[str]:
    """Return which of "pre" and "post" a test is, by its ticked phase, title, file name and first lines."""
    chosen = test.phase
    if chosen is not None and isinstance(chosen.value, tuple) and chosen.value:
        return _phases_in("".join(chosen.value))
    stem = test.place.path.rpartition("/")[2].rpartition(".")[0]
    for text in (stem, test.title, test.text[:200]):
        found = _phases_in(fold(text))
        if found:
            return found
    folder = test.place.path.rpartition("/")[0].rpartition("/")[2]
    return _phases_in(fold(folder))


def _phases_in(text: str) -> frozenset[str]:
    found = set()
    if _BOTH.search(text):
        found = {"pre", "post"}
    if _PRE.search(text):
        found.add("pre")
    if _POST.search(text):
        found.add("post")
    return frozenset(found)


def educational(group: Group) -> Fact:
    """Return whether plan or summary call the group educational; doubtful where only its name sounds so."""
    typed = present(
        group.plan.group_type if group.plan else None, group.summary.group_type if group.summary else None
    )
    for reading in typed:
        if reading.value is None or reading.value == ():
            continue
        said = "".join(reading.value) if isinstance(reading.value, tuple) else reading.raw
        return Fact("教育" in said or "学习" in said, (reading,), reading.confidence < 0.8)
    if any(not reading.blank for reading in typed):
        return Fact(None, typed, True)
    names = present(group.plan.name if group.plan else None, group.summary.name if group.summary else None)
    for reading in names:
        if _EDUCATIONAL_NAME.search(text_of(reading)):
            return Fact(True, (reading,), True, "小组性质未写明，仅从名称推断为教育性小组")
    return UNKNOWN


def held_sessions(group: Group) -> list[GroupSession]:
    """Return the session records without second copies (same session number, and no different day)."""
    kept: list[GroupSession] = []
    seen: dict[object, list[object]] = {}
    for session in group.sessions:
        number = session.sequence.value if session.sequence is not None else None
        day = day_of(session.date)
        if number is None and day is None:
            kept.append(session)
            continue
        days = seen.setdefault(number, [])
        if number is not None and (day in days or (days and day is None) or None in days):
            continue
        if number is None and day in days:
            continue
        days.append(day)
        kept.append(session)
    return kept


_HELD = re.compile(
    r"(?:共|累计|总共|一共|合计)(?:计|已)?(?:成功|顺利)?(?:开展|举办|举行|完成|进行|组织|召开)(?:了|过)?(?:小组)?(?:活动|服务|聚会)?(?:共)?(\d{1,2}|[一二三四五六七八九十]{1,3})(?:节|次(?=小组|活动|聚会|[,。;]|$))"
)
_ACTUALLY = re.compile(
    r"实际(?:上)?(?:共|总共|一共|累计)?(?:开展|举办|举行|完成|进行|组织|召开|聚会|开组)(?:了|过)?[:\s]{0,3}(?:小组)?(?:活动)?(?:共)?(\d{1,2}|[一二三四五六七八九十]{1,3})\s?[节次](?=小组|活动|聚会|[,。;、(\s]|$)"
)
"""A number of sessions that says itself what it counts, in a sentence or beside a heading of its own (实际举行：六次)."""
_OF_A_PART = re.compile(r"计划|预计|原定|拟|其中|前|后|外出")
_MAX_TOLD = 5000


def stated_sessions(summary: GroupSummary) -> Fact:
    """Return the number of sessions of a summary's field, else of its running text (本小组共开展六节); unknown where two differ."""
    if summary.session_count is not None and not summary.session_count.blank:
        reading = summary.session_count
        if not isinstance(reading.value, int):
            return Fact(None, (reading,), True)
        return Fact(reading.value, (reading,), reading.confidence < DOUBT)
    told: dict[int, Reading] = {}
    text = fold_lines(summary.text[:_MAX_TOLD]).replace(" ", "")
    held = [
        match
        for clause in _CLAUSE.split(text)
        if (match := _HELD.search(clause)) is not None and not _OF_A_PART.search(clause[: match.start()])
    ]
    for match in (*held, *_ACTUALLY.finditer(text)):
        number = int(match[1]) if match[1].isdigit() else chinese_to_int(match[1])
        if number:
            told.setdefault(
                number, Reading(number, match[0], "总结正文", Mark.TYPED, summary.place, 0.9, True)
            )
    if len(told) != 1:
        return UNKNOWN
    ((number, reading),) = told.items()
    return Fact(number, (reading,))


_CLAUSE = re.compile(r"[,，。;!?\n]")
_LABELS = 14


def tests_objective(group: Group) -> Fact:
    """Return whether one of the group's tests has an item with a right answer.

    False and doubtful where some items could not be classed; unknown where no items were recognised.
    """
    worst: Fact | None = None
    for test in group.tests:
        judged = judge_items(test.text)
        if judged.objective:
            return Fact(True, (_quote(test, judged.objective[0]),))
        if len(judged.subjective) < 2:
            continue
        unsure = bool(judged.unclear)
        if worst is None or (worst.doubtful and not unsure):
            first = judged.unclear[0] if unsure else judged.subjective[0]
            worst = Fact(
                False, (_quote(test, first),), unsure, "有题目未能判断是否有标准答案" if unsure else ""
            )
    if worst is not None and not worst.doubtful:
        return worst
    for results in group.test_results:
        told = group_test_results.objective(results)
        if told.value is True or (worst is None and told.value is False):
            return told
    return worst or UNKNOWN


def _quote(test: GroupTest, line: str) -> Reading:
    return Reading(line, line, "前后测题目", Mark.TYPED, test.place)


@cache
def _led() -> re.Pattern[str]:
    outsiders = word_pattern("groups", "outsiders").pattern
    leads = word_pattern("groups", "leads").pattern
    return re.compile(rf"(?:{outsiders})([^。;]{{0,12}}?)(?:{leads})")


@cache
def _did() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{word_pattern('groups', 'worker').pattern})(?!签|姓名|反思|角色)[^。;]{{0,14}}?"
        rf"(?:{word_pattern('groups', 'deeds').pattern})"
    )


def worker_part_told(session: GroupSession) -> Fact:
    """Return whether the record of a session led by a tutor or volunteer says what the social worker did."""
    outsider = _leader(session)
    if outsider is None:
        return UNKNOWN
    told = [session.worker_role, session.division, session.narrative, session.reflection]
    readings = present(*told)
    role = session.worker_role
    if role is not None and not role.blank and not (role.answered and role.value is None):
        return Fact(True, (role,), role.confidence < 0.8)
    text = "\n".join(fold_lines(reading.raw) for reading in readings)
    worker = text_of(session.worker) or text_of(session.worker_signature)
    named = len(worker) > 1 and worker in text
    if (
        session.narrative is None
    ):  # told under a heading that nobody knows: only whole sentences count, labels are short
        text += "\n" + "\n".join(
            line for line in fold_lines(session.text[:_MAX_TOLD]).split("\n") if len(line) > _LABELS
        )
    if _did().search(text) or named:
        return Fact(True, readings or (outsider,))
    if any(reading.confidence < 0.8 for reading in readings) or session.narrative is None:
        return Fact(False, readings or (outsider,), True)
    mentioned = re.search(word_pattern("groups", "worker").pattern, text) is not None
    evidence = (role, outsider) if role is not None else (outsider,)
    return Fact(False, present(*evidence), mentioned, "记录提到社工，但未见具体做了什么" if mentioned else "")


_OCCUPATION = re.compile(
    r"[\u4e00-\u9fff]{2}(?:师|员|家|士|官)(?:$|[(（、,，/ ])|协会|医院|卫生院|学校|公司|派出所|消防|红十字|法院|司法所"
)
"""How somebody from elsewhere is called where the form asks who led: an occupation, or where he works."""
_OF_THE_STATION = re.compile(r"社工|工作员|督导|站长|片长|主任|组员|学员|成员|人员|本站|全员|会员")


def _leader(session: GroupSession) -> Reading | None:
    """Return the reading that says that somebody other than a social worker led the session."""
    leader = session.leader
    if leader is not None and leader.raw.strip() and not (leader.answered and leader.value is None):
        said = fold(leader.raw)
        worker = text_of(session.worker) or text_of(session.worker_signature)
        if word_pattern("groups", "worker").search(said) or (worker and worker in said):
            return None
        outside = word_pattern("groups", "outsiders").search(said) or (
            _OCCUPATION.search(said) and not _OF_THE_STATION.search(said)
        )
        return leader if outside else None
    for reading in present(session.division, session.narrative):
        for sentence in _SENTENCE.split(fold_lines(reading.raw)):
            for match in _led().finditer(sentence):
                if not word_pattern("groups", "helps").search(match.group(1)):
                    return reading
    return None
