"""Community funds and the hotline's log of calls."""

from __future__ import annotations

from datetime import date

from tools.sample_station import station
from tools.sample_station.ledger import Ledger
from tools.sample_station.paper import Cell, Grid, Paper, label, pairs, value
from tools.sample_station.sheets import Sheet, Value, xlsx

FUNDS = "社区基金"
OVERVIEW = f"{FUNDS}/社区慈善基金一览表.xlsx"
HOTLINE = "热线/暖心热线来电登记表.xlsx"
Row = tuple[date, str, float, float, float]
"""(day, summary, income, expense, balance)."""


def _d(month: int, day: int) -> date:
    return date(2025, month, day)


def _sheet(fund: str, rows: list[tuple[Value, ...]], *, empty_top: int = 0) -> bytes:
    header = ("日期", "摘要", "收入（元）", "支出（元）", "结余（元）", "经手人")
    sheet = Sheet(
        "收支明细",
        "社区慈善基金收支明细表",
        header,
        rows,
        (14, 30, 14, 14, 14, 12),
        above=(f"基金名称：{fund}",),
        empty_top=empty_top,
    )
    return xlsx([sheet])


def _funds(ledger: Ledger) -> None:
    below, idle, wrong = "fund-below-threshold", "fund-inactive", "fund-balance-wrong"

    fund, path = "榕荫社区慈善基金", f"{FUNDS}/榕荫社区慈善基金收支明细.xlsx"
    short = ledger.wrong(below, "fund", fund, (path, "收入"), community="榕荫社区")
    gift = 5600.0 if short else 9600.0
    rows: list[tuple[Value, ...]] = [
        (_d(6, 15), "上期结余", 6000, None, 6000, "苏念安"),
        (_d(7, 2), "爱心商户捐赠", gift, None, 6000 + gift, "苏念安"),
        (_d(8, 10), "高温慰问独居长者", None, 1280.5, 4719.5 + gift, "苏念安"),
        (_d(9, 5), "居民日捐", 2400.3, None, 7119.8 + gift, "苏念安"),
        ("合计", None, gift + 8400.3, 1280.5, 7119.8 + gift, None),
    ]
    ledger.put(path, _sheet(fund, rows))
    ledger.fine(idle, "fund", fund, "周期内有一笔支出")
    ledger.fine(wrong, "fund", fund, "上期结余和合计行都不是收支")

    fund, path = "云台社区慈善基金", f"{FUNDS}/云台社区慈善基金收支明细.xlsx"
    unused = ledger.wrong(idle, "fund", fund, (path, "支出"), community="云台社区")
    rows = [
        (_d(6, 20), "企业捐赠", 6000, None, 6000, "邵思齐"),
        ("小计", None, 6000, None, 6000, None),
        (_d(9, 1), "义卖筹款", 4000, None, 10000, "邵思齐"),
    ]
    if not unused:
        rows.append((_d(9, 20), "购买助行器", None, 860, 9140, "邵思齐"))
    ledger.put(path, _sheet(fund, rows, empty_top=1))
    ledger.fine(below, "fund", fund, "筹款正好一万元")

    fund, path = "石榴里社区慈善基金", f"{FUNDS}/石榴里社区慈善基金收支明细.xlsx"
    broken = ledger.wrong(wrong, "fund", fund, (path, "结余"), community="石榴里社区")
    last = 11880.0 if broken else 11780.0
    rows = [
        (_d(7, 6), "企业捐赠", 12300, None, 12300, "叶青禾"),
        (_d(8, 18), "困境儿童书包", None, 520, 11780 if not broken else 11880, "叶青禾"),
        (_d(9, 2), "居民捐赠", 66.6, None, last + 66.6, "叶青禾"),
    ]
    ledger.put(path, _sheet(fund, rows))

    fund = "桥东社区慈善基金"
    h = station.HABITS["罗以恒"]
    head = [(tuple(label(text, h) for text in ("日期", "摘要", "收入", "支出", "结余")))]
    newest_first: list[Row] = [
        (_d(9, 11), "中秋慰问", 0, 640, 10560),
        (_d(8, 5), "楼长联名捐赠", 3200, 0, 11200),
        (_d(7, 3), "街坊义卖", 8000, 0, 8000),
    ]
    body: list[tuple[Cell, ...]] = [
        (
            value(station.day(day, h)),
            value(words),
            value(f"{income:g}" if income else ""),
            value(f"{expense:g}" if expense else ""),
            value(f"{balance:g}"),
        )
        for day, words, income, expense, balance in newest_first
    ]
    top = Grid((20, 80), tuple(pairs(h, [("基金名称", value(fund))], per_row=1)))
    paper = Paper(
        "社区慈善基金收支公示表",
        [top, Grid((22, 36, 14, 14, 14), tuple(head + body))],
        h,
        over=station.STATION,
    )
    ledger.paper(f"{FUNDS}/桥东社区慈善基金收支公示", paper)
    ledger.fine(wrong, "fund", fund, "最新一笔列在最上面，自下而上结余都接得上")
    ledger.fine(idle, "fund", fund, "周期内有中秋慰问支出")

    fund = "麦田社区慈善基金"
    twice = ledger.wrong(wrong, "fund", fund, (OVERVIEW, "基金名称"), community="麦田社区")
    listed: list[tuple[str, float, float, float]] = [
        ("榕荫社区慈善基金", gift + 2400.3, 1280.5, 7119.8 + gift),
        ("云台社区慈善基金", 10000, 0 if unused else 860, 10000 if unused else 9140),
        ("石榴里社区慈善基金", 12366.6, 520, last + 66.6),
        ("桥东社区慈善基金", 11200, 640, 10560),
        (fund, 10800, 900, 9900),
        ("竹溪社区慈善基金", 10002.5, 300, 9702.5),
    ]
    if twice:
        listed.append(("麦田社区慈善基金会", 10800, 900, 9900))
    table: list[tuple[Value, ...]] = [(i, *row) for i, row in enumerate(listed, 1)]
    sheet = Sheet(
        "一览表",
        f"{station.STATION}社区慈善基金一览表",
        ("序号", "基金名称", "本期筹款（元）", "本期支出（元）", "结余（元）"),
        table,
        (6, 24, 16, 16, 16),
        above=("统计截至：2025年9月30日",),
    )
    ledger.put(OVERVIEW, xlsx([sheet]))
    ledger.fine(below, "fund", "竹溪社区慈善基金", "筹款略多于一万元")


def _hotline(ledger: Ledger) -> None:
    rule = "hotline-call-missed"
    log = f"{HOTLINE}#8月"
    missed = ledger.wrong(rule, "hotline-log", log, (HOTLINE, "来电日期"))
    header = (
        "序号",
        "来电日期",
        "来电时间",
        "来电人",
        "联系电话",
        "来电内容",
        "是否接听",
        "回拨时间",
        "处理结果",
        "接听人",
    )
    widths = (6, 13, 10, 12, 16, 30, 10, 18, 26, 10)

    def call(
        n: int, day: date, clock: str, who: str, words: str, answered: str, back: str, done: str
    ) -> tuple[Value, ...]:
        return (
            n,
            day,
            clock,
            who,
            station.phone(who),
            words,
            answered,
            back,
            done,
            "苏念安" if answered == "是" else "",
        )

    august = [
        call(1, _d(8, 4), "09:20", "屈阿婆", "咨询长者饭堂开放时间", "是", "", "已答复"),
        call(
            2,
            _d(8, 7),
            "19:45",
            "甘先生",
            "",
            "未接",
            "" if missed else "2025-08-08 09:05",
            "" if missed else "已回拨，咨询低保",
        ),
        call(3, _d(8, 12), "12:30", "覃女士", "", "未接", "2025-08-13 09:10", "次日回拨，预约入户"),
        call(4, _d(8, 21), "17:50", "符伯", "", "未接", "2025-08-21 18:20", "当天回拨，转介家政"),
    ]
    september = [
        call(1, _d(9, 2), "10:00", "屈阿婆", "询问换季义诊", "是", "", "已答复"),
        call(2, _d(9, 30), "16:40", "褚女士", "", "未接", "", ""),
    ]
    sheets = [
        Sheet(name, f"{station.STATION}暖心热线来电登记表", header, rows, widths)
        for name, rows in (("8月", august), ("9月", september))
    ]
    ledger.put(HOTLINE, xlsx(sheets))
    ledger.fine(rule, "hotline-log", log, "次日上午回拨、当天回拨的两次漏接")
    ledger.fine(rule, "hotline-log", f"{HOTLINE}#9月", "漏接发生在审查日当天，还在回拨时限内")


def build(ledger: Ledger) -> None:
    """Writes all papers of this area."""
    _funds(ledger)
    _hotline(ledger)
