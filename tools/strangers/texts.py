"""Invented narratives: varied enough that no two tell the same story unless they are meant to."""

from __future__ import annotations

import random

OPENINGS = (
    "社工按约到达{place}，{who}已经在等候，精神状态比上次{better}。",
    "本次服务在{place}进行，{who}主动谈起近来的{topic}。",
    "社工先向{who}了解了{topic}的近况，并一起回顾上次商定的事项。",
    "{who}表示这{days}天{topic}让自己比较烦心，希望社工帮忙想办法。",
    "见面后{who}带社工看了家中的变化，重点说到{topic}。",
    "社工带着整理好的资料到{place}，与{who}核对{topic}的办理进度。",
)
MIDDLES = (
    "社工协助其列出{number}项可以尝试的做法，并逐项讨论可行性。",
    "社工讲解了{policy}的申请条件，{who}表示愿意准备材料。",
    "双方约定由{who}自己先联系{partner}，社工在旁协助整理问题清单。",
    "社工运用倾听和同理的技巧，肯定其过去{days}天里作出的努力。",
    "社工观察到{who}在谈到家人时语速放慢，遂引导其讲述彼此支持的经历。",
    "社工与{partner}通话确认了时间安排，并把联系方式写给{who}。",
    "社工陪同{who}练习了{number}遍沟通的开场白，其渐渐放松下来。",
    "社工把每天的安排画成一张图，{who}贴在{place}的墙上作提醒。",
    "社工了解到{partner}近期有相关名额，于是与{who}商量是否报名。",
)
CLOSINGS = (
    "结束前双方确认下次见面前完成{number}件小事，{who}复述无误。",
    "{who}认为谈话有帮助，愿意继续配合计划。",
    "社工提醒其保存好{policy}的回执，约定{days}天后跟进。",
    "最后社工小结了本次内容，{who}对安排表示认可。",
    "{who}送社工到门口，说会把今天的做法坚持{days}天看看效果。",
)
TOPICS = [
    "睡眠",
    "功课",
    "就业",
    "复诊",
    "邻里相处",
    "家务分工",
    "零用钱安排",
    "社保缴费",
    "康复训练",
    "住房修缮",
    "亲子沟通",
    "同学关系",
    "饮食",
    "养老金",
]
PLACES = [
    "社工站个案室",
    "家中客厅",
    "社区党群服务中心",
    "社区花园",
    "学校会谈室",
    "长者饭堂",
    "社区图书角",
    "康园工疗站",
]
POLICIES = [
    "临时救助",
    "残疾人两项补贴",
    "长者饭堂补贴",
    "医疗救助",
    "公租房轮候",
    "高龄津贴",
    "护理补贴",
    "就业困难人员认定",
]
PARTNERS = [
    "社区居委会",
    "街道公服办",
    "家庭医生团队",
    "学校班主任",
    "残联专职委员",
    "志愿服务队",
    "社区慈善基金",
    "就业服务窗口",
]
REFLECTIONS = (
    "服务对象的主动性在提升，下阶段宜把责任逐步交还给本人。",
    "本次提问偏多，社工应留更多时间让其自己梳理。",
    "家庭中可动员的支持比预估时多，可纳入后续计划。",
    "目标完成较顺利，需要关注效果能否维持。",
    "服务对象对转变仍有犹豫，社工应配合其步伐。",
)
PROBLEMS = (
    "近半年收入减少，家中开支紧张，希望了解可申请的补助。",
    "与家人沟通较少，遇事不知找谁商量，希望有人倾听。",
    "行动不便，外出复诊困难，希望获得陪诊和送药支持。",
    "孩子学习跟不上，家长工作忙，希望得到课业和陪伴支持。",
    "离职后在家已久，想重新就业但缺少信心和门路。",
)
GOALS = (
    "一个月内完成补助申请；三个月内建立两个可求助的社区关系。",
    "八周内形成规律作息，每周至少两次主动与家人交流。",
    "两个月内固定复诊，能独立使用预约挂号。",
)
STEPS = (
    "第一阶段建立关系并澄清需求；第二阶段链接资源、练习方法；第三阶段巩固成果、准备结案。",
    "前两次面谈完成评估，随后每两周跟进一次，由社工链接政策资源，最后一次共同检视成效。",
)
CLOSINGS_CASE = (
    "补助已获批，家庭开支压力缓解，服务对象能自行办理年审，预定目标基本达成。",
    "作息和家庭沟通明显改善，家人参与度提高，经双方讨论同意结案。",
)
THEORIES = ("生态系统理论", "优势视角理论", "任务中心模式", "社会支持理论", "认知行为理论", "抗逆力理论")
COMMENTS_NEUTRAL = ("同意。", "已阅，记录详实。", "同意，服务安排合理。", "已阅。", "记录清晰，值得肯定。")
COMMENTS_ASKING = (
    "请补充对家庭支持系统的评估，并说明下一步如何链接资源。",
    "建议增加上门频次，请社工补写本次介入的具体技巧。",
    "目标不够具体，请修改为可测量的目标后再报。",
)
RESPONSES = (
    "已按意见补充家庭支持评估，见附页。",
    "已调整目标并约定每周上门一次。",
    "收到，已在下次计划中落实。",
)
VISITS = (
    "社工上门时{who}正在{place}，血压平稳，饮食正常，叮嘱天气变化注意增减衣物。",
    "{who}反映{topic}方面有些困惑，社工记录后转介给{partner}，其余情况稳定。",
    "查看了厨房与卫生间的安全情况，协助{who}整理药盒，宣传{policy}。",
    "与{who}聊了近{days}天的生活，了解到亲友偶有来往，情绪平稳。",
    "送去{number}份慰问物资，{who}表示感谢，并询问{policy}何时续期。",
)
COLLABORATIONS = (
    "由社工联系{partner}确认名额，直聘社工上门收集材料并陪同{who}到窗口递交{policy}申请，当天完成受理。",
    "直聘社工负责核对{who}的补贴发放记录，社工上门了解{topic}需求，双方会后共同制定了{number}项跟进安排。",
    "社工与直聘社工一同入户，直聘社工讲解{policy}，社工评估居家安全并更换了{number}处防滑垫。",
)
FACTS = (
    "{age}岁，{sex}，与家人同住，享受低保，患有慢性病需长期服药。",
    "{sex}，{age}岁，行动尚可，主要靠养老金生活，子女每月探望一次。",
    "{age}岁{sex}性，持残疾证，日常由配偶照顾，经济来源为低保金。",
)


def fill(template: str, rng: random.Random, who: str, **more: str) -> str:
    """A template with invented details."""
    return template.format(
        who=who, place=rng.choice(PLACES), topic=rng.choice(TOPICS), policy=rng.choice(POLICIES), partner=rng.choice(PARTNERS),
        days=rng.choice("三五七十"), number=rng.choice("两三四五"), better=rng.choice(("好一些", "平稳", "放松")), **more,
    )  # fmt: skip


def narrative(rng: random.Random, who: str = "服务对象") -> str:
    """A process record of four or five sentences."""
    middles = rng.sample(MIDDLES, 3)
    parts = [rng.choice(OPENINGS), *middles, rng.choice(CLOSINGS)]
    return "".join(fill(p, rng, who) for p in parts)
