"""Whole papers as stations of several regions print them, each with what an expert reads on it.

They were written before it was known how they are read. All names and numbers are invented.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from auditor.pages.model import Document, Line, LineRole, Mark, Page
from tests.forms.papers import A, cell_inks, document, line, sheet, table

Rows = dict[str, list[dict[str, object]]]


@dataclass(slots=True)
class Known:
    """What stands in one form: a value, or the mark of a place whose words do not count."""

    form: str
    fields: dict[str, object] = field(default_factory=dict)
    rows: Rows = field(default_factory=dict)
    approvals: list[dict[str, object]] = field(default_factory=list)


Strange = Callable[[], tuple[Document, list[Known]]]
BLANK, PICTURE, TYPED = Mark.BLANK, Mark.IMAGE, Mark.TYPED


def labels_above() -> tuple[Document, list[Known]]:
    """Consent, three labels a row with their values in the row below, captions across the page."""
    paper = document(
        "云溪市禾田区青枫街社工服务站—个案接受服务同意书（表2）",
        table(
            [
                [("编号：QF-2025-017", 3)],
                [("一、服务对象资料", 3)],
                ["姓名", "性别", "出生年月日"],
                ["许念慈", "女", "2014年8月9日"],
                ["身份证号", "住址", "联系电话"],
                ["", "青枫街12号", ""],
                [("二、家属资料", 3)],
                ["父亲姓名", "父亲电话", "父亲职业"],
                ["许志远", "13800201456", "务工"],
                ["母亲姓名", "母亲电话", "母亲职业"],
                ["莫秋兰", "", ""],
                ["监护人姓名", "与服务对象关系", "监护人电话"],
                ["许志远", "父亲", "13800201456"],
                [("本人已了解服务内容及保密原则，同意接受社工服务。", 3)],
                ["服务对象签名", "监护人签名", "社工签名"],
                ["", A, A],
                ["日期", "日期", "日期"],
                ["", "2025.3.4", "2025.3.4"],
            ]
        ),
    )
    return paper, [
        Known(
            "case-consent",
            {
                "number": "QF-2025-017",
                "client.name": "许念慈",
                "client.birth_date": date(2014, 8, 9),
                "father.name": "许志远",
                "father.phone": "13800201456",
                "mother.name": "莫秋兰",
                "mother.phone": BLANK,
                "guardian.name": "许志远",
                "guardian.relation": "父亲",
                "guardian.phone": "13800201456",
                "client.signature": BLANK,
                "guardian.signature": PICTURE,
                "worker_signature": PICTURE,
                "date": date(2025, 3, 4),
            },
        )
    ]


def agreement_letter() -> tuple[Document, list[Known]]:
    """A letter: parties above, terms, signature lines below."""
    paper = document(
        "个案服务协议书",
        "协议编号：LH-009",
        "甲方（服务对象）：霍景明    监护人：霍建国    与服务对象关系：祖父    联系电话：13700112233",
        "乙方：栗湖镇社会工作服务站",
        "经双方协商，就甲方接受个案服务一事达成如下协议：",
        "一、乙方遵守保密原则，未经甲方同意不得泄露其个人信息；",
        "二、服务期限为2025年4月至2025年9月，约8次；",
        "三、甲方有权随时终止服务。",
        "家属（父）：霍永康    电话：13700998877",
        "家属（母）：__________    电话：______________",
        f"甲方签名：{A}    监护人签名：{A}",
        f"乙方社工签名：{A}",
        "签订日期：2025年4月2日",
    )
    return paper, [
        Known(
            "case-consent",
            {
                "number": "LH-009",
                "client.name": "霍景明",
                "guardian.name": "霍建国",
                "guardian.relation": "祖父",
                "guardian.phone": "13700112233",
                "father.name": "霍永康",
                "father.phone": "13700998877",
                "mother.name": BLANK,
                "mother.phone": BLANK,
                "client.signature": PICTURE,
                "guardian.signature": PICTURE,
                "worker_signature": PICTURE,
                "date": date(2025, 4, 2),
            },
        )
    ]


def session_clock() -> tuple[Document, list[Known]]:
    """A process record whose 服务时间 holds only the clock."""
    paper = document(
        "个案过程记录表（第四次）",
        table(
            [
                ["案主姓名", "甘佩文", "个案编号", "SH-2025-06"],
                ["服务时间", "16:00—16:50", "服务日期", "2025-06-11"],
                ["服务地点", "案主家中", "服务形式", "□电话 √入户 □站内面谈"],
                ["在场人员", ("案主、母亲", 3)],
                ["本次目标", ("了解案主返校后的情况", 3)],
                [
                    "过程摘录",
                    (
                        "社工入户后先问候案主，案主表示近日睡眠好转，愿意回校上课。社工与母亲核对了请假手续。",
                        3,
                    ),
                ],
                ["社工自评", ("案主信任度提高。", 3)],
                ["社工签名：" + A, ("记录日期：2025-06-12", 3)],
                [("督导意见：继续跟进学校适应。\n督导签名：" + A + "    日期：2025-06-15", 4)],
                [("社工回应：", 4)],
            ]
        ),
    )
    return paper, [
        Known(
            "case-session",
            {
                "number": "SH-2025-006",
                "client.name": "甘佩文",
                "sequence": 4,
                "date": date(2025, 6, 11),
                "time": "16:00-16:50",
                "record_date": date(2025, 6, 12),
                "worker_signature": PICTURE,
                "response": BLANK,
                "narrative": TYPED,
                "goals": TYPED,
                "reflection": TYPED,
            },
            approvals=[
                {"role": "supervisor", "opinion": TYPED, "signature": PICTURE, "date": date(2025, 6, 15)}
            ],
        )
    ]


def session_day_and_clock() -> tuple[Document, list[Known]]:
    """Day and clock in one cell, signatures typed with the day in the label's cell."""
    paper = document(
        "石桥镇社工站个案面谈记录",
        table(
            [
                ["编号", "SQ-031", "服务对象", "邝伯年"],
                ["服务时间", ("2025年3月4日 14:00-15:00", 3)],
                ["次数", "第2次", "地点", "社工站"],
                ["面谈内容", ("邝伯年讲述了与儿子的争执，社工聆听并澄清其感受，双方约定下次一同面谈。", 3)],
                [("服务对象（签名）：邝伯年  2025年3月4日", 2), ("社工（签名）：柯敏仪  2025年3月5日", 2)],
                [("片长审阅：已阅    签名：容志恒    2025年3月7日", 4)],
            ]
        ),
    )
    return paper, [
        Known(
            "case-session",
            {
                "number": "SQ-031",
                "client.name": "邝伯年",
                "date": date(2025, 3, 4),
                "time": "14:00-15:00",
                "sequence": 2,
                "worker_signature": TYPED,
                "record_date": date(2025, 3, 5),
                "narrative": TYPED,
            },
            approvals=[
                {"role": "district_head", "opinion": TYPED, "signature": TYPED, "date": date(2025, 3, 7)}
            ],
        )
    ]


def ticked_columns() -> tuple[Document, list[Known]]:
    """An assessment with the options as columns and a tick in one of them."""
    paper = document(
        "附件3  困难群众和特殊群体需求与危机分级评估表",
        table(
            [
                ["姓名", ("梁瑞娥", 2), "档案编号", ("LW-HH-023", 2)],
                ["性别", ("女", 2), "评估日期", ("2025年5月20日", 2)],
                ["评估项目", "良好（0分）", "一般（3分）", "较差（6分）", "差（10分）", "得分"],
                ["身体健康", "", "√", "", "", "3"],
                ["生活自理", "√", "", "", "", "0"],
                ["居住环境", "", "", "√", "", "6"],
                ["经济收入", "", "√", "", "", "3"],
                ["社会支持", "", "", "√", "", "6"],
                ["总分", ("18", 5)],
                ["评定等级", ("□一级 √二级 □三级 □四级", 5)],
                ["直聘社工", ("伍嘉敏", 2), "日期", ("2025年5月20日", 2)],
            ]
        ),
    )
    return paper, [
        Known(
            "archive-grade-assessment",
            {
                "number": "LW-HH-023",
                "client.name": "梁瑞娥",
                "date": date(2025, 5, 20),
                "total": 18.0,
                "grade": 2,
                "direct_worker_signature": TYPED,
            },
            rows={
                "items": [
                    {"item": "身体健康", "rating": ("一般",), "score": 3.0},
                    {"item": "生活自理", "rating": ("良好",), "score": 0.0},
                    {"item": "居住环境", "rating": ("较差",), "score": 6.0},
                    {"item": "经济收入", "rating": ("一般",), "score": 3.0},
                    {"item": "社会支持", "rating": ("较差",), "score": 6.0},
                ]
            },
        )
    ]


def scored_options() -> tuple[Document, list[Known]]:
    """Options with their scores in the cell; no column of scores; the grade in words below."""
    paper = document(
        "服务对象危机评级表",
        table(
            [
                ["服务对象：区锦棠", "档案号：HY-108", "填表日期：2024/11/02"],
                ["维度", ("状况", 2)],
                ["健康", ("☐良好(0分) ☑一般(5分) ☐差(10分)", 2)],
                ["生活环境", ("☑良好(0分) ☐一般(5分) ☐差(10分)", 2)],
                ["家庭支持", ("☐良好(0分) ☐一般(5分) ☑差(10分)", 2)],
                ["合计：15分", ("评级结果：三级", 2)],
                [f"直聘社工（签字）：{A}", "社工：覃慧", "下次评估日期：2025/05/02"],
            ]
        ),
    )
    return paper, [
        Known(
            "archive-grade-assessment",
            {
                "number": "HY-108",
                "client.name": "区锦棠",
                "date": date(2024, 11, 2),
                "total": 15.0,
                "grade": 3,
                "direct_worker_signature": PICTURE,
                "worker": "覃慧",
                "next_date": date(2025, 5, 2),
            },
            rows={
                "items": [
                    {"item": "健康", "rating": ("一般",), "score": 5.0},
                    {"item": "生活环境", "rating": ("良好",), "score": 0.0},
                    {"item": "家庭支持", "rating": ("差",), "score": 10.0},
                ]
            },
        )
    ]


def long_sessions() -> tuple[Document, list[Known]]:
    """All records of a case in one long table with approval columns by office."""
    story = [
        "社工初次入户，说明来意并核实家庭情况，约定每两周见面一次。",
        "案主谈及求职受挫，社工协助修改简历并陪同练习面试。",
        "案主已入职试用，社工肯定其努力并讨论如何与同事相处。",
    ]
    paper = document(
        "个案跟进记录一览",
        "个案编号：NH-005    服务对象：谭宗翰    负责社工：樊静",
        table(
            [
                [
                    "序号",
                    "服务日期",
                    "服务方式",
                    "服务过程",
                    "社工签名",
                    "片长审批",
                    "副站长审批",
                    "社工回应",
                ],
                ["1", "2025.1.8", "入户", story[0], A, A, "", ""],
                ["2", "2025.1.22", "面谈", story[1], A, "同意，注意记录目标。", A, "已补充目标"],
                ["3", "2025.2.6", "电话", story[2], "", "", "", ""],
            ]
        ),
    )
    heads = [PICTURE, TYPED, BLANK]
    deputies = [BLANK, PICTURE, BLANK]
    responses = [BLANK, TYPED, BLANK]
    signs = [PICTURE, PICTURE, BLANK]
    days = [date(2025, 1, 8), date(2025, 1, 22), date(2025, 2, 6)]
    return paper, [
        Known(
            "case-session",
            {
                "number": "NH-005",
                "client.name": "谭宗翰",
                "sequence": i + 1,
                "date": days[i],
                "narrative": TYPED,
                "worker_signature": signs[i],
                "response": responses[i],
            },
            approvals=[
                {"role": "district_head", "any": heads[i]},
                {"role": "deputy_head", "any": deputies[i]},
            ],
        )
        for i in range(3)
    ]


def booklet() -> tuple[Document, list[Known]]:
    """One file for a case; the number stands on the first form and in the page header only."""
    head = Line("个案档案  编号：CX-014", role=LineRole.HEADER)
    body = [
        "个案封面",
        table(
            [
                ["个案编号", "CX-014"],
                ["服务对象", "黎子轩"],
                ["个案类别", "√重点 □一般 □危机"],
                ["服务等级", "二级"],
                ["主责社工", "鲁婉君"],
                ["开案日期", "2025年2月10日"],
                ["结案日期", ""],
            ]
        ),
        "表二  接案登记表",
        table(
            [
                ["姓名", "黎子轩", "性别", "男", "出生日期", "2012-12-01"],
                ["个案来源", ("□主动求助 ☑学校转介 □社区转介 □社工发现", 5)],
                ["求助事由", ("连续三周拒绝上学，与母亲冲突升级。", 5)],
                ["家庭成员", "姓名", "关系", "年龄", "联系电话", "备注"],
                ["", "黎国强", "父亲", "45", "", "已故"],
                ["", "司徒燕", "母亲", "42", "13600556677", ""],
                ["接案日期", ("2025年2月10日", 2), "接案社工", ("鲁婉君", 2)],
            ]
        ),
        "表三  个案预估表",
        table(
            [
                ["服务对象", "黎子轩"],
                ["问题成因", "父亲离世后亲子沟通减少，学业压力大。"],
                ["需求分析", "情绪支持与返校适应。"],
                ["预估日期", "2025年2月18日"],
                ["社工", "鲁婉君"],
            ]
        ),
    ]
    paper = Document(
        "CX.docx", "docx", [Page(None, [head, *[line(b) if isinstance(b, str) else b for b in body]])]
    )
    return paper, [
        Known(
            "case-cover",
            {
                "number": "CX-014",
                "client.name": "黎子轩",
                "category": ("重点",),
                "grade": 2,
                "opened": date(2025, 2, 10),
                "closed": BLANK,
                "worker": "鲁婉君",
            },
        ),
        Known(
            "case-intake",
            {
                "client.name": "黎子轩",
                "source": ("其他机构转介",),
                "client.birth_date": date(2012, 12, 1),
                "date": date(2025, 2, 10),
            },
            rows={
                "family": [
                    {"name": "黎国强", "relation": "父亲", "phone": BLANK, "remark": "已故"},
                    {"name": "司徒燕", "relation": "母亲", "phone": "13600556677"},
                ]
            },
        ),
        Known("case-assessment", {"client.name": "黎子轩", "date": date(2025, 2, 18), "narrative": TYPED}),
    ]


def register() -> tuple[Document, list[Known]]:
    """A register: each row is the registration of one household."""
    paper = sheet(
        [
            [("栗湖镇枣园社区困难群众建档登记表", 9)],
            ["序号", "档案编号", "户主", "性别", "身份证号", "人员类别", "居住环境", "评级", "建档日期"],
            ["1", "ZY-001", "卓阿彩", "女", "", "孤寡", "一般", "三级", "2024-07-03"],
            ["2", "ZY-002", "巫启光", "男", "", "低保", "良好", "四级", "2024-07-05"],
            ["3", "ZY-003", "凌秀珠", "女", "", "残疾", "", "二级", "2024-07-09"],
        ],
        "建档",
    )
    rows = [
        ("ZY-001", "卓阿彩", ("孤寡",), ("一般",), 3, date(2024, 7, 3)),
        ("ZY-002", "巫启光", ("低保",), ("良好",), 4, date(2024, 7, 5)),
        ("ZY-003", "凌秀珠", ("残疾",), BLANK, 2, date(2024, 7, 9)),
    ]
    return paper, [
        Known(
            "archive-registration",
            {
                "number": number,
                "client.name": name,
                "category": kind,
                "living_environment": place,
                "grade": grade,
                "date": day,
            },
        )
        for number, name, kind, place, grade, day in rows
    ]


def household_sheet() -> tuple[Document, list[Known]]:
    """One sheet a household: registration, assessment and the log stacked."""
    paper = sheet(
        [
            [("服务对象建档表", 6)],
            ["姓名", "钟桂枝", "性别", "女", "年龄", "83"],
            ["档案编号", "MT-012", "人员类别", ("独居老人", 3)],
            ["居住环境", ("□良好 ☑一般 □差", 5)],
            ["建档日期", ("2024年8月1日", 2), "建档人", ("苏启明", 2)],
            [("", 6)],
            [("分级评估表", 6)],
            ["评估日期", ("2024年8月6日", 2), "评定等级", ("三级", 2)],
            ["评估内容", ("情况", 4), "分数"],
            ["健康", ("一般", 4), "5"],
            ["生活环境", ("良好", 4), "0"],
            ["总分", ("5", 5)],
            ["直聘社工签名", ("卢小芬", 2), "社工", ("苏启明", 2)],
            [("", 6)],
            [("探访电访登记表", 6)],
            ["日期", "方式", ("内容", 3), "社工"],
            ["2024.9.3", "电访", ("询问近况，身体尚好。", 3), "苏启明"],
            ["2024.10.8", "入户", ("查看家中燃气安全，提醒添衣。", 3), "苏启明"],
        ],
        "钟桂枝",
        "MT.xlsx",
    )
    return paper, [
        Known(
            "archive-registration",
            {
                "number": "MT-012",
                "client.name": "钟桂枝",
                "client.age": 83,
                "category": ("独居",),
                "living_environment": ("一般",),
                "date": date(2024, 8, 1),
            },
        ),
        Known(
            "archive-grade-assessment",
            {"date": date(2024, 8, 6), "grade": 3, "total": 5.0, "direct_worker_signature": TYPED},
            rows={
                "items": [
                    {"item": "健康", "rating": ("一般",), "score": 5.0},
                    {"item": "生活环境", "rating": ("良好",), "score": 0.0},
                ]
            },
        ),
        Known("archive-contact-log", {"date": date(2024, 9, 3), "method": ("call",), "narrative": TYPED}),
        Known("archive-contact-log", {"date": date(2024, 10, 8), "method": ("visit",), "narrative": TYPED}),
    ]


def year_grid() -> tuple[Document, list[Known]]:
    """Visits of a year: a row a household, a column a month, the day in the cell."""
    paper = sheet(
        [
            [("2025年度困难群众探访登记表", 9)],
            ["序号", "姓名", "档案编号", "级别", "1月", "2月", "3月", "4月", "社工"],
            ["1", "欧阳梅", "PX-001", "一级", "8日入户", "12日入户", "", "9日电访", "文浩"],
            ["2", "司空亮", "PX-002", "三级", "", "20日电访", "", "", "文浩"],
        ],
        "探访",
    )
    visits = [
        ("欧阳梅", "PX-001", date(2025, 1, 8), "visit"),
        ("欧阳梅", "PX-001", date(2025, 2, 12), "visit"),
        ("欧阳梅", "PX-001", date(2025, 4, 9), "call"),
        ("司空亮", "PX-002", date(2025, 2, 20), "call"),
    ]
    return paper, [
        Known(
            "archive-contact-log", {"client.name": name, "number": number, "date": day, "method": (method,)}
        )
        for name, number, day, method in visits
    ]


def household_members() -> tuple[Document, list[Known]]:
    """A registration headed 户主 with members by 与户主关系, traditional characters in the title."""
    paper = document(
        "困難群眾和特殊群體建檔表〔存檔〕",
        table(
            [
                ["户主姓名", "邓水生", "性别", "男", "出生年月", "1948年6月"],
                ["档案号", "KD-077", "联系方式", ("020-81234567", 3)],
                ["现住址", ("葵涌巷3号402", 5)],
                ["服务对象类别", ("□低保 ☑独居 □残疾 ☑高龄 □其他____", 5)],
                ["自理程度", ("☑能自理 □部分自理 □不能自理", 2), "住房环境", ("□好 □一般 ☑差", 2)],
                [("家庭成员", 1, 3), "姓名", "与户主关系", "年龄", "职业", "联系电话"],
                ["邓家宝", "儿子", "50", "司机", "13512340000"],
                ["何四妹", "配偶", "", "", "已故"],
                ["登记日期", ("2024年12月12日", 2), "登记人", ("颜敏", 2)],
            ]
        ),
    )
    return paper, [
        Known(
            "archive-registration",
            {
                "number": "KD-077",
                "client.name": "邓水生",
                "client.phone": "02081234567",
                "category": ("独居", "高龄"),
                "self_care": ("自理",),
                "living_environment": ("差",),
                "date": date(2024, 12, 12),
                "worker": "颜敏",
            },
            rows={
                "family": [
                    {"name": "邓家宝", "relation": "儿子", "phone": "13512340000"},
                    {"name": "何四妹", "relation": TYPED},
                ]
            },
        )
    ]


def untitled_crisis() -> tuple[Document, list[Known]]:
    """No title at all: labels in brackets, each with its text beneath, closing line with two signers."""
    paper = document(
        "【服务对象】沙振邦        【个案编号】DL-021",
        "【事件发生时间】2025年7月2日晚上",
        "【获知时间】2025年7月3日9:20",
        "【首次响应时间】2025年7月3日10:00",
        "【事件经过】",
        "沙振邦家中因电器短路起火，邻居报警，本人被救出后送医观察。",
        "【采取措施】",
        "社工到医院探望，协调临时安置，联系民政部门申请救助。",
        "【上报对象】副站长、镇民政办",
        "【同工支援情况】",
        "",
        f"社工签字：{A}  2025年7月3日        副站长签字：________  ____年__月__日",
    )
    return paper, [
        Known(
            "case-crisis",
            {
                "number": "DL-021",
                "client.name": "沙振邦",
                "event_date": date(2025, 7, 2),
                "known_date": date(2025, 7, 3),
                "response_date": date(2025, 7, 3),
                "event": TYPED,
                "measures": TYPED,
                "reported_to": TYPED,
                "support": BLANK,
                "worker_signature": PICTURE,
            },
            approvals=[{"role": "deputy_head", "signature": BLANK, "date": BLANK}],
        )
    ]


def box_title() -> tuple[Document, list[Known]]:
    """The title stands in a text box, the number in the header, reply and approvals in narrow columns at the side."""
    blocks = [
        Line("文件编号：BY-040", role=LineRole.HEADER),
        Line("个案结案报告", role=LineRole.TEXTBOX),
        table(
            [
                ["服务对象", "姓　　名", "屈美华", "年　　龄", "36岁"],
                [("服务\n情况", 1, 3), "开案时间", "2024-10-08", "结案时间", "2025-03-28"],
                ["服务次数", "9次", "结案原因", "☑目标达成 □主动终止 □转介 □其他"],
                ["成效评估", ("案主找到稳定工作，亲子关系改善，评估量表得分由12分升至20分。", 3)],
                ["案主签名", (A, 2), "日期", "2025-03-28"],
                ["社工签名", (A, 2), "日期", "2025-03-29"],
                ["审批意见", "督导", "同意结案", "签名及日期", f"{A} 2025-04-01"],
                ["", "站长", "", "签名及日期", ""],
            ]
        ),
    ]
    paper = Document("BY.docx", "docx", [Page(None, [*blocks])])
    return paper, [
        Known(
            "case-closing",
            {
                "number": "BY-040",
                "client.name": "屈美华",
                "opened": date(2024, 10, 8),
                "date": date(2025, 3, 28),
                "session_count": 9,
                "reason": ("目标达到",),
                "narrative": TYPED,
                "worker_signature": PICTURE,
                "client.signature": PICTURE,
                "record_date": date(2025, 3, 29),
            },
            approvals=[
                {"role": "supervisor", "opinion": TYPED, "signature": PICTURE, "date": date(2025, 4, 1)},
                {"role": "station_head", "opinion": BLANK, "signature": BLANK},
            ],
        )
    ]


def borderless_visit() -> tuple[Document, list[Known]]:
    """A visit record, five label rows without colons, English beside the title, the day split over cells."""
    paper = document(
        "Home Visit Record 入户家访记录",
        table(
            [
                ["家访对象", "冼月好", "家访编号", "JF-2025-3"],
                ["家访日期", "2025", "年", "5月6日"],
                ["起止时间", ("9时30分至10时10分", 3)],
                ["家访社工", ("翁晓岚、石磊", 3)],
                ["家居环境", ("①良好 ②一般√ ③差", 3)],
                ["家访情况及处理", ("冼月好近日腿脚疼痛加重，社工协助预约社区医生，并提醒楼梯防滑。", 3)],
                ["跟进建议", ("下周电话了解就诊结果", 3)],
                ["社工签署", (A + A, 3)],
            ]
        ),
    )
    return paper, [
        Known(
            "archive-visit",
            {
                "client.name": "冼月好",
                "date": date(2025, 5, 6),
                "time": "09:30-10:10",
                "worker": TYPED,
                "living_environment": ("一般",),
                "narrative": TYPED,
                "outcome": TYPED,
                "worker_signature": PICTURE,
            },
        )
    ]


def uneven_guardian() -> tuple[Document, list[Known]]:
    """A consent whose family block is printed unevenly: people as columns, facts as rows."""
    paper = document(
        "XX市青山区竹园街社工站《接受个案服务同意书》",
        table(
            [
                ["个案编号", ("ZY2025012", 3)],
                ["服务对象姓名", "梅思源", "年龄", "9岁"],
                [("家庭联系人", 4)],
                ["", "父亲", "母亲", "监护人（祖母）"],
                ["姓名", "梅立群", "", "劳桂香"],
                ["电话", "13900887766", "无", "13900112200"],
                ["身体状况", "良好", "离家多年，失联", "良好"],
                ["服务对象签名", "", "监护人签名", A],
                ["社工签名", A, "签署日期", "2025年9月1日"],
            ]
        ),
        "本人同意接受贵站提供的社会工作服务。",
    )
    paper.pages[0].blocks.append(Line("（一式两份）", inks=cell_inks("")))
    return paper, [
        Known(
            "case-consent",
            {
                "client.name": "梅思源",
                "client.age": 9,
                "father.name": "梅立群",
                "father.phone": "13900887766",
                "guardian.name": "劳桂香",
                "guardian.phone": "13900112200",
                "guardian.signature": PICTURE,
                "client.signature": BLANK,
                "worker_signature": PICTURE,
                "date": date(2025, 9, 1),
            },
        )
    ]


STRANGE: dict[str, Strange] = {
    make.__name__: make
    for make in (
        labels_above,
        agreement_letter,
        session_clock,
        session_day_and_clock,
        ticked_columns,
        scored_options,
        long_sessions,
        booklet,
        register,
        household_sheet,
        year_grid,
        household_members,
        untitled_crisis,
        box_title,
        borderless_visit,
        uneven_guardian,
    )
}
