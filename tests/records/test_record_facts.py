from __future__ import annotations

from datetime import date

import pytest
from hand_made_papers import blank, reading

from auditor.forms.model import Choice, Reading
from auditor.pages.model import Mark
from auditor.records import archive_facts
from auditor.records.case_facts import says_crisis
from auditor.records.model import (
    Approval,
    ArchiveCover,
    AssessmentItem,
    Case,
    CaseClosing,
    CaseCover,
    CaseIntake,
    CasePlan,
    CaseSession,
    Consent,
    Contact,
    CrisisRecord,
    FamilyMember,
    GradeAssessment,
    HouseholdArchive,
    Person,
    Registration,
    RosterEntry,
    Supervision,
)

NONE = Reading(value=None, raw="无", mark=Mark.TYPED, answered=True)
UNCLEAR = Reading(value=None, raw="13?0", mark=Mark.TYPED)


def person(**fields):
    return Person(
        **{key: value if isinstance(value, Reading) else reading(value) for key, value in fields.items()}
    )


def member(**fields):
    return FamilyMember(
        **{key: value if isinstance(value, Reading) else reading(value) for key, value in fields.items()}
    )


# ---- age ----


@pytest.mark.parametrize(
    ("day", "minor"), [(date(2024, 8, 31), True), (date(2024, 9, 1), False), (date(2024, 9, 2), False)]
)
def test_birthday_counts_on_the_day(day, minor):
    consent = Consent(date=reading(day), client=person(birth_date=date(2006, 9, 1)))
    assert consent.client_minor.value is minor
    assert not consent.client_minor.doubtful


def test_age_from_id_number_then_from_the_written_age():
    consent = Consent(date=reading(date(2024, 9, 1)), client=person(id_number="440105201503070018"))
    assert consent.client_age.value == 9
    assert Consent(client=person(age=4)).client_minor.value is True
    assert Consent().client_minor.value is None


def test_contradicting_ages_are_doubtful():
    consent = Consent(date=reading(date(2024, 9, 1)), client=person(birth_date=date(2014, 1, 1), age=30))
    assert consent.client_minor.value is True and consent.client_minor.doubtful


def test_case_takes_the_birth_date_from_other_papers():
    case = Case(
        consent=Consent(date=reading(date(2024, 9, 1))),
        intake=CaseIntake(client=person(birth_date=date(2020, 5, 1))),
    )
    assert case.client_minor.value is True


# ---- parents' phones ----


def reachable(consent, **case):
    return Case(consent=consent, **case).parents_reachable


def test_grandmothers_phone_does_not_make_up_for_the_parents():
    fact = reachable(
        Consent(
            guardian=person(name="何美玲", relation="奶奶", phone="13800001234"),
            family=[member(relation="父亲", phone=blank()), member(relation="母亲", phone=NONE)],
        )
    )
    assert fact.value is False and not fact.doubtful


@pytest.mark.parametrize(
    "consent",
    [
        Consent(guardian=person(relation="母亲", phone="13800001234")),
        Consent(guardian=person(relation="母子", phone="13800001234")),
        Consent(father=person(phone="13800001234")),
        Consent(relative=person(relation="爸爸", phone="13800001234")),
        Consent(
            guardian=person(relation="祖母", phone="13900001234"),
            family=[member(relation="父亲", phone=NONE), member(relation="母亲", phone="13800001234")],
        ),
    ],
)
def test_a_parents_phone_counts_wherever_it_stands(consent):
    fact = reachable(consent)
    assert fact.value is True and not fact.doubtful


def test_form_without_a_place_for_phones_is_not_checkable():
    assert reachable(Consent(guardian=person(name="何美玲", relation="奶奶"))).value is None


def test_unreadable_phone_or_unknown_relation_is_doubtful():
    assert reachable(Consent(father=person(phone=UNCLEAR))).doubtful
    assert reachable(Consent(guardian=person(name="何美玲", relation=blank(), phone="13800001234"))).doubtful


def test_both_parents_dead():
    guardian = person(relation="奶奶", phone="13800001234")
    orphan = CaseIntake(problem=reading("案主父母双亡，由奶奶照顾"))
    assert reachable(Consent(guardian=guardian), intake=orphan).value is True
    assert reachable(Consent(guardian=person(relation="奶奶", phone=blank())), intake=orphan).value is False
    rows = [
        member(relation="父亲", remark="已故", phone=blank()),
        member(relation="母亲", remark="病逝", phone=blank()),
    ]
    assert reachable(Consent(guardian=guardian, family=rows)).value is True


@pytest.mark.parametrize("remark", ["失联", "服刑中", "在外务工"])
def test_absent_is_not_dead(remark):
    rows = [
        member(relation="父亲", remark=remark, phone=blank()),
        member(relation="母亲", remark="已故", phone=blank()),
    ]
    fact = reachable(Consent(guardian=person(relation="奶奶", phone="13800001234"), family=rows))
    assert fact.value is False and not fact.doubtful


# ---- crisis ----


@pytest.mark.parametrize(
    ("category", "crisis"),
    [
        (reading(("危机个案",)), True),
        (reading(("一般个案",), choices=(Choice("危机个案", False), Choice("一般个案", True))), False),
        (reading("☐重点 ☑危机"), True),
        (reading("☑重点 ☐危机"), False),
        (reading("非危机个案"), False),
        (reading("危机介入模式"), True),
        (blank(), False),
    ],
)
def test_handled_as_crisis(category, crisis):
    assert says_crisis(category) is crisis
    assert Case(cover=CaseCover(category=category)).crisis.value is crisis


def test_crisis_by_record_and_by_plan():
    assert Case(crisis_records=[CrisisRecord(event=reading("火灾"))]).crisis.value is True
    assert Case(plans=[CasePlan(theory=reading("采用危机介入模式"))]).crisis.value is True
    assert Case().crisis.value is None


def test_follow_ups_leave_out_the_intake_interview():
    day = date(2024, 9, 1)
    case = Case(
        intake=CaseIntake(date=reading(day)),
        sessions=[
            CaseSession(date=reading(day), goals=reading("接案会谈")),
            CaseSession(date=reading(date(2024, 9, 20))),
            CaseSession(date=UNCLEAR),
        ],
        contacts=[Contact(date=reading(date(2024, 9, 3)))],
    )
    assert [fact.value for fact in case.follow_up_days] == [date(2024, 9, 3), date(2024, 9, 20), None]
    assert case.follow_up_days[-1].doubtful


def test_event_told_keeps_the_sentence():
    case = Case(sessions=[CaseSession(narrative=reading("天气晴。案主昨晚割腕，已送医。社工陪同。"))])
    fact = case.crisis_event_told
    assert fact.value is True and fact.readings[0].raw == "案主昨晚割腕，已送医"
    assert (
        Case(sessions=[CaseSession(narrative=reading("案主否认自杀念头。"))]).crisis_event_told.value is False
    )
    assert Case().crisis_event_told.value is None


def test_support_and_response():
    bare = Case(
        plans=[CasePlan(approvals=[Approval(opinion=reading("同意"))], narrative=reading("每周探访"))]
    )
    assert bare.crisis_support_shown.value is False
    assert (
        Case(sessions=[CaseSession(narrative=reading("社工立即向督导汇报。"))]).crisis_support_shown.value
        is True
    )
    assert Case(supervisions=[Supervision(topic=reading("危机处理"))]).crisis_support_shown.value is True
    assert (
        Case(crisis_records=[CrisisRecord(reported_to=blank(), support=NONE)]).crisis_support_shown.value
        is not True
    )


# ---- stage, theory, comments ----


def test_stage():
    assert Case(closing=CaseClosing(date=reading(date(2024, 9, 1)))).closing_day.value == date(2024, 9, 1)
    assert Case(cover=CaseCover(closed=reading(date(2024, 9, 1)))).is_closed.value is True
    assert Case(cover=CaseCover(closed=blank())).is_closed.value is False
    assert Case(closing=CaseClosing(date=blank())).is_closed.doubtful


def test_theory():
    assert CasePlan(theory=reading("优势视角")).theory_named.value is True
    assert CasePlan(theory=NONE).theory_named.value is False
    assert not CasePlan(theory=NONE).theory_named.doubtful
    assert CasePlan(theory=blank(), narrative=reading("以任务中心模式推进")).theory_named.value is True
    assert CasePlan(theory=reading("陪伴与鼓励")).theory_named.doubtful
    assert CasePlan().theory_named.value is None


def test_comments():
    ask = CasePlan(approvals=[Approval(opinion=reading("同意")), Approval(opinion=reading("请补充目标"))])
    assert ask.comment_asks.value is True
    assert CasePlan(approvals=[Approval(opinion=reading("同意"))]).comment_asks.value is False
    assert CasePlan().comment_asks.value is None


# ---- household archives ----


def assessed(*pairs):
    return [
        GradeAssessment(date=reading(day) if day else blank(), grade=reading(grade) if grade else blank())
        for day, grade in pairs
    ]


def test_newest_assessment_and_history():
    archive = HouseholdArchive(assessments=assessed((date(2024, 1, 1), 4), (date(2024, 8, 1), 2)))
    assert archive.newest_grade.value == 2 and not archive.newest_grade.doubtful
    assert archive_facts.grade_on(archive, date(2024, 5, 1)).value == 4
    assert archive_facts.grade_on(archive, date(2023, 5, 1)).value == 4
    assert archive_facts.grade_on(archive, date(2024, 9, 1)).value == 2
    undated = HouseholdArchive(assessments=assessed((date(2024, 1, 1), 4), (None, 2)))
    assert undated.newest_grade.value == 4 and undated.newest_grade.doubtful
    assert HouseholdArchive(assessments=assessed((None, 3), (None, 2))).newest_grade.doubtful
    assert HouseholdArchive().newest_grade.value is None


def test_home_ratings():
    def archive(registered, rated):
        return HouseholdArchive(
            registration=Registration(living_environment=reading(registered)),
            assessments=[
                GradeAssessment(
                    items=[
                        AssessmentItem(item=reading("健康状况"), rating=reading("差")),
                        AssessmentItem(item=reading("生活环境"), rating=reading(rated)),
                    ]
                )
            ],
        )

    assert archive(("一般",), ("良好",)).home_ratings_agree.value is False
    assert archive(("良好",), "整洁").home_ratings_agree.value is True
    assert archive("脏乱", "较差").home_ratings_agree.value is True
    assert archive("说不清", "良好").home_ratings_agree.value is None


@pytest.mark.parametrize(
    ("category", "age", "expected"),
    [
        (("孤寡老人",), 75, True),
        (("独居",), 59, False),
        (("独居",), 60, True),
        (("空巢",), 75, False),
        (("独居长者",), None, True),
        (("独居",), None, None),
        ("非独居", 75, False),
    ],
)
def test_solitary_elder(category, age, expected):
    client = person(age=age) if age else Person()
    archive = HouseholdArchive(cover=ArchiveCover(category=reading(category), client=client))
    assert archive.solitary_elder.value is expected


def test_contacts_in_period():
    archive = HouseholdArchive(
        contacts=[
            Contact(date=reading(date(2024, 9, day)), method=reading((method,)))
            for day, method in ((1, "visit"), (15, "call"), (30, "visit"))
        ]
        + [Contact(date=UNCLEAR)]
    )
    start, end = date(2024, 9, 1), date(2024, 9, 30)
    assert len(archive_facts.contacts_between(archive, start, end)) == 3
    assert len(archive_facts.contacts_between(archive, start, end, calls_count=False)) == 2
    assert len(archive_facts.undated_contacts(archive)) == 1
    assert (len(archive.visits), len(archive.calls)) == (2, 1)


@pytest.mark.parametrize(
    ("remark", "left"), [("2024年5月迁出", True), ("已注销", True), ("与女儿同住", False)]
)
def test_roster_entry_left(remark, left):
    assert RosterEntry(remark=reading(remark)).has_left.value is left
