"""More papers of a last evaluation, written after the first set had been worked on: what they score is the honest figure."""

from __future__ import annotations

from typing import Any

from tests.progress.previous_shapes import A, B, C, Shape, t
from tests.progress.strange_papers import _docx, _pdf


def _experts() -> Shape:
    """One form for each expert: labels at the left, several sentences at the right."""
    blocks: list[Any] = [
        ("霁川街社工服务站评估专家意见表", 0),
        {"rows": [
            ["评估项目", "霁川街社工服务站", "专家姓名", "祁望舒"],
            ["评估板块", "服务质量", "评估日期", "2025年1月9日"],
            ["优点", "文书齐备，探访频密，志愿者队伍活跃。", None, None],
            ["不足", "1.个案YT-001面对突发事件，机构没有启动应急预案，也未见对社工的支援。\n2.石榴里社区SL-002个案的接案日期早于转介日期，先后顺序有误。\n3.宣传物料设计感不强。", None, None],
            ["建议", "完善应急预案；规范文书日期。", None, None],
        ], "merges": (((2, 1), (2, 3)), ((3, 1), (3, 3)), ((4, 1), (4, 3)))},
        {"rows": [
            ["评估项目", "霁川街社工服务站", "专家姓名", "甘棠"],
            ["评估板块", "服务监测", "评估日期", "2025年1月9日"],
            ["优点", "无", None, None],
            ["不足", "受访居民反映想学用智能手机，未见社工后续跟进这些诉求。志愿服务平台时数合计与分项对不上。", None, None],
            ["建议", "无", None, None],
        ], "merges": (((2, 1), (2, 3)), ((3, 1), (3, 3)), ((4, 1), (4, 3)))},
    ]  # fmt: skip
    return Shape("专家意见.docx", _docx(blocks), (
        t("没有启动应急预案", "quality", "", "YT-001", "case-crisis-support-missing", "found-again"),
        t("先后顺序有误", "quality", "", "SL-002", "case-dates-disordered", "found-again"),
        t("设计感", "quality"),
        t("智能手机", "monitoring", "", "", "satisfaction-request-open", "found-again"),
        t("时数合计", "monitoring", "", "", "volunteer-hours-conflict", "found-again"),
    ))  # fmt: skip


def _prose() -> Shape:
    """Long prose: each problem opens with a general sentence, then examples; causes and advice follow."""
    blocks: list[Any] = [
        "霁川街社工服务站末期评估情况通报",
        "各科室、社工站：",
        "现将末期评估情况通报如下。",
        "一、总体情况",
        "本次评估共抽查个案十二份、档案六十份，得分八十七点五分，未发现弄虚作假情况。",
        "二、存在的主要问题",
        "（一）档案管理不够规范。抽查发现，桥东社区JC-QD-002的身份证号码与出生日期不符；石榴里社区有一户重复建档，同一对象建了两份档案。",
        "（二）小组服务的专业性不足。小组XZ-002的过程记录只写讲师讲了什么，看不出社工在其中的作用。",
        "（三）基金使用不够透明。麦田社区慈善基金的余额与收支流水对不上。",
        "（四）团队建设有待加强。新入职社工较多，业务骨干储备不足。",
        "三、原因分析",
        "一是重服务轻记录的思想仍未根本扭转，个案文书缺失时有发生。二是人员流动较大。",
        "四、下一步工作要求",
        "（一）社工站要在一个月内完成整改，未按时整改的将扣减经费。",
        "霁川街公共服务办公室",
        "2025年1月22日",
    ]
    return Shape("情况通报.docx", _docx(blocks), (
        t("JC-QD-002", "quality", "", "JC-QD-002", "archive-identity-invalid", "found-again"),
        t("重复建档", "quality", "", "", "archive-duplicated", "found-again"),
        t("看不出社工在其中的作用", "quality", "", "XZ-002", "group-worker-role-missing", "found-again"),
        t("余额与收支流水", "outcome", "", "", "fund-balance-wrong", "found-again"),
        t("储备不足", "management"),
    ))  # fmt: skip


def _minutes() -> Shape:
    """Minutes of the feedback meeting: what the experts said, numbered within one paragraph."""
    blocks: list[Any] = [
        ("霁川街社工服务站中期评估反馈会纪要", 0),
        "时间：2025年1月10日下午　地点：社工站会议室　记录：方若琳",
        "一、专家反馈",
        "（一）肯定方面：团队稳定，个案记录完整，未出现投诉。",
        "（二）改进方面：1）第二片区云台社区小组XZ-003的签到人数与记录所写人数对不上；2）第一片区竹溪社区XZ-004小组的审批日期早于活动日期；"
        "3）第三片区QD-001个案出现自伤情形，但社工未按危机个案处理；4）站点标识不够醒目。",
        "二、社工站表态",
        "社工站表示诚恳接受，将逐条整改，不足之处尽快补齐。",
    ]
    return Shape("反馈会纪要.pdf", _pdf(blocks), (
        t("签到人数", "quality", B, "XZ-003", "group-attendance-conflict", "found-again"),
        t("审批日期早于", "quality", A, "XZ-004", "approval-before-record", "found-again"),
        t("自伤", "quality", C, "QD-001", "case-crisis-unrecognised", "found-again"),
        t("标识", "management"),
    ))  # fmt: skip


def _pipes() -> Shape:
    """A Markdown table."""
    text = """# 督导巡查记录（霁川街社工服务站）

| 序号 | 点位 | 巡查发现的问题 | 处理意见 |
|---|---|---|---|
| 1 | 榕荫社区 | RY-001个案督导批注后社工没有答复 | 三日内答复 |
| 2 | 南埠社区 | 需求高的家庭上门次数反而比四级的少 | 调整安排 |
| 3 | 竹溪社区 | JC-ZX-006已迁出，名册上查无此人，档案仍在柜 | 归档 |
| 4 | 云台社区 | 第三季度自评报告里同一数字前后不一致 | 核对 |
| 5 | 麦田社区 | 活动室灯光偏暗 | 报修 |
"""
    return Shape("巡查记录.md", text.encode(), (
        t("没有答复", "quality", "", "RY-001", "case-comment-unanswered", "found-again"),
        t("反而比四级的少", "quality", "", "", "grade-contact-inverted", "found-again"),
        t("查无此人", "quality", "", "JC-ZX-006", "roster-archive-extra", "found-again"),
        t("前后不一致", "management", "", "", "report-figure-conflict", "found-again"),
        t("灯光", "management"),
    ))  # fmt: skip


SHAPES_2 = (_experts(), _prose(), _minutes(), _pipes())
