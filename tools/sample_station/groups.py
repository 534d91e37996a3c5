"""Groups, activities, plans and policies of the scenario, with the defects and near misses that each of them holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tools.sample_station import group_forms as forms
from tools.sample_station import station
from tools.sample_station.group_forms import Approver, Group, Session
from tools.sample_station.ledger import Ledger


def _d(month: int, day: int) -> date:
    return date(2025, month, day)


ELDERS = ("卓慧芬", "连桂珍", "雷少英", "霍锦泉", "左美玉", "符德昌", "温瑞莲", "伍国强")
CARERS = ("祝秀琼", "谷晓晴", "滕丽娟", "邬志安", "支美云", "颜惠敏")
CHILDREN = ("骆子晴", "戚浩文", "宓可欣", "沙一鸣", "解思远", "甄小雨", "巫子涵")


def _cells(g: Group, when: date, role: str = "片长", says: str = "同意。") -> list[Approver]:
    head = station.HEADS[station.DISTRICT_OF[g.community]]
    names = {"片长": head, "副站长": station.DEPUTY, "督导": station.SUPERVISOR}
    others: list[Approver] = (
        [("副站长意见", "", "", None)] if role == "片长" else [("片长意见", "", "", None)]
    )
    return [(f"{role}意见", says, names[role], min(when + timedelta(days=1), station.AS_OF)), *others]


class _Folder:
    """One group's folder while it is filled."""

    def __init__(self, ledger: Ledger, g: Group) -> None:
        self.ledger, self.g = ledger, g
        self.path = f"小组/{g.number} {g.name}"
        self.as_pdf = g.number in PDF_GROUPS

    def at(self, stem: str) -> str:
        return f"{self.path}/{stem}.{'pdf' if self.as_pdf else 'docx'}"

    def wrong(self, rule: str, *places: tuple[str, str], certainty: str = "sure") -> bool:
        located = tuple((self.at(stem), name) for stem, name in places)
        return self.ledger.wrong(
            rule, "group", self.g.number, *located, community=self.g.community, certainty=certainty
        )

    def fine(self, rule: str, why: str) -> None:
        self.ledger.fine(rule, "group", self.g.number, why)

    def plan(self, cells: list[Approver] | None = None, *, count: str = "", background: str = "") -> None:
        made = forms.group_plan(
            self.g, cells or _cells(self.g, self.g.start), count=count, background=background
        )
        self.ledger.paper(f"{self.path}/{PLAN}", made, as_pdf=self.as_pdf)

    def session(
        self, index: int, *, sheet: bool = True, absent: tuple[str, ...] = (), staff: tuple[str, ...] = ()
    ) -> None:
        s = self.g.sessions[index - 1]
        cells = _cells(self.g, s.approved or s.day, s.approver, s.says)
        if s.approved is not None:
            name, says, signer, _ = cells[0]
            cells[0] = (name, says, signer, s.approved)
        self.ledger.paper(
            f"{self.path}/{_session(index)}", forms.group_session(self.g, index, cells), as_pdf=self.as_pdf
        )
        if sheet:
            people = [(name, True, "") for name in s.came] + [(name, False, "请假") for name in absent]
            people += [(name, True, "志愿者") for name in staff]
            items = [("小组名称", self.g.name), ("节次", f"第{index}节"), ("日期", self.g.day(s.day))]
            made = forms.sign_in("小组签到表", self.g.habit, items, people)
            self.ledger.paper(f"{self.path}/{_sheet(index)}", made, as_pdf=self.as_pdf)

    def summary(self, when: date, told: str, *, count: str = "", cells: list[Approver] | None = None) -> None:
        made = forms.group_summary(self.g, when, told, count=count, cells=cells or _cells(self.g, when))
        self.ledger.paper(f"{self.path}/{SUMMARY}", made, as_pdf=self.as_pdf)


PLAN, SUMMARY = "01小组计划书", "09小组总结报告"
PDF_GROUPS = ("XZ-004",)


def _session(index: int) -> str:
    return f"02第{index}节过程记录"


def _sheet(index: int) -> str:
    return f"03第{index}节签到表"


def safe_home(ledger: Ledger) -> None:
    """An educational group whose tests only ask people to rate themselves; a comment was not answered."""
    g = Group(
        "XZ-001", "“安居有方”居家安全学习小组", "RY", "教育小组",
        "组员认识家中五类常见的安全隐患，学会三种防跌的方法。", _d(6, 20),
        [
            Session(_d(6, 27), "社工介绍小组的目标和约定，组员互相认识。社工用图片引导大家找出客厅里的隐患，霍锦泉说起去年在浴室滑倒的经过，大家讨论扶手装在哪里合适。", ELDERS),
            Session(_d(7, 4), "社区医院康复师讲解防跌动作，逐个示范。社工协助行动慢的组员跟上，并请大家两人一组互相提醒。", ELDERS[:7], leader="社区医院康复师", role="协助者、观察者"),
            Session(_d(7, 11), "社工组织组员分组画出自家的安全地图，说明准备改动的地方。两位组员已请儿女装好夜灯，分享时其他人鼓掌。", ELDERS[:7], says="同意。"),
        ],
        3,
    )  # fmt: skip
    f = _Folder(ledger, g)
    if f.wrong("group-comment-unanswered", (_session(3), "片长意见"), (_session(3), "社工回应")):
        g.sessions[2] = replace(g.sessions[2], says="请补充每位组员安全地图的完成情况。")
    f.plan()
    f.session(1), f.session(2, absent=("伍国强",)), f.session(3, staff=("石磊",))
    f.fine("group-attendance-conflict", "第2节登记8人、1人请假未签；第3节签到表另有1名志愿者")
    f.fine("group-comment-unanswered", "第1、2节的意见只写“同意”")
    f.fine("group-worker-role-missing", "康复师带领的一节，社工角色已填写")
    f.fine("group-session-count-conflict", "计划、总结与过程记录均为3节")
    f.fine("group-test-missing", "前测、后测都有")
    selfish = f.wrong("group-test-subjective", ("04前测问卷", ""))
    rated = [
        "我了解家中有哪些安全隐患",
        "我知道怎样预防跌倒",
        "我懂得正确使用燃气炉",
        "我有信心处理小意外",
        "我愿意改善家中的环境",
    ]
    asked = [f"{i}. {t}。\n□非常同意  □同意  □一般  □不同意" for i, t in enumerate(rated, 1)]
    lines = [line for item in asked for line in item.split("\n")]
    if not selfish:
        lines += ["6. 浴室地面湿滑时，最有效的做法是", "A. 走快一些  B. 铺防滑垫  C. 穿布拖鞋"]
    for phase in ("前测", "后测"):
        stem = f"0{4 if phase == '前测' else 5}{phase}问卷"
        paper = forms.questionnaire(
            f"小组{phase}问卷", g.name, "请根据自己的情况，在合适的一项前打√。", lines, g.habit
        )
        ledger.paper(f"{f.path}/{stem}", paper)
    f.summary(_d(7, 18), "八名组员中有七名完成了家中的一处改善，大家约定每月结伴检查一次夜灯和扶手。")


def medicine(ledger: Ledger) -> None:
    """An educational group without a post-test; the tutor's session says nothing of the social worker."""
    g = Group(
        "XZ-002", "“药”懂得用药安全小组", "NB", "教育小组", "组员学会看药品说明，按时按量服药。", _d(7, 1),
        [
            Session(_d(7, 8), "社工请组员带来家中的药盒，引导大家按早中晚分格。讨论时发现三人有过期的药，社工说明社区的回收点。", ELDERS[:6]),
            Session(_d(7, 15), "社区医院药师讲解降压药与降糖药的区别，组员轮流提问，药师逐一解答，最后发放用药卡。", ELDERS[:6], leader="社区医院药师", role="链接资源、协助组员填写用药卡"),
        ],
        2,
    )  # fmt: skip
    f = _Folder(ledger, g)
    if f.wrong("group-worker-role-missing", (_session(2), "")):
        g.sessions[1] = replace(g.sessions[1], role="")
    f.fine("group-worker-role-missing", "第1节由社工自己带领")
    f.plan()
    f.fine("group-approval-missing", "片长已审批，副站长栏空白")
    f.session(1), f.session(2)
    f.fine("group-attendance-conflict", "两节人数与签到相同（签名为图片）")
    items = ["饭前服用的药可以饭后补服（  ）", "降压药感觉好转就可以停（  ）", "过期药应交到回收点（  ）"]
    lines = [
        "判断下列说法，对的打√，错的打×。",
        *(f"{i}. {t}" for i, t in enumerate(items, 1)),
        "4. 我了解自己每天服用的药。□非常了解 □一般 □不了解",
    ]
    ledger.paper(
        f"{f.path}/04前测问卷", forms.questionnaire("小组前测问卷", g.name, "请独立完成。", lines, g.habit)
    )
    f.fine("group-test-subjective", "前测除自评题外有三道判断题")
    if not f.wrong("group-test-missing", (PLAN, "")):
        ledger.paper(
            f"{f.path}/05后测问卷",
            forms.questionnaire("小组后测问卷", g.name, "请独立完成。", lines, g.habit),
        )
    f.summary(_d(7, 22), "六名组员都能独立分药，愿意互相提醒服药时间。")


def carers(ledger: Ledger) -> None:
    """A support group: one session's attendance is not that of its sheet; its plan lacks an approval."""
    g = Group(
        "XZ-003", "“同路人”照顾者互助小组", "YT", "支持小组", "组员建立互助网络，每月至少联系一次。", _d(5, 30),
        [
            Session(_d(6, 6), "社工邀请组员各带一张家人的照片，轮流介绍自己照顾的人。说到夜里起身的辛苦，几位组员红了眼，社工请大家静坐片刻再谈。", CARERS),
            Session(_d(6, 13), "志愿者派发茶点。社工引导组员列出最累的三件事，两两配对想办法，收集到十一条可以马上试的做法。", CARERS[:5]),
            Session(_d(6, 20), "社工总结三周的变化，组员商定建立联络群，轮流做召集人。", CARERS),
        ],
        3,
    )  # fmt: skip
    f = _Folder(ledger, g)
    missing = f.wrong("group-approval-missing", (PLAN, "意见"))
    f.plan([("片长意见", "", "", None), ("副站长意见", "", "", None)] if missing else None)
    if f.wrong("group-attendance-conflict", (_session(2), "出席人数"), (_sheet(2), "")):
        g.sessions[1] = replace(g.sessions[1], stated="8人")
    f.session(1), f.session(2, absent=("颜惠敏",)), f.session(3, sheet=False)
    f.fine("group-attendance-conflict", "第3节没有签到表，无从比较")
    f.fine("group-test-missing", "支持小组，不要求前后测")
    f.fine("group-test-subjective", "没有前后测，无从判断")
    f.fine("group-worker-role-missing", "志愿者只派发茶点，由社工带领")
    f.summary(
        _d(6, 27),
        "联络群运作两周，组员互相替班三次。",
        cells=[("督导意见", "同意结组，请做好后续跟进。", station.SUPERVISOR, _d(6, 30))],
    )
    f.fine("group-comment-unanswered", "总结报告的表格没有社工回应栏")


def reading(ledger: Ledger) -> None:
    """A children's group in PDF: the plan names five sessions, four were held and recorded; one approval came too early."""
    days = (_d(7, 14), _d(7, 21), _d(7, 28), _d(8, 4))
    told = (
        "社工带领孩子们用绘本做自我介绍，订立轮流发言的约定。",
        "社工朗读故事的前半段，请每个孩子续写一个结局并表演。",
        "孩子们分组制作自己的小书，社工协助不敢动笔的两名组员。",
        "作品展示，社工邀请家长到场，每个孩子介绍自己的小书。",
    )
    g = Group(
        "XZ-004", "“小书虫”亲子阅读小组", "ZX", "成长小组", "组员每周与家人共读三次。", _d(7, 4),
        [Session(d, t, CHILDREN) for d, t in zip(days, told, strict=True)], 4, place="社区图书角",
    )  # fmt: skip
    f = _Folder(ledger, g)
    count = "5节" if f.wrong("group-session-count-conflict", (PLAN, "小组节数")) else ""
    f.plan(count=count)
    if f.wrong("approval-before-record", (_session(3), "日期"), (_session(3), "活动日期")):
        g.sessions[2] = replace(g.sessions[2], approved=_d(7, 20))
    for index in range(1, 5):
        f.session(index)
    f.fine("approval-before-record", "计划书在首节之前审批；其余各节次日审批")
    f.fine("group-approval-missing", "各节片长已审批，副站长栏空白（PDF）")
    f.summary(_d(8, 11), "七名组员坚持共读，家长表示孩子愿意开口讲故事。")


def garden(ledger: Ledger) -> None:
    """A group still going on, in a template whose community was not filled in; number XZ-005 was left out."""
    g = Group(
        "XZ-006", "“一米菜园”种植小组", "SL", "兴趣小组", "组员学会照料三种蔬菜，把收成分给独居的邻居。", _d(9, 1),
        [Session(_d(9, 12), "社工介绍种植区的分工，组员选定三种菜苗，伍国强示范松土，大家跟着做。", ELDERS[2:8])],
        6, place="天台种植区",
    )  # fmt: skip
    number = "XZ-006" if ledger.wrong(
        "id-sequence-gap", "station", station.STATION, ("小组/XZ-004 “小书虫”亲子阅读小组/01小组计划书.pdf", "")
    ) else "XZ-005"  # fmt: skip
    g.number = number
    f = _Folder(ledger, g)
    residue = f.wrong("template-residue", (PLAN, ""))
    named = "XXX社区" if residue else g.community
    f.plan(background=f"{named}的长者多有种植经验，天台闲置的种植区可以利用，并能带动邻里往来。")
    f.session(1)
    f.fine("group-session-count-conflict", "小组还在进行，只有第1节记录")
    f.fine("group-test-missing", "兴趣小组，且未结束")
    follow = Group(
        "XZ-007" if number == "XZ-006" else "XZ-006", "“邻里茶话”互助小组", "MT", "支持小组", "组员认识同楼的邻居。", _d(9, 8),
        [Session(_d(9, 19), "社工请组员抽签介绍左右的邻居，冼姨说第一次知道对门姓什么。社工记录大家想一起做的事。", ELDERS[:5])], 4,
    )  # fmt: skip
    f = _Folder(ledger, follow)
    f.plan(), f.session(1)
    f.fine("template-residue", "组员称呼为“冼姨”，没有占位文字")
    ledger.fine("id-sequence-gap", "community", "榕荫社区", "建档编号连续，清单上的JC-RY-008已注销")
    ledger.fine("id-sequence-gap", "community", "南埠社区", "建档编号连续")


def festival(ledger: Ledger) -> None:
    """Activities: one with more people stated than signed and no approval, one in good order."""
    base = "活动/2025-06-28 邻里长桌宴"
    plan_cells: list[Approver] = [("副站长意见", "同意开展。", station.DEPUTY, _d(6, 16))]
    items = [
        ("活动名称", "邻里长桌宴"),
        ("所属社区", "榕荫社区"),
        ("活动日期", "2025年6月28日"),
        ("活动地点", "榕荫社区广场"),
        ("预计人数", "12人"),
    ]
    long = [
        ("活动目标", "邻里互相认识，发掘热心居民。"),
        ("活动流程", "签到、分桌、共餐、合影。"),
        ("经费预算", "食材800元，由社区慈善基金支持。"),
    ]
    ledger.paper(f"{base}/活动计划书", forms.activity("社区活动计划书", "RY", items, long, plan_cells))
    people = [(name, True, "") for name in (*ELDERS, *CARERS[:3])]
    subject = "邻里长桌宴"
    stated = "12人" if ledger.wrong(
        "group-attendance-conflict", "activity", subject, (f"{base}/活动总结.docx", "人数"), (f"{base}/签到表.docx", ""), community="榕荫社区"
    ) else "11人"  # fmt: skip
    empty = ledger.wrong(
        "group-approval-missing", "activity", subject, (f"{base}/活动总结.docx", "意见"), community="榕荫社区"
    )
    cells: list[Approver] = (
        [("片长意见", "", "", None)] if empty else [("片长意见", "同意。", "丁晓岚", _d(7, 2))]
    )
    done = [
        ("活动名称", "邻里长桌宴"),
        ("活动日期", "2025年6月28日"),
        ("活动地点", "榕荫社区广场"),
        ("实到人数", stated),
    ]
    told = [
        ("活动过程", "邻居各带一道菜，社工主持分桌，孩子们表演了两个节目。"),
        ("活动成效", "五位居民登记为楼栋联络人。"),
    ]
    ledger.paper(f"{base}/活动总结", forms.activity("社区活动总结", "RY", done, told, cells, response=True))
    ledger.paper(
        f"{base}/签到表",
        forms.sign_in(
            "活动签到表",
            station.staff("RY").habit,
            [("活动名称", "邻里长桌宴"), ("日期", "2025年6月28日")],
            people,
        ),
    )
    ledger.fine("approval-before-record", "activity", subject, "计划书在活动前审批")
    ledger.fine("group-comment-unanswered", "activity", subject, "审批只写同意或空白")

    base = "活动/2025-08-16 暑期安全宣传"
    items = [
        ("活动名称", "暑期安全宣传"),
        ("活动日期", "2025/8/16"),
        ("活动地点", "石榴里小广场"),
        ("实到人数", "应到9人，实到8人"),
    ]
    told = [
        ("活动过程", "社工设三个摊位讲解防溺水与用电安全，孩子答题盖章。"),
        ("活动成效", "XX小学的老师带来六名学生，全部完成答题。"),
    ]
    cells = [("副站长意见", "同意。", station.DEPUTY, _d(8, 18))]
    ledger.paper(f"{base}/活动总结", forms.activity("社区活动总结", "SL", items, told, cells))
    people = [(name, True, "") for name in (*CHILDREN, "符德昌")] + [
        ("石磊", True, "志愿者"),
        ("支美云", False, ""),
    ]
    ledger.paper(
        f"{base}/签到表",
        forms.sign_in(
            "活动签到表",
            station.staff("SL").habit,
            [("活动名称", "暑期安全宣传"), ("日期", "2025/8/16")],
            people,
        ),
    )
    ledger.fine(
        "group-attendance-conflict",
        "activity",
        "暑期安全宣传",
        "应到9人、实到8人，另有1名志愿者、1人登记未到",
    )
    ledger.fine("template-residue", "activity", "暑期安全宣传", "学校名称为保护隐私写作“XX小学”")


def build(ledger: Ledger) -> None:
    """Writes all groups and activities."""
    safe_home(ledger)
    medicine(ledger)
    carers(ledger)
    reading(ledger)
    garden(ledger)
    festival(ledger)
