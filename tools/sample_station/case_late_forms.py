"""The forms of a case that come after the process records: crisis, closing, return visit, supervision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from tools.sample_station import station
from tools.sample_station.case_forms import (
    CATEGORIES,
    METHODS,
    REASONS,
    Approver,
    approvals,
    number_of,
    paper_of,
    signed,
)
from tools.sample_station.case_model import Case, hand
from tools.sample_station.paper import Paper, ink_cell, pairs, ticks, value, wide


@dataclass
class Crisis:
    """What the crisis record says."""

    event: str
    happened: date
    known: date
    danger: str
    measures: str
    reported: str
    emergency: str
    support: str


def crisis_record(case: Case, c: Crisis) -> Paper:
    """危机个案介入记录."""
    h = case.habit
    number, line = number_of(case)
    rows = pairs(
        h,
        [
            *number,
            ("服务对象姓名", value(case.name)),
            ("事件发生时间", value(case.day(c.happened))),
            ("获知时间", value(case.day(c.known))),
            ("记录日期", value(case.day(c.known))),
        ],
    )
    rows += wide(h, "事件经过", value(c.event, tall=24))
    rows += wide(h, "危险性判断", value(c.danger))
    rows += wide(h, "采取措施", value(c.measures, tall=24))
    rows += wide(h, "上报对象及时间", value(c.reported))
    rows += wide(h, "机构应急处理", value(c.emergency, tall=16))
    rows += wide(h, "支援同事情况", value(c.support, tall=16))
    rows += signed(case, c.known)
    rows += approvals(case, [("督导意见", "已阅。", station.SUPERVISOR, c.known + timedelta(days=1))])
    return paper_of(case, "危机介入记录表", rows, line)


def closing(
    case: Case, *, count: str, reason: str, outcome: str, cells: list[Approver], response: str | None = None
) -> Paper:
    """结案报告."""
    assert case.closed
    h = case.habit
    number, line = number_of(case)
    rows = pairs(
        h,
        [
            *number,
            ("服务对象姓名", value(case.name)),
            ("开案日期", value(case.day(case.intake))),
            ("结案日期", value(case.day(case.closed))),
            ("服务次数", value(count)),
        ],
    )
    rows += wide(h, "结案原因", ticks(REASONS, reason))
    rows += wide(h, "个案类别", ticks(CATEGORIES, case.category))
    rows += wide(h, "目标达成情况", value(outcome, tall=40))
    rows += wide(h, "跟进安排", value("结案后一个月内回访，如有新的需要可重新开案。"))
    rows += signed(case, case.closed)
    rows += approvals(case, cells)
    if response is not None:
        rows += wide(h, "社工回应", value(response, tall=10))
    return paper_of(case, "个案结案报告", rows, line)


def follow_up(case: Case, when: date, method: str, state: str) -> Paper:
    """结案后回访记录."""
    h = case.habit
    number, line = number_of(case)
    rows = pairs(h, [*number, ("服务对象姓名", value(case.name)), ("回访日期", value(case.day(when)))])
    rows += wide(h, "回访方式", ticks(METHODS, method))
    rows += wide(h, "服务对象现状", value(state, tall=34))
    rows += wide(h, "是否需要重新开案", ticks(("是", "否"), "否"))
    rows += signed(case, when)
    return paper_of(case, "结案后回访记录表", rows, line)


def supervision(case: Case, when: date, topic: str, advice: str, response: str) -> Paper:
    """督导记录."""
    h = case.habit
    number, line = number_of(case)
    rows = pairs(
        h,
        [
            *number,
            ("服务对象姓名", value(case.name)),
            ("督导日期", value(case.day(when))),
            ("督导对象", value(case.staff.worker)),
        ],
    )
    rows += wide(h, "督导方式", ticks(("个别督导", "团体督导"), "个别督导"))
    rows += wide(h, "督导议题", value(topic, tall=14))
    rows += wide(h, "督导建议", value(advice, tall=26))
    rows += wide(h, "社工回应", value(response, tall=20))
    rows += pairs(
        h, [("督导签名", ink_cell(hand(station.SUPERVISOR))), ("社工签名", ink_cell(hand(case.staff.worker)))]
    )
    return paper_of(case, "督导记录表", rows, line)
