"""Ten thousand records with nothing wrong in most of them: what the rules alone cost."""

from __future__ import annotations

import random
from datetime import date, timedelta

from auditor.engine.examples import build_record, station_of
from auditor.records.model import Record
from auditor.records.station import Station

AS_OF = date(2025, 3, 10)
PERIOD = (date(2024, 6, 15), date(2025, 6, 14))
CASES = 2_000
COMMUNITIES = 19
BANDS = "一级：80-100分；二级：60-79分；三级：40-59分；四级：39分及以下"
STORY = "2024年10月10日，项目社工与直聘社工一同入户探访，协助填写临时救助申请并核对资料。"


def many_records(count: int = 10_000, seed: int = 1) -> Station:
    """A station of ``count`` cases and household archives and one roster for each of its communities."""
    draw = random.Random(seed)
    cases = min(CASES, count // 5)
    households = range(count - cases - COMMUNITIES)
    records = [_case(index, draw) for index in range(cases)]
    records += [_household(index, draw) for index in households]
    records += [_roster(community, households) for community in range(COMMUNITIES)]
    return station_of(records, {})


def _story(draw: random.Random, length: int = 220) -> str:
    return "".join(chr(draw.randrange(0x4E00, 0x5E00)) for _ in range(length))


def _place(index: int) -> dict[str, str]:
    return {"district": f"第{index % 3}片区", "community": f"甲{index % COMMUNITIES}社区"}


def _case(index: int, draw: random.Random) -> Record:
    day = date(2024, 7, 1) + timedelta(days=draw.randrange(60))
    agreed = [{"role": "supervisor", "opinion": "同意"}]
    number = f"NY-{index:04d}"
    return build_record("case", {
        "id": number, "name": "何一", "number": number, **_place(index),
        "cover": {"category": ["一般个案"], "grade": 3, "session_count": 6},
        "intake": {"date": day, "category": ["一般个案"], "narrative": _story(draw)},
        "consent": {"date": day, "client": {"age": 40, "signature": {"mark": "image"}}},
        "plans": [{"date": day, "theory": "优势视角", "approvals": agreed}],
        "sessions": [
            {"date": day + timedelta(days=7 * k), "sequence": k + 1, "narrative": _story(draw), "approvals": agreed}
            for k in range(6)
        ],
    })  # fmt: skip


def _household(index: int, draw: random.Random) -> Record:
    number, name = f"YS-{index:05d}", f"人{index}"
    items = [
        {"item": f"项{k}", "score": 10, "rating": draw.choice(("良好", "一般", "较差"))} for k in range(5)
    ]
    return build_record("household-archive", {
        "id": number, "name": name, "number": number, **_place(index),
        "cover": {"grade": 3},
        "registration": {
            "date": date(2024, 1, 1), "living_environment": ["一般"], "category": ["低保"],
            "client": {"name": name, "age": 70, "sex": "男", "birth_date": date(1950, 3, 7)},
        },
        "assessments": [{
            "date": date(2024, 12, 1), "grade": 3, "total": 50, "items": items, "bands_text": BANDS,
            "direct_worker_signature": {"mark": "image"},
        }],
        "contacts": [
            {"date": date(2024, 7, 1) + timedelta(days=28 * k), "method": ["visit"], "narrative": "x"} for k in range(9)
        ],
        "collaborations": [{"description": STORY, "client_facts": f"{name}，70岁"}],
    })  # fmt: skip


def _roster(community: int, households: range) -> Record:
    place = {"district": "", "community": f"甲{community}社区"}
    entries = [
        {"number": f"YS-{index:05d}", "name": f"人{index}", "grade": 3}
        for index in households
        if index % COMMUNITIES == community
    ]
    return build_record(
        "roster", {"id": place["community"], "title": "档案清单", "entries": entries, **place}
    )
