"""Shapes of papers in which a table is not one form under one title: booklets in one table, ledgers, months, items.

They were written before it was known how they are read. All names and numbers are invented.
"""

from __future__ import annotations

from datetime import date

from auditor.pages.model import Document
from tests.forms.office_files import word, workbook
from tests.forms.papers import document, table
from tests.forms.strange_layouts_2 import BLANK, TYPED, Known, Strange

# ---- (a) forms that begin inside a table -------------------------------------------------------------------------------


def booklet_in_one_table() -> tuple[Document, list[Known]]:
    """The whole case in one Word table: captions across the page are the papers, sessions are rows in its middle."""
    paper = word(
        "柳塘镇社会工作服务站个案服务手册",
        [
            [("一、个案封面", 4)],
            ["个案编号", "LT-2025-004", "案主姓名", "岑若溪"],
            ["个案类别", "情绪支援", "负责社工", "邬佩珊"],
            ["开案日期", "2025年3月3日", "结案日期", "2025年6月20日"],
            [("二、接受个案服务同意书", 4)],
            [("本人自愿接受社工服务，并已了解保密原则。", 4)],
            ["案主签名", "岑若溪", "签署日期", "2025年3月4日"],
            ["监护人姓名", "岑国栋", "监护人电话", "13800306611"],
            [("三、接案登记表", 4)],
            ["接案日期", "2025年3月2日", "个案来源", "社区转介"],
            ["求助问题", ("近月不愿上学，晚间失眠。", 3)],
            [("四、个案服务计划", 4)],
            ["理论依据", ("叙事治疗", 3)],
            ["服务目标", ("八周内恢复规律上学。", 3)],
            [("五、个案过程记录", 4)],
            ["次数", "日期", "服务方式", "服务内容"],
            ["1", "2025.3.10", "入户", "社工上门了解作息与亲子相处，案主谈到同学的嘲笑。"],
            ["2", "2025.3.24", "站内面谈", "以外化对话讨论“懒惰”这一标签，案主说出两次例外。"],
            ["3", "2025.4.14", "电话", "确认已连续两周到校。"],
            [("六、结案报告", 4)],
            ["结案日期", "2025年6月20日", "结案原因", "目标达成"],
            ["目标达成情况", ("案主已恢复规律上学。", 3)],
        ],
    )
    return paper, [
        Known(
            "case-cover",
            {
                "number": "LT-2025-004",
                "client.name": "岑若溪",
                "opened": date(2025, 3, 3),
                "closed": date(2025, 6, 20),
                "worker": "邬佩珊",
            },
        ),
        Known(
            "case-consent",
            {
                "client.signature": TYPED,
                "date": date(2025, 3, 4),
                "guardian.name": "岑国栋",
                "guardian.phone": "13800306611",
            },
        ),
        Known("case-intake", {"date": date(2025, 3, 2), "source": TYPED, "problem": TYPED}),
        Known("case-plan", {"theory": "叙事治疗", "goals": TYPED}),
        Known(
            "case-session", {"sequence": 1, "date": date(2025, 3, 10), "narrative": TYPED, "method": TYPED}
        ),
        Known("case-session", {"sequence": 2, "date": date(2025, 3, 24), "narrative": TYPED}),
        Known("case-session", {"sequence": 3, "date": date(2025, 4, 14), "narrative": TYPED}),
        Known("case-closing", {"date": date(2025, 6, 20), "reason": TYPED}),
    ]


def sections_of_one_form() -> tuple[Document, list[Known]]:
    """Captions across the page that are only sections of one assessment; some look like titles."""
    paper = word(
        "个案预估表",
        [
            [("一、基本信息", 4)],
            ["案主姓名", "傅晓岚", "个案编号", "LT-2025-009"],
            [("二、需求评估", 4)],
            ["问题表现", ("与同伴争执后拒绝上学。", 3)],
            ["家庭系统", ("父亲在外务工，母亲照料弟妹。", 3)],
            [("三、问题成因分析", 4)],
            ["个人系统", ("情绪调节方法少。", 3)],
            [("四、服务计划建议", 4)],
            ["介入建议", ("先建立关系，再与学校沟通。", 3)],
            ["社工签名", "阮绮雯", "评估日期", "2025年4月9日"],
        ],
    )
    return paper, [
        Known(
            "case-assessment",
            {
                "client.name": "傅晓岚",
                "number": "LT-2025-009",
                "date": date(2025, 4, 9),
                "problem": TYPED,
                "worker_signature": TYPED,
            },
        )
    ]


def closing_with_followups() -> tuple[Document, list[Known]]:
    """A closing form whose last part is a table of visits after closing."""
    paper = word(
        [
            [("（一）个案结案表", 4)],
            ["服务对象", "鞠文彬", "个案编号", "HS-031"],
            ["结案日期", "2025-05-30", "结案原因", "目标达成"],
            ["服务成效", ("复学稳定。", 3)],
            ["社工签名", "辛蕙", "日期", "2025-05-30"],
            [("（二）结案回访记录", 4)],
            ["回访日期", "回访方式", "回访情况", "回访人"],
            ["2025-06-28", "电话", "情绪平稳，作息规律。", "辛蕙"],
            ["2025-08-30", "入户", "准备开学，亲子沟通顺畅。", "辛蕙"],
        ],
    )
    return paper, [
        Known(
            "case-closing",
            {
                "client.name": "鞠文彬",
                "number": "HS-031",
                "date": date(2025, 5, 30),
                "worker_signature": TYPED,
            },
        ),
        Known("case-followup", {"date": date(2025, 6, 28), "narrative": TYPED, "worker_signature": TYPED}),
        Known("case-followup", {"date": date(2025, 8, 30), "narrative": TYPED}),
    ]


# ---- (b) a row for each household ----------------------------------------------------------------------------------------


def cover_register() -> tuple[Document, list[Known]]:
    paper = workbook(
        {
            "封面登记": [
                [("金湾镇竹林社区兜底服务对象档案封面登记", 7)],
                ["序号", "档案号", "户主姓名", "人员类别", "评定等级", "建档日期", "建档人"],
                [1, "JW-H-001", "佘金娣", "低保", "二级", "2025-02-11", "乐思敏"],
                [2, "JW-H-002", "郗永福", "特困", "一级", "2025-02-12", "乐思敏"],
                [3, "JW-H-003", "芮桂香", "独居", "三级", "2025-02-18", "乐思敏"],
            ]
        }
    )
    rows = [
        ("JW-H-001", "佘金娣", 2, date(2025, 2, 11)),
        ("JW-H-002", "郗永福", 1, date(2025, 2, 12)),
        ("JW-H-003", "芮桂香", 3, date(2025, 2, 18)),
    ]
    return paper, [
        Known("archive-cover", {"number": n, "client.name": c, "grade": g, "opened": d})
        for n, c, g, d in rows
    ]


def registration_register() -> tuple[Document, list[Known]]:
    paper = workbook(
        {
            "建档": [
                [("2025年石门社区困难群众建档登记表", 9)],
                [
                    "档案编号",
                    "姓名",
                    "性别",
                    "身份证号码",
                    "联系电话",
                    "住址",
                    "人员类别",
                    "居住环境",
                    "建档时间",
                ],
                ["SM-H-011", "屈水生", "男", "", "13900110022", "石门村3队", "低保", "一般", "2025.1.6"],
                ["SM-H-012", "邰月娥", "女", "", "", "石门村5队", "孤寡", "较差", "2025.1.9"],
            ]
        }
    )
    return paper, [
        Known(
            "archive-registration",
            {
                "number": "SM-H-011",
                "client.name": "屈水生",
                "client.phone": "13900110022",
                "date": date(2025, 1, 6),
            },
        ),
        Known(
            "archive-registration",
            {"number": "SM-H-012", "client.name": "邰月娥", "client.phone": BLANK, "date": date(2025, 1, 9)},
        ),
    ]


def assessment_register_two_storeys() -> tuple[Document, list[Known]]:
    """Items as groups over 评价 | 得分, one household a row."""
    paper = workbook(
        {
            "评级": [
                [("困难群众分级评估登记表（2025年）", 12)],
                [
                    ("档案号", 1, 2),
                    ("姓名", 1, 2),
                    ("评估日期", 1, 2),
                    ("生活环境", 2),
                    ("身体状况", 2),
                    ("经济收入", 2),
                    ("总分", 1, 2),
                    ("评定等级", 1, 2),
                    ("评估人", 1, 2),
                ],
                ["评价", "得分", "评价", "得分", "评价", "得分"],
                ["JW-H-001", "佘金娣", "2025-02-20", "一般", 6, "较差", 12, "一般", 8, 26, "二级", "乐思敏"],
                ["JW-H-002", "郗永福", "2025-02-21", "良好", 2, "一般", 6, "良好", 2, 10, "三级", "乐思敏"],
            ]
        }
    )
    return paper, [
        Known(
            "archive-grade-assessment",
            {
                "number": "JW-H-001",
                "client.name": "佘金娣",
                "date": date(2025, 2, 20),
                "total": 26.0,
                "grade": 2,
            },
            rows={
                "items": [
                    {"item": "生活环境", "rating": ("一般",), "score": 6.0},
                    {"item": "身体状况", "score": 12.0},
                    {"item": "经济收入", "score": 8.0},
                ]
            },
        ),
        Known(
            "archive-grade-assessment",
            {
                "number": "JW-H-002",
                "client.name": "郗永福",
                "date": date(2025, 2, 21),
                "total": 10.0,
                "grade": 3,
            },
            rows={
                "items": [
                    {"item": "生活环境", "rating": ("良好",), "score": 2.0},
                    {"item": "身体状况", "score": 6.0},
                    {"item": "经济收入", "score": 2.0},
                ]
            },
        ),
    ]


def assessment_register_grouped() -> tuple[Document, list[Known]]:
    """`评估` over 日期 | 等级 | 总分 in a Word table."""
    paper = word(
        "需求与危机分级评估登记表",
        [
            [("序号", 1, 2), ("户编号", 1, 2), ("户主", 1, 2), ("评估", 3), ("下次评估日期", 1, 2)],
            ["日期", "等级", "总分"],
            ["1", "BH-H-021", "隗长顺", "2025.3.1", "四级", "83", "2025.9.1"],
            ["2", "BH-H-022", "越秀莲", "2025.3.2", "二级", "45", "2026.3.2"],
        ],
    )
    return paper, [
        Known(
            "archive-grade-assessment",
            {
                "number": "BH-H-021",
                "client.name": "隗长顺",
                "date": date(2025, 3, 1),
                "grade": 4,
                "total": 83.0,
                "next_date": date(2025, 9, 1),
            },
        ),
        Known(
            "archive-grade-assessment",
            {
                "number": "BH-H-022",
                "client.name": "越秀莲",
                "date": date(2025, 3, 2),
                "grade": 2,
                "total": 45.0,
            },
        ),
    ]


def collaboration_register() -> tuple[Document, list[Known]]:
    paper = workbook(
        {
            "协同": [
                [("双工联动协同情况登记表", 6)],
                ["档案号", "服务对象", "协同日期", "直聘社工", "项目社工", "协同情况"],
                [
                    "JW-H-001",
                    "佘金娣",
                    "2025-04-02",
                    "花蕾",
                    "乐思敏",
                    "直聘社工核对低保金，项目社工入户安抚情绪。",
                ],
                ["JW-H-002", "郗永福", "2025-04-03", "花蕾", "乐思敏", "共同入户，联系社区医生建家庭病床。"],
            ]
        }
    )
    return paper, [
        Known(
            "archive-collaboration",
            {
                "number": "JW-H-001",
                "client.name": "佘金娣",
                "date": date(2025, 4, 2),
                "direct_worker": "花蕾",
                "description": TYPED,
            },
        ),
        Known(
            "archive-collaboration",
            {"number": "JW-H-002", "client.name": "郗永福", "date": date(2025, 4, 3), "description": TYPED},
        ),
    ]


def plan_register() -> tuple[Document, list[Known]]:
    paper = workbook(
        {
            "计划": [
                [("一户一策服务计划登记表", 6)],
                ["档案编号", "姓名", "制定日期", "服务目标", "帮扶措施", "负责社工"],
                [
                    "SM-H-011",
                    "屈水生",
                    "2025-02-01",
                    "改善居住卫生",
                    "每月入户两次并链接志愿者清扫",
                    "乐思敏",
                ],
                ["SM-H-012", "邰月娥", "2025-02-03", "减少独处", "每周电话问候", "乐思敏"],
            ]
        }
    )
    return paper, [
        Known(
            "archive-plan",
            {
                "number": "SM-H-011",
                "client.name": "屈水生",
                "date": date(2025, 2, 1),
                "goals": TYPED,
                "narrative": TYPED,
            },
        ),
        Known(
            "archive-plan",
            {"number": "SM-H-012", "client.name": "邰月娥", "date": date(2025, 2, 3), "goals": TYPED},
        ),
    ]


def closing_register() -> tuple[Document, list[Known]]:
    paper = workbook(
        {
            "结案": [
                [("个案结案登记表", 6)],
                ["个案编号", "案主", "开案日期", "结案日期", "结案原因", "服务次数"],
                ["HS-031", "鞠文彬", "2025-01-06", "2025-05-30", "目标达成", 8],
                ["HS-033", "容月明", "2025-02-10", "2025-07-01", "搬离辖区", 4],
            ]
        }
    )
    return paper, [
        Known(
            "case-closing",
            {"number": "HS-031", "client.name": "鞠文彬", "date": date(2025, 5, 30), "session_count": 8},
        ),
        Known(
            "case-closing",
            {"number": "HS-033", "client.name": "容月明", "date": date(2025, 7, 1), "session_count": 4},
        ),
    ]


def register_of_one_row() -> tuple[Document, list[Known]]:
    """A register with one household so far, and empty rows below: no blank form."""
    paper = workbook(
        {
            "封面": [
                [("服务对象档案封面登记", 5)],
                ["档案号", "户主姓名", "人员类别", "建档日期", "级别"],
                ["JW-H-009", "谷翠英", "独居", "2025-03-03", "二级"],
                ["", "", "", "", ""],
            ]
        }
    )
    return paper, [
        Known(
            "archive-cover",
            {"number": "JW-H-009", "client.name": "谷翠英", "opened": date(2025, 3, 3), "grade": 2},
        )
    ]


# ---- (c) months ---------------------------------------------------------------------------------------------------------------


def months_as_columns() -> tuple[Document, list[Known]]:
    months = [f"{m}月" for m in range(1, 13)]
    paper = workbook(
        {
            "探访电访": [
                [("竹林社区2025年入户探访、电访登记", 14)],
                ["档案号", "姓名", *months],
                ["JW-H-001", "佘金娣", "5日入户、19日电访", "3/2探", "", "", "", "", "", "", "", "", "", ""],
                ["JW-H-002", "郗永福", "√", "8号上门", "2次", "", "", "", "", "", "", "", "", ""],
            ]
        }
    )
    return paper, [
        Known("archive-contact-log", {"number": "JW-H-001", "date": date(2025, 1, 5), "method": ("visit",)}),
        Known("archive-contact-log", {"number": "JW-H-001", "date": date(2025, 1, 19), "method": ("call",)}),
        Known("archive-contact-log", {"number": "JW-H-001", "date": None}),
        Known("archive-contact-log", {"number": "JW-H-002", "date": None}),
        Known("archive-contact-log", {"number": "JW-H-002", "date": date(2025, 2, 8), "method": ("visit",)}),
        Known("archive-contact-log", {"number": "JW-H-002", "date": None}),
    ]


def months_of_one_household() -> tuple[Document, list[Known]]:
    """One household a sheet; the rows are the methods."""
    paper = word(
        "服务对象跟进记录表（2025年）",
        "档案编号：BH-H-021    户主姓名：隗长顺",
        [
            ["方式", *[f"{m}月" for m in range(1, 7)]],
            ["入户探访", "8日", "", "12日", "", "9日", ""],
            ["电访", "20日", "6日、20日", "", "3日", "", "18日"],
        ],
    )
    visits = [
        ((1, 8), "visit"),
        ((3, 12), "visit"),
        ((5, 9), "visit"),
        ((1, 20), "call"),
        ((2, 6), "call"),
        ((2, 20), "call"),
        ((4, 3), "call"),
        ((6, 18), "call"),
    ]
    return paper, [
        Known(
            "archive-contact-log",
            {"number": "BH-H-021", "client.name": "隗长顺", "date": date(2025, *d), "method": (m,)},
        )
        for d, m in visits
    ]


def months_as_rows() -> tuple[Document, list[Known]]:
    paper = word(
        "2025年度服务对象探访电访记录",
        [
            ["档案编号", "BH-H-030", "姓名", "蔺巧云"],
            ["月份", "入户探访（日期及情况）", ("电话访问（日期及情况）", 2)],
            ["1月", "1月6日：入户了解过冬物资，已有棉被。", ("1月20日：电话提醒用电安全。", 2)],
            ["2月", "2月5日：上门送春联，情绪好。\n2月19日：复查燃气管。", ("", 2)],
            ["3月", "", ("3月4日：问候，血压平稳。\n3月18日：提醒复诊。", 2)],
        ],
    )
    visits = [
        ((1, 6), "visit"),
        ((1, 20), "call"),
        ((2, 5), "visit"),
        ((2, 19), "visit"),
        ((3, 4), "call"),
        ((3, 18), "call"),
    ]
    return paper, [
        Known(
            "archive-contact-log",
            {"number": "BH-H-030", "date": date(2025, *d), "method": (m,), "narrative": TYPED},
        )
        for d, m in visits
    ]


# ---- (d) items -----------------------------------------------------------------------------------------------------------------


def options_with_scores() -> tuple[Document, list[Known]]:
    paper = word(
        "困难群众分级评估表",
        [
            ["姓名", "越秀莲", "档案编号", "BH-H-022"],
            ["序号", "评估项目", ("评价（在□内打√）", 2)],
            ["1", "生活环境", ("□良好（4分）　☑一般（12分）　□较差（20分）", 2)],
            ["2", "身体状况", ("☑良好（4分）　□一般（12分）　□较差（20分）", 2)],
            ["3", "经济收入", ("□良好（4分）　□一般（12分）　☑较差（20分）", 2)],
            ["总分", "36", "评定等级", "□一级 □二级 ☑三级 □四级"],
            ["评估人", "乐思敏", "评估日期", "2025年3月2日"],
        ],
    )
    return paper, [
        Known(
            "archive-grade-assessment",
            {"number": "BH-H-022", "total": 36.0, "grade": 3, "date": date(2025, 3, 2)},
            rows={
                "items": [
                    {"item": "生活环境", "rating": ("一般",), "score": 12.0},
                    {"item": "身体状况", "rating": ("良好",), "score": 4.0},
                    {"item": "经济收入", "rating": ("较差",), "score": 20.0},
                ]
            },
        )
    ]


def matrix_with_self_and_review() -> tuple[Document, list[Known]]:
    """Sub-items beside a merged item, and two scores of which the review counts."""
    paper = word(
        "服务对象需求评估表",
        [
            ["服务对象姓名", ("芮桂香", 2), "档案编号", "JW-H-003"],
            [("评估项目", 2), "评价", "自评分", "复评得分"],
            [("生活环境", 1, 2), "居室卫生", "一般", "5", "6"],
            ["用电安全", "较差", "8", "9"],
            [("社会支持", 1, 2), "亲属往来", "良好", "1", "2"],
            ["邻里互助", "一般", "5", "5"],
            [("合计", 3), "19", "22"],
            ["评定等级", ("三级", 2), "评估日期", "2025.4.1"],
        ],
    )
    return paper, [
        Known(
            "archive-grade-assessment",
            {"number": "JW-H-003", "grade": 3, "total": 22.0},
            rows={
                "items": [
                    {"item": "生活环境 居室卫生", "rating": ("一般",), "score": 6.0},
                    {"item": "生活环境 用电安全", "score": 9.0},
                    {"item": "社会支持 亲属往来", "score": 2.0},
                    {"item": "社会支持 邻里互助", "score": 5.0},
                ]
            },
        )
    ]


def rating_columns() -> tuple[Document, list[Known]]:
    paper = document(
        "特殊群体分级评估表",
        table(
            [
                ["姓名", ("屈水生", 2), "档案编号", ("SM-H-011", 2)],
                [("评估内容", 1, 2), ("评价（请打√）", 3), ("得分", 1, 2), ("备注", 1, 2)],
                ["良好", "一般", "较差"],
                ["生活环境", "", "√", "", "6", ""],
                ["健康状况", "", "", "√", "12", "高血压"],
                ["社会支持", "√", "", "", "2", ""],
                [("总分", 4), "20", ""],
                ["评定等级", ("二级", 2), "评估日期", ("2025年1月20日", 2)],
            ]
        ),
    )
    return paper, [
        Known(
            "archive-grade-assessment",
            {"number": "SM-H-011", "grade": 2, "total": 20.0},
            rows={
                "items": [
                    {"item": "生活环境", "rating": ("一般",), "score": 6.0},
                    {"item": "健康状况", "rating": ("较差",), "score": 12.0},
                    {"item": "社会支持", "rating": ("良好",), "score": 2.0},
                ]
            },
        )
    ]


# ---- (e) unknown titles -----------------------------------------------------------------------------------------------------


def attached_sessions() -> tuple[Document, list[Known]]:
    """A table of sessions under 附表 after the plan."""
    paper = word(
        "个案服务计划书",
        [
            ["案主姓名", "岑若溪", "个案编号", "LT-2025-004"],
            ["理论依据", ("叙事治疗", 3)],
            ["服务目标", ("八周内恢复上学", 3)],
        ],
        "附表",
        [
            ["节次", "面谈日期", "面谈形式", "面谈内容", "社工签名"],
            ["1", "2025-03-10", "入户", "了解作息与亲子相处。", "邬佩珊"],
            ["2", "2025-03-24", "站内", "讨论例外经验。", "邬佩珊"],
        ],
    )
    return paper, [
        Known("case-plan", {"theory": "叙事治疗", "number": "LT-2025-004"}),
        Known("case-session", {"sequence": 1, "date": date(2025, 3, 10), "narrative": TYPED}),
        Known("case-session", {"sequence": 2, "date": date(2025, 3, 24), "narrative": TYPED}),
    ]


def session_under_odd_title() -> tuple[Document, list[Known]]:
    paper = word(
        "晤谈纪实",
        [
            ["案主姓名", "容月明", "个案编号", "HS-033"],
            ["面谈日期", "2025年2月20日", "面谈地点", "案主家中"],
            ["本次目标", ("厘清与房东的纠纷", 3)],
            ["面谈过程", ("案主说明租约情况，社工协助列出可用的资源。", 3)],
            ["社工反思", ("需尽早联系司法所。", 3)],
            ["下次面谈日期", "2025年3月6日", "社工签名", "辛蕙"],
        ],
    )
    return paper, [
        Known(
            "case-session",
            {
                "number": "HS-033",
                "date": date(2025, 2, 20),
                "narrative": TYPED,
                "next_date": date(2025, 3, 6),
            },
        )
    ]


def cover_under_odd_title() -> tuple[Document, list[Known]]:
    paper = word(
        "案主卷宗",
        [
            ["个案编号", "HS-033", "案主姓名", "容月明"],
            ["个案类别", "经济援助", "负责社工", "辛蕙"],
            ["开案日期", "2025-02-10", "结案日期", "2025-07-01"],
            ["服务节数", "4", "归档日期", "2025-07-10"],
        ],
    )
    return paper, [
        Known("case-cover", {"number": "HS-033", "opened": date(2025, 2, 10), "closed": date(2025, 7, 1)})
    ]


def followups_under_odd_title() -> tuple[Document, list[Known]]:
    paper = word(
        "结束服务后跟踪登记表",
        "案主：容月明    个案编号：HS-033",
        [
            ["跟踪日期", "跟踪方式", "目前状况", "社工"],
            ["2025-08-01", "电话", "已在新居安顿。", "辛蕙"],
            ["2025-10-01", "电话", "找到工作。", "辛蕙"],
        ],
    )
    return paper, [
        Known(
            "case-followup",
            {"number": "HS-033", "client.name": "容月明", "date": date(2025, 8, 1), "narrative": TYPED},
        ),
        Known("case-followup", {"number": "HS-033", "date": date(2025, 10, 1), "narrative": TYPED}),
    ]


def a_notice_is_no_form() -> tuple[Document, list[Known]]:
    """Labels of many forms in a paper that is none: an inventory of equipment, and a notice."""
    paper = word(
        "站点物资领用登记",
        [
            ["日期", "物品", "数量", "领用人", "备注"],
            ["2025-03-01", "打印纸", "2包", "辛蕙", ""],
            ["2025-03-04", "签字笔", "1盒", "乐思敏", ""],
        ],
        "值班安排",
        [
            ["日期", "值班人", "电话"],
            ["2025-03-01", "辛蕙", "13800002211"],
            ["2025-03-02", "乐思敏", "13800002212"],
        ],
    )
    return paper, []


# ---- (f) a workbook for each community -----------------------------------------------------------------------------------------


def workbook_of_a_community() -> tuple[Document, list[Known]]:
    """The sheets' names are the only titles."""
    paper = workbook(
        {
            "建档登记": [
                ["档案号", "姓名", "人员类别", "联系电话", "建档日期"],
                ["TX-H-001", "扶正清", "低保", "13800009911", "2025-01-04"],
                ["TX-H-002", "勾玉珍", "残疾", "", "2025-01-05"],
            ],
            "分级评估": [
                ["档案号", "姓名", "评估日期", "总分", "评定等级"],
                ["TX-H-001", "扶正清", "2025-01-10", 31, "二级"],
                ["TX-H-002", "勾玉珍", "2025-01-11", 52, "三级"],
            ],
            "协同": [
                ["档案号", "姓名", "协同日期", "直聘社工", "协同内容"],
                ["TX-H-001", "扶正清", "2025-02-04", "花蕾", "一同入户核对补贴。"],
                ["TX-H-002", "勾玉珍", "2025-02-05", "花蕾", "联系残联评残。"],
            ],
            "2025年走访": [
                ["档案号", "姓名", "走访日期", "方式", "走访情况"],
                ["TX-H-001", "扶正清", "2025-03-04", "入户", "家中整洁。"],
                ["TX-H-002", "勾玉珍", "2025-03-05", "电话", "一切安好。"],
            ],
        }
    )
    return paper, [
        Known(
            "archive-registration", {"number": "TX-H-001", "client.name": "扶正清", "date": date(2025, 1, 4)}
        ),
        Known("archive-registration", {"number": "TX-H-002", "client.name": "勾玉珍", "client.phone": BLANK}),
        Known("archive-grade-assessment", {"number": "TX-H-001", "grade": 2, "total": 31.0}),
        Known("archive-grade-assessment", {"number": "TX-H-002", "grade": 3, "total": 52.0}),
        Known(
            "archive-collaboration", {"number": "TX-H-001", "date": date(2025, 2, 4), "description": TYPED}
        ),
        Known("archive-collaboration", {"number": "TX-H-002", "date": date(2025, 2, 5)}),
        Known("archive-contact-log", {"number": "TX-H-001", "date": date(2025, 3, 4), "method": ("visit",)}),
        Known("archive-contact-log", {"number": "TX-H-002", "date": date(2025, 3, 5), "method": ("call",)}),
    ]


SHAPES: dict[str, Strange] = {
    make.__name__: make
    for make in (
        booklet_in_one_table,
        sections_of_one_form,
        closing_with_followups,
        cover_register,
        registration_register,
        assessment_register_two_storeys,
        assessment_register_grouped,
        collaboration_register,
        plan_register,
        closing_register,
        register_of_one_row,
        months_as_columns,
        months_of_one_household,
        months_as_rows,
        options_with_scores,
        matrix_with_self_and_review,
        rating_columns,
        attached_sessions,
        session_under_odd_title,
        cover_under_odd_title,
        followups_under_odd_title,
        a_notice_is_no_form,
        workbook_of_a_community,
    )
}
