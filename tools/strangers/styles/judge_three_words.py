"""The words of S20's three templates. Kept out of tuning: nobody who changes readers, forms or rules looks at this."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

KINDS = ("一般", "重点", "危机")
GRADES = ("一级", "二级", "三级", "四级")
PEOPLE = ("低保", "特困", "残疾", "孤寡", "独居", "困境儿童")
SOURCES = ("主动求助", "社工发现", "社区转介")


def dashed(day: date | None) -> str:
    """2025-03-08."""
    return day.isoformat() if day else ""


def plain(day: date | None) -> str:
    """2025年3月8日."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def compact(day: date | None) -> str:
    """20250308."""
    return f"{day:%Y%m%d}" if day else ""


@dataclass(frozen=True, slots=True)
class Words:
    """Labels by concept, titles by paper, and habits."""

    labels: dict[str, str]
    titles: dict[str, str]
    day: Callable[[date | None], str]
    ticks: tuple[str, str]
    gap: str
    ways: tuple[str, str]
    lines: bool = False
    pdf: bool = False


def _offices(opinion: str, sign: str, day: str) -> dict[str, str]:
    words = {"supervisor": "督导", "district_head": "片长", "deputy_head": "副站长"}
    return {f"{k}-{what}": form.format(w) for k, w in words.items() for what, form in (("opinion", opinion), ("sign", sign), ("day", day))}  # fmt: skip


CLIPPED = Words(
    {
        "number": "案号", "client": "案主", "community": "社区", "worker": "跟进人", "category": "类别", "grade": "等级", "opened": "开案", "closed": "结案", "count": "次数",
        "sex": "性别", "birth": "出生", "age": "年龄", "id": "证号", "phone": "手机", "address": "住址", "source": "来源", "problem": "主诉", "model": "模式",
        "worker-sign": "社工签", "intake-day": "接案", "clause": "声明", "client-sign": "案主签", "consent-day": "日期", "guardian-sign": "监护人签", "relation": "关系",
        "guardian-phone": "监护人手机", "father": "父", "father-phone": "父手机", "mother": "母", "mother-phone": "母手机", "assessed": "评估日", "analysis": "问题",
        "resources": "资源", "planned": "计划日", "theory": "理论", "goals": "目标", "steps": "步骤", "sequence": "次序", "day": "日期", "time": "时段", "venue": "地点",
        "method": "方式", "narrative": "过程", "reflection": "反思", "response": "回应", "event-day": "事发日", "known": "获知日", "first": "首次介入", "event": "经过",
        "measures": "措施", "reported": "上报", "emergency": "机构应急", "support": "社工支援", "reason": "结案原因", "outcome": "成效", "return-day": "回访日",
        "return-how": "方式", "return-worker": "回访人", "return-text": "近况", "name": "姓名", "house-number": "档号", "cover-grade": "等级", "house-opened": "建档",
        "people": "类别", "lives": "居住", "living": "居住环境", "total": "总分", "direct-sign": "直聘社工签", "contact-day": "日期", "contact-how": "方式",
        "contact-text": "情况", "together-day": "协同日", "direct": "直聘社工", "together-facts": "对象情况", "together-text": "协同情况", "from": "起", "to": "止",
        **_offices("{}意见", "{}签", "签批日"),
    },
    {
        "cover": "个案封面", "intake": "接案表", "consent": "同意书", "assessment": "个案评估", "plan": "个案计划", "crisis": "危机记录", "session": "个案过程记录",
        "closing": "结案表", "return": "结案回访", "house-cover": "一户一档封面", "registration": "建档表", "grading": "分级评估", "contacts": "探访/电访记录",
        "together": "协同表", "house-plan": "一人一案",
    },
    dashed, ("☒", "☐"), " ", ("探访", "电访"),
)  # fmt: skip

FULL = Words(
    {
        "number": "个案服务编号", "client": "服务对象姓名", "community": "所在社区居委会", "worker": "主要负责社工", "category": "个案服务类别", "grade": "服务需求等级",
        "opened": "正式开案日期", "closed": "正式结案日期", "count": "累计服务次数", "sex": "性别", "birth": "出生年月日", "age": "周岁年龄", "id": "公民身份号码",
        "phone": "本人联系电话", "address": "现居住地址", "source": "服务对象来源", "problem": "服务对象主诉", "model": "主要介入模式", "worker-sign": "社工签名",
        "intake-day": "接案日期", "clause": "知情内容", "client-sign": "服务对象签名", "consent-day": "签署日期", "guardian-sign": "法定监护人签名",
        "relation": "与服务对象关系", "guardian-phone": "监护人联系电话", "father": "父亲姓名", "father-phone": "父亲联系电话", "mother": "母亲姓名",
        "mother-phone": "母亲联系电话", "assessed": "评估日期", "analysis": "问题与需求分析", "resources": "可运用的资源", "planned": "计划制定日期", "theory": "运用的理论或模式",
        "goals": "服务目标", "steps": "服务步骤", "sequence": "服务节次", "day": "服务日期", "time": "服务起止时间", "venue": "服务地点", "method": "服务形式",
        "narrative": "服务过程描述", "reflection": "社工专业反思", "response": "社工对批阅意见的回应", "event-day": "危机发生日期", "known": "社工获知日期",
        "first": "首次介入日期", "event": "危机事件经过", "measures": "社工采取的措施", "reported": "上报情况", "emergency": "机构应急处理情况", "support": "机构对社工的支援",
        "reason": "结案原因", "outcome": "服务目标达成情况", "return-day": "回访日期", "return-how": "回访形式", "return-worker": "回访社工", "return-text": "服务对象近况",
        "name": "服务对象姓名", "house-number": "家庭档案编号", "cover-grade": "档案等级", "house-opened": "建立档案日期", "people": "困难群众类别", "lives": "居住状况",
        "living": "家庭居住环境", "total": "评估总分", "direct-sign": "直聘社工签名", "contact-day": "跟进日期", "contact-how": "跟进形式", "contact-text": "跟进内容",
        "together-day": "协同日期", "direct": "直聘社工", "together-facts": "兜底对象基本情况", "together-text": "具体描述协同情况", "from": "计划开始日期", "to": "计划结束日期",
        **_offices("{}批阅意见", "{}签名", "批阅日期"),
    },
    {
        "cover": "个案服务档案封面", "intake": "个案服务接案登记表", "consent": "接受社会工作服务同意书", "assessment": "服务对象需求评估报告", "plan": "个案服务计划书",
        "crisis": "危机事件处理报告", "session": "个案服务过程记录表", "closing": "个案服务结案报告", "return": "结案后跟踪回访记录表", "house-cover": "困难家庭档案封面",
        "registration": "困难家庭信息登记表", "grading": "困难家庭服务需求分级评估表", "contacts": "困难家庭探访及电访跟进记录", "together": "人员协同工作记录表",
        "house-plan": "一人一案服务计划书",
    },
    plain, ("●", "○"), "   ", ("入户探访", "电话访问"), pdf=True,
)  # fmt: skip

OLD = Words(
    {
        "number": "编号", "client": "姓名", "community": "社区", "worker": "社工", "category": "个案性质", "grade": "级别", "opened": "立案日期", "closed": "结束日期",
        "count": "面谈次数", "sex": "性别", "birth": "出生日期", "age": "年龄", "id": "身份证号", "phone": "联络电话", "address": "地址", "source": "个案来源", "problem": "问题简述",
        "model": "采用模式", "worker-sign": "工作员签名", "intake-day": "日期", "clause": "说明", "client-sign": "本人签名", "consent-day": "日期",
        "guardian-sign": "家长/监护人签名", "relation": "与本人关系", "guardian-phone": "家长/监护人电话", "father": "爸爸姓名", "father-phone": "爸爸电话", "mother": "妈妈姓名",
        "mother-phone": "妈妈电话", "assessed": "评估日期", "analysis": "问题成因", "resources": "优势资源", "planned": "计划日期", "theory": "理论", "goals": "总目标",
        "steps": "工作安排", "sequence": "节次", "day": "面谈日期", "time": "面谈时间", "venue": "面谈地点", "method": "面谈方式", "narrative": "面谈内容", "reflection": "工作员感想",
        "response": "工作员回复", "event-day": "事发日期", "known": "知悉日期", "first": "首次跟进日期", "event": "事件描述", "measures": "即时处理", "reported": "汇报情况",
        "emergency": "中心应急安排", "support": "同事支援", "reason": "结束原因", "outcome": "成果", "return-day": "回访日期", "return-how": "回访方法", "return-worker": "回访员",
        "return-text": "现况", "name": "姓名", "house-number": "档案号", "cover-grade": "级别", "house-opened": "建档日期", "people": "对象类别", "lives": "同住情况",
        "living": "家居环境", "total": "合计", "direct-sign": "直聘社工签名", "contact-day": "日期", "contact-how": "途径", "contact-text": "摘要", "together-day": "协同日期",
        "direct": "直聘社工", "together-facts": "服务对象概况", "together-text": "协同经过", "from": "由", "to": "至",
        **_offices("{}评语", "{}签署", "签署日期"),
    },
    {
        "cover": "个案卷宗封面", "intake": "个案登记表", "consent": "服务同意书", "assessment": "个案初步评估", "plan": "个案工作计划", "crisis": "突发事件报告", "session": "个案面谈记录",
        "closing": "个案结束报告", "return": "结案后跟进记录", "house-cover": "困难群众档案封面", "registration": "困难群众登记表", "grading": "困难群众评级表",
        "contacts": "家访电访日志", "together": "社工与直聘社工协同记录", "house-plan": "一人一案计划",
    },
    compact, ("√", ""), "　　", ("家访", "电话"), lines=True,
)  # fmt: skip
