"""Whose paper it is, where folders are workers', forms are borrowed, or words stick to a name."""

from __future__ import annotations

from hand_made_papers import form, one, paper, reading, station_of


def test_a_workers_folder_and_signature_in_the_file_name_make_no_client():
    papers = []
    for number, client in (("YS-031", "唐小枫"), ("YS-032", "温一鸣"), ("YS-033", "郝晓月")):
        folder = f"莫言之/个案/{client}"
        papers += [
            one(
                f"{folder}/20250301 封面 莫言之.docx",
                "case-cover",
                number=number,
                client__name=client,
                worker="莫言之",
            ),
            one(f"{folder}/20250304 协议书 莫言之.docx", "case-consent", worker="莫言之"),
            one(f"{folder}/20250310 计划 莫言之.docx", "case-plan"),
        ]
    station = station_of(*papers)
    assert [case.name for case in station.cases] == ["唐小枫", "温一鸣", "郝晓月"]
    assert all(case.consent is not None and case.plans for case in station.cases)


def test_a_name_over_the_papers_of_many_is_no_client_though_no_paper_calls_it_a_worker():
    papers = []
    for client in ("唐小枫", "温一鸣", "郝晓月", "葛天明"):
        papers += [
            one(f"个案/{client}/0301 封面 莫言之.docx", "case-cover", client__name=client),
            one(f"个案/{client}/0304 协议书 莫言之.docx", "case-consent"),
        ]
    station = station_of(*papers)
    assert {case.name for case in station.cases} == {"唐小枫", "温一鸣", "郝晓月", "葛天明"}
    assert all(case.consent is not None for case in station.cases)


def test_a_registration_among_case_papers_is_the_cases():
    station = station_of(
        paper(
            "个案/YS-031.docx",
            form("registration", "个案/YS-031.docx", client__name="唐小枫", client__birth_date="2012-05-06"),
            form("case-intake", "个案/YS-031.docx", number="YS-031", client__name="唐小枫"),
            form("case-consent", "个案/YS-031.docx"),
        )
    )
    assert [case.id for case in station.cases] == ["YS-031"] and not station.archives
    assert station.cases[0].client.birth_date is not None


def test_a_registration_with_its_own_number_or_on_a_list_stays_an_archive():
    case = one("个案/YS-031 唐小枫/接案表.docx", "case-intake", number="YS-031", client__name="唐小枫")
    own = one("个案/YS-031 唐小枫/建档表.docx", "registration", number="YS-H-031", client__name="唐小枫")
    assert len(station_of(case, own).archives) == 1
    bare = one("个案/YS-031 唐小枫/建档表.docx", "registration", client__name="唐小枫")
    listed = paper(
        "名册.docx", form("roster", "名册.docx", rows={"entries": [{"name": "唐小枫", "grade": 2}]})
    )
    assert len(station_of(case, bare, listed).archives) == 1
    assert not station_of(case, bare).archives


def test_words_glued_to_a_name_make_no_second_case():
    station = station_of(
        one("个案/封面.docx", "case-cover", client__name="何家豪"),
        one("个案/计划.docx", "case-plan", client__name="何家豪拟订"),
        one("个案/另一封面.docx", "case-cover", client__name="李明"),
        one("个案/又一封面.docx", "case-cover", client__name="李明华"),
    )
    assert {case.name for case in station.cases} == {"何家豪", "李明", "李明华"}
    (first,) = (case for case in station.cases if case.name == "何家豪")
    assert first.plans and not any(identity.conflict for identity in first.identities)


def test_a_name_that_was_hardly_read_makes_no_second_client_where_the_files_name_says_whose_it_is():
    def scanned(part: str) -> object:
        return reading("民委", f"个案/YS-032 温一鸣 {part}.pdf", confidence=0.5)

    station = station_of(
        one("个案/YS-032 温一鸣 封面.docx", "case-cover", number="YS-032", client__name="温一鸣"),
        one("个案/YS-032 温一鸣 同意书.docx", "case-consent", number="YS-032", client__name="温一鸣"),
        one("个案/YS-032 温一鸣 计划.pdf", "case-plan", number="YS-032", client__name=scanned("计划")),
        one("个案/YS-032 温一鸣 接案.pdf", "case-intake", number="YS-032", client__name=scanned("接案")),
    )
    assert [(case.id, case.name) for case in station.cases] == [("YS-032", "温一鸣")]
    assert station.cases[0].plans
