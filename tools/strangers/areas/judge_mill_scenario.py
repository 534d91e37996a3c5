"""The stations A11 and A12: the wider stations' facts, with a few more defects and near misses. Kept out of tuning."""

from __future__ import annotations

from tools.strangers.areas.judge_mill_words import MILL_PLACES
from tools.strangers.areas.judge_more_scenario import Wider, invent_more
from tools.strangers.areas.scenario import share
from tools.strangers.areas.words import Words

SESSION = "15:00—16:30"
"""When groups meet."""


def invent_mill(
    seed: int, words: Words, clean: bool, places: tuple[tuple[str, tuple[str, ...]], ...] = MILL_PLACES
) -> Wider:
    """The station of a seed.

    Beside the wider stations' defects: one worker is at a group and at an activity at the same hour, the
    self-evaluation's level does not match its score.
    """
    area = invent_more(seed, words, clean, places)
    area.districts = {"北片区": area.communities[:2], "南片区": area.communities[2:]}
    _overlap(area, clean)
    _report(area, clean)
    return area


def _overlap(area: Wider, clean: bool) -> None:
    """The second activity is led by the second worker, whose sixth group meets in the afternoon."""
    if clean or area.overlap:
        return
    meeting, activity = area.groups[5].meetings[1], area.activities[1]
    moved = meeting.day - activity.day
    activity.day += moved
    for comment in (activity.plan, activity.summary):
        if comment.day:
            comment.day += moved
    area.overlap = True
    area.expect("worker-time-overlap", area.workers[1], why="a group session and an activity")


def _report(area: Wider, clean: bool) -> None:
    """A self-evaluation in this house's own words; the expectations about figures stay those of the wider stations."""
    t = area.targets
    visits, calls, cases, talks, groups, events = t[:6]
    wrong = 0 if clean else 1
    elsewhere = (
        f"入户工作是重头，今年以来累计入户探访{visits.done + 21 * wrong}户次，实现重点人群全覆盖。",
        f"截至四月底共举办社区活动{events.done + 2 * wrong}场，居民参与热情高。",
        f"小组工作稳步推进，累计开展小组活动{groups.done + wrong}个。",
    )[area.flavour]
    area.report = [
        ("一、基本情况", [
            f"{area.name}覆盖{'、'.join(area.communities)}四个社区，现有社工12人，其中持证6人、未持证6人。项目周期为2025年1月1日至2025年12月31日。",
        ]),
        ("二、任务完成情况", [
            f"到2025年4月30日，共入户探访{visits.done}户次、电话访问{calls.done}人次；个案服务{cases.done}个，个案面谈{talks.done}次；开展小组活动{groups.done}个、社区活动{events.done}场。",
            f"其中电话访问全年任务{calls.target}人次，已完成{calls.done}人次，占全年任务的{share(calls.done + 40 * wrong, calls.target)}。",
        ]),
        ("三、工作成效", [
            elsewhere, "春节前后募集物资120份，其中米面油75份、棉衣45份，全部发放到户。",
            "比上年同期多开了3个小组，走访老党员、老职工另有专项台账，不计入以上数字。",
        ]),
        ("四、自评结论", [f"对照评估细则逐项打分，本站自评得分86.5分，自评等级为{'优秀' if wrong else '良好'}（90分以上为优秀，80分至90分为良好，60分至80分为合格）。"]),
        ("五、存在问题和打算", ["年轻居民参与少；下半年拟再办小组活动6个、社区活动20场，争取把楼组长都发展成志愿者。"]),
    ]  # fmt: skip
    if not clean:
        area.expect("report-level-wrong", "", why="86.5 is 良好")
