"""A page break with a heading begins a paper of whatever name; what only closes the paper before goes on with it."""

from __future__ import annotations

from auditor.audit import read_file
from tools.strangers.papers import Drawing, PageBreak, Picture, Piece, Table, cell, para
from tools.strangers.styles.judge_common import heading, save


def grid(*rows: list[str]) -> Table:
    return Table([[cell(text, label=at % 2 == 0) for at, text in enumerate(row)] for row in rows])


def headed(*rows: list[str]) -> Table:
    return Table([[cell(text, label=not at) for text in row] for at, row in enumerate(rows)])


def read(tmp_path, *pieces: Piece):
    save(Drawing([*pieces]), tmp_path / "a.docx")
    return read_file(tmp_path / "a.docx").forms


def scored(title: str, day: str, grade: str) -> list[Piece]:
    return [
        heading(title),
        grid(["档案编号", "QS-JA-003", "户主姓名", "陶立春"], ["评估日期", day, "评估人", "方小禾"]),
        headed(["评估项目", "评价", "得分"], ["经济来源", "差", "14"], ["居住环境", "一般", "8"]),
        grid(["总分", "22", "评定等级", grade]),
    ]


LOG = [
    heading("往来日记"),
    para("姓名：陶立春"),
    headed(
        ["日期", "形式", "内容", "社工"],
        ["2025.3.5", "上门", "看望，老人精神好，门口积水未清。", "方小禾"],
        ["2025.4.5", "电话", "问候，提醒复诊拿药。", "方小禾"],
    ),
]


def test_a_paper_of_an_unknown_name_behind_a_page_break(tmp_path):
    forms = read(tmp_path, *scored("帮扶评分单", "2025年3月2日", "二级"), PageBreak(), *LOG)
    assert [form.form for form in forms] == [
        "archive-grade-assessment",
        "archive-contact-log",
        "archive-contact-log",
    ]
    assert forms[0].fields["date"].raw == "2025年3月2日"


def test_of_two_papers_and_a_log_each_is_read(tmp_path):
    forms = read(
        tmp_path,
        *scored("帮扶评分单", "2025年3月2日", "二级"),
        PageBreak(),
        *scored("帮扶评分单", "2025年9月2日", "三级"),
        PageBreak(),
        *LOG,
    )
    assert [form.fields["grade"].value for form in forms if "grade" in form.fields] == [2, 3]
    assert sum(form.form == "archive-contact-log" for form in forms) == 2


def test_a_page_of_signatures_is_no_paper_of_its_own(tmp_path):
    forms = read(
        tmp_path,
        heading("个案服务同意书"),
        grid(["个案编号", "QS-GA-003", "服务对象", "陶立春"]),
        para("本人已了解服务内容，同意接受个案服务。"),
        PageBreak(),
        heading("各方落款"),
        Table(
            [
                [
                    cell("服务对象签名", label=True),
                    cell(Picture()),
                    cell("日期", label=True),
                    cell("2025年3月2日"),
                ],
                [
                    cell("社工签名", label=True),
                    cell(Picture()),
                    cell("日期", label=True),
                    cell("2025年3月2日"),
                ],
            ]
        ),
    )
    (form,) = forms
    assert form.form == "case-consent"
    assert form.fields["client.signature"].mark.value == "image"


def test_a_paper_that_cannot_be_told_is_of_the_kind_of_its_namesake(tmp_path):
    odd = [
        heading("帮扶评分单"),
        grid(["哪位", "陶立春", "哪天", "2025年9月2日"], ["几分", "18", "几档", "丙"]),
    ]
    forms = read(tmp_path, *scored("帮扶评分单", "2025年3月2日", "二级"), PageBreak(), *odd)
    assert [form.form for form in forms] == ["archive-grade-assessment"] * 2
    assert forms[0].fields["total"].value == 22
