"""The other half of the stations A7–A9: volunteers, satisfaction, funds, hotline, figures, referral, report. Kept out of tuning."""

from __future__ import annotations

from datetime import date, timedelta

from tools.strangers.areas.facts import Answer, Call, Core, Entry, Fund, Month, Referral, Target, Volunteer
from tools.strangers.areas.scenario import Making, share
from tools.strangers.people import phone


def volunteers(m: Making, turn: int) -> None:
    area = m.area

    def child(age: int, day: date, sign: str, consent: str | None = None) -> Volunteer:
        person = m.crowd.someone(age, age, day)
        parent = m.crowd.someone(37, 49, day, surname=person.name[0])
        made = Volunteer(
            person, day, m.next("team-of", m.words.teams), parent.name, "父子" if parent.sex == "男" and person.sex == "男" else "父女" if parent.sex == "男" else "母子" if person.sex == "男" else "母女",
            parent.phone, sign, consent,  # type: ignore[arg-type]
        )  # fmt: skip
        area.volunteers.append(made)
        return made

    first = date(2025, 1, 18)
    child(13, first, "ink")
    sixteen = child(15, first + timedelta(days=3), "blank")
    sixteen.person.birth = date(2009, 1, 21)
    sixteen.person.id_number = ""
    older = child(17, first + timedelta(days=4), "blank")
    separate = child(12, first + timedelta(days=6), "blank", "ink")
    for v in (sixteen, older, separate):
        area.near.append(("volunteer-guardian-signature-missing", v.person.name))
    for at in range(3):
        grown = m.crowd.someone(22, 66, first)
        area.volunteers.append(Volunteer(grown, first + timedelta(days=at), m.words.teams[at]))
    plans = (
        ((14, "blank", None), (10, "blank", "blank"), (15, "typed", None)),
        ((9, "blank", None), (15, "blank", "typed"), (12, "blank", None)),
        ((15, "typed", None), (11, "blank", None), (13, "blank", "blank")),
    )[turn]
    for at, (age, sign, consent) in enumerate(plans):
        own = child(
            age,
            first + timedelta(days=20 + at * 9),
            "ink" if m.clean else sign,
            ("ink" if m.clean else consent) if consent else None,
        )
        if m.bad:
            area.expect(
                "volunteer-guardian-signature-missing", own.person.name, why=f"{age} {sign} {consent}"
            )
    names = m.names(4)
    for at, name in enumerate(names):
        papers: tuple[str, ...] = ("rating", "plan", "followup")
        if m.bad and at == 1:
            papers = (("rating", "followup"), ("plan", "followup"), ("rating", "plan"))[turn]
            area.expect("core-volunteer-papers-missing", name)
        area.cores.append(Core(name, m.words.teams[at], papers))
    area.hours = [
        (name, m.rng.randint(3, 8), m.rng.randint(6, 28) + 0.5 * (at % 2))
        for at, name in enumerate(m.names(7))
    ]
    area.hours_total = sum(h for _, _, h in area.hours)
    if m.bad:
        area.hours_total += (8, 12.5, 20)[turn]
        area.expect("volunteer-hours-conflict", "", why="sum of the platform's table")


def satisfaction(m: Making, turn: int) -> None:
    area, w = m.area, m.words
    area.on_list = (318, 87, 402)[turn]
    enough, few = ((100, 76), (87, 80), (120, 95))[turn]
    area.asked = few if m.bad else enough
    area.satisfied = area.asked - 4
    area.survey_day = date(2025, 4, 28)
    for at in range(10):
        asks = at in (1, 4, 8)
        answer = Answer(
            m.crowd.someone(28, 88, area.survey_day).name, area.communities[at % 4], date(2025, 4, 15) + timedelta(days=at), 10 - at % 2,
            m.next("requests", w.requests) if asks else m.next("contented", w.contented), "",
        )  # fmt: skip
        if at == 1:
            answer.followup = w.followups[0]
            area.near.append(("satisfaction-request-open", answer.name))
        elif asks and m.clean:
            answer.followup = w.followups[1]
        elif asks:
            area.expect("satisfaction-request-open", answer.name)
        elif answer.said == w.contented[3]:
            area.near.append(("satisfaction-request-open", answer.name))
        area.answers.append(answer)
    if m.bad:
        area.expect("satisfaction-sample-short", "", why=f"{few} of {area.on_list}")


def funds(m: Making, turn: int) -> None:
    area, w = m.area, m.words

    def fund(at: int, opening: float, raised: list[float], spent: list[float]) -> Fund:
        balance, entries = opening, []
        for n in range(max(len(raised), len(spent))):
            day = date(2025, 1, 9) + timedelta(days=n * 24 + at * 2)
            if n < len(raised):
                balance += raised[n]
                entries.append(Entry(day, m.next("in", w.fund_in), raised[n], 0, balance))
            if n < len(spent):
                balance -= spent[n]
                entries.append(
                    Entry(day + timedelta(days=8), m.next("out", w.fund_out), 0, spent[n], balance)
                )
        made = Fund(area.communities[at] + "慈善基金", area.communities[at], opening, entries)
        area.funds.append(made)
        return made

    a, b, c, d = [(n + turn) % 4 for n in range(4)]
    exact = fund(a, 1200.5, [5500, 4500], [900, 350])
    area.near.append(("fund-below-threshold", exact.name))
    low = fund(b, 18650, [4200, 1800.8] if m.bad else [9200, 1800.8], [700, 1200])
    idle = fund(c, 3300, [7000, 5200], [] if m.bad else [640])
    wrong = fund(d, 0, [11000, 2600], [1850, 420])
    if m.bad:
        area.expect("fund-below-threshold", low.name)
        area.expect("fund-inactive", idle.name)
        for entry in wrong.entries[2:]:
            entry.balance -= 60
        area.expect("fund-balance-wrong", wrong.name)


def calls(m: Making, turn: int) -> None:
    area, w = m.area, m.words
    missed_at = ((2, 4, 6), (0, 3, 5), (1, 4, 7))[turn]
    for at in range(9):
        missed = at in missed_at
        day = date(2025, 3, 3) + timedelta(days=4 * at)
        back = day + timedelta(days=at % 2) if missed else None
        if m.bad and at == missed_at[1]:
            back = None
        if m.bad and at == missed_at[2]:
            back = day + timedelta(days=3)
        call = Call(
            day,
            f"{9 + at % 8}:{10 + at * 5:02d}",
            m.crowd.someone(30, 80, day).name,
            phone(m.rng),
            "" if missed else m.next("calls", w.calls),
            missed,
            back,
            area.workers[at % 4],
        )
        area.calls.append(call)
        if missed and (m.clean or at == missed_at[0]):
            area.near.append(("hotline-call-missed", call.who))
    if m.bad:
        area.expect("hotline-call-missed", "", why="one call never, one late; the log is the subject")


def figures(m: Making, turn: int) -> None:
    area = m.area
    behind = ((0, 6), (2, 9), (3, 5))[turn]
    for at, (name, unit, target) in enumerate(m.words.targets):
        # 120 of 365 days have gone: 32.9 %, less five points 27.9 %
        part = (
            (0.16, 0.24)[behind.index(at)] if m.bad and at in behind else (0.3, 0.34, 0.41)[(at + turn) % 3]
        )
        done = -(-target * int(part * 1000) // 1000)
        if m.bad and at in behind:
            area.expect("indicator-behind", name)
        if at == 7:
            done = 0
        area.targets.append(Target(name, unit, target, done, share(done, target)))
    area.near.append(("indicator-behind", area.targets[7].name))
    if m.bad:
        wrong = area.targets[(8, 4, 8)[turn]]
        wrong.percent = share(wrong.done + 1, wrong.target)
        area.expect("indicator-percent-wrong", wrong.name)
    area.months = [Month(n, 12, 12 + (n % 2), 6, 7 - n % 2) for n in range(1, 5)]
    if m.bad:
        if turn == 1:
            area.months[3].certified = 4
        else:
            area.months[1].present = 11
        area.expect("staffing-short", "")
    area.training_each = 24
    area.training = [
        (name, 24 + (0 if at == 0 else m.rng.randint(1, 12))) for at, name in enumerate(area.workers)
    ]
    if m.bad:
        area.training[2] = (area.training[2][0], 17.5)
        area.expect("training-hours-short", "", why="one person 17.5 of 24")


def others(m: Making, turn: int) -> None:
    area, w = m.area, m.words
    area.policy = list(zip(w.grades, w.frequencies, strict=True))
    if m.bad:
        area.policy[(3, 1, 2)[turn]] = (w.grades[(3, 1, 2)[turn]], "")
        area.expect("callback-policy-incomplete", "")
    who = m.crowd.someone(58, 79, date(2025, 3, 1))
    area.referral = Referral(
        f"{('GA', '个案', 'C')[turn]}2025-007", who.name, area.communities[1], area.workers[1], date(2025, 3, 26), w.referral[0], w.referral[1], "ink",
        date(2025, 4, 2),
    )  # fmt: skip
    if m.bad:
        if turn == 0:
            area.referral.receipt = None
        elif turn == 1:
            area.referral.consent = "blank"
        else:
            area.referral.reason = ""
        area.expect(
            "referral-incomplete", area.referral.number, area.referral.number[2:].lstrip("案"), who.name
        )
    area.supervision = [
        (date(2025, 3, 12) + timedelta(days=28 * at), topic, m.names(1)[0], area.workers[at], advice)
        for at, (topic, advice) in enumerate(w.supervision)
    ]
    t = area.targets
    visits, calls, cases, sessions, groups, events = (x.done for x in t[:6])
    figure, percent = (
        (f"本阶段累计入户探访{visits + (21 if m.bad else 0)}户次，", share(calls, t[1].target)),
        (f"在社区层面，累计举办社区活动{events + (2 if m.bad else 0)}场，", share(calls, t[1].target)),
        (f"小组工作方面，累计完成小组{groups + (1 if m.bad else 0)}个，", share(calls, t[1].target)),
    )[turn]
    if m.bad:
        percent = share(calls + 40, t[1].target)
        area.expect("report-figure-conflict", "")
        area.expect("report-percent-wrong", "")
    area.report = [
        ("一、站点概况", [f"{area.name}由街道办事处购买服务，现有社工12名，其中持证6名、未持证6名，服务范围为4个社区。"]),
        ("二、指标进度", [
            f"合同期为2025年1月1日至2025年12月31日。截至2025年4月30日，入户探访{visits}户次，电话访问{calls}人次，个案服务{cases}个、面谈{sessions}次，小组{groups}个，社区活动{events}场。",
            f"电话访问年度指标为{t[1].target}人次，已完成{calls}人次，完成率{percent}。",
        ]),
        ("三、主要做法与成效", [figure + "居民反映良好。", "一季度发放物资86份，其中米油50份、御寒包36份。", "与去年同期相比，电话访问量有所上升，社区活动由去年同期的9场增加了不少。"]),
        ("四、困难与下一步", ["计划下半年再开小组5个、社区活动12场，并继续招募志愿者。"]),
    ]  # fmt: skip
