"""The ways in which stations file their papers; each must give the same records."""

from __future__ import annotations

from datetime import date

import pytest
import yaml
from hand_made_papers import FORMS, blank, form, one, paper, reading, station_of

from auditor.config import parse_config
from auditor.data_files import shipped_rules_folder
from auditor.errors import ConfigurationError
from auditor.forms.spec import FormSpec
from auditor.records.build import PaperBuilder, check_form_paths


def ids(records):
    return [record.id for record in records]


def test_one_folder_a_case():
    station = station_of(
        one("个案/NY-001 林小宝/封面.docx", "case-cover", number="NY-001", client__name="林小宝"),
        one("个案/NY-001 林小宝/接案表.docx", "case-intake", client__name="林小宝"),
        one("个案/NY-001 林小宝/过程/第1次.docx", "case-session"),
        one("个案/NY-002 周一鸣/封面.docx", "case-cover", number="NY-002", client__name="周一鸣"),
    )
    assert ids(station.cases) == ["NY-001", "NY-002"]
    first = station.cases[0]
    assert first.cover and first.intake and len(first.sessions) == 1
    assert first.name == "林小宝" and not station.unplaced
    assert not any(identity.conflict for identity in first.identities)


def test_folder_named_by_masked_name_and_number():
    station = station_of(
        one("个案/NY-001 张*诺/接案表.docx", "case-intake", client__name="张一诺"),
        one("个案/NY-001 张*诺/同意书.docx", "case-consent"),
    )
    assert ids(station.cases) == ["NY-001"]
    assert station.cases[0].name == "张一诺"


def test_folder_named_by_running_number_and_name():
    station = station_of(
        one("个案/01张三丰/接案表.docx", "case-intake"),
        one("个案/01张三丰/同意书.docx", "case-consent"),
        one("个案/02李小四/接案表.docx", "case-intake"),
    )
    assert ids(station.cases) == ["张三丰", "李小四"]
    assert station.cases[0].consent is not None


def test_anonymous_folder_takes_the_one_identity_in_it():
    station = station_of(
        one("个案/第一份/a.docx", "case-intake", number="NY-001", client__name="林小宝"),
        one("个案/第一份/b.docx", "case-consent"),
        one("个案/第一份/过程/c.docx", "case-session"),
        one("个案/第二份/a.docx", "case-intake", number="NY-002", client__name="周一鸣"),
    )
    assert ids(station.cases) == ["NY-001", "NY-002"]
    assert station.cases[0].consent is not None and station.cases[0].sessions


def test_one_folder_a_kind_of_paper():
    station = station_of(
        one("同意书/NY-001同意书.docx", "case-consent"),
        one("同意书/周一鸣.docx", "case-consent"),
        one("接案表/NY-001.docx", "case-intake", number="NY-001", client__name="林小宝"),
        one("接案表/NY-002.docx", "case-intake", number="NY-002", client__name="周一鸣"),
        one("封面/林小宝封面.docx", "case-cover", client__name="林小宝"),
    )
    assert ids(station.cases) == ["NY-001", "NY-002"]
    assert all(case.consent is not None for case in station.cases)
    assert station.cases[0].cover is not None


def test_one_file_a_case():
    path = "个案/林小宝.docx"
    station = station_of(
        paper(
            path,
            form("case-cover", path),
            form("case-intake", path, number="NY-001", client__name="林小宝"),
            form("case-consent", path),
            form("case-session", path, sequence=1),
            form("case-session", path, sequence=2),
        ),
        paper(
            "个案/周一鸣.docx", form("case-cover", "个案/周一鸣.docx", number="NY-002", client__name="周一鸣")
        ),
    )
    assert ids(station.cases) == ["NY-001", "NY-002"]
    case = station.cases[0]
    assert case.cover and case.consent and [s.sequence.value for s in case.sessions] == [1, 2]


def test_several_cases_in_one_file_take_identity_from_the_form_before():
    path = "个案汇总.docx"
    station = station_of(
        paper(
            path,
            form("case-intake", path, number="NY-001", client__name="林小宝"),
            form("case-consent", path),
            form("case-intake", path, number="NY-002", client__name="周一鸣"),
            form("case-consent", path),
        )
    )
    assert ids(station.cases) == ["NY-001", "NY-002"]
    assert all(case.consent for case in station.cases)


def test_workbook_with_a_sheet_a_household():
    path = "建档/桥头社区.xlsx"
    station = station_of(
        paper(
            path,
            form("registration", path, ref="王秀英", client__name="王秀英", number="QT-001"),
            form("registration", path, ref="陈大文"),
            form("registration", path, ref="何美玲", client__name="何美玲", number="QT-003"),
            kind="sheet",
        )
    )
    assert ids(station.archives) == ["QT-001", "QT-003", "陈大文"]
    assert {record.community for record in station.archives} == {"桥头社区"}


def test_long_table_of_many_clients():
    path = "探访台账.xlsx"
    rows = [
        {"date": date(2024, 9, day), "client__name": name, "narrative": "了解近况"}
        for day, name in ((1, "王秀英"), (2, "陈大文"), (9, "王秀英"))
    ]
    station = station_of(
        paper(path, form("visit", path, rows={"contacts": rows}), kind="sheet"),
        one("建档/王秀英/建档表.docx", "registration", client__name="王秀英", number="QT-001"),
        one("建档/陈大文/建档表.docx", "registration", client__name="陈大文", number="QT-002"),
    )
    assert [len(archive.contacts) for archive in station.archives] == [2, 1]
    assert [c.method.value for c in station.archives[0].contacts] == [("visit",), ("visit",)]
    assert [c.date.value.day for c in station.archives[0].contacts] == [1, 9]


def test_case_and_archive_of_one_client_are_two_records():
    station = station_of(
        one("林小宝/接案表.docx", "case-intake", client__name="林小宝"),
        one("林小宝/建档表.docx", "registration", client__name="林小宝"),
    )
    assert ids(station.cases) == ids(station.archives) == ["林小宝"]


def test_visit_form_in_a_case_folder_is_the_cases_contact():
    station = station_of(
        one("个案/NY-001/接案表.docx", "case-intake", number="NY-001", client__name="林小宝"),
        one("个案/NY-001/探访.docx", "visit", client__name="林小宝"),
    )
    assert station.archives == []
    assert len(station.cases[0].contacts) == 1


def test_community_from_paper_path_and_initials():
    config = parse_config('[districts]\n"第一片区" = [{name = "东风社区", initials = ["DF"]}, "桥头社区"]')
    station = station_of(
        one("个案/DF-001/a.docx", "case-intake", number="DF-001"),
        one("桥头社区/个案/X/a.docx", "case-intake", number="QT-001", client__name="林小宝"),
        one(
            "桥头社区/个案/Y/a.docx", "case-intake", number="HP-001", client__name="周一鸣", community="河畔"
        ),
        config=config,
    )
    assert [(c.id, c.community, c.district) for c in station.cases] == [
        ("DF-001", "东风社区", "第一片区"),
        ("HP-001", "河畔", ""),
        ("QT-001", "桥头社区", "第一片区"),
    ]


def test_initials_are_learnt_from_papers_that_print_both():
    station = station_of(
        *(one(f"a/{n}.docx", "case-intake", number=f"NY-00{n}", community="南苑社区") for n in (1, 2)),
        one("b/3.docx", "case-intake", number="NY-003"),
    )
    assert {case.community for case in station.cases} == {"南苑社区"}


def test_roster_is_its_own_record():
    path = "名册/桥头社区名册.xlsx"
    table = [{"name": "王秀英", "number": "QT-001"}, {"name": "陈大文", "number": "QT-002"}]
    station = station_of(paper(path, form("roster", path, rows={"entries": table}, community="桥头")))
    assert len(station.rosters) == 1
    assert [entry.name.value for entry in station.rosters[0].entries] == ["王秀英", "陈大文"]
    assert station.rosters[0].community == "桥头"
    assert station.rosters[0].stated_community.value == "桥头"


def test_every_file_is_listed_and_nothing_is_dropped():
    station = station_of(
        one("杂/a.docx", "case-consent"),
        paper("杂/b.docx", status="unreadable", reason="文件损坏"),
        paper("杂/Thumbs.db", status="skipped"),
    )
    assert [file.status for file in station.files] == ["skipped", "read", "unreadable"]
    assert [item.path for item in station.unplaced] == ["杂/a.docx"]


def test_row_approvals_and_header_approvals_of_a_long_table():
    spec_row = {"sequence": 1, "date": date(2024, 9, 1), "narrative": "面谈"}
    path = "个案/NY-001/过程.docx"
    given = form(
        "case-session", path, number="NY-001", rows={"sessions": [spec_row, {**spec_row, "sequence": 2}]}
    )
    given.rows["sessions"][1]["approval.opinion"] = reading("同意")
    given.approvals = [{"role": reading("supervisor"), "opinion": blank()}]
    station = station_of(paper(path, given))
    sessions = station.cases[0].sessions
    assert [len(session.approvals) for session in sessions] == [1, 1]
    assert sessions[0].approvals[0].role.value == "supervisor"
    assert sessions[1].approvals[0].opinion.value == "同意"
    assert sessions[1].number.value == "NY-001"


def test_supervision_record_is_read_with_the_case_it_names():
    station = station_of(
        one("个案/NY-001/a.docx", "case-intake", number="NY-001", client__name="林小宝"),
        one("督导/1.docx", "supervision", number="NY-001", advice="建议加强情绪支持"),
    )
    assert len(station.others) == 1
    assert station.cases[0].worker_support.value is True


def test_form_definitions_are_checked_against_the_model():
    spec = FORMS["case-consent"]
    bad = spec.model_copy(update={"fields": {"guardian.fone": spec.fields["guardian.phone"]}})
    assert ["guardian.phone" in message for message in check_form_paths(bad)] == [True]
    assert "assessments" in check_form_paths(spec.model_copy(update={"part": "assesments"}))[0]
    assert "case" in check_form_paths(spec.model_copy(update={"record": "cases"}))[0]
    assert check_form_paths(spec) == []
    with pytest.raises(ConfigurationError, match=r"guardian\.phone"):
        PaperBuilder({"x": bad})


def test_shipped_forms_fit_the_model():
    folder = shipped_rules_folder() / "forms"
    specs = [FormSpec(**yaml.safe_load(path.read_text("utf-8"))) for path in sorted(folder.glob("*.yaml"))]
    assert specs
    assert [f"{spec.id}: {message}" for spec in specs for message in check_form_paths(spec)] == []


def test_number_variants_and_forms_of_address():
    folder = "建档/和辉/RB-HH-008 王*英"
    station = station_of(
        one(f"{folder}/建档表.docx", "registration", client__name="王秀英", number="RB - HH - 008"),
        one(f"{folder}/探访/9月.docx", "visit", client__name="王阿姨"),
    )
    (archive,) = station.archives
    assert (archive.id, archive.name, len(archive.contacts)) == ("RB-HH-008", "王秀英", 1)
    assert not any(identity.conflict for identity in archive.identities)
