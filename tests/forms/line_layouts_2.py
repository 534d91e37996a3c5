"""A second set of papers in lines and shared cells, written after the first was read and before this one was.

All names and numbers are invented.
"""

from __future__ import annotations

from datetime import date

from auditor.pages.model import Document
from tests.forms.papers import A, document, table
from tests.forms.strange_layouts_2 import BLANK, PICTURE, TYPED, Known, Strange


def word(*blocks: str | list[list[object]]) -> Document:
    return document(*(table(block) if isinstance(block, list) else block for block in blocks))


def intake_in_prose_lines() -> tuple[Document, list[Known]]:
    """An intake with half-width colons, brackets around labels and blanks of many widths."""
    paper = word(
        "个案接案记录表",
        "【基本资料】",
        "案主姓名: 上官雨   性别: 女   出生年月日: 2012年10月1日",
        "就读学校: 云岭中学   班主任: 郗老师   电话: 13566778890",
        "常住地: 云岭镇东巷3号   居委: 东巷社区",
        "【求助情况】",
        "转介渠道: 学校转介   受理日期: 2025年3月18日",
        "求助事由: 在校与同学冲突后沉默少言，班主任建议社工介入。",
        "【初步评定】",
        "初步印象: 情绪低落，支持网络薄弱。",
        "接案与否: 同意接案",
        f"接案同工: {A}   填写时间: 2025年3月18日",
        f"督导批示: 同意，注意保密。   督导签署: {A}   时间: 2025年3月20日",
    )
    return paper, [
        Known(
            "case-intake",
            {
                "client.name": "上官雨",
                "client.sex": "女",
                "client.birth_date": date(2012, 10, 1),
                "client.address": "云岭镇东巷3号",
                "community": TYPED,
                "source": TYPED,
                "date": date(2025, 3, 18),
                "problem": TYPED,
                "narrative": TYPED,
                "worker_signature": PICTURE,
            },
            approvals=[
                {"role": "supervisor", "opinion": TYPED, "signature": PICTURE, "date": date(2025, 3, 20)}
            ],
        )
    ]


def consent_two_columns() -> tuple[Document, list[Known]]:
    """Consent: two big cells, left the client's lines, right the guardian's."""
    paper = word(
        "个案知情同意书",
        [
            [("本人已阅读并理解以上条款，同意接受服务。", 2)],
            [
                f"服务使用者：皇甫星\n出生日期：2011年5月5日\n联络电话：\n签署：{A}\n日期：2025年9月1日",
                f"家长／监护人：皇甫岩\n与服务使用者关系：父子\n联络电话：13477889900\n签署：{A}\n日期：2025年9月1日",
            ],
            [f"负责社工签署：{A}", "日期：2025年9月1日"],
        ],
    )
    return paper, [
        Known(
            "case-consent",
            {
                "client.name": "皇甫星",
                "client.birth_date": date(2011, 5, 5),
                "client.phone": BLANK,
                "client.signature": PICTURE,
                "guardian.name": "皇甫岩",
                "guardian.relation": TYPED,
                "guardian.phone": "13477889900",
                "guardian.signature": PICTURE,
                "worker_signature": PICTURE,
                "date": date(2025, 9, 1),
            },
        )
    ]


def consent_parents_beside() -> tuple[Document, list[Known]]:
    """Consent: 父亲 and 母亲 in one row, each with name and number in one cell, in several spellings."""
    paper = word(
        "个案服务同意书",
        [
            ["案主", ("端木晴", 3)],
            ["父亲（姓名/电话）", "端木海 / 13755664433", "母亲（姓名/电话）", "容慧 / "],
            ["监护人姓名、联系电话", ("端木海，13755664433", 3)],
            [f"案主签字：{A}", "", f"监护人签字：{A}", ""],
            ["签约时间", ("2025-04-02", 3)],
        ],
    )
    return paper, [
        Known(
            "case-consent",
            {
                "client.name": "端木晴",
                "father.name": "端木海",
                "father.phone": "13755664433",
                "mother.name": "容慧",
                "mother.phone": BLANK,
                "guardian.name": "端木海",
                "guardian.phone": "13755664433",
                "client.signature": PICTURE,
                "guardian.signature": PICTURE,
                "date": date(2025, 4, 2),
            },
        )
    ]


def agreement_in_clauses() -> tuple[Document, list[Known]]:
    """An agreement with the parties in numbered lines and signatures in a table below."""
    paper = word(
        "社会工作服务协议",
        "提供服务方（甲方）：梧桐镇社会工作服务站",
        "接受服务方（乙方）：令狐月",
        "乙方监护人：令狐松    联系方式：13399887766",
        "第一条  甲方根据乙方需要提供个案服务。",
        "第二条  乙方及其监护人应如实提供资料。",
        [
            ["甲方代表签署", "乙方签署", "监护人签署"],
            [A, A, A],
            ["2025年3月3日", "2025年3月3日", "2025年3月3日"],
        ],
    )
    return paper, [
        Known(
            "case-consent",
            {
                "client.name": "令狐月",
                "guardian.name": "令狐松",
                "guardian.phone": "13399887766",
                "client.signature": PICTURE,
                "guardian.signature": PICTURE,
            },
        )
    ]


def call_in_lines() -> tuple[Document, list[Known]]:
    """A phone call note in lines with blanks where nothing was filled in."""
    paper = word(
        "电话访问记录表",
        "户编号：LQ-033　　户主：慕容福　　致电时日：2025年6月12日",
        "电访同工：司徒敏　　通话起讫：10:05-10:20",
        "通话概述：老人反映近日胃口差，已约家属陪诊。",
        "跟进措施：一周后再致电。",
        f"同工签章：{A}　　　撰写日期：　　　年　　月　　日",
        "督导批阅：　　　　　　督导签章：　　　　　　",
    )
    return paper, [
        Known(
            "archive-call",
            {
                "number": "LQ-033",
                "client.name": "慕容福",
                "date": date(2025, 6, 12),
                "worker": "司徒敏",
                "time": "10:05-10:20",
                "narrative": TYPED,
                "outcome": TYPED,
                "worker_signature": PICTURE,
                "record_date": BLANK,
            },
            approvals=[{"role": "supervisor", "opinion": BLANK, "signature": BLANK}],
        )
    ]


def grade_columns_of_notes() -> tuple[Document, list[Known]]:
    """A grade assessment with instruction, note behind options on the next line, bands as a footnote with ranges first."""
    paper = word(
        "特殊群体需求评估表",
        "（请在相应□内打√，每项只选一项）",
        "服务对象：宇文贵    户号：LQ-040    评定时间：2025年7月1日",
        [
            ["评估维度", "选项", "分数"],
            ["健康", "□良好（0分） ☑一般（10分） □较差（20分）", "10"],
            ["照顾", "☑良好（0分） □一般（10分） □较差（20分）", "0"],
        ],
        "评估合计分数：10",
        "评级结论：□一级　□二级　□三级　☑四级",
        "（说明：一级80—100分，二级60—79分，三级40—59分，四级0—39分）",
        f"评估同工：{A}　　　下次复评时间：2026年1月",
    )
    return paper, [
        Known(
            "archive-grade-assessment",
            {
                "client.name": "宇文贵",
                "date": date(2025, 7, 1),
                "total": 10.0,
                "grade": 4,
                "bands_text": TYPED,
                "worker_signature": PICTURE,
            },
        )
    ]


def plan_with_headings() -> tuple[Document, list[Known]]:
    """A plan whose labels are numbered headings with the text below, and a heading over the approvals."""
    paper = word(
        "个案介入计划书",
        "案主：尉迟安　　案号：WT-2025-021　　计划拟订时日：2025年5月20日",
        "（一）运用理论",
        "危机介入理论与优势视角。",
        "（二）总体目的",
        "六周内恢复日常作息。",
        "（三）推行步骤及时间",
        "第一周完成评估；第二至五周每周面谈一次；第六周检视。",
        "（四）审批",
        f"督导意见：可行　　督导签章：{A}　　2025年5月22日",
        f"片长审阅：已阅　　片长签章：{A}　　2025年5月23日",
        f"计划拟订社工：{A}",
    )
    return paper, [
        Known(
            "case-plan",
            {
                "client.name": "尉迟安",
                "number": "WT-2025-021",
                "date": date(2025, 5, 20),
                "theory": TYPED,
                "goals": TYPED,
                "narrative": TYPED,
                "worker_signature": PICTURE,
            },
            approvals=[
                {"role": "supervisor", "opinion": TYPED, "signature": PICTURE, "date": date(2025, 5, 22)},
                {"role": "district_head", "opinion": TYPED, "signature": PICTURE, "date": date(2025, 5, 23)},
            ],
        )
    ]


def closing_in_cells() -> tuple[Document, list[Known]]:
    """A closing report with several pairs a cell, parted by semicolons and blanks."""
    paper = word(
        "个案结案表",
        [
            [("案主：公孙文；性别：男；案号：WT-2025-002", 2)],
            ["立案时间：2025年1月6日　结案时日：2025年6月9日", "面谈总节数：8节；电访次数：3次"],
            [("结案缘由：■目标达成 □案主要求 □转介 □其他（请注明）：＿＿＿", 2)],
            [("目标达成程度描述：案主已能自行安排作息，亲子冲突减少。", 2)],
            [(f"主理社工签署：{A}　　日期：2025年6月9日", 2)],
            ["督导审批", f"同意结案。　签章：{A}　　日期：2025年6月11日"],
        ],
    )
    return paper, [
        Known(
            "case-closing",
            {
                "client.name": "公孙文",
                "client.sex": "男",
                "number": "WT-2025-002",
                "opened": date(2025, 1, 6),
                "date": date(2025, 6, 9),
                "session_count": 8,
                "reason": ("目标达到",),
                "narrative": TYPED,
                "worker_signature": PICTURE,
            },
            approvals=[
                {"role": "supervisor", "opinion": TYPED, "signature": PICTURE, "date": date(2025, 6, 11)}
            ],
        )
    ]


LINES_2: dict[str, Strange] = {
    made.__name__: made
    for made in (
        intake_in_prose_lines,
        consent_two_columns,
        consent_parents_beside,
        agreement_in_clauses,
        call_in_lines,
        grade_columns_of_notes,
        plan_with_headings,
        closing_in_cells,
    )
}
