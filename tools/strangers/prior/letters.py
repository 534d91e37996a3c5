"""Three reports of a last evaluation: a sectioned one, a table of problems, a letter in running text. Kept out of tuning.

The archive they are held against is that of the judge-only station A7: with its defects, and its clean twin.
"""

from __future__ import annotations

from dataclasses import dataclass

Block = str | list[list[str]]


@dataclass(frozen=True, slots=True)
class Concern:
    """One concern: words that stand in it alone, its section, any of the rules that answer it (none: only a person can)."""

    key: str
    section: str
    rules: tuple[str, ...] = ()
    again: bool = True
    """A7 shows it again, its clean twin does not; else nothing there can show it."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A report, its concerns, and words of praise that must not become concerns."""

    name: str
    suffix: str
    title: str
    blocks: tuple[Block, ...]
    concerns: tuple[Concern, ...]
    praised: tuple[str, ...] = ()


M, Q, W, O = "management", "quality", "monitoring", "outcome"  # noqa: E741
LETTERS: tuple[Letter, ...] = (
    Letter("分节", "docx", "龙津街社会工作服务站2023—2024年度末期评估报告", (
        "受区民政局委托，评估组于2024年6月对社工站开展末期评估，现将评估意见报告如下。", "一、总体评价", "社工站较好地完成了协议任务，评估得分84.6分，等级为良好。",
        "二、项目管理", "（一）优点", "1．制度健全，员工档案齐全。", "2．督导安排稳定，督导记录完整。", "（二）不足", "1．部分小组计划书、总结表未见督导签名，审批环节有缺漏。", "2．个别社工继续教育学时未达到24学时的要求。", "3．个别月份到岗人数低于协议要求，人员配置需要保障。",
        "三、服务质量", "（一）优点", "1．小组主题贴近居民，活动形式多样。", "（二）不足", "1．小组前后测以组员主观感受打分为主，缺少客观题，难以反映知识掌握情况。", "2．外请导师主持的小组节次，记录中看不到社工做了什么。", "3．个案结案后未按要求在一个月内回访。", "4．服务的理论运用深度不够，案例提炼有待加强。",
        "四、服务监测", "（一）优点", "1．志愿队伍活跃，时数管理规范。", "（二）不足", "1．未满16周岁的志愿者登记表缺监护人签名。", "2．有的会议记录没有写记录人。", "3．满意度调查样本量不足，仅访问了95人。",
        "五、服务成效", "（一）优点", "1．链接了较多企业资源。", "（二）不足", "1．部分社区慈善基金筹款额偏低，全年没有支出。", "2．热线存在漏接后未回拨的情况。", "六、结论", "希望社工站针对以上不足认真整改。",
    ), (
        Concern("总结表未见督导签名", M, ("group-approval-missing",)), Concern("继续教育学时未达到", M, ("training-hours-short",)), Concern("到岗人数低于协议", M, ("staffing-short",)),
        Concern("主观感受打分为主", Q, ("group-test-subjective",)), Concern("看不到社工做了什么", Q, ("group-worker-role-missing",)), Concern("结案后未按要求", Q, ("case-closing-followup-missing",), False), Concern("理论运用深度不够", Q, (), False),
        Concern("志愿者登记表缺监护人签名", W, ("volunteer-guardian-signature-missing",)), Concern("没有写记录人", W, ("meeting-recorder-missing",)), Concern("样本量不足", W, ("satisfaction-sample-short",)),
        Concern("筹款额偏低", O, ("fund-below-threshold", "fund-inactive")), Concern("漏接后未回拨", O, ("hotline-call-missed",)),
    ), ("制度健全", "督导安排稳定", "主题贴近居民", "时数管理规范", "链接了较多企业资源")),
    Letter("列表", "docx", "社工站年度评估问题清单及整改建议", (
        "被评估单位：龙津街社会工作服务站　　评估日期：2024年7月3日", "经查阅资料、访谈和现场核查，发现以下问题，请于30日内整改。",
        [["序号", "评估维度", "存在问题", "整改建议"],
         ["1", "项目管理", "社区活动计划书缺少片长审批。", "补充审批手续，今后先审批后归档。"],
         ["2", "项目管理", "督导在小组记录中提出的问题，社工没有书面回应。", "建立意见回应登记。"],
         ["3", "服务质量", "项目计划没有写明时间安排和可用资源。", "按对象、形式、时间、资源逐项细化。"],
         ["4", "服务质量", "签到表签名人数与记录的出席人数对不上。", "当场核对人数。"],
         ["5", "服务质量", "未成年个案的同意书上父母没有留电话。", "补充联系方式。"],
         ["6", "服务监测", "志愿队过程记录缺片长或副站长审批。", "完善审批。"],
         ["7", "服务监测", "居民在问卷中提出的需求没有后续跟进。", "逐一回复并记录。"],
         ["8", "服务成效", "社区慈善基金收支表余额与流水不符。", "请财务人员核对。"],
         ["9", "服务成效", "服务品牌的社会影响力不足。", "加强宣传。"]],
        "联系人：评估办公室",
    ), (
        Concern("社区活动计划书缺少片长审批", M, ("group-approval-missing",)), Concern("社工没有书面回应", M, ("group-comment-unanswered",)), Concern("没有写明时间安排和可用资源", Q, ("plan-element-missing",)), Concern("与记录的出席人数对不上", Q, ("group-attendance-conflict",)),
        Concern("父母没有留电话", Q, ("case-guardian-phone-missing",), False), Concern("志愿队过程记录缺片长", W, ("team-approval-missing",)), Concern("没有后续跟进", W, ("satisfaction-request-open",)), Concern("余额与流水不符", O, ("fund-balance-wrong",)), Concern("社会影响力不足", O, (), False),
    )),
    Letter("函件", "pdf", "关于龙津街社工站中期评估意见的函", (
        "龙津街社会工作服务站：", "评估组于2024年12月10日到站评估。总体来看，你站人员稳定，服务对象建档率达100%，居民评价良好，值得肯定。同时，评估组认为以下方面需要改进：",
        "项目管理方面，一是个案面谈、社区活动两项指标进度滞后，低于时序进度；二是分级回访机制没有规定各等级的跟进频次，执行中缺少依据；三是转介表没有填写转介原因。",
        "服务质量方面，一是需求调研报告未说明调研方法，建议补充；二是教育性小组没有设置前测、后测；三是社区问题图以需求代替问题，建议重新绘制。",
        "服务监测方面，一是会议记录未填写记录时间；二是志愿骨干的培育跟进表不齐全；三是志愿服务时数汇总与明细相加不一致。", "请你站于2025年1月31日前将整改情况书面报送。此函。",
    ), (
        Concern("低于时序进度", M, ("indicator-behind",)), Concern("没有规定各等级的跟进频次", M, ("callback-policy-incomplete",)), Concern("没有填写转介原因", M, ("referral-incomplete",)),
        Concern("未说明调研方法", Q, ("survey-section-missing",)), Concern("没有设置前测", Q, ("group-test-missing",)), Concern("社区问题图以需求代替问题", Q, (), False),
        Concern("未填写记录时间", W, ("meeting-time-missing",)), Concern("培育跟进表不齐全", W, ("core-volunteer-papers-missing",)), Concern("与明细相加不一致", W, ("volunteer-hours-conflict",)),
    ), ("建档率达100%",)),
)  # fmt: skip
