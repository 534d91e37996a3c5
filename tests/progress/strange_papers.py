"""Reports and tables in wordings and layouts of their own, with what an attentive reader would find in each."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from docx import Document
from openpyxl import Workbook
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle


@dataclass(frozen=True)
class Strange:
    """One paper: its name, its bytes, and (rule, words that the message must hold) for each finding."""

    name: str
    data: bytes
    expected: tuple[tuple[str, str], ...] = ()
    toml: str = ""


def _docx(blocks: list[Any]) -> bytes:
    document = Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
        elif isinstance(block, tuple):
            document.add_heading(block[0], block[1])
        else:
            rows, merges = block["rows"], block.get("merges", ())
            table = document.add_table(len(rows), len(rows[0]))
            table.style = "Table Grid"
            for y, row in enumerate(rows):
                for x, text in enumerate(row):
                    if text is not None:
                        table.cell(y, x).text = text
            for (y1, x1), (y2, x2) in merges:
                table.cell(y1, x1).merge(table.cell(y2, x2))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _pdf(blocks: list[Any]) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    body = ParagraphStyle(
        "b", fontName="STSong-Light", fontSize=11, leading=17, firstLineIndent=22, wordWrap="CJK"
    )
    head = ParagraphStyle("h", fontName="STSong-Light", fontSize=13, leading=22, wordWrap="CJK")
    title = ParagraphStyle("t", fontName="STSong-Light", fontSize=18, leading=30, alignment=1, wordWrap="CJK")
    out = io.BytesIO()
    story: list[Any] = []
    for block in blocks:
        if isinstance(block, list):
            table = Table(block)
            table.setStyle(
                TableStyle(
                    [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONT", (0, 0), (-1, -1), "STSong-Light", 10)]
                )
            )
            story += [table, Spacer(1, 8)]
        elif isinstance(block, tuple):
            story.append(Paragraph(block[0], title if block[1] == 0 else head))
        else:
            story.append(Paragraph(block, body))
    SimpleDocTemplate(out, pagesize=A4).build(story)
    return out.getvalue()


def _xlsx(
    rows: list[list[Any]], merges: tuple[str, ...] = (), formats: dict[str, str] | None = None
) -> bytes:
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for merge in merges:
        sheet.merge_cells(merge)
    for cell, form in (formats or {}).items():
        sheet[cell].number_format = form
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _wrapped(text: str, width: int = 36) -> str:
    return "\n".join(
        part[i : i + width] for part in text.split("\n") for i in range(0, max(1, len(part)), width)
    )


def _self_report() -> Strange:
    return Strange("机构自评报告.docx", _docx([
        ("槐安街社工服务站自评报告", 0),
        "报告日期：2025年1月5日",
        ("一、基本情况", 1),
        "槐安街社工服务站辖内共有14个社区，划分为2个片区，现有社工18名，其中持证社工15名（中级社工师6名、助理社工师9名），非持证社工3名。",
        ("二、指标完成情况", 1),
        "本周期社工站累计完成电话访问1,240人次，入户探访986人次；开展专业个案24例，结案10例；开展小组12个，68节，服务540人次；举办社区活动36场，服务2,850人次。",
        "其中，第一片区开展小组7个，第二片区开展小组5个。",
        "年度协议要求开展社区活动50场，已完成36场，完成率为72%；协议要求入户探访1200人次，已完成986人次，完成率为83.17%。",
        ("三、服务成效", 1),
        "在整体服务方面，全年开展小组13个，个案服务24例，受到居民欢迎。去年同期开展小组9个。",
        "培育志愿者85名，发展志愿者骨干12名，维系志愿队伍6支；新组建1支志愿队伍。",
        "链接资源折合32,500元，其中物资18,500元、资金14,000元。",
        ("四、下一步计划", 1),
        "下半年计划开展小组8个、社区活动14场。",
        "附件1：服务指标完成情况统计表（截至2024年12月31日）",
        {"rows": [["序号", "服务指标", "协议要求", "完成情况", None], ["", "", "", "完成量", "完成率"],
                  ["1", "电话访问", "2000人次", "1240人次", "62%"], ["2", "专业个案", "60例", "24例", "40%"],
                  ["3", "小组", "20个", "12个", "60%"], ["4", "社区活动", "50场", "36场", "70%"]],
         "merges": [((0, 3), (0, 4)), ((0, 0), (1, 0)), ((0, 1), (1, 1)), ((0, 2), (1, 2))]},
    ]), (
        ("report-figure-conflict", "小组"),
        ("report-percent-wrong", "83.17%"),
        ("indicator-behind", "专业个案"),
        ("indicator-percent-wrong", "社区活动"),
    ), 'period = ["2024-07-01", "2025-06-30"]\n')  # fmt: skip


def _half_year() -> Strange:
    text = (
        "柳塘镇社工服务站2024年度工作总结\n"
        "一、服务开展情况\n"
        "截至2024年12月，本站共完成电访1520次，入户探访763次。开展志愿服务活动84场，其中环境整治类40场、助老服务类30场、节日慰问类20场，参与志愿者1120人次。\n"
        "本站应到岗社工10名，平均配备社工11名，其中持证社工8名，持证社工比例为72.73%。培训要求时长为400小时，实际完成428小时，达标率为107%。\n"
        "二、存在的不足\n"
        "个案服务深度不够，结案后回访不够及时。\n"
        "三、数据汇总\n"
        "电访1502次，入户探访763次，服务约3000人次。应建档210户，实际建档210户，完成率100%。\n"
        "困境儿童32名，约占服务对象总数的一成。\n"
    )
    return Strange("2024年工作总结.txt", _wrapped(text).encode(), (
        ("report-figure-conflict", "电话访问"), ("report-percent-wrong", "84场"),
    ))  # fmt: skip


def _evaluation() -> Strange:
    return Strange("末期评估报告.pdf", _pdf([
        ("青屿区澜桥街社工服务站末期评估报告", 0),
        ("一、评估说明", 1),
        "评估总分由四方构成，其中第三方评估机构占比60%、街道办事处占比20%、督导机构占比15%、区民政局占比10%。90分以上为优秀，80分至90分（不含90分）为良好，60分至80分（不含80分）为合格，60分以下为不合格。",
        "本次评估随机抽取不少于100名服务对象开展满意度调查。",
        ("二、服务进度", 1),
        "社工站完成小组16个、96节，服务720人次，分别完成协议指标量的80%、80%和90%；完成个案33个，服务198节，结案20个，分别完成协议指标量的82.5%、82.5%和57.00%。",
        "截至评估当日，已对120名服务对象进行满意度调查，总体满意度为95.6%。社工站实际建档412户，覆盖17类困难群众。",
        ("三、服务监测", 1),
        "关于满意度调查，目前已针对112名服务对象开展满意度调查，其中3名服务对象表示希望增加探访。",
        "志愿者共有260名，其中党员志愿者65名，占志愿者总数的25%。",
        ("四、评估等级", 1),
        "经过评估，本次末期评估的分数为89.6分，本次末期评估的等级为：优秀。",
    ]), (
        ("report-level-wrong", "权重"), ("report-level-wrong", "89.6"), ("report-figure-conflict", "满意度"), ("report-percent-wrong", "57.00%"),
    ))  # fmt: skip


def _indicator_book() -> Strange:
    return Strange("附件：项目指标进度.xlsx", _xlsx([
        ["某街道社工站服务指标完成进度表", None, None, None, None, None, None],
        ["统计截至：2024年9月30日", None, None, None, None, None, None],
        ["序号", "服务板块", "指标名称", "单位", "年度指标量", "累计完成", "完成比例"],
        [1, "兜底服务", "入户探访", "人次", 2400, 980, 980 / 2400],
        [2, None, "电话访问", "人次", 1200, 310, 310 / 1200],
        [3, "专业服务", "个案", "例", 40, 12, 0.3],
        [4, None, "个案节数", "节", 240, 40, 0.1667],
        [5, None, "小组", "个", 12, 4, 0.3333],
        [6, "五社联动", "发展志愿队伍", "支", 2, 0, 0],
        [7, None, "志愿者骨干", "名", 30, 12, 0.45],
        ["合计", None, None, None, None, None, None],
    ], ("A1:G1", "A2:G2", "B4:B5", "B6:B8", "B9:B10"), {f"G{row}": "0.00%" for row in range(4, 11)}),
        (("indicator-behind", "电话访问"), ("indicator-behind", "个案节数"), ("indicator-percent-wrong", "志愿者骨干")),
        'period = ["2024-06-01", "2025-05-31"]\n')  # fmt: skip


def _duty() -> Strange:
    return Strange("到岗统计.docx", _docx([
        "某街社工站2024年下半年人员到岗情况统计表",
        {"rows": [["月份", "全体社工", None, "持证社工", None, "备注"], [None, "应到", "实到", "应到", "实到", None],
                  ["7月", "12", "13", "6", "7", ""], ["8月", "12", "12", "6", "6", ""], ["9月", "12", "11", "6", "6", "1人离职"],
                  ["10月", "12", "12.5", "6", "5", ""], ["合计", "48", "48.5", "24", "24", ""]],
         "merges": [((0, 0), (1, 0)), ((0, 1), (0, 2)), ((0, 3), (0, 4)), ((0, 5), (1, 5))]},
    ]), (("staffing-short", "9月"), ("staffing-short", "10月")))  # fmt: skip


def _training() -> Strange:
    return Strange("社工继续教育学时统计表.xlsx", _xlsx([
        ["2024年度社工继续教育学时统计表"],
        ["序号", "姓名", "应完成学时", "已完成学时", "达标率"],
        [1, "卫青川", 48, 52, "108.33%"], [2, "季若兰", 48, 40, "83.33%"], [3, "庄怀瑾", 48, 48, "100%"],
        ["合计", None, 144, 140, "97.22%"],
    ], ("A1:E1",)), (("training-hours-short", "季若兰"), ("training-hours-short", "140")))  # fmt: skip


def _clean() -> Strange:
    text = """# 岚山街社工服务站中期评估报告

## 二、评估总结

### （一）进度

社工站共完成电话访问 620 个，入户探访 540 个，分别完成协议指标量的 62%、54%；专业个案接案 18 个，服务 96 节，结案 7 个，分别完成协议指标量的 60%、53.33% 和 46.67%；
完成小组 9 个，54 节，服务 410 人次，分别完成协议指标量的 60%、60% 和 58.57%。

### （二）人员

协议要求配备 15 人，平均到岗总人数为 16 人。其中持证社工年平均人数为 12 人（中级社工师 5 人，助理社工师 7 人），持证社工比例为 75%。
社工应到总人次为 90 次，实际到岗 97 人次；持证社工实际到岗 72.5 人次，非持证社工实际到岗 24 人次。从业两年以上 12 人，占社工总数的 75%。

### （三）质量

(1) 第一片区，范围包括：甲岗社区、乙岗社区。

①片区应建档 180 户，实际建档 183 户，完成率达 102%。片区开展小组 4 个，社区活动 11 场。

(2) 第二片区，范围包括：丙岗社区。

①甲岗社区开展社区活动 5 场。片区开展小组 5 个，链接资源价值 8200.5 元，其中物资 3200.25 元、资金 5000.25 元。

### （四）成效

第一季度开展社区活动 8 场，第二季度开展社区活动 9 场。全站开展社区活动 27 场，其中危机个案 2 个。“暖巢”项目开展小组 3 个。
满意度调查回收问卷 105 份，其中 1 名服务对象对社工提出表扬。已对 102 名服务对象进行满意度调查，满意度为 96.1%。
志愿服务活动 60 场，其中在平台甲发布 41 场，在平台乙发布 19 场。上期开展志愿服务活动 44 场，比上期增加 16 场，增长 36.36%。
评估得分为 80 分，等级为良好。90 分以上为优秀，80 分以上为良好。
"""
    return Strange("中期评估报告.md", text.encode())


def _pdf_table() -> Strange:
    return Strange("服务指标完成情况.pdf", _pdf([
        ("清水街社工站服务指标完成情况统计表（中期）", 0),
        [["指标", "合同量", "实际完成量", "完成百分比"], ["上门探访", "900", "470", "52.2%"], ["电访", "600", "250", "41.7%"],
         ["小组", "10", "6", "60%"], ["社区活动", "30", "17", "55.7%"], ["社工培训", "4", "1", "25%"]],
    ]), (("indicator-behind", "电访"), ("indicator-behind", "社工培训"), ("indicator-percent-wrong", "社区活动")))  # fmt: skip


def all_papers() -> list[Strange]:
    """Every paper."""
    return [
        _self_report(),
        _half_year(),
        _evaluation(),
        _indicator_book(),
        _duty(),
        _training(),
        _clean(),
        _pdf_table(),
    ]
