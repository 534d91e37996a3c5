"""A second set of invented archives, written after the forms had been tuned on the first: near misses above all."""

from __future__ import annotations

from pathlib import Path

from tests.strangers_monitoring.archives import INK, Archive, Excel, Paper, Word, archive
from tools.sample_station.paper import Grid, Habit, Para, Text, label, value
from tools.sample_station.paper import Paper as Printed
from tools.sample_station.pdf import pdf


class Pdf:
    """A text PDF: lines, then one table of labels and values or of rows under a header."""

    def __init__(
        self, path: str, title: str, lines: list[str], rows: list[list[str]], *, head: bool = False
    ) -> None:
        self.path, self.title, self.lines, self.rows, self.head = path, title, lines, rows, head

    def write(self, root: Path) -> None:
        """Write the file."""
        habit = Habit()
        columns = max(len(row) for row in self.rows)
        cells = []
        for number, row in enumerate(self.rows):
            made = []
            for position, text in enumerate(row):
                span = columns - len(row) + 1 if position == len(row) - 1 else 1
                is_label = number == 0 if self.head else position % 2 == 0
                made.append(label(text, habit, span=span) if is_label else value(text, span=span))
            cells.append(tuple(made))
        blocks: list[Para | Grid] = [Para((Text(line),)) for line in self.lines]
        blocks.append(Grid(tuple([100 // columns] * columns), tuple(cells)))
        target = root / self.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(pdf(Printed(self.title, blocks, habit)))


class Broken:
    """A file that nobody can read."""

    def __init__(self, path: str) -> None:
        self.path = path

    def write(self, root: Path) -> None:
        """Write the file."""
        target = root / self.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(b"PK\x03\x04 broken")


@archive
def meetings_again() -> Archive:
    papers: list[Paper] = [
        Pdf(
            "例会/五月.pdf",
            "志愿队工作例会记录",
            [],
            [
                ["会议名称", "五月例会", "会议时间", "2024年12月5日 15:00"],
                ["主持人", "蔚然", "记录人", ""],
                ["记录时间", "2024年12月5日", "地点", "会议室"],
                ["会议内容", "总结上月探访，安排下月值班。"],
            ],
        ),
        Word(
            "例会/六月.docx",
            [
                "社工站六月例会记录",
                [
                    ["会议时间：2025年1月6日", "会议地点：一楼"],
                    ["主持人：蔚然", "记录人：蔺青"],
                    ["会议内容：通报进度，分配任务。"],
                    ["记录时间：2025年1月6日"],
                ],
            ],
        ),
        Word(
            "例会/七月.docx",
            [
                "会议纪要",
                "时间：2025年2月10日",
                "地点：社工站",
                "主持人：蔚然",
                "参会人员：全体",
                "一、传达要求。",
                "二、布置工作。",
                "记录：蔺青",
            ],
        ),
        Word(
            "例会/八月.docx",
            [
                "会议沟通记录",
                [
                    ["会议主题", "物资分配"],
                    ["会议日期", "2025-02-20"],
                    ["主持人", "蔚然"],
                    ["记录人", "____________"],
                    ["记录时间", "____年__月__日"],
                    ["会议内容", "商定发放名单。"],
                ],
            ],
        ),
    ]
    return Archive(
        "meetings-again",
        papers,
        [
            ("meeting-recorder-missing", "五月.pdf", "sure"),
            ("meeting-recorder-missing", "八月.docx", "sure"),
            ("meeting-time-missing", "八月.docx", "sure"),
        ],
    )


@archive
def young_volunteers_unread_consent() -> Archive:
    papers: list[Paper] = [
        Word(
            "登记/甲.docx",
            [
                "志愿者登记表",
                [
                    ["姓名", "阮小星", "年龄", "13"],
                    ["监护人姓名", "阮立", "监护人签名", ""],
                    ["登记日期", "2024年8月8日", "联系电话", "13700011111"],
                ],
            ],
        ),
        Broken("登记/阮小星监护人同意书.docx"),
    ]
    return Archive("unread-consent", papers, [("volunteer-guardian-signature-missing", "甲.docx", "check")])


@archive
def young_volunteers_again() -> Archive:
    papers: list[Paper] = [
        Pdf(
            "登记/1.pdf",
            "青少年志愿者登记表",
            [],
            [
                ["姓名", "卓文轩", "性别", "男"],
                ["出生日期", "2010年9月1日", "登记日期", "2024年8月31日"],
                ["家长姓名", "卓大年", "家长电话", "13700012222"],
                ["家长签名", ""],
            ],
        ),
        Word(
            "登记/2.docx",
            [
                "志愿者登记表",
                [
                    ["基本信息"],
                    ["姓名", "温小雅", "身份证号", "440199200811200029"],
                    ["电话", "13700013333", "学校", "青屿中学"],
                    ["未满16周岁填写"],
                    ["监护人姓名", "温宏", "监护人电话", "13700013334"],
                    ["监护人签名", "", "日期", ""],
                    ["填表日期", "2024年11月20日"],
                ],
            ],
        ),
        Word(
            "登记/3.docx",
            [
                "志愿者招募报名表",
                [
                    ["姓名", "洛小川"],
                    ["年龄", "14周岁"],
                    ["联系方式", "13700014444"],
                    ["家长意见", "同意参加 洛大川 " + INK],
                    ["报名时间", "2025年1月3日"],
                ],
            ],
        ),
        Word(
            "登记/4.docx",
            [
                "志愿服务报名表",
                "姓名：冉小禾  年龄：15岁  电话：13700015555",
                "本人自愿参加志愿服务。",
                "本人签名：" + INK + "      监护人签名：",
                "日期：2025年2月1日",
            ],
        ),
    ]
    return Archive(
        "young-again",
        papers,
        [
            ("volunteer-guardian-signature-missing", "1.pdf", "sure"),
            ("volunteer-guardian-signature-missing", "4.docx", "sure"),
        ],
    )


@archive
def core_again() -> Archive:
    papers: list[Paper] = [
        Word(
            "骨干/名单.docx",
            [
                "志愿骨干名单",
                [
                    ["序号", "姓名", "性别", "志愿队"],
                    ["1", "温故", "女", "知新队"],
                    ["2", "时习", "男", "知新队"],
                ],
            ],
        ),
        Pdf(
            "骨干/温故评分.pdf",
            "骨干评定评分表",
            [],
            [
                ["姓名", "温故", "所属志愿队", "知新队"],
                ["评定标准", "满分100，80分以上为骨干", "总分", "88"],
                ["评定意见", "表现突出。"],
            ],
        ),
        Word(
            "骨干/时习评分.docx",
            ["骨干评定评分表", [["姓名", "时习"], ["总分", "82分"], ["评定意见", "较好。"]]],
        ),
        Word(
            "骨干/温故计划.docx",
            [
                "志愿骨干培育方案",
                [["骨干姓名", "温故"], ["培育目标", "组织一次活动"], ["培育措施", "每月个别督导"]],
            ],
        ),
        Word(
            "骨干/时习计划.docx",
            [
                "志愿骨干培育方案",
                [["骨干姓名", "时习"], ["培育目标", "组织一次活动"], ["培育措施", "每月个别督导"]],
            ],
        ),
        Word("骨干/温故跟进.docx", ["骨干培育情况跟进表", [["骨干姓名", "温故"], ["跟进情况", "已完成"]]]),
        Word(
            "骨干/时习跟进.docx", ["骨干培育情况跟进表", [["骨干姓名", "时习"], ["跟进情况", "已完成一半"]]]
        ),
    ]
    return Archive("core-again", papers, [])


@archive
def core_unread() -> Archive:
    papers: list[Paper] = [
        Word(
            "骨干/名单.docx",
            ["志愿骨干名单", [["序号", "姓名", "性别", "志愿队"], ["1", "温故", "女", "知新队"]]],
        ),
        Word("骨干/温故评分.docx", ["骨干评定评分表", [["姓名", "温故"], ["总分", "82分"]]]),
        Word(
            "骨干/温故计划.docx", ["志愿骨干培育计划", [["骨干姓名", "温故"], ["培育目标", "组织一次活动"]]]
        ),
        Broken("骨干/温故培育情况跟进表.docx"),
    ]
    return Archive("core-unread", papers, [("core-volunteer-papers-missing", "骨干/", "check")])


@archive
def teams_again() -> Archive:
    papers: list[Paper] = [
        Pdf(
            "过程/1.pdf",
            "志愿队活动记录表",
            [],
            [
                ["队伍名称", "知新队", "活动日期", "2024年10月1日"],
                ["活动内容", "为长者读报。"],
                ["片长意见", "同意。签名：孟达  2024年10月3日"],
            ],
        ),
        Word(
            "过程/2.docx",
            [
                "志愿服务记录表",
                [
                    ["志愿队名称", "行知队", "日期", "2024年10月2日"],
                    ["服务内容", "清洁河岸。"],
                    ["审批意见", "", "审批人", ""],
                ],
            ],
        ),
        Word(
            "过程/3.docx",
            [
                "志愿者活动记录表",
                [["志愿队", "笃行队"], ["活动时间", "2024年10月5日9:00-11:00"], ["活动过程", "协助义诊。"]],
            ],
        ),
        Word(
            "过程/4.docx",
            [
                "志愿队过程记录表",
                [
                    ["志愿队名称", "明德队", "服务日期", "2024年11月1日"],
                    ["服务过程", "陪长者散步。"],
                    ["片长/副站长意见：同意", "签名：" + INK],
                ],
            ],
        ),
    ]
    return Archive("teams-again", papers, [("team-approval-missing", "2.docx", "sure")])


@archive
def hours_again() -> Archive:
    papers: list[Paper] = [
        Pdf(
            "时长/1.pdf",
            "志愿服务时长统计表",
            [],
            [
                ["姓名", "平台", "服务时长"],
                ["甲一", "i志愿", "12.5"],
                ["乙二", "i志愿", "7.5"],
                ["丙三", "广州公益时间", "30"],
                ["合计", "", "50"],
            ],
            head=True,
        ),
        Excel(
            "时长/2.xlsx",
            {
                "平台": [
                    ["志愿服务平台数据统计表"],
                    ["平台名称", "发布活动数", "参与人次", "服务时长（小时）"],
                    ["i志愿", "44场", "320人次", "860.5小时"],
                    ["广州公益时间", "467场", "3000人次", "7000小时"],
                    ["合计", "511场", "3330人次", "7860.5小时"],
                ]
            },
        ),
        Excel(
            "时长/3.xlsx",
            {
                "Sheet1": [
                    ["志愿者服务时长统计表"],
                    ["序号", "姓名", "服务时长"],
                    [1, "甲一", 8],
                    [2, "乙二", 9.25],
                    [3, "丙三", 0],
                    [None, "合计", 17.25],
                ]
            },
        ),
    ]
    return Archive("hours-again", papers, [("volunteer-hours-conflict", "2.xlsx", "sure")])


@archive
def surveys_again() -> Archive:
    answers = [[i, f"居民{i}", 90 + i % 9, "无"] for i in range(1, 101)]
    papers: list[Paper] = [
        Excel(
            "满意度/明细.xlsx",
            {"明细": [["服务对象满意度调查明细表"], ["序号", "受访者", "得分", "意见"], *answers]},
        ),
        Pdf(
            "满意度/云栖社区/汇总.pdf",
            "满意度调查汇总表",
            [],
            [["名册人数", "45人", "调查人数", "40人"], ["有效问卷", "40份", "总体满意度", "97%"]],
        ),
        Word("满意度/说明.docx", ["满意度调查总结", "本次满意度调查于2025年1月完成，居民反映良好。"]),
    ]
    return Archive("surveys-again", papers, [("satisfaction-sample-short", "云栖社区/汇总.pdf", "sure")])


@archive
def requests_again() -> Archive:
    def ask(number: int, name: str, words: str, extra: str = "") -> Paper:
        return Word(
            f"问卷/{number}.docx",
            [
                "居民满意度调查问卷",
                [["姓名", name, "日期", "2025年1月8日"], ["您对社工站的建议", words], ["跟进情况", extra]],
            ],
        )

    words = [
        "社工定期上门，非常好",
        "希望社工站越办越好",
        "想学用智能手机，希望有人教",
        "不知道有社工服务",
        "暂时没有需要帮助的",
        "之前想装扶手，已经装好了",
        "社工没有嫌弃我，很感激",
        "需要陪诊",
    ]
    papers = [
        ask(n, f"许{'甲乙丙丁戊己庚辛'[n - 1]}", text, "已登记陪诊，1月15日陪同就医" if n == 8 else "")
        for n, text in enumerate(words, 1)
    ]
    return Archive(
        "requests-again",
        papers,
        [
            ("satisfaction-request-open", "问卷/3.docx", "sure"),
            ("satisfaction-request-open", "问卷/4.docx", "sure"),
        ],
    )


@archive
def funds_again() -> Archive:
    papers: list[Paper] = [
        Pdf(
            "基金/云栖.pdf",
            "云栖社区慈善基金收支公示表",
            ["单位：元"],
            [
                ["日期", "摘要", "收入", "支出", "结余"],
                ["2024.7.1", "上期结转", "", "", "800"],
                ["2024.8.1", "企业捐赠", "12000", "", "12800"],
                ["2024.9.9", "教师节慰问", "", "300.5", "12499.5"],
            ],
            head=True,
        ),
        Excel(
            "基金/鹿鸣.xlsx",
            {
                "上半年": [
                    ["鹿鸣社区慈善基金收支明细表"],
                    ["日期", "摘要", "收入", "支出", "结余"],
                    ["2024-07-02", "捐赠", 6000, None, 6000],
                    ["2024-10-08", "慰问", None, 200, 5800],
                ],
                "下半年": [
                    ["鹿鸣社区慈善基金收支明细表"],
                    ["日期", "摘要", "收入", "支出", "结余"],
                    ["2025-01-01", "上期结余", None, None, 5800],
                    ["2025-01-20", "捐赠", 5000, None, 10800],
                ],
            },
        ),
        Excel(
            "基金/苇岸.xlsx",
            {
                "Sheet1": [
                    ["基金名称：苇岸社区慈善基金", None, None, None, None],
                    ["日期", "收支项目", "收入", "支出", "余额"],
                    ["7月1日", "捐赠", "¥10,000.00", None, "¥10,000.00"],
                    ["7月9日", "购助行器", None, "¥1,250.00", "¥8,750.00"],
                    ["8月1日", "利息", 3.21, None, 8753.21],
                    ["8月8日", "慰问", None, 53.21, 8600],
                ]
            },
        ),
    ]
    return Archive("funds-again", papers, [("fund-balance-wrong", "苇岸.xlsx", "sure")])


@archive
def fund_lists_again() -> Archive:
    papers: list[Paper] = [
        Word(
            "基金/统计.docx",
            [
                "社区慈善基金收支汇总表（2024年）",
                [
                    ["序号", "基金名称", "筹款（元）", "用款（元）"],
                    ["1", "云栖街道慈善基金", "20000", "5000"],
                    ["2", "云栖社区慈善基金", "11000", "800"],
                    ["3", "云栖花园社区慈善基金", "9800", "0"],
                    ["合计", "", "40800", "5800"],
                ],
            ],
        ),
    ]
    return Archive(
        "fund-lists-again",
        papers,
        [("fund-below-threshold", "统计.docx", "sure"), ("fund-inactive", "统计.docx", "sure")],
    )


@archive
def hotlines_again() -> Archive:
    papers: list[Paper] = [
        Pdf(
            "热线/1.pdf",
            "来电登记表",
            [],
            [
                ["来电日期", "来电人", "来电事由", "接听情况", "回拨情况"],
                ["2025年1月6日", "贺女士", "问政策", "已接听", ""],
                ["2025年1月7日", "不详", "", "漏接", "1月8日已回拨"],
                ["2025年1月9日", "不详", "", "漏接", "未回拨"],
            ],
            head=True,
        ),
        Excel(
            "热线/2.xlsx",
            {
                "登记": [
                    ["红棉热线来电登记表"],
                    ["日期", "时间", "来电人", "电话", "内容", "处理结果", "备注"],
                    ["2025-01-06", "9:00", "贺女士", "13700016666", "咨询", "已答复", None],
                    [
                        "2025-01-07",
                        "21:00",
                        "不详",
                        "13700017777",
                        None,
                        None,
                        "非工作时间未接来电，1月8日上午已致电回复",
                    ],
                    ["2025-01-12", "8:00", "不详", "13700018888", None, None, "未接，回拨三次无人接听"],
                ]
            },
        ),
        Excel(
            "热线/3.xlsx",
            {
                "登记": [
                    ["热线记录表"],
                    ["来电时间", "来电人", "联系电话", "诉求", "接听人"],
                    ["2025-01-06 10:00", "贺女士", "13700016666", "问送餐", "蔺青"],
                    ["2025-01-08 11:00", "谷先生", "13700019999", "反映漏水，未接通知", "蔺青"],
                ]
            },
        ),
    ]
    return Archive("hotlines-again", papers, [("hotline-call-missed", "1.pdf", "sure")])


@archive
def overlaps() -> Archive:
    def session(case: str, name: str, when: str, clock: str, how: str, words: str) -> Paper:
        return Word(
            f"个案/{case}/过程记录.docx",
            [
                "个案过程记录表",
                [
                    ["个案编号", case, "服务对象", name],
                    ["服务日期", when, "服务时间", clock],
                    ["服务方式", how, "社工", "蔺青"],
                    ["服务过程", words],
                ],
            ],
        )

    papers: list[Paper] = [
        session(
            "QY-001",
            "贺甲",
            "2024年9月3日",
            "14:00-15:00",
            "☑面谈 □电话",
            "与服务对象谈学习安排，他表示愿意按计划完成作业。",
        ),
        session(
            "QY-002",
            "谷乙",
            "2024年9月3日",
            "下午2:30-3:20",
            "□面谈 ☑入户探访",
            "上门了解居家安全，提醒厨房用火。",
        ),
        session("QY-003", "卫丙", "2024年9月3日", "15:20-16:00", "☑面谈 □电话", "商讨就业培训报名事宜。"),
        session("QY-004", "奚丁", "2024年9月3日", "14:10-14:30", "□面谈 ☑电话", "电话确认复诊时间。"),
    ]
    return Archive("overlaps", papers, [("worker-time-overlap", "QY-00", "sure")])
