"""What kinds of record are called by users: printed beside the names that rules use."""

from __future__ import annotations

KIND_WORDS = {
    "case": "个案",
    "household-archive": "建档档案",
    "roster": "名册",
    "service-plan": "服务计划",
    "needs-survey": "需求调研报告",
    "followup-policy": "跟进制度",
    "group": "小组",
    "activity": "活动",
    "sign-in-sheet": "签到表",
    "meeting": "会议记录",
    "volunteer": "志愿者",
    "team": "志愿队",
    "hours-report": "时数统计",
    "satisfaction-survey": "满意度调查",
    "fund": "社区基金",
    "hotline-log": "热线登记",
    "report": "报告",
    "indicator-table": "指标统计表",
    "duty-table": "到岗统计表",
    "training-table": "培训统计表",
    "prior-concern": "上期意见",
    "other": "其他文书",
    "file": "文件",
    "community": "社区",
    "district": "片区",
    "station": "全站",
}


def kinds_in_words(kinds: tuple[str, ...]) -> str:
    """Return "case（个案）、group（小组）"."""
    return "、".join(f"{kind}（{KIND_WORDS[kind]}）" if kind in KIND_WORDS else kind for kind in kinds)
