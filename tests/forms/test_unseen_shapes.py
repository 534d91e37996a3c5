"""Shapes that nobody here had seen: lists, scores and notebooks in lines, columns told by what stands in them, cards, questions."""

from __future__ import annotations

from datetime import date

import pytest

from auditor.forms.labels import Label
from auditor.forms.load import FormSet, load_forms
from auditor.forms.model import FilledForm
from auditor.forms.periods import Period, period_of
from auditor.forms.read import fill_forms
from auditor.pages.model import Mark
from tests.forms.papers import A, document, table


@pytest.fixture(scope="module")
def forms() -> FormSet:
    return load_forms()


def read(forms: FormSet, *blocks: object, path: str = "a.docx") -> list[FilledForm]:
    return fill_forms(document(*blocks, path=path), forms).forms


def values(filled: list[FilledForm], *keys: str) -> list[tuple[object, ...]]:
    return [tuple(f.fields[key].value if key in f.fields else None for key in keys) for f in filled]


def test_entries_of_a_list_in_lines(forms: FormSet) -> None:
    (roster,) = read(
        forms,
        "柳湾社区建档对象名单",
        "1．LM-H-001　冯春生　男　440103195006072318　低保　三级　社工：沈一",
        "2．LM-H-002　苗秋　女　440103196106072326　特困　一级　社工：沈一　备注：已搬走",
        "合计：2户",
    )
    rows = roster.rows["entries"]
    assert [(r["number"].value, r["name"].value, r["grade"].value) for r in rows] == [
        ("LM-H-001", "冯春生", 3),
        ("LM-H-002", "苗秋", 1),
    ]
    assert rows[1]["remark"].raw == "已搬走" and roster.fields["stated_total"].value == 2


def test_numbered_lines_that_name_nobody_are_no_list(forms: FormSet) -> None:
    assert read(forms, "注意事项", "1．保持通道畅通，按时签到。", "2．离开前关好门窗，低保户优先。") == []


def test_scores_of_items_in_lines(forms: FormSet) -> None:
    (graded,) = read(
        forms,
        "需求分级评估",
        "档案号：LM-H-007　户主：冯春生",
        "1．经济来源：较差，12分",
        "（2）身体状况（满分20分）：得9分，一般",
        "3．居住环境：良好，4分",
        "总得分：25分",
    )
    assert [(r["item"].raw, r["rating"].raw, r["score"].value) for r in graded.rows["items"]] == [
        ("经济来源", "较差", 12.0),
        ("身体状况", "一般", 9.0),
        ("居住环境", "良好", 4.0),
    ]
    assert graded.fields["total"].value == 25


def test_points_beside_ratings_in_a_ledger(forms: FormSet) -> None:
    head = ["档案编号", "户主", "评估日期", "经济状况", "居住环境", "总分", "等级"]
    first = ["LM-H-007", "冯春生", "2025.6.3", "较差（12分）", "良好（4分）", "16", "四级"]
    second = ["LM-H-008", "苗秋", "2025.6.4", "一般（9分）", "较差（14分）", "23", "三级"]
    graded = read(forms, "家庭需求评估台账", table([head, first, second]))
    assert [f.form for f in graded] == ["archive-grade-assessment"] * 2
    assert [(r["rating"].raw, r["score"].value) for r in graded[1].rows["items"]] == [
        ("一般", 9.0),
        ("较差", 14.0),
    ]


def test_a_collaboration_ledger_is_no_ledger_of_scores(forms: FormSet) -> None:
    head = ["档案编号", "姓名", "对象基本情况", "协同日期", "协同情况"]
    rows = [
        [f"LM-H-00{n}", name, "75岁，低保", "2025.3.4", "与居委会一起上门。"]
        for n, name in ((1, "冯春生"), (2, "苗秋"))
    ]
    found = read(forms, "人员协同登记", table([head, *rows]))
    assert {f.form for f in found} == {"archive-collaboration"}


def test_heads_that_nobody_knows_and_a_month_over_the_rows(forms: FormSet) -> None:
    notebook = table(
        [
            [("三月", 5)],
            ["日子", "对象", "怎样联系", "谈了什么", "谁去的"],
            ["3月5日", "LM-H-001 冯春生", "上门", "一切平稳，提醒服药。", "沈一"],
            ["3月9日", "LM-H-002 苗秋", "电话", "咳嗽好转，已复诊。", "沈一"],
            [("四月", 5)],
            ["4月2日", "LM-H-001 冯春生", "上门", "送去米面，谈及复核。", "沈一"],
        ]
    )
    visits = read(forms, "走访联系本", "柳湾社区　2025年", notebook)
    assert values(visits, "number", "client.name", "date", "method") == [
        ("LM-H-001", "冯春生", date(2025, 3, 5), ("visit",)),
        ("LM-H-002", "苗秋", date(2025, 3, 9), ("call",)),
        ("LM-H-001", "冯春生", date(2025, 4, 2), ("visit",)),
    ]


def test_a_notebook_in_lines_names_whom(forms: FormSet) -> None:
    visits = read(
        forms,
        "柳湾社区2025年走访联系本",
        "2025年3月",
        "25-3-5　上门　LM-H-001冯春生　一切平稳，提醒服药。（沈一）",
        "25-3-9　电话　LM-H-002苗秋　咳嗽好转。（沈一）",
    )
    assert values(visits, "number", "client.name", "method") == [
        ("LM-H-001", "冯春生", ("visit",)),
        ("LM-H-002", "苗秋", ("call",)),
    ]


def test_periods() -> None:
    assert period_of("2025年第1季度") == Period(2025, 0)
    assert period_of("三月") == Period(0, 3)
    assert period_of("2025年3月份") == Period(2025, 3)
    assert period_of("三月来访") is None
    assert period_of("2025年3月5日") is None


def test_days_below_a_year_and_month(forms: FormSet) -> None:
    rows = [["时间", "做法", "情况", "人员"], [("2025年3月", 4)], ["5日", "上门", "平稳，提醒服药。", "沈一"]]
    rows += [["19日", "电话", "咳嗽好转了一些。", "沈一"]]
    visits = read(forms, "上门及电话联络一览", "档案编号：LM-H-007　户主：冯春生", table(rows))
    assert values(visits, "date", "method") == [
        (date(2025, 3, 5), ("visit",)),
        (date(2025, 3, 19), ("call",)),
    ]


def test_cards_two_a_row(forms: FormSet) -> None:
    def card(day: str, way: str) -> str:
        return f"时间：{day}\n方式：{way}\n情况：一切平稳，提醒服药。\n探访人：沈一"

    cards = table(
        [
            [card("2025.3.5", "☑上门 □电话"), card("2025.3.19", "□上门 ☑电话")],
            [card("2025.4.2", "☑上门 □电话"), "时间：\n方式：□上门 □电话\n情况：\n探访人："],
        ]
    )
    visits = read(forms, "关爱卡片", "档案号：LM-H-007　　户主：冯春生", cards)
    assert values(visits, "date", "method") == [
        (date(2025, 3, 5), ("visit",)),
        (date(2025, 3, 19), ("call",)),
        (date(2025, 4, 2), ("visit",)),
    ]


def test_a_questionnaire_below_a_cover_is_a_registration(forms: FormSet) -> None:
    asked = table(
        [
            ["题号", "问题", "回答"],
            ["1", "您叫什么名字", "冯春生"],
            ["2", "出生日期是哪天", "1950年6月7日"],
            ["3", "属于哪类人员", "☑低保 □特困"],
            ["4", "和谁一起住", "☑独居 □与子女同住"],
            ["5", "家里居住环境怎么样", "□良好 ☑一般"],
        ]
    )
    cover, registration = read(
        forms, "家庭档案封面", "档案编号：LM-H-007", "户主：冯春生", "评级：三级", "家庭基本情况问卷", asked
    )
    assert cover.form == "archive-cover" and "category" not in cover.fields
    assert registration.form == "archive-registration"
    assert registration.fields["living_status"].value == ("独居",)
    assert registration.fields["living_environment"].value == ("一般",)


def test_guardians_side_by_side_by_number(forms: FormSet) -> None:
    (consent,) = read(
        forms,
        "个案服务同意书",
        table(
            [
                ["服务对象姓名", "冯小冬", "出生日期", "2012年5月6日"],
                ["", "监护人一", "监护人二", ""],
                ["姓名", "冯立", "何云", ""],
                ["与服务对象关系", "父亲", "母亲", ""],
                ["联系电话", "13800000001", "无", ""],
            ]
        ),
        f"监护人签名：{A}",
    )
    assert "client.phone" not in consent.fields
    assert [(r["relation"].raw, r["phone"].value) for r in consent.rows["family"]] == [
        ("父亲", "13800000001"),
        ("母亲", None),
    ]


def test_relatives_under_a_head_that_calls_them_all(forms: FormSet) -> None:
    rows = [
        ["案主", "黄小明", ""],
        ["家属", "名字", "手机"],
        ["爸爸", "黄强（去世）", "/"],
        ["妈妈", "罗英", "/"],
    ]
    (consent,) = read(forms, "个案服务同意书", table(rows))
    assert [r["relation"].raw for r in consent.rows["family"]] == ["爸爸", "妈妈"]


def test_a_list_with_merged_communities_and_sums(forms: FormSet) -> None:
    (roster,) = read(
        forms,
        "各组服务户名册",
        table(
            [
                ["组", "编码", "家主", "证号", "情形", "档", "说明"],
                [("甲村", 1, 2), "JC-001", "冯春生", "440103195006072318", "低保", "三级", ""],
                ["JC-002", "苗秋", "440103196106072326", "特困", "一级", "3月已搬走"],
                ["合计", ("2户", 6)],
                ["乙村", "YC-001", "柯仁", "440103195006072319", "低保", "二级", ""],
            ]
        ),
    )
    assert [(r["number"].value, r["community"].raw, r["remark"].raw) for r in roster.rows["entries"]] == [
        ("JC-001", "甲村", ""),
        ("JC-002", "甲村", "3月已搬走"),
        ("YC-001", "乙村", ""),
    ]


def test_scores_in_rows_that_say_so_themselves(forms: FormSet) -> None:
    rows = [
        ["1", "收入", "□稳定（0—5分）；■不足（6—10分）", "得分", "8"],
        ["2", "居住环境", "■良好（0—5分）；□较差（6—10分）", "得分", "4"],
    ]
    (graded,) = read(
        forms, "需求分级评估表", table([["编号", "LX-H-003", "户主", "冯春生"]]), table(rows, "表2")
    )
    assert [(r["item"].raw, r["score"].value) for r in graded.rows["items"]] == [
        ("收入", 8.0),
        ("居住环境", 4.0),
    ]


def test_offices_in_rows_approve(forms: FormSet) -> None:
    rows = [["审批角色", "意见", "签名及日期"], ["片长", "同意", f"{A} 2025.3.13"], ["副站长", "", ""]]
    plan, *more = read(
        forms, "个案服务计划", table([["案主", "刘启"], ["目标", "改善情绪"]]), table(rows, "表2")
    )
    assert not more
    assert [(a["role"].value, a["opinion"].raw) for a in plan.approvals] == [
        ("district_head", "同意"),
        ("deputy_head", ""),
    ]


def test_a_single_row_of_an_office_under_heads_of_its_own_approves(forms: FormSet) -> None:
    rows = [
        ["案主", ("刘启", 2), "计划日期", "2025-03-12"],
        ["目标", ("改善情绪", 4)],
        ["流程节点", "经手人", "审批意见", "签字", "审批日期"],
        ["督导审批", "陈星", "可以开展", A, "2025-03-14"],
    ]
    (plan,) = read(forms, "个案服务计划", table(rows))
    (approval,) = plan.approvals
    assert approval["role"].value == "supervisor"
    assert approval["opinion"].raw == "可以开展"
    assert approval["signature"].mark is Mark.IMAGE
    assert approval["date"].raw == "2025-03-14"


def test_whoever_stands_under_approver_signs_where_no_column_is_for_signatures(forms: FormSet) -> None:
    rows = [
        ["步骤", "审批人", "审批意见", "时间"],
        ["片长审批", "", "", ""],
        ["副站长审批", A, "同意", "2025-03-14"],
    ]
    (plan,) = read(forms, "个案服务计划", table([["案主", "刘启"], ["目标", "改善情绪"]]), table(rows, "表2"))
    assert [(a["role"].value, a["signature"].mark) for a in plan.approvals] == [
        ("district_head", Mark.BLANK),
        ("deputy_head", Mark.IMAGE),
    ]


def test_return_visits_below_a_closing_are_about_its_client(forms: FormSet) -> None:
    rows = [
        ["姓名", "刘启", "编号", "LX-002"],
        ["结案日期", "2025年3月20日", "总结", "目标达成。"],
        [("后续跟踪", 4)],
        ["跟踪日", "途径", "近况", "经手人"],
        ["2025.4.2", "电话", "能自理，情绪平稳。", "何平"],
    ]
    closing, visit = read(forms, "结案报告", table(rows))
    assert closing.form == "case-closing" and "worker" not in closing.fields
    assert values([visit], "number", "client.name", "date") == [("LX-002", "刘启", date(2025, 4, 2))]


def test_an_intake_titled_as_a_cover(forms: FormSet) -> None:
    told = [
        ["姓名", "刘启", "性别", "男"],
        ["出生日期", "1950年6月7日", "住址", "东巷3号"],
        ["个案来源", "居委会", "求助问题", "情绪低落。"],
    ]
    (intake,) = read(forms, "个案登记表", table(told))
    assert intake.form == "case-intake" and "community" not in intake.fields


def test_a_registration_titled_as_a_visit(forms: FormSet) -> None:
    told = [
        ["姓名", "冯春生", "身份证号", "440103195006072318"],
        ["人员类别", "☑低保 □特困", "居住环境", "□良好 ☑一般"],
        ["走访人签名", A, "日期", "2024年3月2日"],
    ]
    (registration,) = read(forms, "入户走访登记表", table(told))
    assert registration.form == "archive-registration"


def test_one_paper_that_is_two(forms: FormSet) -> None:
    rows = [
        ["案主", "刘启", "编号", "LX-002"],
        ["评估日期", "2025年3月9日", "主要问题", "情绪低落"],
        ["计划日期", "2025年3月12日", "理论依据", "社会支持理论"],
        ["目标", "改善情绪", "督导批阅", "同意"],
    ]
    found = {f.form: f for f in read(forms, "需求评估与服务计划合并表", table(rows))}
    assert found["case-plan"].fields["date"].value == date(2025, 3, 12)
    assert found["case-assessment"].fields["date"].value == date(2025, 3, 9)
    assert found["case-plan"].approvals and not found["case-assessment"].approvals


def test_cover_and_registration_in_one_line_of_a_ledger(forms: FormSet) -> None:
    head = ["档案编号", "姓名", "性别", "身份证号", "人员类别", "居住环境", "封面等级", "建档日期"]
    rows = [
        ["LM-H-001", "冯春生", "男", "440103195006072318", "低保", "一般", "三级", "2024年3月2日"],
        ["LM-H-002", "苗秋", "女", "440103196106072326", "特困", "良好", "一级", "2024年3月2日"],
    ]
    found = read(forms, "柳湾社区档案封面及基本信息登记台账", table([head, *rows]))
    assert sorted(f.form for f in found) == ["archive-cover"] * 2 + ["archive-registration"] * 2
    listed = read(forms, "柳湾社区建档台账", table([head, *rows]))
    assert [f.form for f in listed] == ["archive-roster"]


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("社工签", "社工签名"),
        ("评估日", "评估日期"),
        ("证号", "身份证号"),
        ("正式受理日期", "受理日期"),
        ("累计面谈次数", "面谈次数"),
        ("服务需求等级", "需求等级"),
        ("个案服务编号", "个案编号"),
        ("和谁一起住", "居住状况"),
        ("所求何事", "求助问题"),
        ("监护人一签名", "监护人签名"),
    ],
)
def test_labels_clipped_qualified_or_in_everyday_words(printed: str, meant: str, forms: FormSet) -> None:
    found = forms.vocabulary.find(printed)
    assert isinstance(found, Label) and found.key == meant


@pytest.mark.parametrize("word", ["书签", "工作日", "协同服务记录", "生活环境评价", "一切平稳", "沈一"])
def test_words_that_are_no_such_labels(word: str, forms: FormSet) -> None:
    found = forms.vocabulary.find(word)
    assert found is None or found.key == word


@pytest.mark.parametrize(
    "heads",
    [
        ["评估项目", "好（0—5分）", "一般（6—10分）", "差（11—15分）"],
        ["项目", "良好", "一般", "较差"],
        ["内容", "良好\n0-5", "尚可\n6-10", "不好\n11-15"],
    ],
)
def test_points_in_the_column_of_their_rating(heads: list[str], forms: FormSet) -> None:
    rows: list[list[object]] = [
        [*heads],
        ["收入", "", "9", ""],
        ["居住环境", "3分", "", ""],
        ["出行", "", "", ""],
        ["总分", ("12分", 3)],
        ["评定等级", ("三级", 3)],
    ]
    (graded,) = read(
        forms, "需求分级评估表", table([["编号", "LX-H-003", "户主", "冯春生"]]), table(rows, "表2")
    )
    assert [(r["item"].raw, r["rating"].raw[:2], r["score"].value) for r in graded.rows["items"]] == [
        ("收入", heads[2][:2], 9.0),
        ("居住环境", heads[1].partition("（")[0][:2], 3.0),
        ("出行", "", None),
    ]
    assert graded.fields["total"].value == 12 and graded.fields["grade"].value == 3
    assert "living_environment" not in graded.fields


def test_what_was_done_is_told_under_another_forms_label(forms: FormSet) -> None:
    rows = [
        ["节次", "日期及时间", "会面处所", "工作推进", "社工反思"],
        [
            "1",
            "2025.3.5 14:00-15:00",
            "社区图书角 一楼西侧",
            "介绍服务，建立关系，谈到与儿子争吵。",
            "过急。",
        ],
        ["2", "2025.3.19 14:00-15:00", "案主家中 客厅里", "一同制定作息表，愿意尝试。", "具体了。"],
    ]
    sessions = read(forms, "个案过程记录", "个案编号：LX-004　案主：刘启", table(rows))
    assert [(f.fields["sequence"].value, f.fields["narrative"].raw[:4]) for f in sessions] == [
        (1, "介绍服务"),
        (2, "一同制定"),
    ]
