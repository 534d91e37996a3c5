"""People who must not be merged, papers in the wrong place, and files that were not read."""

from __future__ import annotations

import time
from datetime import date

from hand_made_papers import FORMS, form, one, paper, station_of

from auditor.config import StationConfig
from auditor.records.assemble import assemble


def conflicts(record):
    return [(i.path.rpartition("/")[2], i.conflict) for i in record.identities if i.conflict]


def test_two_clients_of_one_name_with_different_birth_dates():
    station = station_of(
        one("建档表/1.docx", "registration", client__name="陈大文", client__birth_date=date(1940, 1, 1)),
        one("建档表/2.docx", "registration", client__name="陈大文", client__birth_date=date(1951, 2, 2)),
        one("探访/1.docx", "visit", client__name="陈大文", client__birth_date=date(1951, 2, 2)),
        one("探访/2.docx", "visit", client__name="陈大文"),
    )
    assert len(station.archives) == 2
    assert sorted(len(a.contacts) for a in station.archives) == [0, 1]
    assert [p.path for p in station.unplaced] == ["探访/2.docx"]
    assert len({a.id for a in station.archives}) == 2
    for archive in station.archives:
        assert [u.path for u in station.unread_for(archive, "contacts")] == ["探访/2.docx"]


def test_same_name_with_two_numbers_stays_apart():
    station = station_of(
        one("A/NY-001/a.docx", "case-intake", number="NY-001", client__name="陈大文"),
        one("A/NY-007/a.docx", "case-intake", number="NY-007", client__name="陈大文"),
        one("A/NY-007/b.docx", "case-consent", client__name="陈大文"),
    )
    assert [c.id for c in station.cases] == ["NY-001", "NY-007"]
    assert station.cases[0].consent is None and station.cases[1].consent is not None


def test_masked_name_needs_evidence():
    station = station_of(
        one("接案表/1.docx", "case-intake", client__name="张一诺", number="NY-001"),
        one("接案表/2.docx", "case-intake", client__name="张三诺", number="NY-002"),
        one("同意书/1.docx", "case-consent", client__name="张*诺"),
        one("同意书/2.docx", "case-consent", client__name="张*诺", number="NY-002"),
    )
    first, second = station.cases[:2]
    assert first.consent is None and second.consent is not None
    assert "同意书/1.docx" not in first.files + second.files


def test_masked_number_joins_the_full_one_of_the_same_client():
    station = station_of(
        one("a/1.docx", "registration", number="RB-HH-008", client__name="王秀英"),
        one("a/2.docx", "registration", number="RB-HX-008", client__name="陈大文"),
        one("b/1.docx", "visit", number="RB-H*-008", client__name="王*英"),
    )
    by_id = {archive.id: archive for archive in station.archives}
    assert len(by_id) == 2 and len(by_id["RB-HH-008"].contacts) == 1


def test_number_misprinted_in_its_own_folder():
    station = station_of(
        one("个案/NY-001 林小宝/a.docx", "case-intake", number="NY-001", client__name="林小宝"),
        one("个案/NY-001 林小宝/b.docx", "case-consent", number="NY-010", client__name="林小宝"),
    )
    assert [c.id for c in station.cases] == ["NY-001"]
    assert station.cases[0].consent is not None
    assert conflicts(station.cases[0]) == [("b.docx", "identifier")]


def test_anonymous_folder_majority():
    papers = [
        one(f"个案/甲/{n}.docx", "case-session", number="NY-001", client__name="林小宝") for n in range(3)
    ]
    station = station_of(
        *papers, one("个案/甲/z.docx", "case-closing", number="NY-100", client__name="林小宝")
    )
    assert [c.id for c in station.cases] == ["NY-001"]
    assert conflicts(station.cases[0]) == [("z.docx", "identifier")]


def test_misfiled_paper_goes_home():
    station = station_of(
        one("个案/NY-001/a.docx", "case-intake", number="NY-001", client__name="林小宝"),
        one("个案/NY-001/b.docx", "case-consent", number="NY-001", client__name="林小宝"),
        one("个案/NY-001/x.docx", "case-plan", number="NY-002", client__name="周一鸣"),
        one("个案/NY-002/a.docx", "case-intake", number="NY-002", client__name="周一鸣"),
    )
    first, second = station.cases
    assert not first.plans and len(second.plans) == 1
    assert conflicts(second) == [("x.docx", "misfiled")]
    assert next(i for i in second.identities if i.conflict).folder_record == "NY-001"


def test_misfiled_paper_of_somebody_unknown_makes_no_case_of_its_own():
    station = station_of(
        one("个案/NY-001/a.docx", "case-intake", number="NY-001", client__name="林小宝"),
        one("个案/NY-001/b.docx", "case-consent", number="NY-001", client__name="林小宝"),
        one("个案/NY-001/x.docx", "case-plan", number="NY-009", client__name="周一鸣"),
    )
    assert [c.id for c in station.cases] == ["NY-001"]
    assert not station.cases[0].plans and conflicts(station.cases[0]) == [("x.docx", "misfiled")]


def test_wrong_name_alone_stays_with_the_number():
    station = station_of(
        one("个案/NY-001/a.docx", "case-intake", number="NY-001", client__name="林小宝"),
        one("个案/NY-001/b.docx", "case-consent", number="NY-001", client__name="周一鸣"),
        one("个案/NY-001/c.docx", "case-plan", number="NY-001", client__name="林小宝"),
    )
    case = station.cases[0]
    assert case.name == "林小宝" and case.consent is not None
    assert conflicts(case) == [("b.docx", "name")]


def test_two_clients_share_one_number():
    station = station_of(
        one("个案/林小宝/a.docx", "case-intake", number="NY-001", client__name="林小宝"),
        one("个案/林小宝/b.docx", "case-consent", number="NY-001", client__name="林小宝"),
        one("个案/周一鸣/a.docx", "case-intake", number="NY-001", client__name="周一鸣"),
    )
    assert [c.name for c in station.cases] == ["林小宝", "周一鸣"]
    assert station.cases[0].shares_number_with == [station.cases[1].id]


def test_community_called_like_a_person_is_no_client():
    station = station_of(
        one("万华/1.docx", "registration", number="WH-001", client__name="王秀英"),
        one("万华/2.docx", "registration", number="WH-002", client__name="陈大文"),
        one("万华/3.docx", "registration", number="WH-003", client__name="何美玲"),
    )
    assert len(station.archives) == 3
    assert not any(conflicts(archive) for archive in station.archives)


def test_unread_file_in_the_clients_folder():
    station = station_of(
        one("个案/NY-001/a.docx", "case-intake", number="NY-001", client__name="林小宝"),
        paper("个案/NY-001/扫描0001.pdf", status="unreadable", reason="扫描件，暂不能识别"),
        paper("个案/NY-001/结案报告.pdf", status="unreadable", reason="扫描件，暂不能识别"),
        one("个案/NY-002/a.docx", "case-intake", number="NY-002", client__name="周一鸣"),
    )
    first, second = station.cases
    assert [u.path for u in station.unread_for(first, "consent")] == ["个案/NY-001/扫描0001.pdf"]
    assert len(station.unread_for(first, "closing")) == 2
    assert station.unread_for(second, "consent") == []


def test_unread_file_that_carries_the_number_in_its_name():
    station = station_of(
        one("接案表/NY-001.docx", "case-intake", number="NY-001", client__name="林小宝"),
        one("接案表/NY-002.docx", "case-intake", number="NY-002", client__name="周一鸣"),
        paper("同意书/NY-001.pdf", status="unreadable", reason="已加密"),
    )
    first, second = station.cases
    assert [u.part for u in station.unread_for(first, "consent")] == ["consent"]
    assert station.unread_for(second, "consent") == []
    assert station.unread_for(first, "plans") == []


def test_unread_file_of_nobody_in_a_kind_of_paper_folder():
    station = station_of(
        one("接案表/NY-001.docx", "case-intake", number="NY-001", client__name="林小宝"),
        one("接案表/NY-002.docx", "case-intake", number="NY-002", client__name="周一鸣"),
        paper("同意书/IMG0021.pdf", status="unreadable", reason="已加密"),
    )
    for case in station.cases:
        assert len(station.unread_for(case, "consent")) == 1
        assert station.unread_for(case, "plans") == []


def test_partly_read_file():
    path = "个案/NY-001.pdf"
    intake = form("case-intake", path, number="NY-001", client__name="林小宝")
    station = station_of(paper(path, intake, unread_pages=[3, 4]))
    assert [u.reason for u in station.unread_for(station.cases[0], "consent")] == ["第3、4页未能读取"]


def test_second_copy_is_kept_aside():
    station = station_of(
        one("个案/NY-001/a.docx", "case-consent", number="NY-001"),
        one(
            "个案/NY-001/b.docx",
            "case-consent",
            number="NY-001",
            date=date(2024, 9, 1),
            client__name="林小宝",
        ),
    )
    case = station.cases[0]
    assert case.consent.date is not None and len(case.more) == 1


def test_ten_thousand_papers_in_time():
    surnames, given = "赵钱孙李周吴郑王冯陈", "一二三四五六七八九十"
    papers = []
    for n in range(2000):
        name = surnames[n % 10] + given[n // 10 % 10] + given[n // 100 % 10] + ""
        folder = f"桥头社区/建档/QT-{n:04d} {name}"
        for kind in ("registration", "grade-assessment", "visit", "visit", "visit"):
            papers.append(
                one(
                    f"{folder}/{len(papers)}.docx",
                    kind,
                    number=f"QT-{n:04d}",
                    client__name=name,
                    community="桥头社区",
                )
            )
    start = time.process_time()
    station = assemble(papers, FORMS, StationConfig())
    used = time.process_time() - start
    assert len(station.archives) == 2000 and not station.unplaced
    assert used < 3.0  # 1.5 s on a quiet core; the limit leaves room for a busy machine
    print(f"{used:.2f} s")


def test_visits_to_somebody_without_archive_make_no_archive():
    path = "探访台账.xlsx"
    rows = [
        {"date": date(2024, 9, 1), "client__name": name, "narrative": "了解近况"}
        for name in ("王秀英", "王奶奶", "何美玲")
    ]
    station = station_of(
        paper(path, form("visit", path, rows={"contacts": rows}), kind="sheet"),
        one("建档/王秀英/建档表.docx", "registration", client__name="王秀英"),
        one("建档/陈大文/建档表.docx", "registration", client__name="陈大文"),
    )
    assert [a.name for a in station.archives] == ["王秀英", "陈大文"]
    assert [p.name for p in station.unplaced] == ["王奶奶", "何美玲"]
    wang, chen = station.archives
    assert station.unread_for(wang, "contacts") and not station.unread_for(chen, "contacts")


def test_attachment_that_is_no_form_leaves_absence_certain():
    station = station_of(
        one("个案/NY-001/a.docx", "case-intake", number="NY-001", client__name="林小宝"),
        paper("个案/NY-001/家庭收入证明.docx", status="unrecognised", reason="未能识别"),
        paper("个案/NY-001/个案接受服务同意书和身份证.pdf", status="unreadable", reason="扫描件"),
    )
    case = station.cases[0]
    assert len(case.unread) == 2
    assert [u.path.rpartition("/")[2] for u in station.unread_for(case, "consent")] == [
        "个案接受服务同意书和身份证.pdf"
    ]
    assert station.unread_for(case, "plans") == []


def test_folder_of_one_kind_of_paper_has_no_majority():
    visits = [one(f"探访/{n}.docx", "visit", number="QT-001", client__name="陈大文") for n in range(4)]
    station = station_of(
        *visits,
        one("探访/x.docx", "visit", number="QT-002"),
        one("探访/y.docx", "visit", number="QT-003", client__name="陈大文"),
    )
    assert [(a.id, len(a.contacts)) for a in station.archives] == [
        ("QT-001", 4),
        ("QT-002", 1),
        ("QT-003", 1),
    ]
    assert not any(conflicts(archive) for archive in station.archives)


def test_a_sheet_under_a_households_number_makes_no_case():
    folder = "桥头社区/王秀英"
    household = [
        one(f"{folder}/资料.docx", "registration", number="QT-0007", client__name="王秀英"),
        one(f"{folder}/评分.docx", "grade-assessment", number="QT-0007", client__name="王秀英"),
    ]
    log = form("case-intake", f"{folder}/日志.docx", number="QT-0007", client__name="王秀英")
    log.title = "基础资料"
    station = station_of(*household, paper(f"{folder}/日志.docx", log))
    assert [len(station.cases), len(station.archives)] == [0, 1]
    assert f"{folder}/日志.docx" in station.archives[0].files


def test_an_intake_that_calls_itself_a_cases_makes_one_beside_a_household():
    folder = "桥头社区/王秀英"
    station = station_of(
        one(f"{folder}/资料.docx", "registration", number="QT-0007", client__name="王秀英"),
        one(f"{folder}/评分.docx", "grade-assessment", number="QT-0007", client__name="王秀英"),
        one(f"{folder}/接案表.docx", "case-intake", number="QT-0007", client__name="王秀英"),
    )
    assert [len(station.cases), len(station.archives)] == [1, 1]
