"""Receipts on referrals that hold only what is printed; words on watching over a plan that are no time of a service."""

from __future__ import annotations

import pytest

from auditor.pages.model import INK_ANCHOR
from auditor.records.model import Referral
from auditor.records.plan_facts import element_told
from auditor.records.plans import ServicePlan
from auditor.records.receipt_facts import receipt_left_blank

HEAD = "个案转荐单\n转荐缘由\n需要康复训练\n"


@pytest.mark.parametrize(
    ("part", "told", "doubtful"),
    [
        ("受理单位回条\n受理人：______　　____年__月__日", False, False),
        ("……（回执）……\n______同志已由我处安排训练。承办人：______", False, True),
        ("对方回执\n已收，安排周三训练。经办人：" + INK_ANCHOR, None, False),
        ("接收机构回执\n经办人：　　2025年3月2日", None, False),
        ("备注\n无", None, False),
    ],
)
def test_a_receipt_that_holds_only_what_is_printed(part: str, told: bool | None, doubtful: bool):
    fact = receipt_left_blank(Referral(text=HEAD + part))
    assert (fact.value, fact.doubtful) == (told, doubtful)


@pytest.mark.parametrize(
    ("said", "there"),
    [
        ("（一）村口茶座。以茶话会的形式开展，服务留守老人。\n三、保障\n每月由站长检查一次。", False),
        ("（一）村口茶座。每月一次，以茶话会的形式开展，服务留守老人。\n三、保障\n由站长检查。", True),
        ("（一）平安行。每月为留守老人做一次居家安全检查。", True),
        ("（一）村口茶座。4月至6月以茶话会的形式开展，服务留守老人。", True),
    ],
)
def test_a_check_every_month_is_no_time_of_a_service(said: str, there: bool):
    plan = ServicePlan(title="2025年度茶座项目方案", text=f"一、目标\n老有所乐。\n二、任务\n{said}")
    assert element_told(plan, "time", None).value is there
