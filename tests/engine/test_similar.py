"""What is the writer's own text among the wording of the forms, and what is copied."""

from __future__ import annotations

from auditor.engine.kinds.similar import alike_pairs, own_letters

GUIDANCE = (
    "请如实描述本次服务的过程，包括服务对象的情绪、主要问题、社工的介入手法、服务对象的回应以及双方达成的约定，字数不少于二百字。"
    "（填写说明：须写明时间、地点、在场人员，涉及第三方的应注明其与服务对象的关系及联系方式。）"
)
HABIT = "社工按约定时间到达服务对象家中，出示工作证并说明来意，征得同意后入户，观察居家环境并询问近况。"
OWN = (
    "周婆婆说上周在菜场滑了一跤，膝盖还肿着，社工查看后陪她到社区医院拍片，医生说没有骨折，开了外用药，约好周五复查。",
    "小林这次月考退步，不肯谈学校的事，社工陪他在楼下打了半小时羽毛球，他慢慢说起同桌转学后没有人一起吃午饭。",
    "何伯的低保复核材料缺一张收入证明，社工带他去原单位补开，来回两趟，下午交到居委，工作人员说十五天内答复。",
    "陈姐与儿子为了电视音量又吵起来，社工请两人分别写下在意的事，发现都怕对方睡不好，商定晚上九点后戴耳机。",
    "邓叔戒酒第三周，手抖减轻，他把酒瓶全部送给了回收站，社工与他一起画出容易想喝酒的时间，填上散步和下棋。",
    "阿英申请的轮椅到了，社工教她和女儿拆装、刹车，试着从房间推到电梯口，门槛处需要加一块斜板，已联系师傅。",
)


def pairs(texts: list[str]) -> list[tuple[int, int]]:
    letters = own_letters(texts)
    return [(a, b) for a, b, _ in alike_pairs(letters, 90) if min(len(letters[a]), len(letters[b])) > 60]


def test_long_printed_guidance_with_short_texts_of_their_own_is_no_copy() -> None:
    texts = [f"{GUIDANCE}\n{own[:36]}。" for own in OWN]
    assert pairs(texts) == []


def test_cells_that_hold_guidance_alone_are_no_copies() -> None:
    assert pairs([GUIDANCE] * 6) == []


def test_habits_of_speech_that_most_records_share_are_no_copy() -> None:
    assert pairs([f"{HABIT}{HABIT[:-1]}，一切如常。{own}" for own in OWN]) == []


def test_a_copied_story_is_found_under_guidance_and_habits() -> None:
    copied = OWN[0].replace("周婆婆", "李奶奶").replace("周五", "周四")
    texts = [f"{GUIDANCE}\n{HABIT}{own}" for own in (*OWN, copied)]
    assert pairs(texts) == []  # 54 letters of one's own are too few to say so
    longer = "社工把居委的急救卡贴在门后，教她用一键呼叫，又请对门的黄姨早晚敲门看看，记下三个电话，她复述了一遍，没有差错。"
    texts = [f"{GUIDANCE}\n{HABIT}{own}{longer if own in (OWN[0], copied) else ''}" for own in (*OWN, copied)]
    assert pairs(texts) == [(0, 6)]


def test_a_story_copied_into_most_records_is_found_though_all_have_it() -> None:
    story = OWN[0] + OWN[1]
    found = pairs([story] * 7 + [OWN[2] + OWN[3], OWN[4] + OWN[5]])
    assert {later for _, later in found} == {1, 2, 3, 4, 5, 6}


def test_headings_between_the_parts_of_a_narrative_do_not_count() -> None:
    parts = (
        "一、服务对象近况：",
        "二、社工介入的过程及所用手法：",
        "三、服务对象的回应与改变：",
        "四、下一步计划及需要的资源：",
    )
    texts = ["\n".join(f"{head}\n{own[:16]}。" for head in parts) for own in OWN]
    assert pairs(texts) == []
