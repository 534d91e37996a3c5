"""Papers under titles that no form has, drawn from words that stations use, in four layouts.

`TUNING` words were looked at while recognition by labels was written, `JUDGING` words were not. All names are invented.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from auditor.pages.model import Document
from tests.forms.papers import document, table

TUNING, JUDGING = 0, 1
Maker = Callable[[random.Random], str]
Concept = tuple[str, str, Maker | str]
"""Labels for tuning, labels for judging, and what is filled in."""
Pairs = list[tuple[str, str]]


def _day(rng: random.Random) -> str:
    return f"2025年{rng.randint(1, 9)}月{rng.randint(1, 28)}日"


def _name(rng: random.Random) -> str:
    return rng.choice(["林小满", "陈一诺", "黄阿娇", "欧阳晓", "吴桂芬"])


def _worker(rng: random.Random) -> str:
    return rng.choice(["陈星", "李念念", "何芳"])


def _number(rng: random.Random) -> str:
    return f"QH-{rng.randint(1, 99):03d}"


_told = "社工入户了解案主近期生活，案主情绪平稳，表示愿意配合服务安排。双方就下一阶段的做法交换了看法。"
_short = "按月跟进，链接社区资源，缓解照顾压力。"

NUMBER_OF_CASE: Concept = ("个案编号 案卷号 个案卷号", "个案档号 案件编号 个案编码", _number)
NUMBER_OF_HOUSEHOLD: Concept = ("档案编号 户档号 家庭编码", "档案编码 户编号 档号", _number)
CLIENT: Concept = ("案主 服务对象 案主姓名", "服务对象姓名 受助人 案主名称", _name)
HOUSEHOLDER: Concept = ("户主 服务对象 户主姓名", "对象姓名 户主 姓名", _name)
WORKER: Concept = ("主责社工 负责社工 跟进社工", "承办社工 个案社工 记录社工", _worker)
SUPERVISOR: Concept = ("督导意见 督导审批 督导批示", "督导审阅 督导点评 督导审核意见", "同意")
FORMS: dict[str, tuple[str, str, list[Concept]]] = {
    "case-cover": (
        "个案卷宗|服务卷册|案件首卷",
        "案卷封套|个案总览|服务对象卷宗袋",
        [
            NUMBER_OF_CASE,
            CLIENT,
            ("个案类别 个案性质 案别", "个案类型 案件类别 个案分类", "一般个案"),
            ("立案时间 开案日期 立卷日期", "开案时间 启案日期 立案日", _day),
            ("销案日期 结案日期 结案时间", "结案日 个案结束日期 终案时间", _day),
            WORKER,
            ("会谈总次数 服务节数 面谈次数", "面谈总节数 服务总次数 会谈次数", "5次"),
        ],
    ),
    "case-intake": (
        "来访受理单|初次接待纸|求助受理笺",
        "首访登记卡|受理笔录|初谈实录",
        [
            NUMBER_OF_CASE,
            CLIENT,
            ("求助事由 主诉问题 案主自述", "来访原因 求助问题 呈现问题", _told),
            ("个案来源 案源 转介来源", "服务来源 接案途径 来源渠道", "社区转介"),
            ("接案日期 受理日期 接案时间", "接案时日 受理时间 初谈日期", _day),
            ("初步评估 初步印象 初步判断", "初步分析 社工初步评估 初步预估", _told),
            ("是否接案 接案决定 是否开案", "是否受理 接案结果 接案与否", "接案"),
            WORKER,
            SUPERVISOR,
        ],
    ),
    "case-assessment": (
        "问题剖析纸|三系统剖析笔录|案主需要研判",
        "需求研判笺|问题成因剖析|案主处境研判",
        [
            NUMBER_OF_CASE,
            CLIENT,
            ("问题分析 需求分析 问题与需求", "主要问题 需要分析 问题评估", _told),
            ("个人层面 个人系统 个人方面", "个人状况 生理心理状况 个人系统分析", _told),
            ("家庭层面 家庭系统 家庭方面", "家庭支持 家庭状况 家庭系统分析", _told),
            ("社会支持网络 社区系统 资源状况", "环境系统 社会支持 社会资源", _told),
            ("预估日期 评估日期 预估时间", "评估时间 预估日 评估时日", _day),
            WORKER,
            SUPERVISOR,
        ],
    ),
    "case-plan": (
        "帮扶路线图|介入设想|服务筹划书",
        "干预蓝图|介入筹划|跟进路线",
        [
            NUMBER_OF_CASE,
            CLIENT,
            ("理论依据 理论架构 运用理论", "理论基础 理论视角 依据理论", "任务中心模式"),
            ("总目标 服务总目标 长远目标", "总体目标 服务目标 长期目标", _short),
            ("具体目标 分目标 短期目标", "阶段目标 子目标 近期目标", _short),
            ("介入策略 服务策略 推行步骤", "实施步骤 行动计划 服务步骤", _short),
            ("预计困难 预期困难 应对措施", "可能困难 预计困难及对策 困难与应对", _short),
            ("制定日期 计划日期 拟订日期", "拟定日期 制订时间 计划制定日期", _day),
            WORKER,
            SUPERVISOR,
        ],
    ),
    "case-session": (
        "面谈实录|会谈手记|个案晤谈纸",
        "谈话手记|个案服务手札|会面实录",
        [
            NUMBER_OF_CASE,
            CLIENT,
            ("第几节 节次 第几次", "次序 面谈次数 会谈次数", "3"),
            ("面谈日期 会谈日期 会面日期", "服务日期 面谈时间 晤谈日期", _day),
            ("面谈地点 会谈地点 会面地点", "服务地点 面谈场所 晤谈地点", "社工站"),
            ("本次目标 本节目标 面谈目标", "本次服务目标 会谈目的 本节目的", _short),
            ("面谈过程 会谈经过 过程记录", "面谈内容 会谈内容 面谈经过", _told),
            ("社工反思 本节小结 社工小结", "社工评估 反思与总结 专业反思", _short),
            ("下次计划 下节安排 下次面谈日期", "跟进计划 下次安排 下节计划", _short),
            WORKER,
            SUPERVISOR,
        ],
    ),
    "case-closing": (
        "服务终结纸|个案收束笔录|收案陈述",
        "个案落幕书|完结陈述|服务完结单",
        [
            NUMBER_OF_CASE,
            CLIENT,
            ("结案原因 销案缘由 结案理由", "结案类型 终结原因 结案因由", "目标达到"),
            ("目标达成情况 目标达成 服务成效", "目标完成情况 服务成效评估 目标达成程度", _told),
            ("面谈总节数 服务节数 服务次数", "服务总次数 会谈次数 总节数", "5次"),
            ("结案日期 销案时间 结案时间", "结案日 终结日期 结案时日", _day),
            ("跟进安排 后续跟进 结案后跟进安排", "后续服务建议 跟进建议 后续安排", _short),
            ("服务对象意见 案主反馈 服务对象评价", "案主意见 服务对象反馈 案主评价", _short),
            WORKER,
            SUPERVISOR,
        ],
    ),
    "case-followup": (
        "跟踪登记纸|后续情况卡|复查单",
        "销案后探望卡|后期追踪单|离案追踪卡",
        [
            NUMBER_OF_CASE,
            CLIENT,
            ("回访日期 跟踪日期 追踪日期", "回访时间 跟踪时间 追踪时间", _day),
            ("回访方式 跟踪方式 追踪方式", "回访形式 跟踪形式 追踪途径", "电话"),
            ("服务对象现状 案主近况 回访内容", "目前状况 对象现状 案主现况", _told),
            ("是否重新开案 是否需要重新开案 是否重启个案", "是否重开 是否重新开案 是否再次开案", "否"),
            WORKER,
            SUPERVISOR,
        ],
    ),
    "case-crisis": (
        "紧急状况呈报单|突发状况笔录|急案速报",
        "险情呈报|突发情形速记|急件呈报单",
        [
            NUMBER_OF_CASE,
            CLIENT,
            ("事发时间 事件发生时间 发生时间", "事件日期 事发日期 发生日期", _day),
            ("事件经过 危机情况 事件描述", "事情经过 事件详情 事件内容", _told),
            ("首次响应时间 响应时间 首次介入时间", "首次到场时间 到场时间 首次响应日期", _day),
            ("采取措施 处理措施 应急措施", "处置措施 应对措施 处理经过", _short),
            ("支援情况 上报情况 上报对象", "同事支援 支援人员 上报单位", _short),
            ("危险性判断 风险判断 危机评估", "风险评估 危险程度 危险性评估", _short),
            WORKER,
            SUPERVISOR,
        ],
    ),
    "archive-cover": (
        "档案卡|住户卷首|家户卡",
        "一户一册封套|家户卷皮|住户档袋",
        [
            NUMBER_OF_HOUSEHOLD,
            HOUSEHOLDER,
            ("级别 等级 评定等级", "评级 档案等级 服务等级", "二级"),
            ("建档时间 建档日期 立档日期", "立档时间 建档日 立卷日期", _day),
            ("对象类别 人员类别 服务对象类别", "人群类别 类别 困难类型", "独居老人"),
            ("社区 村居 所属社区", "居委会 所在社区 社区居委", "清荷社区"),
            ("建档社工 建档人 责任社工", "立档社工 主责社工 建档员", _worker),
        ],
    ),
    "archive-registration": (
        "住户情况卡|家户底册|入户摸底纸",
        "家庭底卡|住户摸底卡|家庭详情卡",
        [
            NUMBER_OF_HOUSEHOLD,
            HOUSEHOLDER,
            ("性别", "性别", "女"),
            ("出生日期 出生年月", "出生日 出生年月日", "1949年3月2日"),
            ("身份证号 证件号码", "身份证号码 公民身份号码", ""),
            ("人员类别 对象类别", "困难类型 人群类别", "低保"),
            ("健康状况 患病情况", "身体状况 健康情况", "高血压"),
            ("居住情况 居住状况", "居住方式 居住情形", "独居"),
            ("住房性质 住房情况", "住房类型 住房状况", "自有"),
            ("收入来源 经济来源", "主要收入来源 月收入", "养老金"),
            ("自理能力 生活自理能力", "自理情况 自理程度", "自理"),
            ("建档日期 登记日期", "建档时间 采集日期", _day),
        ],
    ),
    "archive-plan": (
        "一户帮扶设想|照顾筹划|家户关顾安排",
        "关顾筹划|个别照顾设想|家户帮扶路线",
        [
            NUMBER_OF_HOUSEHOLD,
            HOUSEHOLDER,
            ("需求分析 主要需求 存在问题", "服务需求 主要问题 需求评估", _told),
            ("服务目标 帮扶目标 工作目标", "目标 服务总目标 帮扶目的", _short),
            ("服务措施 服务内容 帮扶措施", "介入措施 具体措施 服务计划内容", _short),
            ("服务频次 探访频率 跟进频次", "探访频次 服务频率 跟进频率", "每月1次"),
            ("计划周期 服务周期 计划期限", "服务期限 计划时间 实施时间", "2025年1月至12月"),
            ("制定日期 计划日期", "拟定日期 制订日期", _day),
            WORKER,
        ],
    ),
    "archive-visit": (
        "上门手记|走访实录|关怀到户笺",
        "登门笔录|入户手札|家访手记",
        [
            NUMBER_OF_HOUSEHOLD,
            HOUSEHOLDER,
            ("探访日期 走访日期 入户日期", "家访日期 探访时间 走访时间", _day),
            ("居住环境 生活环境", "居家环境 家居环境", "良好"),
            ("探访内容 走访情况 探访过程", "入户情况 家访内容 走访内容", _told),
            ("后续跟进 跟进计划", "处理结果 跟进事项", _short),
            ("探访社工 走访人", "家访社工 探访人", _worker),
        ],
    ),
    "archive-call": (
        "通话手记|线上关怀笺|电话联络纸",
        "通话笔录|致电手札|电联实录",
        [
            NUMBER_OF_HOUSEHOLD,
            HOUSEHOLDER,
            ("电访日期 通话日期 致电时间", "电访时间 致电日期 通话时间", _day),
            ("通话内容 电访内容 电话内容", "电访情况 通话情况 沟通内容", _told),
            ("接听情况 是否接听", "接听人 接听情形", "本人接听"),
            ("跟进结果 后续跟进", "处理结果 电访结果", _short),
            ("电访社工 电访人", "致电人 电访人", _worker),
        ],
    ),
    "archive-collaboration": (
        "双岗合力手记|两工配合纸|联动笺",
        "两岗同行手札|协力笔录|双工配合笺",
        [
            NUMBER_OF_HOUSEHOLD,
            HOUSEHOLDER,
            ("协同日期 联动日期", "协同时间 联动时间", _day),
            ("直聘社工 双百社工", "直聘人员 镇街直聘社工", _worker),
            ("协同情况 协同内容 联动情况", "具体描述协同情况 协同过程 联动过程", _told),
            ("服务对象基本情况 对象情况", "兜底对象基本情况 对象概况", _short),
            ("项目社工 协同社工", "社工 项目社工", _worker),
        ],
    ),
}


def draw(form: str, words: int, seed: int) -> Document:
    """Return a paper of ``form`` under a title and with labels drawn from the words for tuning or judging."""
    rng = random.Random(f"{form} {words} {seed}")
    titles, concepts = FORMS[form][words].split("|"), FORMS[form][2]
    spare = range(2, len(concepts))
    left_out = (
        rng.sample(spare, k=min(len(concepts) - 4, rng.choice([0, 1, 1, 2]))) if len(concepts) > 5 else []
    )
    pairs: Pairs = []
    for position, concept in enumerate(concepts):
        if position not in left_out:
            value = concept[2]
            label = rng.choice(concept[words].split())
            pairs.append((label, value if isinstance(value, str) else value(rng)))
    layout = (_one_a_row, _two_a_row, _lines, _labels_above)[seed % 4]
    return document(rng.choice(titles), *layout(pairs), path="档案/01.docx")


def _parted(pairs: Pairs) -> tuple[Pairs, Pairs]:
    return [p for p in pairs if len(p[1]) < 16], [p for p in pairs if len(p[1]) >= 16]


def _one_a_row(pairs: Pairs) -> list[object]:
    return [table([[label, value] for label, value in pairs])]


def _two_a_row(pairs: Pairs) -> list[object]:
    short, long = _parted(pairs)
    rows: list[list[object]] = []
    for first in range(0, len(short), 2):
        rows.append([cell for pair in [*short[first : first + 2], ("", "")][:2] for cell in pair])
    rows += [[label, (value, 3)] for label, value in long]
    return [table(rows)]


def _lines(pairs: Pairs) -> list[object]:
    return [f"{label}：{value}" for label, value in pairs]


def _labels_above(pairs: Pairs) -> list[object]:
    short, long = _parted(pairs)
    rows: list[list[object]] = []
    for first in range(0, len(short), 3):
        three = [*short[first : first + 3], ("", ""), ("", "")][:3]
        rows += [[label for label, _ in three], [value for _, value in three]]
    for label, value in long:
        rows += [[(label, 3)], [(value, 3)]]
    return [table(rows)]
