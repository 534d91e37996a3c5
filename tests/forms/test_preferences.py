"""Whom a paper is about and what it asks settle which form it is, where its title could be several forms'."""

from __future__ import annotations

from datetime import date

from auditor.config import StationConfig
from auditor.engine.load import load_rules
from auditor.engine.run import run_rules
from auditor.forms.model import ReadPaper
from auditor.reading import form_set, paper_of
from auditor.records.assemble import assemble
from tests.forms.papers import document, table

FORMS = form_set(())
RULES = load_rules().rules
NEEDS = [["案主", "刘某某", "评估日期", "2025年3月2日"], ["成因分析", ("独居，行动不便。", 3)]]


def read(*blocks: object, path: str = "a.docx") -> ReadPaper:
    return paper_of(document(*blocks, path=path), FORMS)


def forms_of(*blocks: object) -> list[str]:
    return [form.form for form in read(*blocks).forms]


def test_a_paper_that_names_its_client_is_no_survey_of_the_station():
    assert forms_of("服务需求评估报告", table(NEEDS)) == ["case-assessment"]
    assert forms_of("某某社工站需求评估报告", table(NEEDS)) == ["case-assessment"]


def test_a_survey_without_a_client_remains_a_survey():
    lines = ["一、调研背景", "本站在三个社区开展了调研。", "二、调研方法", "问卷八十份。"]
    assert forms_of("服务需求评估报告", *lines) == ["needs-survey"]
    assert forms_of("需求评估报告", "本站走访了三个社区。") == ["needs-survey"]


COVER = [
    "个案封面",
    table([["个案编号", "LX-002", "姓名", "刘某某"], ["开案日期", "2025年1月2日", "类别", "一般"]]),
]
SESSION = [
    "个案服务过程记录表",
    table([["个案编号", "LX-002"], ["服务日期", "2025年1月9日"], ["服务过程", "面谈。"]]),
]


def intake_said(*second: object) -> set[str]:
    papers = [
        read(*COVER, path="LX-002/1.docx"),
        read(*SESSION, path="LX-002/2.docx"),
        read(*second, path="LX-002/3.docx"),
    ]
    station = assemble(papers, FORMS.forms, StationConfig())
    as_of = date(2025, 12, 31)
    run = run_rules([RULES["case-documents-incomplete"]], station, as_of, (date(2025, 1, 1), as_of))
    return {"sure" if finding.sure else "check" for finding in run.findings}


def test_a_second_cover_that_tells_much_more_may_be_the_paper_that_is_missed():
    told = [
        ["个案编号", "LX-002", "姓名", "刘某某"],
        ["性别", "女", "出生日期", "1950年2月3日"],
        ["住址", "青石街4号", "联系电话", "13000000000"],
    ]
    assert intake_said("个案档案首页", table(told)) == {"check"}


def test_a_second_copy_of_the_cover_is_a_copy():
    assert intake_said(*COVER) == {"sure"}


def test_who_keeps_a_list_is_no_household_on_it():
    rows = [
        ["序号", "档案编号", "姓名", "性别", "人员类别", "评级", "备注"],
        ["1", "LX-001", "刘某某", "女", "低保", "二级", ""],
        ["2", "LX-002", "陈某某", "男", "残疾", "三级", ""],
        ["合计", "2户", "", "", "", "", ""],
        ["", "名册保管人：", "黄某某", "", "", "", ""],
    ]
    roster = read("服务对象档案清单", table(rows), path="清单.docx").forms[0]
    assert [row["number"].value for row in roster.rows["entries"]] == ["LX-001", "LX-002"]


def test_a_followup_after_closing_is_no_log_of_contacts():
    rows = [["服务对象", "刘某某", "跟进日期", "2025年4月10日"], ["跟进方式", "电话", "现况", "平静。"]]
    forms = read("结案后跟进记录表", "档案编号：LX-002", table(rows)).forms
    assert [form.form for form in forms] == ["case-followup"]
    assert forms[0].fields["date"].value == date(2025, 4, 10)
