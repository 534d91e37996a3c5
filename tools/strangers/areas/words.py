"""What the papers of the further areas say: one vocabulary for tuning; the judge-only styles have their own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GroupWords:
    """A group as its writer thinks of it."""

    name: str
    kind: str
    goal: str
    theory: str
    knowledge: tuple[str, ...]
    """Items with a right answer."""
    feelings: tuple[str, ...]
    """Items of self-rating."""


@dataclass(frozen=True, slots=True)
class Words:
    """One vocabulary."""

    groups: tuple[GroupWords, ...]
    """Eight: three educational ones first, then a fourth educational, the rest of other kinds."""
    told: tuple[str, ...]
    """What happened in a session; the worker acts."""
    guest: tuple[tuple[str, str], ...]
    """Leader and what happened, nothing of the worker."""
    guest_with_worker: tuple[tuple[str, str], ...]
    roles: tuple[str, ...]
    asks: tuple[str, ...]
    neutral: tuple[str, ...]
    responses: tuple[str, ...]
    activities: tuple[tuple[str, str, str, str], ...]
    """Name, place, target group, what happened."""
    plan_titles: tuple[str, str, str]
    plan_goal: str
    plan_rows: tuple[tuple[str, str, str, str, str], ...]
    """Content, form, time, resources, target group."""
    survey_titles: tuple[str, str]
    survey: tuple[str, str, str, str, str]
    """Background, plan, method, findings, use."""
    talks: tuple[tuple[str, str], ...]
    """Meeting and what was discussed."""
    teams: tuple[str, ...]
    team_told: tuple[str, ...]
    requests: tuple[str, ...]
    contented: tuple[str, ...]
    followups: tuple[str, ...]
    calls: tuple[str, ...]
    fund_in: tuple[str, ...]
    fund_out: tuple[str, ...]
    targets: tuple[tuple[str, str, int], ...]
    """Indicator, unit, target: ten; the eighth one small."""
    supervision: tuple[tuple[str, str], ...]
    frequencies: tuple[str, ...]
    referral: tuple[str, str]
    """Reason, receiver."""
    grades: tuple[str, ...] = ("一级", "二级", "三级", "四级")


TUNE = Words(
    groups=(
        GroupWords("“安心用药”长者学习小组", "教育", "组员能说出三种用药误区", "社会学习理论",
                   ("降压药可以自己随时停吗？A.可以 B.不可以 C.看心情", "药品开封后应放在哪里？A.浴室 B.阴凉干燥处 C.窗台", "漏服一次药应怎么办？A.加倍 B.按说明补服 C.不管"),
                   ("我清楚自己吃的每种药", "我有信心按时吃药", "我愿意提醒身边的老人")),
        GroupWords("“亲子有方”家长小组", "教育", "家长掌握三种倾听技巧", "家庭系统理论",
                   ("孩子发脾气时首先应做什么？A.大声制止 B.先接纳情绪 C.走开", "下面哪一句是积极倾听？A.我早说过 B.你觉得很委屈 C.别哭"),
                   ("我了解孩子的想法", "我能控制自己的情绪", "我和孩子的关系很好", "我对做父母有信心")),
        GroupWords("“反诈课堂”教育小组", "教育", "提高长者识别骗局的能力", "认知行为理论",
                   ("陌生来电要求转账到“安全账户”，正确的做法是？A.照做 B.挂断并报警", "全国反诈专线号码是？A.96110 B.12345"),
                   ("我觉得自己不会被骗",)),
        GroupWords("“护牙小卫士”儿童小组", "教育", "儿童学会正确刷牙", "社会学习理论",
                   ("每天至少刷几次牙？A.一次 B.两次", "换牙期牙齿松动应该？A.用力拔 B.告诉家长看牙医"), ("我喜欢刷牙",)),
        GroupWords("“守望者”照顾者支持小组", "支持", "组员建立互助网络", "社会支持理论", (), ()),
        GroupWords("“青苗”青少年成长小组", "成长", "增强自信与表达", "优势视角理论", (), ()),
        GroupWords("“慢生活”病友互助小组", "互助", "病友互相鼓励", "社会支持理论", (), ()),
        GroupWords("“巧手”编织兴趣小组", "兴趣", "丰富长者生活", "活动理论", (), ()),
    ),
    told=(
        "社工带领组员做破冰游戏，随后请每人说一件近况，社工作小结。",
        "社工讲解要点，组员两人一组练习，社工逐组指导。",
        "社工播放短片并提问，组员讨论热烈，社工归纳各人意见。",
        "社工与组员一起回顾前几节的内容，鼓励大家分享收获。",
    ),
    guest=(
        ("康复师潘老师", "康复师潘老师讲解动作要领，示范三遍，组员跟着练习，潘老师逐个纠正。"),
        ("社区民警", "社区民警主讲常见案例，组员踊跃提问，民警一一解答，最后合影留念。"),
    ),
    guest_with_worker=(
        ("牙科护士", "牙科护士示范刷牙，社工协助维持秩序并引导害羞的孩子上前练习。"),
        ("心理老师", "心理老师带领情绪卡牌活动，社工观察组员反应，课后与两名组员个别谈话。"),
    ),
    roles=("引导者、支持者", "组织者、教育者", "促进者"),
    asks=("请补充组员的具体变化。", "目标不够具体，请修改后再报。", "请说明为何缺席人数较多。", "建议补充风险预案。"),
    neutral=("同意。", "同意开展。", "已阅。", "内容充实，同意。"),
    responses=("已补充在记录中。", "已修改目标，见附页。", "已电话了解，两人因病缺席。"),
    activities=(
        ("端午包粽邻里情", "社区党群服务中心", "辖区居民", "居民分组包粽子，社工介绍站点服务并派发宣传单。"),
        ("春季健康义诊", "文化广场", "长者及残疾人", "医生为居民量血压，社工负责登记和引导。"),
        ("亲子运动会", "社区球场", "儿童及家长", "十二个家庭参加接力赛，社工主持颁奖。"),
    ),
    plan_titles=("年度服务计划", "片区年度服务计划", "项目计划书"),
    plan_goal="提升困难群众的社会支持水平，减少独居长者的安全隐患。",
    plan_rows=(
        ("居家安全改造", "入户探访", "3月至5月", "街道改造资金、维修志愿队", "独居长者"),
        ("照顾者喘息服务", "支持小组", "6月至8月", "社区卫生服务中心", "失能长者照顾者"),
        ("假日陪伴", "夏令营", "7月、8月", "高校志愿者、社区慈善基金", "困境儿童"),
    ),
    survey_titles=("需求调研报告", "社区需求调研报告"),
    survey=(
        "为了解辖区困难群众的服务需求，社工站于2025年2月组织本次调研。",
        "2月上旬设计问卷，中旬分片入户，下旬整理数据。",
        "采用问卷法和访谈法，发放问卷120份，回收有效问卷112份，访谈居委干部6人。",
        "结果显示，六成受访长者独居，四成表示看病需要陪同。",
        "据此，社工站将于下半年开设陪诊服务，并优先安排独居长者。",
    ),
    talks=(
        ("三月志愿队例会", "总结上月探访情况，安排清明期间的值班。"),
        ("志愿者骨干座谈会", "骨干反映物资不足，商定向社区基金申请。"),
        ("四月工作会议", "通报指标进度，分工跟进落后的指标。"),
        ("探访安全培训会", "讲解入户礼仪和安全事项。"),
        ("五月志愿队例会", "讨论端午慰问安排。"),
    ),
    teams=("春晖志愿队", "暖阳探访队", "邻里守望队", "蓝精灵环保队"),
    team_told=("志愿者分三组探访独居长者，帮忙打扫卫生并测量血压。", "队员清理河边垃圾，共装满二十袋。", "队员陪长者到医院复诊。", "队员整理社区图书角。"),
    requests=("希望社工能陪同去医院复诊", "想申请长者饭堂送餐", "没有社工来过我家", "希望多组织一些活动"),
    contented=("很满意，没有意见", "社工很热心", "无", "服务很好，感谢社工"),
    followups=("5月8日社工电话联系，已预约下周三陪诊", "已转介居委会，4月30日开通送餐"),
    calls=("咨询低保申请", "反映路灯不亮", "预约心理咨询", "询问活动报名", "求助陪诊", "咨询残疾证办理"),
    fund_in=("爱心企业捐款", "居民募捐", "义卖收入", "线上筹款"),
    fund_out=("购买慰问品", "困难家庭资助", "活动物资"),
    targets=(
        ("入户探访", "人次", 1200), ("电话访问", "人次", 900), ("专业个案", "例", 24), ("个案服务节数", "节", 160), ("专业小组", "个", 10),
        ("社区活动", "场", 30), ("志愿服务活动", "场", 120), ("培育志愿服务队", "支", 2), ("志愿者骨干", "名", 20), ("政策宣传", "场", 12),
    ),
    supervision=(("个案介入的节奏", "每次面谈前先写目标，面谈后当天记录。"), ("小组动力的观察", "可用座位图记录互动。")),
    frequencies=("每周不少于1次", "每两周1次", "每月1次", "每季度1次"),
    referral=("服务对象需要长期精神科治疗，超出本站服务范围", "区精神卫生中心"),
)  # fmt: skip
