"""More tables that are not one form under one title; written after the first set was read, before it was known how these are.

All names and numbers are invented.
"""

from __future__ import annotations

from datetime import date

from auditor.pages.model import Document
from tests.forms.office_files import word, workbook
from tests.forms.strange_layouts_2 import BLANK, TYPED, Known, Strange


def household_booklet() -> tuple[Document, list[Known]]:
    """A household's year in one Word table under captions numbered （一）, with items and contacts as rows."""
    paper = word(
        "石门镇社工站兜底对象服务手册",
        [
            [("（一）建档封面", 4)],
            ["档案编号", "SM-H-041", "户主姓名", "池月桂"],
            ["人员类别", "独居", "建档日期", "2025年1月7日"],
            [("（二）服务对象基础信息表", 4)],
            ["姓名", "池月桂", "联系电话", "13900447711"],
            ["身份证号", "", "居住环境", "一般"],
            [("（三）需求与危机分级评估表", 4)],
            ["评估项目", "评价", "得分", "备注"],
            ["生活环境", "一般", "6", ""],
            ["身体状况", "较差", "12", ""],
            ["总分", "18", "评定等级", "三级"],
            ["评估人", "翁美凤", "评估日期", "2025年1月15日"],
            [("（四）探访电访记录", 4)],
            ["日期", "方式", "内容", "社工"],
            ["2025.2.10", "入户", "换了灯泡，谈起儿子。", "翁美凤"],
            ["2025.3.11", "电访", "血压平稳。", "翁美凤"],
            [("（五）双工联动协同记录", 4)],
            ["协同日期", "2025年3月20日", "直聘社工", "简丽华"],
            ["协同情况", ("一同核对高龄补贴。", 3)],
        ],
    )
    return paper, [
        Known("archive-cover", {"number": "SM-H-041", "client.name": "池月桂", "opened": date(2025, 1, 7)}),
        Known(
            "archive-registration",
            {"client.name": "池月桂", "client.phone": "13900447711", "client.id_number": BLANK},
        ),
        Known(
            "archive-grade-assessment",
            {"grade": 3, "total": 18.0, "date": date(2025, 1, 15)},
            rows={"items": [{"item": "生活环境", "score": 6.0}, {"item": "身体状况", "score": 12.0}]},
        ),
        Known("archive-contact-log", {"date": date(2025, 2, 10), "method": ("visit",)}),
        Known("archive-contact-log", {"date": date(2025, 3, 11), "method": ("call",)}),
        Known(
            "archive-collaboration",
            {"date": date(2025, 3, 20), "direct_worker": "简丽华", "description": TYPED},
        ),
    ]


def booklet_with_form_numbers() -> tuple[Document, list[Known]]:
    """Captions with a form's number instead of a heading's: 表1, 附件2."""
    paper = word(
        [
            [("表1  接案登记表", 4)],
            ["案主姓名", "卓一鸣", "个案编号", "YX-014"],
            ["接案日期", "2025-04-01", "个案来源", "学校转介"],
            [("表2  个案预估表", 4)],
            ["问题表现", ("上课打瞌睡", 3)],
            ["需求分析", ("需要规律作息与父母陪伴", 3)],
            ["评估日期", "2025-04-08", "社工签名", "荣思琪"],
            [("表3  个案服务计划表", 4)],
            ["理论依据", ("任务中心模式", 3)],
            ["服务目标", ("六周内按时就寝", 3)],
        ]
    )
    return paper, [
        Known("case-intake", {"client.name": "卓一鸣", "number": "YX-014", "date": date(2025, 4, 1)}),
        Known("case-assessment", {"problem": TYPED, "date": date(2025, 4, 8), "worker_signature": TYPED}),
        Known("case-plan", {"theory": "任务中心模式", "goals": TYPED}),
    ]


def headings_over_tables() -> tuple[Document, list[Known]]:
    """Numbered headings as paragraphs, each over a table of its own."""
    paper = word(
        "个案档案",
        "一、个案接案表",
        [["案主姓名", "卓一鸣", "个案编号", "YX-014"], ["接案日期", "2025-04-01", "求助问题", "作息紊乱"]],
        "二、个案服务同意书",
        [
            ["案主签名", "卓一鸣", "监护人签名", "卓海"],
            ["监护人联系电话", "13700558800", "签署日期", "2025-04-02"],
        ],
        "三、结案报告",
        [["结案日期", "2025-07-30", "结案原因", "目标达成"], ["目标达成情况", ("作息规律", 3)]],
    )
    return paper, [
        Known("case-intake", {"client.name": "卓一鸣", "date": date(2025, 4, 1), "problem": TYPED}),
        Known(
            "case-consent",
            {
                "client.signature": TYPED,
                "guardian.signature": TYPED,
                "guardian.phone": "13700558800",
                "date": date(2025, 4, 2),
            },
        ),
        Known("case-closing", {"date": date(2025, 7, 30), "reason": TYPED}),
    ]


def loose_groups_in_a_sheet() -> tuple[Document, list[Known]]:
    """A header of two storeys in which nothing is merged."""
    paper = workbook(
        {
            "评估": [
                ["分级评估登记表", "", "", "", "", "", "", ""],
                ["档案号", "姓名", "评估", "", "", "生活环境", "", "评估人"],
                ["", "", "日期", "等级", "总分", "评价", "得分", ""],
                ["QH-H-001", "温带娣", "2025-03-01", "二级", 41, "一般", 9, "翁美凤"],
                ["QH-H-002", "薄长庚", "2025-03-02", "三级", 57, "良好", 3, "翁美凤"],
            ]
        }
    )
    return paper, [
        Known(
            "archive-grade-assessment",
            {"number": "QH-H-001", "date": date(2025, 3, 1), "grade": 2, "total": 41.0},
        ),
        Known(
            "archive-grade-assessment",
            {"number": "QH-H-002", "date": date(2025, 3, 2), "grade": 3, "total": 57.0},
        ),
    ]


def wide_items() -> tuple[Document, list[Known]]:
    paper = workbook(
        {
            "分级评估": [
                [
                    "档案编号",
                    "姓名",
                    "评估日期",
                    "生活环境评价",
                    "生活环境得分",
                    "身体状况评价",
                    "身体状况得分",
                    "总分",
                    "评定等级",
                ],
                ["QH-H-001", "温带娣", "2025-03-01", "一般", 9, "较差", 15, 24, "二级"],
                ["QH-H-002", "薄长庚", "2025-03-02", "良好", 3, "一般", 9, 12, "三级"],
            ]
        }
    )
    return paper, [
        Known(
            "archive-grade-assessment",
            {"number": "QH-H-001", "grade": 2, "total": 24.0},
            rows={
                "items": [
                    {"item": "生活环境", "rating": ("一般",), "score": 9.0},
                    {"item": "身体状况", "rating": ("较差",), "score": 15.0},
                ]
            },
        ),
        Known(
            "archive-grade-assessment",
            {"number": "QH-H-002", "grade": 3, "total": 12.0},
            rows={"items": [{"item": "生活环境", "score": 3.0}, {"item": "身体状况", "score": 9.0}]},
        ),
    ]


def months_over_methods() -> tuple[Document, list[Known]]:
    """Each month over 入户 | 电访, the days in the cells."""
    paper = workbook(
        {
            "2025": [
                [("2025年探访电访台账", 6)],
                [("档案号", 1, 2), ("姓名", 1, 2), ("1月", 2), ("2月", 2), ("3月", 2)],
                ["入户", "电访", "入户", "电访", "入户", "电访"],
                ["QH-H-001", "温带娣", "8日", "20日", "", "6日", "12日", ""],
                ["QH-H-002", "薄长庚", "", "9日", "11日", "", "√", ""],
            ]
        }
    )
    visits = [
        ("QH-H-001", date(2025, 1, 8), "visit"),
        ("QH-H-001", date(2025, 1, 20), "call"),
        ("QH-H-001", date(2025, 2, 6), "call"),
        ("QH-H-001", date(2025, 3, 12), "visit"),
        ("QH-H-002", date(2025, 1, 9), "call"),
        ("QH-H-002", date(2025, 2, 11), "visit"),
        ("QH-H-002", None, "visit"),
    ]
    return paper, [
        Known("archive-contact-log", {"number": n, "date": d, "method": (m,)}) for n, d, m in visits
    ]


def months_a_sheet_each_household() -> tuple[Document, list[Known]]:
    rows = [
        ["月份", "入户探访情况", "电话探访情况"],
        ["一月", "1月8日：送物资。", "1月20日：问候。"],
        ["二月", "", "2月6日：提醒复诊。"],
    ]
    paper = workbook(
        {
            "温带娣": [[("2025年服务跟进台账", 3)], ["档案编号：QH-H-001", "户主：温带娣", ""], *rows],
            "薄长庚": [[("2025年服务跟进台账", 3)], ["档案编号：QH-H-002", "户主：薄长庚", ""], *rows],
        }
    )
    visits = [(date(2025, 1, 8), "visit"), (date(2025, 1, 20), "call"), (date(2025, 2, 6), "call")]
    return paper, [
        Known("archive-contact-log", {"number": n, "client.name": c, "date": d, "method": (m,)})
        for n, c in (("QH-H-001", "温带娣"), ("QH-H-002", "薄长庚"))
        for d, m in visits
    ]


def visits_side_by_side() -> tuple[Document, list[Known]]:
    """第一次 | 第二次 as groups over 日期 | 方式 | 情况."""
    paper = workbook(
        {
            "走访": [
                [("困难群众走访台账（2025年第一季度）", 8)],
                [("档案编号", 1, 2), ("姓名", 1, 2), ("第一次走访", 3), ("第二次走访", 3)],
                ["日期", "方式", "走访情况", "日期", "方式", "走访情况"],
                ["QH-H-001", "温带娣", "2025-01-08", "入户", "送物资", "2025-02-06", "电话", "提醒复诊"],
                ["QH-H-002", "薄长庚", "2025-01-09", "入户", "修水管", "", "", ""],
            ]
        }
    )
    return paper, [
        Known(
            "archive-contact-log",
            {"number": "QH-H-001", "date": date(2025, 1, 8), "method": ("visit",), "narrative": TYPED},
        ),
        Known(
            "archive-contact-log",
            {"number": "QH-H-001", "date": date(2025, 2, 6), "method": ("call",), "narrative": TYPED},
        ),
        Known(
            "archive-contact-log",
            {"number": "QH-H-002", "date": date(2025, 1, 9), "method": ("visit",), "narrative": TYPED},
        ),
    ]


def consent_register() -> tuple[Document, list[Known]]:
    paper = workbook(
        {
            "同意书": [
                [("接受个案服务同意书签署登记", 7)],
                ["个案编号", "案主姓名", "签署日期", "监护人姓名", "监护人电话", "案主签名", "监护人签名"],
                ["YX-014", "卓一鸣", "2025-04-02", "卓海", "13700558800", "卓一鸣", "卓海"],
                ["YX-015", "宗小北", "2025-04-09", "宗大成", "", "宗小北", ""],
            ]
        }
    )
    return paper, [
        Known(
            "case-consent",
            {
                "number": "YX-014",
                "client.name": "卓一鸣",
                "date": date(2025, 4, 2),
                "guardian.name": "卓海",
                "guardian.phone": "13700558800",
                "guardian.signature": TYPED,
            },
        ),
        Known(
            "case-consent",
            {
                "number": "YX-015",
                "client.name": "宗小北",
                "guardian.phone": BLANK,
                "guardian.signature": BLANK,
            },
        ),
    ]


def sessions_of_many_cases() -> tuple[Document, list[Known]]:
    """Under a title that no form has, with rows for communities in between."""
    paper = workbook(
        {
            "面谈": [
                [("个案服务开展情况登记", 7)],
                ["序号", "个案编号", "案主", "节次", "面谈日期", "面谈形式", "面谈内容"],
                [("石门社区", 7)],
                [1, "YX-014", "卓一鸣", 1, "2025-04-10", "入户", "约定就寝时间"],
                [2, "YX-014", "卓一鸣", 2, "2025-04-24", "站内", "检视作息记录"],
                [("竹林社区", 7)],
                [3, "YX-015", "宗小北", 1, "2025-04-16", "学校", "了解同伴关系"],
            ]
        }
    )
    return paper, [
        Known(
            "case-session",
            {
                "number": "YX-014",
                "client.name": "卓一鸣",
                "sequence": 1,
                "date": date(2025, 4, 10),
                "narrative": TYPED,
            },
        ),
        Known("case-session", {"number": "YX-014", "sequence": 2, "date": date(2025, 4, 24)}),
        Known("case-session", {"number": "YX-015", "sequence": 1, "date": date(2025, 4, 16)}),
    ]


def planned_sessions_stay_in_the_plan() -> tuple[Document, list[Known]]:
    """A plan with a table of what is going to be done: these are no process records."""
    paper = word(
        "个案服务计划书",
        [
            ["案主姓名", "宗小北", "个案编号", "YX-015"],
            ["理论依据", ("优势视角", 3)],
            ["节次", "计划时间", "服务内容", "服务目标"],
            ["1", "2025年4月", "建立关系", "愿意交谈"],
            ["2", "2025年5月", "发掘优势", "说出三项长处"],
            ["制表日期", "2025-04-12", "社工签名", "荣思琪"],
        ],
    )
    return paper, [Known("case-plan", {"theory": "优势视角", "number": "YX-015", "worker_signature": TYPED})]


def short_line_over_sessions() -> tuple[Document, list[Known]]:
    paper = word(
        "个4",
        "个案服务计划",
        [
            ["案主姓名", "宗小北", "个案编号", "YX-015"],
            ["理论依据", ("优势视角", 3)],
            ["服务目标", ("愿意交谈", 3)],
        ],
        "个5",
        [
            ["次序", "服务日期", "服务方式", "服务过程", "社工反思", "督导意见"],
            ["1", "2025-04-16", "学校面谈", "了解同伴关系", "需再联系班主任", "同意"],
            ["2", "2025-04-30", "入户", "与父母核对作息", "父母配合", ""],
        ],
    )
    return paper, [
        Known("case-plan", {"theory": "优势视角", "number": "YX-015"}),
        Known("case-session", {"sequence": 1, "date": date(2025, 4, 16), "narrative": TYPED}),
        Known("case-session", {"sequence": 2, "date": date(2025, 4, 30), "narrative": TYPED}),
    ]


SHAPES_2: dict[str, Strange] = {
    make.__name__: make
    for make in (
        household_booklet,
        booklet_with_form_numbers,
        headings_over_tables,
        loose_groups_in_a_sheet,
        wide_items,
        months_over_methods,
        months_a_sheet_each_household,
        visits_side_by_side,
        consent_register,
        sessions_of_many_cases,
        planned_sessions_stay_in_the_plan,
        short_line_over_sessions,
    )
}
