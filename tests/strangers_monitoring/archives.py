"""Small invented archives in layouts that neither the forms nor the sample station were written from.

Each archive is a list of papers and the findings that it must give: (rule, part of a path, certainty). Nothing else of the
rules of this area may be found in it.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from docx import Document
from docx.shared import Mm
from openpyxl import Workbook
from PIL import Image, ImageDraw

Cell = str | None
Rows = Sequence[Sequence[object]]
INK = "〔手写〕"
"""In a cell or line: a picture of a signature."""


def _ink() -> io.BytesIO:
    image = Image.new("RGB", (160, 50), "white")
    draw = ImageDraw.Draw(image)
    points = [(8, 30), (30, 8), (44, 42), (66, 12), (84, 40), (110, 15), (150, 34)]
    draw.line(points, fill=(20, 20, 60), width=3)
    out = io.BytesIO()
    image.save(out, "PNG")
    out.seek(0)
    return out


@dataclass
class Word:
    """A Word paper: lines and tables in order; a row shorter than its table spans to the right edge."""

    path: str
    blocks: list[str | list[list[str]]]

    def write(self, root: Path) -> None:
        document = Document()
        for block in self.blocks:
            if isinstance(block, str):
                self._fill(document.add_paragraph(), block)
                continue
            columns = max(len(row) for row in block)
            table = document.add_table(rows=0, cols=columns)
            table.style = "Table Grid"
            for row in block:
                cells = table.add_row().cells
                if len(row) < columns:
                    cells[len(row) - 1].merge(cells[columns - 1])
                for cell, text in zip(cells, row, strict=False):
                    self._fill(cell.paragraphs[0], text)
        target = root / self.path
        target.parent.mkdir(parents=True, exist_ok=True)
        document.save(str(target))

    @staticmethod
    def _fill(paragraph: object, text: str) -> None:
        for number, part in enumerate(text.split(INK)):
            if number:
                paragraph.add_run().add_picture(_ink(), width=Mm(20))  # type: ignore[attr-defined]
            if part:
                paragraph.add_run(part)  # type: ignore[attr-defined]


@dataclass
class Excel:
    """A workbook: sheets of rows."""

    path: str
    sheets: dict[str, Rows]

    def write(self, root: Path) -> None:
        book = Workbook()
        book.remove(book.active)
        for name, rows in self.sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(list(row))
        target = root / self.path
        target.parent.mkdir(parents=True, exist_ok=True)
        book.save(str(target))


class Paper(Protocol):
    """Anything that can write itself into an archive."""

    path: str

    def write(self, root: Path) -> None:
        """Write the file under ``root``."""


@dataclass
class Archive:
    """Papers and what an audit of them must find."""

    name: str
    papers: list[Paper]
    findings: list[tuple[str, str, str]] = field(default_factory=list)

    def write(self, root: Path) -> None:
        root.mkdir(parents=True, exist_ok=True)
        (root / "audit.toml").write_text(
            'station = "青屿街社工站"\nas_of = 2025-03-10\nperiod = { start = 2024-06-15, end = 2025-06-14 }\n',
            encoding="utf-8",
        )
        for paper in self.papers:
            paper.write(root)


ARCHIVES: list[Callable[[], Archive]] = []


def archive(make: Callable[[], Archive]) -> Callable[[], Archive]:
    """Register an archive."""
    ARCHIVES.append(make)
    return make


# ---- meetings --------------------------------------------------------------------------------------------------------


@archive
def meetings() -> Archive:
    papers: list[Paper] = [
        Word(
            "会议/1.docx",
            [
                "青屿街社工站志愿服务队例会记录表",
                [
                    ["会议主题", "中秋送暖筹备会"],
                    ["时间", "2024年9月2日下午3:00", "地点", "二楼活动室"],
                    ["主持", "闻人杰", "记录员", ""],
                    ["参会人员", "队员共8人"],
                    ["会议内容", "讨论分组、物资和路线。"],
                    ["记录日期", "2024年9月2日"],
                ],
            ],
        ),
        Word(
            "会议/2.docx",
            [
                "志愿队沟通会议纪要",
                "会议名称：探访安全沟通会",
                "召开时间：2024-10-08 09:30-10:30    地点：睦邻中心",
                "主持人：濮阳晴",
                "会议内容：",
                "强调雨天路滑，两人一组。队员提出增加手套。",
                "记录人：闻人杰        记录时间：",
            ],
        ),
        Word(
            "会议/3.docx",
            [
                "会议沟通记录表",
                [
                    ["会议名称", "日期", "地点"],
                    ["十一月队务会", "2024.11.5", "社工站"],
                    ["出席人员", "主持人", "缺席人员"],
                    ["全体骨干", "宰父明", "无"],
                    ["会议决议", "重阳活动由三组负责。"],
                    ["记录人签名：" + INK + "    记录时间：2024年11月5日"],
                ],
            ],
        ),
        Word(
            "会议/4.docx",
            [
                "社区志愿者座谈会记录",
                [
                    ["时间", "2024年12月1日", "地点", "党群服务中心"],
                    ["主持人", "宰父明", "参加人员", "12人"],
                    ["记录", "与会者分享服务心得，建议明年增加助餐。"],
                    ["记录人：          记录日期：    年   月   日"],
                ],
            ],
        ),
    ]
    return Archive(
        "meetings",
        papers,
        [
            ("meeting-recorder-missing", "会议/1.docx", "sure"),
            ("meeting-time-missing", "会议/2.docx", "sure"),
            ("meeting-recorder-missing", "会议/4.docx", "sure"),
            ("meeting-time-missing", "会议/4.docx", "sure"),
        ],
    )


# ---- volunteers ------------------------------------------------------------------------------------------------------


@archive
def registrations() -> Archive:
    papers: list[Paper] = [
        Word(
            "志愿者/甲.docx",
            [
                "青屿街小小志愿者报名表",
                [
                    ["姓名", "詹小川", "性别", "男", "年龄", "11岁"],
                    ["学校", "青屿小学", "班级", "五（2）班"],
                    ["家庭住址", "青屿街3号"],
                    ["监护人信息"],
                    ["姓名", "詹大海", "关系", "父亲", "电话", "13700001234"],
                    ["家长签名", ""],
                    ["报名日期", "2024年7月1日"],
                ],
            ],
        ),
        Word(
            "志愿者/乙.docx",
            [
                "志愿者注册登记表",
                "姓名：仲小雨    性别：女    出生年月：2011年4月",
                "身份证号：44019920110412002X",
                "所属队伍：萤火志愿队    填表日期：2024-08-03",
                "监护人意见：同意参加。    监护人签字：" + INK + "    2024年8月3日",
            ],
        ),
        Word(
            "志愿者/丙.docx",
            [
                "志愿者信息登记表",
                [
                    ["志愿者姓名", "性别", "出生日期", "联系电话"],
                    ["乐正航", "男", "2010-12-05", "13700002345"],
                    ["特长", "可服务时间", "服务意向", "注册日期"],
                    ["篮球", "周日", "探访长者", "2024/9/1"],
                    ["法定监护人姓名", "与本人关系", "联系电话", "监护人签名"],
                    ["乐正雄", "父亲", "13700003456", "乐正雄"],
                ],
            ],
        ),
        Word(
            "志愿者/丁.docx",
            [
                "义工登记表",
                [
                    ["姓名", "公冶真", "年龄", "35"],
                    ["电话", "13700004567", "特长", "摄影"],
                    ["监护人（未满16岁填写）", "", "监护人签名", ""],
                    ["登记时间", "2024年9月10日"],
                ],
            ],
        ),
    ]
    return Archive(
        "registrations",
        papers,
        [
            ("volunteer-guardian-signature-missing", "志愿者/甲.docx", "sure"),
            ("volunteer-guardian-signature-missing", "志愿者/丙.docx", "sure"),
        ],
    )


@archive
def consents() -> Archive:
    papers: list[Paper] = [
        Word(
            "同意书/甲.docx",
            [
                "未成年人参与志愿服务知情同意书",
                "本人系  邰小满  （年龄：10岁）的监护人，同意其参加社区志愿服务活动，并已知悉安全须知。",
                "未成年人姓名：邰小满      年龄：10岁",
                "监护人签名：                 与未成年人关系：母亲",
                "联系电话：13700005678        日期：2024年7月20日",
            ],
        ),
        Word(
            "同意书/乙.docx",
            [
                "家长知情同意书（志愿服务）",
                [
                    ["志愿者姓名", "漆雕月", "出生日期", "2009年3月2日"],
                    ["活动内容", "图书整理"],
                    ["家长姓名", "漆雕远", "与学生关系", "父女"],
                    ["家长签字", INK, "签署日期", "2024年7月22日"],
                ],
            ],
        ),
        Word(
            "同意书/丙.docx",
            [
                "志愿者监护人同意书",
                [
                    ["未成年人姓名", "壤驷安", "性别", "男"],
                    ["身份证号", "440199200907210016", "联系电话", "13700006789"],
                    ["监护人", "壤驷平", "监护人电话", "13700006780"],
                    ["监护人签名：壤驷平        日期：2024年7月25日"],
                ],
            ],
        ),
    ]
    return Archive(
        "consents",
        papers,
        [
            ("volunteer-guardian-signature-missing", "同意书/甲.docx", "sure"),
            ("volunteer-guardian-signature-missing", "同意书/丙.docx", "sure"),
        ],
    )


@archive
def volunteer_lists() -> Archive:
    papers: list[Paper] = [
        Excel(
            "名册/花名册.xlsx",
            {
                "花名册": [
                    ["萤火志愿队花名册"],
                    ["序号", "姓名", "性别", "出生年月", "电话", "加入时间", "监护人姓名", "监护人签名"],
                    [1, "拓跋云", "女", "1988-02-03", "13700007890", "2024-07-01", "/", "/"],
                    [2, "夹谷宁", "男", "2012-06-06", "13700007891", "2024-07-05", "夹谷山", ""],
                    [3, "宗政一", "女", "2008-01-06", "13700007892", "2024-07-06", "", ""],
                    ["合计", 3, "", "", "", "", "", ""],
                ]
            },
        ),
        Word(
            "名册/志愿者名单.docx",
            [
                "睦邻志愿者名单",
                [
                    ["序号", "姓名", "年龄", "联系电话"],
                    ["1", "段干文", "42岁", "13700008901"],
                    ["2", "百里奚", "17岁", "13700008902"],
                ],
            ],
        ),
        Excel(
            "名册/信息.xlsx",
            {
                "Sheet1": [
                    ["青屿街志愿者信息汇总表", None, None, None],
                    ["统计日期：2024年12月31日"],
                    ["序号", "志愿者姓名", "身份证号", "所属志愿队"],
                    [1, "东郭先", "440199198505050014", "睦邻队"],
                ]
            },
        ),
    ]
    return Archive(
        "volunteer-lists", papers, [("volunteer-guardian-signature-missing", "名册/花名册.xlsx", "sure")]
    )


@archive
def core_volunteers() -> Archive:
    rating = [
        ["骨干姓名", "南门秋", "队伍", "睦邻队"],
        ["评分项目", "分值", "得分"],
        ["服务时长", "40", "36"],
        ["团队协作", "60", "55"],
        ["总分", "91"],
        ["评定人", "宰父明", "评定日期", "2024年8月1日"],
    ]
    papers: list[Paper] = [
        Excel(
            "骨干/骨干志愿者一览表.xlsx",
            {
                "骨干": [
                    ["骨干志愿者一览表"],
                    ["序号", "姓名", "队伍", "联系电话", "入选时间"],
                    [1, "南门秋", "睦邻队", "13700009012", "2024-08-01"],
                    [2, "西门冬", "萤火队", "13700009013", "2024-08-01"],
                    [3, "北宫夏", "萤火队", "13700009014", "2024-08-01"],
                ]
            },
        ),
        Word("骨干/南门秋/评分表.docx", ["志愿者骨干评分表", rating]),
        Word(
            "骨干/南门秋/培育计划.docx",
            ["骨干志愿者培养计划", "姓名：南门秋", "培养目标：独立带队", "培养内容：参加两次培训。"],
        ),
        Word(
            "骨干/南门秋/跟进.docx",
            [
                "骨干培育跟进记录表",
                [["姓名", "南门秋"], ["跟进日期", "2024年11月2日"], ["培育情况", "已带队一次，表现良好。"]],
            ],
        ),
        Excel(
            "骨干/评定汇总.xlsx",
            {
                "评分": [
                    ["志愿骨干评定评分表"],
                    ["姓名", "服务时长", "团队协作", "总分", "评定等级"],
                    ["西门冬", 38, 50, 88, "骨干"],
                    ["北宫夏", 35, 51, 86, "骨干"],
                ]
            },
        ),
        Word(
            "骨干/萤火队培育计划.docx",
            [
                "萤火队骨干培育计划",
                [
                    ["培育对象", "西门冬、北宫夏"],
                    ["培育目标", "能组织探访"],
                    ["培育内容", "每月一次小组督导"],
                ],
            ],
        ),
        Excel(
            "骨干/跟进汇总.xlsx",
            {
                "跟进": [
                    ["骨干培育情况跟进表"],
                    ["骨干姓名", "跟进时间", "跟进情况"],
                    ["西门冬", "2024-11-20", "能主持小组会"],
                ]
            },
        ),
    ]
    return Archive("core-volunteers", papers, [("core-volunteer-papers-missing", "骨干/", "sure")])


# ---- teams -----------------------------------------------------------------------------------------------------------


@archive
def teams() -> Archive:
    papers: list[Paper] = [
        Word(
            "队伍/1.docx",
            [
                "志愿探访队服务记录表",
                [
                    ["队伍", "睦邻队", "日期", "2024年9月9日"],
                    ["地点", "青屿社区", "志愿者人数", "5"],
                    ["服务内容", "探访三户长者，送去节日问候。"],
                    ["记录人", "宰父明"],
                    ["片长审核意见：", "签名：        日期：   年  月  日"],
                ],
            ],
        ),
        Word(
            "队伍/2.docx",
            [
                "萤火志愿服务队活动记录",
                "志愿服务队名称：萤火队",
                "活动日期：2024-10-12",
                "活动地点：图书室",
                "活动内容：整理图书四百册。",
                "片长签名：" + INK + "    日期：2024-10-15",
                "副站长签名：            日期：",
            ],
        ),
        Word(
            "队伍/3.docx",
            [
                "志愿者服务队过程记录表",
                [
                    ["志愿队名称", "活动时间", "服务地点"],
                    ["晨曦队", "2024年11月3日 9:00-11:00", "滨江公园"],
                    ["服务过程"],
                    ["清理步道两侧杂物，提醒游人看管宠物。"],
                    ["社工签名", "片长审批", "副站长审批"],
                    [INK, "", ""],
                ],
            ],
        ),
        Word(
            "队伍/4.docx",
            [
                "义工队活动记录表",
                [
                    ["义工队名称", "和风队"],
                    ["服务日期", "2024年12月7日"],
                    ["服务情况", "协助义诊登记。"],
                    ["督导意见", ""],
                ],
            ],
        ),
    ]
    return Archive(
        "teams",
        papers,
        [
            ("team-approval-missing", "队伍/1.docx", "sure"),
            ("team-approval-missing", "队伍/3.docx", "sure"),
        ],
    )


# ---- platform figures ------------------------------------------------------------------------------------------------


@archive
def hours() -> Archive:
    papers: list[Paper] = [
        Excel(
            "时数/导出.xlsx",
            {
                "导出数据": [
                    ["i志愿时数统计"],
                    ["姓名", "服务次数", "服务时数"],
                    ["甲一", 4, 8],
                    ["乙二", 3, 7.5],
                    ["丙三", 2, 4],
                    ["总计", 9, 20],
                ]
            },
        ),
        Word(
            "时数/季度.docx",
            [
                "志愿服务时长汇总表",
                "统计时间：2024年12月31日",
                [
                    ["月份", "活动场次", "服务人次", "志愿时长"],
                    ["10月", "3", "18", "36"],
                    ["11月", "4", "22", "44.5"],
                    ["12月", "2", "11", "20"],
                    ["合计", "9", "51", "100.5"],
                ],
            ],
        ),
        Excel(
            "时数/公益时间.xlsx",
            {
                "Sheet1": [
                    ["广州公益时间时长统计表"],
                    ["活动名称", "日期", "参与人数", "时长（小时）"],
                    ["护河行动", "2024-09-01", 12, 24],
                    ["义剪", "2024-09-08", 4, 12],
                    [],
                    ["总时长：30小时"],
                ]
            },
        ),
        Excel(
            "时数/无合计.xlsx",
            {"Sheet1": [["志愿者服务时长统计表"], ["姓名", "服务时长"], ["甲一", 8], ["乙二", 9]]},
        ),
    ]
    return Archive(
        "hours",
        papers,
        [
            ("volunteer-hours-conflict", "时数/导出.xlsx", "sure"),
            ("volunteer-hours-conflict", "时数/公益时间.xlsx", "sure"),
        ],
    )


# ---- surveys ---------------------------------------------------------------------------------------------------------


@archive
def survey_summary() -> Archive:
    papers: list[Paper] = [
        Word(
            "满意度/报告.docx",
            [
                "2024年度服务对象满意度调查报告",
                "一、基本情况",
                [
                    ["服务对象总人数", "640人", "抽样人数", "82人"],
                    ["发放问卷", "82份", "有效问卷", "80份"],
                    ["总体满意度", "93.2%"],
                ],
                "二、结果分析",
                "居民对探访服务较为满意。",
            ],
        ),
    ]
    return Archive("survey-summary", papers, [("satisfaction-sample-short", "满意度/报告.docx", "sure")])


@archive
def survey_enough() -> Archive:
    papers: list[Paper] = [
        Word(
            "调查/统计.docx",
            [
                "满意度调查统计表",
                [["在册人数", "回收份数", "有效份数", "平均满意度"], ["57", "57", "57", "96%"]],
            ],
        ),
        Excel(
            "电访/满意度电访登记表.xlsx",
            {
                "登记": [
                    ["满意度电访登记表"],
                    ["名册总人数：3人"],
                    ["序号", "受访人", "电访日期", "评分", "反馈", "跟进结果"],
                    [1, "第五平", "2025-01-05", 95, "对社工很满意，谢谢。", ""],
                    [2, "公孙圆", "2025-01-05", 90, "没什么要求，都挺好", ""],
                    [
                        3,
                        "轩辕方",
                        "2025-01-06",
                        92,
                        "希望能帮忙申请居家适老化改造",
                        "1月9日已上门评估并提交申请",
                    ],
                ]
            },
        ),
    ]
    return Archive("survey-enough", papers, [])


@archive
def survey_requests() -> Archive:
    papers: list[Paper] = [
        Excel(
            "满意度/登记.xlsx",
            {
                "Sheet1": [
                    ["社工服务满意度调查登记表"],
                    ["总人数：4", None, "调查人数：4"],
                    ["序号", "姓名", "满意度", "意见及建议", "处理情况"],
                    [1, "令狐春", 80, "从来没有人上门看过我", None],
                    [2, "钟离夏", 95, "一切都好，继续加油", None],
                    [3, "宇文秋", 90, "多搞点活动", None],
                    [4, "长孙冬", 96, "无", None],
                ]
            },
        ),
        Word(
            "问卷/服务满意度调查问卷1.docx",
            [
                "服务满意度调查问卷",
                "受访者姓名：尉迟良    调查日期：2024年11月11日",
                "1.您对社工的服务态度是否满意？ ☑非常满意 □满意 □一般 □不满意",
                "您的意见和建议：想要一张护理床，不知道怎样申请",
                "跟进情况：",
            ],
        ),
        Word(
            "问卷/服务满意度调查问卷2.docx",
            [
                "服务满意度调查问卷",
                "受访者姓名：澹台静    调查日期：2024年11月11日",
                "1.您对社工的服务态度是否满意？ ☑非常满意 □满意 □一般 □不满意",
                "您的意见和建议：社工人很好，没有其他建议",
                "跟进情况：",
            ],
        ),
    ]
    return Archive(
        "survey-requests",
        papers,
        [
            ("satisfaction-request-open", "满意度/登记.xlsx", "sure"),
            ("satisfaction-request-open", "满意度/登记.xlsx", "check"),
            ("satisfaction-request-open", "问卷/服务满意度调查问卷1.docx", "sure"),
        ],
    )


# ---- funds -----------------------------------------------------------------------------------------------------------


@archive
def ledgers() -> Archive:
    papers: list[Paper] = [
        Excel(
            "基金/青屿.xlsx",
            {
                "2024年": [
                    ["青屿社区慈善基金收支登记表"],
                    ["日期", "事项", "收入金额", "支出金额", "余额", "备注"],
                    ["2024-07-01", "上年结余", None, None, 3000, None],
                    ["2024-07-15", "企业认捐", 9000, None, 12000, None],
                    ["2024-08-02", "慰问困境儿童", None, 800, 11200, None],
                    ["2024-08-31", "本月合计", 0, 800, 11200, None],
                    ["2024-10-01", "楼栋募捐", 1200, None, 12300, None],
                ]
            },
        ),
        Word(
            "基金/松涛.docx",
            [
                "社区基金收支明细表",
                "基金名称：松涛社区慈善基金        单位：元",
                [
                    ["时间", "摘要", "收入", "支出", "结余"],
                    ["2024年9月1日", "期初余额", "", "", "12,500.00"],
                    ["2024年9月9日", "商会捐款", "5,000.00", "", "17,500.00"],
                    ["2024年11月1日", "居民捐款", "3,600.50", "", "21,100.50"],
                    ["合计", "", "8,600.50", "", "21,100.50"],
                ],
            ],
        ),
        Excel(
            "基金/白鹭.xlsx",
            {
                "明细": [
                    ["白鹭社区慈善基金使用明细表"],
                    ["序号", "日期", "收支类型", "金额（元）", "摘要", "账户余额"],
                    [1, "2024-07-03", "收入", 15000, "认捐", 15000],
                    [2, "2024-09-20", "支出", 2300, "适老化改造", 12700],
                    [3, "2025-01-12", "支出", 500, "春节慰问", 12200],
                ]
            },
        ),
    ]
    return Archive(
        "ledgers",
        papers,
        [
            ("fund-balance-wrong", "基金/青屿.xlsx", "sure"),
            ("fund-below-threshold", "基金/松涛.docx", "sure"),
            ("fund-inactive", "基金/松涛.docx", "sure"),
        ],
    )


@archive
def overviews() -> Archive:
    papers: list[Paper] = [
        Excel(
            "基金/汇总.xlsx",
            {
                "汇总": [
                    ["青屿街社区慈善基金筹款情况表"],
                    ["序号", "社区", "基金名称", "筹款金额", "使用金额", "余额"],
                    [1, "青屿社区", "青屿社区慈善基金", 10200, 800, 11200],
                    [2, "松涛社区", "松涛社区慈善基金", 8600.5, 0, 21100.5],
                    [3, "松涛社区", "松涛社区慈善基金会", 8600.5, 0, 21100.5],
                    ["合计", None, None, 27401, 800, None],
                ]
            },
        ),
    ]
    return Archive(
        "overviews",
        papers,
        [
            ("fund-balance-wrong", "基金/汇总.xlsx", "sure"),
            ("fund-inactive", "基金/汇总.xlsx", "sure"),
        ],
    )


@archive
def overviews_plain() -> Archive:
    papers: list[Paper] = [
        Word(
            "基金/一览.docx",
            [
                "各社区慈善基金情况",
                [
                    ["基金名称", "累计筹款（元）", "支出（元）"],
                    ["白鹭社区慈善基金", "15000", "2800"],
                    ["苇岸社区慈善基金", "6200", "300"],
                ],
            ],
        ),
        Excel(
            "基金/统计.xlsx",
            {
                "Sheet1": [
                    ["慈善基金统计表"],
                    ["基金名称", "上年结余", "本年筹款", "本年支出", "期末余额"],
                    ["云栖社区慈善基金", 20000, 4000, 500, 23500],
                    ["鹿鸣社区慈善基金", 0, 10000, 10, 9990],
                ]
            },
        ),
    ]
    return Archive(
        "overviews-plain",
        papers,
        [
            ("fund-below-threshold", "基金/一览.docx", "sure"),
            ("fund-below-threshold", "基金/统计.xlsx", "sure"),
        ],
    )


# ---- hotlines --------------------------------------------------------------------------------------------------------


@archive
def hotlines() -> Archive:
    papers: list[Paper] = [
        Excel(
            "热线/一.xlsx",
            {
                "一月": [
                    ["服务热线来电登记表"],
                    ["来电时间", "来电号码", "来电人", "诉求内容", "接听状态", "回电时间", "接线员"],
                    ["2025-01-03 09:12", "13700010123", "皇甫先生", "咨询送餐", "已接", None, "宰父明"],
                    ["2025-01-04 20:30", "13700010124", None, None, "未接听", "2025-01-05 08:50", "宰父明"],
                    ["2025-01-10 12:05", "13700010125", None, None, "未接听", "2025-01-14 10:00", "宰父明"],
                ]
            },
        ),
        Word(
            "热线/二.docx",
            [
                "红棉热线接听记录表",
                [
                    ["日期", "时间", "来电人", "电话", "内容", "是否漏接", "处理情况"],
                    ["2025年1月6日", "10:20", "呼延女士", "13700010126", "询问低保", "否", "已解答"],
                    ["2025年1月8日", "18:40", "不详", "13700010127", "", "是", "次日已回拨，转介居委"],
                    ["2025年1月20日", "19:10", "不详", "13700010128", "", "是", ""],
                ],
            ],
        ),
        Excel(
            "热线/三.xlsx",
            {
                "通话记录": [
                    ["热线通话记录表"],
                    ["日期", "呼叫类型", "号码", "姓名", "通话状态", "内容"],
                    ["2025-02-03 09:00", "呼入", "13700010129", "左丘", "未接", None],
                    ["2025-02-03 15:00", "呼出", "13700010129", "左丘", "已接通", "回电了解情况"],
                    ["2025-02-05 10:00", "呼入", "13700010130", "赫连", "已接通", "咨询"],
                ]
            },
        ),
    ]
    return Archive(
        "hotlines",
        papers,
        [
            ("hotline-call-missed", "热线/一.xlsx", "sure"),
            ("hotline-call-missed", "热线/二.docx", "sure"),
        ],
    )
