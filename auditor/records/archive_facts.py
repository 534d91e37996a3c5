"""What the papers of a household archive say together: newest assessment, grades over time, home, contacts."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.forms.model import DOUBT, Reading
from auditor.records.client_facts import age_on_day
from auditor.records.facts import UNKNOWN, Fact, any_doubtful, day_of, options_of, present, text_of
from auditor.values.ages import parse_age
from auditor.values.text import fold

if TYPE_CHECKING:
    from auditor.records.household import GradeAssessment, HouseholdArchive
    from auditor.records.parts import Contact

ELDER = 60
"""Age from which a person counts as elderly: Law on the protection of the rights of the elderly, article 2."""

_HOME = re.compile(r"(?:居住|生活|居家|住房|家居|家庭|室内)(?:卫生)?环境|环境卫生|居住条件|居住状况")
_SCALE = (
    ("差", re.compile(r"较?差|恶劣|脏乱|杂乱|不好|不良|很乱|危房|不佳|需改善")),
    ("一般", re.compile(r"一般|普通|中等|尚可|基本")),
    ("良好", re.compile(r"良好|较好|很好|优|整洁|干净|整齐|舒适|^好|^良$")),
)
_ALONE = re.compile(r"孤寡|独居|独自(?:一人)?居住|一人(?:独自)?居住|鳏寡|孤老|无子女|无儿无女|三无老人|五保")
_SEVERAL = 2
_NOT_ALONE = re.compile(r"(?:非|不是|不属于|无|没有)(?:孤寡|独居)|(?:孤寡|独居)[:：]?(?:否|无)")
_ELDER_WORD = re.compile(r"老人|长者|孤老|老年|老伯|婆婆|五保")
_LEFT = re.compile(
    r"(?<![未无非否不])(?<!没有)"
    r"(?:迁出|迁移|迁走|搬离|搬走|搬迁|转出|死亡|去世|过世|离世|已故|病故|身故|注销|销户|销档|户籍变动|户口迁移|退出|撤档|结案归档)"
)


def newest_assessment(archive: HouseholdArchive) -> GradeAssessment | None:
    """Return the assessment with the latest day; the only one where none is dated; None where that is not settled."""
    if len(archive.assessments) == 1:
        return archive.assessments[0]
    dated = [paper for paper in archive.assessments if day_of(paper.date) is not None]
    if dated:
        return max(dated, key=lambda paper: day_of(paper.date) or date.min)
    return None


def _undated(archive: HouseholdArchive) -> tuple[Reading, ...]:
    """What is known of assessments that could be the newest one, for all that is known."""
    return tuple(reading for paper in _without_day(archive) for reading in present(paper.date, paper.grade))


def _without_day(archive: HouseholdArchive) -> list[GradeAssessment]:
    if len(archive.assessments) < _SEVERAL:
        return []
    return [paper for paper in archive.assessments if day_of(paper.date) is None]


def newest_grade(archive: HouseholdArchive) -> Fact:
    """Return the grade of the newest assessment; doubtful where another one is undated."""
    return _of_newest(archive, "grade")


def newest_assessment_day(archive: HouseholdArchive) -> Fact:
    """Return the day of the newest assessment; doubtful where another one is undated."""
    return _of_newest(archive, "date")


def _of_newest(archive: HouseholdArchive, key: str) -> Fact:
    newest = archive.newest_assessment
    undated, unknown = _undated(archive), bool(_without_day(archive))
    if newest is None:
        note = "有几份评估没有日期，无法判断哪份最新"
        return Fact(None, undated, bool(archive.assessments), note if archive.assessments else "")
    reading: Reading | None = getattr(newest, key)
    if reading is None:
        return UNKNOWN
    doubtful = reading.doubtful or unknown
    value = reading.value if isinstance(reading.value, (int, date)) else None
    return Fact(value, (reading, *undated), doubtful, "另有评估没有日期" if unknown else "")


def grade_history(archive: HouseholdArchive) -> list[tuple[date, int, Reading]]:
    """Return day, grade and grade reading of every dated and graded assessment, earliest first."""
    history = [
        (day, paper.grade.value, paper.grade)
        for paper in archive.assessments
        if (day := day_of(paper.date)) is not None
        and paper.grade is not None
        and isinstance(paper.grade.value, int)
    ]
    return sorted(history, key=lambda item: item[0])


def grade_on(archive: HouseholdArchive, day: date) -> Fact:
    """Return the grade that was in force on ``day``: the last assessment's up to then, else the first one after."""
    history = grade_history(archive)
    if not history:
        return newest_grade(archive)
    before = [item for item in history if item[0] <= day]
    _, grade, reading = before[-1] if before else history[0]
    return Fact(grade, (reading,), reading.confidence < DOUBT or bool(_without_day(archive)))


def home_rating(reading: Reading | None) -> str:
    """Map a rating of the living environment to 良好, 一般 or 差; "" where it says none or several of these."""
    if reading is None:
        return ""
    said = options_of(reading) or (reading.raw,)
    return _on_scale(str(said[0])) if len(said) == 1 else ""


@lru_cache(maxsize=256)
def _on_scale(said: str) -> str:
    folded = fold(said)
    if len(folded) > 20:
        return ""
    found = [name for name, pattern in _SCALE if pattern.search(folded)]
    return found[0] if len(found) == 1 else ""


@lru_cache(maxsize=1024)
def _is_home(item: str) -> bool:
    """Whether an item of an assessment is the living environment; a station's forms have few items."""
    return _HOME.search(fold(item)) is not None


def home_ratings(archive: HouseholdArchive) -> list[Fact]:
    """Return what registration and newest assessment say of the living environment, on one scale."""
    readings: list[Reading] = []
    if archive.registration is not None:
        readings += present(archive.registration.living_environment)
    newest = archive.newest_assessment
    if newest is not None:
        readings += present(newest.living_environment)
        for item in newest.items:
            if item.rating is not None and item.item is not None and _is_home(item.item.raw):
                readings.append(item.rating)
    facts = []
    for reading in readings:
        rating = home_rating(reading)
        if rating or reading.raw:
            facts.append(Fact(rating or None, (reading,), reading.confidence < DOUBT))
    return facts


def home_ratings_agree(archive: HouseholdArchive) -> Fact:
    """Return whether all ratings of the living environment agree; unknown with fewer than two."""
    if len(archive.home_ratings) < 2:
        return UNKNOWN
    ratings = [fact for fact in archive.home_ratings if fact.value is not None]
    if len(ratings) < 2:
        return UNKNOWN
    readings = tuple(reading for fact in ratings for reading in fact.readings)
    agree = len({fact.value for fact in ratings}) == 1
    doubtful = any(fact.doubtful for fact in ratings) or bool(_undated(archive))
    return Fact(agree, readings, doubtful and not agree)


def contacts_between(
    archive: HouseholdArchive, start: date, end: date, calls_count: bool = True
) -> list[Contact]:
    """Return the contacts with a day from ``start`` to ``end``, both included."""
    return [
        contact
        for contact in archive.contacts
        if (day := day_of(contact.date)) is not None
        and start <= day <= end
        and (calls_count or not is_call(contact))
    ]


def undated_contacts(archive: HouseholdArchive) -> list[Contact]:
    """Return the contacts whose day is absent or could not be read: they may belong to any period."""
    return [contact for contact in archive.contacts if day_of(contact.date) is None]


def is_call(contact: Contact) -> bool:
    """Whether a contact was by telephone."""
    return "call" in options_of(contact.method)


def is_visit(contact: Contact) -> bool:
    """Whether a contact was a visit."""
    return "visit" in options_of(contact.method)


def solitary_elder(archive: HouseholdArchive) -> Fact:
    """Return whether the client is a childless or solitary elder (孤寡 / 独居, 60 or older); 空巢 is neither."""
    newest = archive.newest_assessment
    registration, cover = archive.registration, archive.cover
    readings = present(
        cover.category if cover else None,
        registration.category if registration else None,
        registration.living_status if registration else None,
        newest.category if newest else None,
    )
    alone = next((reading for reading in readings if _says_alone(reading)), None)
    if alone is None:
        unclear = any_doubtful(readings)
        return Fact(False, readings, unclear) if readings else UNKNOWN
    doubtful = alone.confidence < DOUBT
    age = _latest_age(archive)
    if isinstance(age.value, int):
        return Fact(age.value >= ELDER, (alone, *age.readings), doubtful or age.doubtful)
    if _ELDER_WORD.search(" ".join(map(str, options_of(alone))) or alone.raw):
        return Fact(True, (alone,), doubtful)
    return UNKNOWN


def _says_alone(reading: Reading) -> bool:
    said = options_of(reading) or (() if reading.choices else (reading.raw,))
    return any(map(_is_alone, said))


@lru_cache(maxsize=1024)
def _is_alone(said: str) -> bool:
    text = fold(said)
    return _ALONE.search(text) is not None and not _NOT_ALONE.search(text)


def _latest_age(archive: HouseholdArchive) -> Fact:
    """The client's age on the day of the newest paper."""
    papers = [paper for paper in (archive.cover, archive.registration) if paper is not None]
    every = [*papers, *archive.assessments, *archive.contacts]
    days = [paper.date for paper in every if day_of(paper.date) is not None]
    latest = max(days, key=lambda reading: day_of(reading) or date.min, default=None)
    persons = [archive.client, *(paper.client for paper in every)]
    written = [person.age for person in persons if person.age is not None]
    numbers = [reading for reading in written if isinstance(reading.value, int)]
    exact = age_on_day(persons, latest)
    if exact.known:
        return exact
    if numbers:
        return age_on_day([], None, numbers[:1])
    for reading in written:
        age = parse_age(text_of(reading))
        if age is not None:
            return Fact(age, (reading,), reading.confidence < DOUBT)
    return UNKNOWN


def has_left(remark: Reading | None) -> Fact:
    """Return whether a roster's remark says that the person moved away, died or was struck off."""
    if remark is None or remark.blank:
        return Fact(False, present(remark))
    if remark.confidence < DOUBT:
        return Fact(bool(_LEFT.search(remark.raw)), (remark,), True)
    return Fact(bool(_LEFT.search(fold(remark.raw))), (remark,))
