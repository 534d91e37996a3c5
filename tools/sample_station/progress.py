"""Progress: the indicator table, who was on duty, training hours, and the station's own report."""

from __future__ import annotations

from tools.sample_station import station
from tools.sample_station.ledger import Ledger
from tools.sample_station.paper import Cell, Grid, Habit, Paper, Para, Text, label, value
from tools.sample_station.sheets import Sheet, Value, xlsx

FOLDER = "项目管理"
INDICATORS = f"{FOLDER}/服务指标完成情况统计表.xlsx"
DUTY = f"{FOLDER}/社工到岗情况统计表"
TRAINING = f"{FOLDER}/社工培训时数统计表.xlsx"
REPORT = f"{FOLDER}/第三季度自评报告"
GROUP_SESSIONS = 12
"""Group sessions on file within the period; two lie before it."""
GROUPS_BEGUN = 5
"""Groups whose first session lies in the period; one of the six on file began before it."""


def _indicators(ledger: Ledger) -> None:
    behind, percent, records = "indicator-behind", "indicator-percent-wrong", "indicator-record-conflict"
    late = ledger.wrong(behind, "indicator", "社区活动", (INDICATORS, "完成量"))
    wrong = ledger.wrong(percent, "indicator", "志愿者骨干", (INDICATORS, "完成率"))
    # some files of the archive cannot be read: they might be the groups that are missed
    more = ledger.wrong(records, "indicator", "小组", (INDICATORS, "完成量"), certainty="check")
    events, groups = 6 if late else 12, GROUPS_BEGUN + 2 if more else GROUPS_BEGUN
    rows: list[tuple[Value, ...]] = [
        (1, "入户探访", "人次", 600, 190, "31.67%", None),
        (2, "电话访问", "人次", 400, 110, "27.5%", None),
        (3, "小组", "个", 20, groups, f"{groups * 5}%", None),
        (4, "社区活动", "场", 40, events, f"{events * 2.5:g}%", None),
        (5, "志愿者骨干", "名", 20, 6, "35%" if wrong else "30%", None),
        (6, "发展志愿队伍", "支", 2, 0, "0%", None),
        (7, "小组节数", "节", 40, GROUP_SESSIONS, "30%", None),
        ("合计", None, None, None, None, None, None),
    ]
    sheet = Sheet(
        "指标", "服务指标完成情况统计表", ("序号", "指标名称", "单位", "协议量", "完成量", "完成率", "备注"), rows,
        (8, 20, 8, 12, 12, 12, 20), above=(f"统计日期：{station.AS_OF.isoformat()}",),
        below=("说明：截至统计日的服务记录均已归档。",),
    )  # fmt: skip
    ledger.put(INDICATORS, xlsx([sheet]))
    ledger.fine(behind, "indicator", "发展志愿队伍", "指标量为二，合同期过了三成，应完成的整数个为零")
    ledger.fine(behind, "indicator", "电话访问", "比合同期已过的比例低两个百分点，在允许范围内")
    ledger.fine(percent, "indicator", "入户探访", "一百九十除以六百，按两位小数四舍五入")
    ledger.fine(percent, "indicator", "电话访问", "一百一十除以四百正好是二十七点五")
    ledger.fine(records, "indicator", "小组节数", "周期开始前的两节不算，其余与过程记录相同")
    ledger.fine(records, "indicator", "社区活动", "活动没有全部建立可以逐场清点的记录，不比对")


def _row(*texts: str, head: bool = False) -> tuple[Cell, ...]:
    return tuple(label(text, Habit()) if head else value(text) for text in texts)


def _duty(ledger: Ledger) -> None:
    short = ledger.wrong("staffing-short", "duty-table", f"{DUTY}.docx", (f"{DUTY}.docx", "实到人数"))
    rows = [
        _row("月份", "应到人数", "实到人数", "持证应到人数", "持证实到人数", head=True),
        _row("6月", "4", "4.5", "2", "3"),
        _row("7月", "8", "8", "4", "5"),
        _row("8月", "8", "7" if short else "9", "4", "4"),
        _row("9月", "8", "9", "4", "5"),
        _row("合计", "28", "28.5" if short else "30.5", "14", "17"),
    ]
    ledger.paper(DUTY, Paper("社工到岗情况统计表", [Grid((20, 20, 20, 20, 20), tuple(rows))]))


def _training(ledger: Ledger) -> None:
    short = ledger.wrong("training-hours-short", "training-table", f"{TRAINING}#培训", (TRAINING, "完成时数"))
    names = list(dict.fromkeys(station.WORKERS.values()))
    hours = [14, 12, 9 if short else 12, 16, 12, 13]
    rows: list[tuple[Value, ...]] = [
        (n, name, 12, h) for n, (name, h) in enumerate(zip(names, hours, strict=True), 1)
    ]
    rows.append(("合计", None, 12 * len(names), sum(hours)))
    sheet = Sheet(
        "培训", "社工培训时数统计表", ("序号", "姓名", "要求时数", "完成时数"), rows, (8, 16, 14, 14)
    )
    ledger.put(TRAINING, xlsx([sheet]))


def _report(ledger: Ledger) -> None:
    path = f"{REPORT}.docx"
    twice = ledger.wrong("report-figure-conflict", "report", path, (path, ""))
    share = ledger.wrong("report-percent-wrong", "report", path, (path, ""))
    level = ledger.wrong("report-level-wrong", "report", path, (path, ""))
    texts = [
        "一、基本情况",
        f"{station.STATION}辖内共有7个社区，划分为3个片区。站内现有社工8名，其中持证社工6名（中级社工师2名、助理社工师4名），非持证社工2名。",
        "二、服务进度",
        f"截至2025年9月30日，社工站共完成入户探访190人次，电话访问110人次；开展社区活动12场，服务860人次；培育志愿者46名，发展志愿者骨干6名。第一片区开展社区活动5场。协议要求社区活动40场，已完成12场，完成率为{'32%' if share else '30%'}。",
        "去年同期开展社区活动9场，下一季度计划开展社区活动10场。",
        "三、服务成效",
        f"在整体服务方面，本季度以居民需求为本，全站举办社区活动{14 if twice else 12}场，发放宣传资料约900份；链接资源折合8,650.5元，其中物资5,150.5元、资金3,500元。",
        "四、自评结果",
        f"对照评估指标，本季度自评得分为{'79.5' if level else '85.5'}分，自评等级为良好。90分以上为优秀，80分至90分（不含90分）为良好，60分至80分（不含80分）为合格。",
    ]
    blocks: list[Para | Grid] = [
        Para((Text(text, bold=text[1] == "、"),), indent=text[1] != "、") for text in texts
    ]
    ledger.paper(REPORT, Paper("2025年第三季度自评报告", blocks, over=station.STATION))
    ledger.fine("report-figure-conflict", "report", path, "片区的场次、去年同期和下季度计划不与全站的比较")
    ledger.fine("report-percent-wrong", "report", path, "物资和资金相加等于总额，约数不核算")


def _near(ledger: Ledger) -> None:
    """Tables and reports that look odd and are right."""
    heads = ("月份", "应到人数", "实到人数")
    tables = {
        f"{FOLDER}/督导到岗统计表.xlsx": (
            "半月只算一半，小数不是不足",
            [("6月下半月", 0.5, 0.5), ("7月", 1, 1.5), ("8月", 1, 1)],
        ),
        f"{FOLDER}/双百社工到岗统计表.xlsx": (
            "平均数行不是月份",
            [("7月", 4, 5), ("8月", 4, 4), ("平均", 4, 3.9)],
        ),
    }
    for path, (why, rows) in tables.items():
        ledger.put(path, xlsx([Sheet("到岗", "到岗情况统计表", heads, rows, (14, 12, 12))]))
        ledger.fine("staffing-short", "duty-table", f"{path}#到岗", why)
    names = list(dict.fromkeys(station.WORKERS.values()))
    lists: dict[str, tuple[str, tuple[str, ...], list[tuple[Value, ...]]]] = {
        f"{FOLDER}/新入职社工培训统计表.xlsx": (
            "正好达到要求",
            ("姓名", "要求时数", "完成时数"),
            [(names[0], 24, 24), (names[1], 24, 30)],
        ),
        f"{FOLDER}/内部共学培训时数统计表.xlsx": (
            "没有写每人要求，合计达到",
            ("姓名", "完成时数"),
            [(names[2], 2), (names[3], 40)],
        ),
    }
    for path, (why, header, people) in lists.items():
        above = ("要求总时数：40小时",) if len(header) == 2 else ()
        ledger.put(
            path,
            xlsx(
                [
                    Sheet(
                        "培训", "社工培训时数统计表", header, people, (16, 14, 14)[: len(header)], above=above
                    )
                ]
            ),
        )
        ledger.fine("training-hours-short", "training-table", f"{path}#培训", why)
    reports = {
        "周期启动工作总结": "截至2025年7月31日，社工站完成入户探访78人次，开展社区活动4场。其中第二片区开展社区活动2场，大型社区活动1场。协议要求社区活动40场，已完成4场，完成率为10%。自评得分为90分，等级为优秀。发放物资约300份；链接资源折合2,000元，其中物资1,500元、资金500元。",
        "上一周期工作总结": "上一周期社工站完成社区活动41场，服务2,960人次，较往年增加3场。协议要求社区活动42场，已完成41场，完成率为97.6%。现有社工8名，其中持证社工6名，占社工总数的75%。自评得分为80分，等级为良好；街道评价为良好。全年社区活动41场均有总结。",
    }
    for title, text in reports.items():
        path = f"{FOLDER}/{title}.docx"
        blocks: list[Para | Grid] = [
            Para((Text("一、服务情况", bold=True),)),
            *(Para((Text(t + "。"),), indent=True) for t in text.rstrip("。").split("。")),
        ]
        ledger.paper(f"{FOLDER}/{title}", Paper(title, blocks, over=station.STATION))
        ledger.fine("report-figure-conflict", "report", path, "片区、大型活动和往年的数不与全站的比较")
        ledger.fine("report-percent-wrong", "report", path, "按所写位数四舍五入后相符")
        ledger.fine("report-level-wrong", "report", path, "正好是优秀或良好的最低分")


def build(ledger: Ledger) -> None:
    """Adds the papers of the station's management."""
    _near(ledger)
    _indicators(ledger)
    _duty(ledger)
    _training(ledger)
    _report(ledger)
