"""Meetings, volunteers, core volunteers, platform figures and the satisfaction survey."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tools.sample_station import station
from tools.sample_station.case_model import Case, hand
from tools.sample_station.ledger import Ledger
from tools.sample_station.paper import (
    Cell,
    Grid,
    Habit,
    Ink,
    Inline,
    Paper,
    Text,
    approval,
    ink_cell,
    pairs,
    value,
    wide,
)
from tools.sample_station.sheets import Sheet, Value, xlsx

WIDTHS = (16, 34, 16, 34)
MEETINGS, TEAMS, VOLUNTEERS, CORE = (
    "志愿服务/会议记录",
    "志愿服务/过程记录",
    "志愿服务/志愿者登记",
    "志愿服务/志愿骨干",
)
SURVEY = "满意度调查/满意度调查登记表.xlsx"


def _d(month: int, day: int, year: int = 2025) -> date:
    return date(year, month, day)


def _habit(initials: str) -> Habit:
    return station.HABITS[station.WORKERS[initials]]


def _form(title: str, rows: list[tuple[Cell, ...]], habit: Habit) -> Paper:
    return Paper(title, [Grid(WIDTHS, tuple(rows))], habit, over=station.STATION)


# ---- meetings --------------------------------------------------------------------------------------------------------


def _meeting(
    initials: str, topic: str, day: date, words: str, *, recorder: Inline | None, recorded: str | None
) -> Paper:
    """会议沟通记录表; ``recorded`` None: this worker's form has no cell for the time of recording."""
    h = _habit(initials)
    rows = pairs(
        h,
        [
            ("会议名称", value(topic)),
            ("会议时间", value(f"{station.day(day, h)} 14:30-16:00")),
            ("会议地点", value("社工站会议室")),
            ("主持人", value(station.WORKERS[initials])),
        ],
    )
    rows += wide(h, "参会人员", value("志愿队队长、骨干及队员共九人"))
    rows += wide(h, "会议内容", value(words, tall=60))
    last: list[tuple[str, Cell]] = [("记录人", ink_cell(recorder))]
    if recorded is not None:
        last.append(("记录时间", value(recorded)))
    rows += pairs(h, last)
    return _form("会议沟通记录表", rows, h)


def _meetings(ledger: Ledger) -> None:
    words = "队长汇报上月服务情况；队员分享上门探访时遇到的困难；大家商定下月分组名单和物资领取办法。"

    def at(stem: str, suffix: str = "docx") -> str:
        return f"{MEETINGS}/{stem}.{suffix}"

    def ry(recorder: Inline | None) -> Paper:
        return _meeting(
            "RY", "榕荫银龄志愿队七月例会", _d(7, 4), words, recorder=recorder, recorded="2025年7月4日"
        )

    stem = "榕荫银龄志愿队七月例会"
    missing = ledger.wrong(
        "meeting-recorder-missing", "meeting", at(stem), (at(stem), "记录人"), community="榕荫社区"
    )
    ledger.paper(f"{MEETINGS}/{stem}", ry(None if missing else hand("岳知秋")))
    ledger.fine("meeting-time-missing", "meeting", at(stem), "记录人空着，记录时间已填")

    stem = "南埠社区志愿队八月例会"
    missing = ledger.wrong(
        "meeting-time-missing", "meeting", at(stem), (at(stem), "记录时间"), community="南埠社区"
    )
    paper = _meeting(
        "NB", stem, _d(8, 6), words, recorder=hand("连晓舟"), recorded="" if missing else "2025-08-06"
    )
    ledger.paper(f"{MEETINGS}/{stem}", paper)
    ledger.fine("meeting-recorder-missing", "meeting", at(stem), "记录人是手写签名，没有打印姓名")

    stem = "云台守望探访队八月例会"
    ledger.paper(
        f"{MEETINGS}/{stem}",
        _meeting("YT", stem, _d(8, 15), words, recorder=Text("戚文涛"), recorded="2025.8.15"),
        as_pdf=True,
    )
    ledger.fine(
        "meeting-recorder-missing", "meeting", at(stem, "pdf"), "记录人是打印的姓名，会议记录不要求手写"
    )

    stem = "石榴里志愿队九月例会"
    ledger.paper(
        f"{MEETINGS}/{stem}",
        _meeting("SL", stem, _d(9, 3), words, recorder=Text("柏清扬"), recorded=None),
    )
    ledger.fine("meeting-time-missing", "meeting", at(stem), "这份表格没有记录时间一栏")


# ---- teams -----------------------------------------------------------------------------------------------------------

Approver = tuple[str, str, str]
"""(label of the cell, opinion, who signed or "")."""


def _service(initials: str, team: str, day: date, words: str, cells: list[Approver]) -> Paper:
    """志愿队过程记录表."""
    h = _habit(initials)
    rows = pairs(
        h,
        [
            ("志愿队名称", value(team)),
            ("服务日期", value(station.day(day, h))),
            ("服务地点", value(station.COMMUNITY_OF[initials])),
            ("参与志愿者人数", value("6人")),
            ("服务时长", value("2小时")),
            ("负责社工", value(station.WORKERS[initials])),
        ],
    )
    rows += wide(h, "服务过程", value(words, tall=60))
    rows += pairs(
        h, [("社工签名", ink_cell(hand(station.WORKERS[initials]))), ("填写日期", value(station.day(day, h)))]
    )
    for name, opinion, signer in cells:
        when = station.day(day, h) if signer else ""
        rows += wide(h, name, approval(opinion, hand(signer) if signer else None, when))
    return _form("志愿队过程记录表", rows, h)


def _teams(ledger: Ledger) -> None:
    words = "队员分三组上门探访八户长者，测量血压，检查用电插座，并提醒高温天减少外出。一位长者反映灯管老化，已转告社工。"
    head = station.HEADS["第一片区"]

    team = "榕荫银龄志愿队"
    first, second = f"{TEAMS}/{team}7月12日", f"{TEAMS}/{team}8月9日"
    signed: list[Approver] = [("片长意见", "同意。", head), ("副站长意见", "", "")]
    empty: list[Approver] = [("片长意见", "", ""), ("副站长意见", "", "")]
    ledger.paper(first, _service("RY", team, _d(7, 12), words, signed))
    missing = ledger.wrong(
        "team-approval-missing", "team", team, (f"{second}.docx", "片长"), community="榕荫社区"
    )
    ledger.paper(second, _service("RY", team, _d(8, 9), words, empty if missing else signed))

    team = "云台守望探访队"
    cells = [("片长意见", "", ""), ("副站长意见", "同意，注意路上安全。", station.DEPUTY)]
    ledger.paper(f"{TEAMS}/{team}8月23日", _service("YT", team, _d(8, 23), words, cells))
    ledger.fine("team-approval-missing", "team", team, "片长栏空着，副站长已审批")

    team = "桥东邻里志愿队"
    cells = [("片长意见", "已阅。", station.HEADS["第三片区"])]
    ledger.paper(f"{TEAMS}/{team}9月6日", _service("QD", team, _d(9, 6), words, cells), as_pdf=True)
    ledger.fine("team-approval-missing", "team", team, "表格只有片长栏，写了“已阅”并签名")


# ---- young volunteers --------------------------------------------------------------------------------------------------


def _registration(
    initials: str,
    name: str,
    sex: str,
    birth: date,
    day: date,
    guardian: tuple[str, str] | None,
    ink: Inline | None,
) -> Paper:
    """志愿者登记表, with or without the guardian's part."""
    h = _habit(initials)
    items = [
        ("姓名", value(name)),
        ("性别", value(sex)),
        ("出生日期", value(station.day(birth, h))),
        ("联系电话", value(station.phone(name))),
        (
            "所属志愿队",
            value("榕荫银龄志愿队" if initials == "RY" else f"{station.COMMUNITY_OF[initials]}志愿队"),
        ),
        ("登记日期", value(station.day(day, h))),
    ]
    rows = pairs(h, items)
    rows += wide(h, "特长", value("绘画、朗诵"))
    rows += wide(h, "可服务时间", value("周六、周日上午"))
    if guardian is not None:
        rows += pairs(
            h,
            [
                ("监护人姓名", value(guardian[0])),
                ("与志愿者关系", value(guardian[1])),
                ("监护人电话", value(station.phone(guardian[0]))),
                ("监护人签名", ink_cell(ink)),
            ],
        )
    return _form("志愿者登记表", rows, h)


def _consent(
    initials: str, name: str, age: int, day: date, guardian: tuple[str, str], ink: Inline | None
) -> Paper:
    """未成年人志愿者监护人同意书."""
    h = _habit(initials)
    rows = pairs(h, [("未成年人姓名", value(name)), ("年龄", value(f"{age}岁"))])
    rows += wide(h, "服务内容", value("在社工带领下参加社区图书整理、节日探访等志愿服务。"))
    rows += pairs(
        h,
        [
            ("监护人姓名", value(guardian[0])),
            ("与未成年人关系", value(guardian[1])),
            ("监护人签名", ink_cell(ink)),
            ("签署日期", value(station.day(day, h))),
        ],
    )
    return _form("未成年人志愿者监护人同意书", rows, h)


def _volunteers(ledger: Ledger) -> None:
    rule = "volunteer-guardian-signature-missing"

    def at(stem: str) -> str:
        return f"{VOLUNTEERS}/{stem}.docx"

    name, mother = "陆小禾", ("简素娥", "母亲")
    missing = ledger.wrong(rule, "volunteer", name, (at(f"{name}登记表"), "监护人签名"), community="")
    paper = _registration(
        "RY", name, "女", _d(3, 9, 2012), _d(7, 5), mother, None if missing else hand(mother[0])
    )
    ledger.paper(f"{VOLUNTEERS}/{name}登记表", paper)

    name, father = "管亦辰", ("管大勇", "父亲")
    ledger.paper(
        f"{VOLUNTEERS}/{name}登记表", _registration("NB", name, "男", _d(11, 2, 2013), _d(7, 8), None, None)
    )
    typed = ledger.wrong(rule, "volunteer", name, (at(f"{name}同意书"), "监护人签名"), community="")
    ink: Inline = Text(father[0]) if typed else hand(father[0])
    ledger.paper(f"{VOLUNTEERS}/{name}同意书", _consent("NB", name, 11, _d(7, 8), father, ink))

    name = "萧明远"
    paper = _registration("YT", name, "男", _d(8, 2, 2009), _d(8, 2), ("萧立新", "父亲"), None)
    ledger.paper(f"{VOLUNTEERS}/{name}登记表", paper)
    ledger.fine(rule, "volunteer", name, "登记当天正好满十六岁")

    name, grandmother = "倪可馨", ("史玉莲", "祖母")
    paper = _registration("QD", name, "女", _d(5, 20, 2013), _d(7, 19), grandmother, None)
    ledger.paper(f"{VOLUNTEERS}/{name}登记表", paper)
    ledger.paper(
        f"{VOLUNTEERS}/{name}同意书", _consent("QD", name, 12, _d(7, 19), grandmother, hand(grandmother[0]))
    )
    ledger.fine(rule, "volunteer", name, "登记表的签名处空着，另有签了名的同意书")

    name, mother = "尤一帆", ("水静宜", "母亲")
    sealed = ledger.wrong(
        rule, "volunteer", name, (at(f"{name}登记表"), "监护人签名"), community="", certainty="check"
    )
    ink = Ink("seal", mother[0]) if sealed else hand(mother[0])
    ledger.paper(
        f"{VOLUNTEERS}/{name}登记表", _registration("SL", name, "男", _d(1, 15, 2011), _d(8, 9), mother, ink)
    )

    name = "祝云帆"
    paper = _registration("MT", name, "男", _d(6, 6, 1998), _d(8, 16), ("", ""), None)
    ledger.paper(f"{VOLUNTEERS}/{name}登记表", paper)
    ledger.fine(rule, "volunteer", name, "成年志愿者，监护人各栏空着")


# ---- core volunteers ---------------------------------------------------------------------------------------------------


def _core_paper(title: str, name: str, rows_of: list[tuple[str, str]], day: date) -> Paper:
    h = _habit("RY")
    rows = pairs(h, [("骨干姓名", value(name)), ("所属志愿队", value("榕荫银龄志愿队"))])
    for name_of, words in rows_of:
        rows += wide(h, name_of, value(words, tall=20))
    rows += pairs(h, [("负责社工", value(station.WORKERS["RY"])), ("填表日期", value(station.day(day, h)))])
    return _form(title, rows, h)


def _core(ledger: Ledger) -> None:
    rule = "core-volunteer-papers-missing"
    people = ("岳知秋", "欧阳敏", "费玉成", "宁婉儿")
    rows: list[tuple[Value, ...]] = [
        (i, name, "榕荫银龄志愿队", _d(7, 18), station.phone(name)) for i, name in enumerate(people, 1)
    ]
    sheet = Sheet(
        "骨干名单",
        "志愿骨干名单",
        ("序号", "姓名", "所属志愿队", "评定日期", "联系电话"),
        rows,
        (6, 12, 20, 14, 18),
    )
    ledger.put(f"{CORE}/志愿骨干名单.xlsx", xlsx([sheet]))
    lacking = ledger.wrong(rule, "volunteer", "费玉成", (f"{CORE}/志愿骨干名单.xlsx", ""), community="")
    for name in people:
        stem = f"{CORE}/{name}"
        rating = [
            ("评定标准", "服务时长、团队协作、服务态度各三十分，出勤十分"),
            ("总分", "91分"),
            ("评定等级", "优秀骨干"),
        ]
        ledger.paper(f"{stem}评定评分表", _core_paper("志愿骨干评定评分表", name, rating, _d(7, 18)))
        if name != "宁婉儿":
            plan = [
                ("培育目标", "三个月内能独立带队探访"),
                ("培育内容", "参加两次带队培训，跟随社工完成三次探访"),
            ]
            ledger.paper(f"{stem}培育计划", _core_paper("志愿骨干培育计划", name, plan, _d(7, 20)))
        if name != "费玉成" or not lacking:
            told = [
                ("培育情况", "已参加带队培训一次，独立主持小组分享，表达清晰。"),
                ("跟进日期", "2025年9月10日"),
            ]
            ledger.paper(f"{stem}培育跟进表", _core_paper("志愿骨干培育情况跟进表", name, told, _d(9, 10)))
    h = _habit("RY")
    together = wide(h, "培育对象", value("宁婉儿及今年新评的骨干"))
    together += wide(h, "培育目标", value("能够组织一次节日探访"))
    together += wide(h, "培育内容", value("由宁婉儿牵头筹备重阳探访，社工全程指导并在活动后总结。", tall=30))
    ledger.paper(f"{CORE}/重阳骨干培育计划", _form("志愿骨干培育计划", together, h))
    ledger.fine(rule, "volunteer", "宁婉儿", "培育计划是合写的一份，其中写明了她的任务")
    ledger.fine(rule, "volunteer", "岳知秋", "评分表、培育计划、跟进表齐全")


# ---- figures of the platforms ------------------------------------------------------------------------------------------


def _hours(ledger: Ledger) -> None:
    path = "志愿服务/志愿服务平台数据统计.xlsx"
    rule = "volunteer-hours-conflict"
    wrong = ledger.wrong(rule, "hours-report", f"{path}#i志愿", (path, "时长"))
    months: list[tuple[Value, ...]] = [
        ("6月", 5, 31, 62.5),
        ("7月", 8, 52, 104),
        ("8月", 7, 47, 93.5),
        ("9月", 9, 58, 116),
    ]
    total = 386 if wrong else 376
    by_month = Sheet(
        "i志愿",
        "i志愿时长统计表",
        ("月份", "活动场次", "人次", "服务时长（小时）"),
        [*months, ("合计", 29, 188, total)],
        (12, 12, 12, 18),
    )
    both: list[tuple[Value, ...]] = [
        ("广州公益时间", "榕荫银龄志愿队", 11, 70.5),
        ("广州公益时间", "云台守望探访队", 9, 44),
        ("小计", None, 20, 114.5),
        ("i志愿", "桥东邻里志愿队", 6, 30.5),
        ("i志愿", "南埠社区志愿队", 4, 20),
        ("小计", None, 10, 50.5),
        ("合计", None, 30, 165),
    ]
    by_team = Sheet(
        "各队", "志愿服务时长汇总表", ("平台", "队伍名称", "活动场次", "服务时长"), both, (18, 22, 12, 14)
    )
    people: list[tuple[Value, ...]] = [("i志愿", 61, 376), ("广州公益时间", 84, 511.5), ("合计", 132, 887.5)]
    by_platform = Sheet(
        "平台", "志愿服务平台数据汇总表", ("平台", "志愿者人数", "服务时长"), people, (18, 14, 14)
    )
    ledger.put(path, xlsx([by_month, by_team, by_platform]))
    ledger.fine(rule, "hours-report", f"{path}#各队", "各平台的小计不重复相加，时长含半小时")
    ledger.fine(rule, "hours-report", f"{path}#平台", "有人在两个平台登记，人数相加多于合计")


# ---- the survey --------------------------------------------------------------------------------------------------------


def _survey(ledger: Ledger) -> None:
    survey = "满意度调查登记表"
    short = ledger.wrong("satisfaction-sample-short", "satisfaction-survey", survey, (SURVEY, "调查人数"))
    open_request = ledger.wrong("satisfaction-request-open", "satisfaction-survey", survey, (SURVEY, "意见"))
    asked = 12 if short else 28
    answers: list[tuple[str, int, str, str]] = [
        ("饶凤仪", 96, "社工很贴心，希望继续保持", ""),
        ("古兆南", 90, "没有意见", ""),
        ("容世昌", 88, "想申请长者饭堂送餐", "" if open_request else "9月20日已协助提交送餐申请"),
        ("司徒蕙", 92, "希望社工帮忙换一盏楼道灯", "9月12日已联系居委更换"),
        ("卜志坚", 95, "谢谢社工常来看我", ""),
        ("应丽华", 94, "无", ""),
    ]
    rows: list[tuple[Value, ...]] = [
        (i, name, _d(9, 8), score, opinion, followup)
        for i, (name, score, opinion, followup) in enumerate(answers, 1)
    ]
    rows += [
        (i, f"{'赵钱孙李周吴郑王冯陈'[i % 10]}**", _d(9, 9), 90 + i % 8, "无", "")
        for i in range(7, asked + 1)
    ]
    sheet = Sheet(
        "登记表",
        survey,
        ("序号", "受访者", "调查日期", "满意度得分", "意见和建议", "跟进情况"),
        rows,
        (6, 12, 14, 12, 34, 30),
        above=(f"名册人数：28人    调查人数：{asked}人",),
    )
    ledger.put(SURVEY, xlsx([sheet]))
    ledger.fine(
        "satisfaction-request-open", "satisfaction-survey", survey, "“希望继续保持”“谢谢社工”不是诉求"
    )

    other = "云台社区满意度调查汇总表"
    h = _habit("YT")
    rows_of = pairs(
        h,
        [
            ("名册人数", value("6人")),
            ("发放问卷", value("6份")),
            ("有效问卷", value("6份")),
            ("总体满意度", value("95.5%")),
        ],
    )
    rows_of += wide(h, "调查结果", value("六户全部受访，对探访频率和态度评价较高。"))
    ledger.paper(f"满意度调查/云台社区/{other}", _form("满意度调查汇总表", rows_of, h))
    ledger.fine(
        "satisfaction-sample-short", "satisfaction-survey", "满意度调查汇总表", "名册不足一百人，全部调查"
    )

    third = "桥东社区满意度问卷"
    h = _habit("QD")
    for number, (opinion, followup) in enumerate(
        (
            ("服务很好，没有其他需求。", ""),
            ("想要一副助行器。", "9月16日已链接街道残联配送助行器。"),
            ("社工常来，很满意。", ""),
            ("无", ""),
        ),
        1,
    ):
        cells = pairs(
            h,
            [
                ("受访者", value(f"{'桂阎车梁'[number - 1]}**")),
                ("调查日期", value(station.day(_d(9, 10), h))),
            ],
        )
        cells += wide(h, "意见和建议", value(opinion))
        cells += wide(h, "跟进情况", value(followup))
        ledger.paper(f"满意度问卷/桥东社区/{third}{number}", _form("服务满意度调查问卷", cells, h))
    ledger.fine("satisfaction-request-open", "satisfaction-survey", "服务满意度调查问卷", "诉求写了跟进结果")
    ledger.fine(
        "satisfaction-sample-short",
        "satisfaction-survey",
        "服务满意度调查问卷",
        "桥东社区名册四人，四人全部受访",
    )


# ---- two services at once ----------------------------------------------------------------------------------------------


def shift_sessions(ledger: Ledger, made: dict[str, Case]) -> None:
    """Lets one worker's sessions of two cases overlap, touch, and meet a telephone call."""
    one, other = made["RY-001"].sessions, made["RY-002"].sessions
    overlap = ledger.wrong(
        "worker-time-overlap",
        "case",
        "RY-001",
        ("个案/RY-001/06过程记录3.docx", ""),
        ("个案/RY-002/06过程记录1.docx", ""),
        community="榕荫社区",
        certainty="check",
    )
    other[0] = replace(other[0], day=one[2].day, clock="17:30—18:30" if overlap else "18:30—19:30")
    other[2] = replace(other[2], day=one[4].day, clock="19:30—20:30")
    ledger.fine("worker-time-overlap", "case", "RY-002", "面谈与另一个案的电话时间重叠，电话不是面对面服务")
    other[3] = replace(other[3], day=one[5].day, clock="18:10—19:00")
    ledger.fine("worker-time-overlap", "case", "RY-002", "前一次入户结束时，后一次面谈开始")


def build(ledger: Ledger) -> None:
    """Writes all papers of this area."""
    _meetings(ledger)
    _teams(ledger)
    _volunteers(ledger)
    _core(ledger)
    _hours(ledger)
    _survey(ledger)
