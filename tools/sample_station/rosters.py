"""The lists: one of archives for every community, and the station's roster of key clients."""

from __future__ import annotations

from tools.sample_station import station
from tools.sample_station.household_model import FREQUENCY, Household
from tools.sample_station.ledger import Ledger
from tools.sample_station.sheets import Sheet, Value, xlsx

ROMAN = {"一级": "Ⅰ级", "二级": "Ⅱ级", "三级": "Ⅲ级", "四级": "Ⅳ级"}
ROSTER = "名册/重点服务名册.xlsx"


def list_path(community: str) -> str:
    """Path of a community's list of archives."""
    return f"建档/{community}/{community}档案清单.xlsx"


Row = tuple[str, str, str, str, str, str, str]
"""(number, name, sex, id number, categories, grade, remark)."""


def _row(h: Household, **changes: str) -> Row:
    sex = h.sex
    row = {
        "number": h.number,
        "name": h.name,
        "id": h.id_number.upper(),
        "grade": h.grade,
        "remark": "",
        **changes,
    }
    return row["number"], row["name"], sex, row["id"], "、".join(h.categories), row["grade"], row["remark"]


def _gone(number: str, name: str, sex: str, remark: str) -> Row:
    return number, name, sex, "", "独居长者", "三级", remark


def _lists(ledger: Ledger, everyone: dict[str, Household]) -> dict[str, list[Row]]:
    """Rows of every community's list of archives, defects and near misses included."""
    lists: dict[str, list[Row]] = {community: [] for community in station.DISTRICT_OF}
    for h in everyone.values():
        lists[h.community].append(_row(h))
    places = {c: (list_path(c), "") for c in lists}

    graded = "JC-ZX-002"
    if ledger.wrong(
        "roster-grade-conflict",
        "household-archive",
        graded,
        (places["竹溪社区"][0], "级"),
        community="竹溪社区",
    ):
        lists["竹溪社区"] = [
            _row(everyone[graded], grade="四级") if r[0] == graded else r for r in lists["竹溪社区"]
        ]
    lists["桥东社区"] = [(*r[:5], ROMAN[r[5]], r[6]) for r in lists["桥东社区"]]
    ledger.fine("roster-grade-conflict", "household-archive", "JC-QD-002", "清单写“Ⅲ级”，评估表写“三级”")
    ledger.fine("roster-grade-conflict", "household-archive", "JC-NB-007", "清单与最新评估一致，旧评估不同")

    # The list of 竹溪 has as many rows as there are archives, yet one person lacks an archive and one archive its row.
    child = "JC-ZX-006"
    if ledger.wrong(
        "roster-archive-extra", "household-archive", child, (list_path("竹溪社区"), ""), community="竹溪社区"
    ):
        lists["竹溪社区"] = [r for r in lists["竹溪社区"] if r[0] != child]
    if ledger.wrong(
        "roster-archive-missing",
        "household-archive",
        "JC-ZX-007",
        (list_path("竹溪社区"), "戴春生"),
        community="竹溪社区",
    ):
        lists["竹溪社区"].append(
            (
                "JC-ZX-007",
                "戴春生",
                "男",
                station.id_number(everyone[child].birth.replace(year=1950), "男", 31),
                "独居长者",
                "三级",
                "",
            )
        )
    ledger.fine("roster-count-conflict", "roster", "竹溪社区", "清单6行，档案6份")

    ledger.wrong(
        "roster-count-conflict", "roster", "麦田社区", (list_path("麦田社区"), ""), community="麦田社区"
    )
    if ledger.wrong(
        "roster-archive-missing",
        "household-archive",
        "JC-MT-004",
        (list_path("麦田社区"), "申屠兰"),
        community="麦田社区",
    ):
        born = everyone["JC-MT-002"].birth.replace(year=1948)
        lists["麦田社区"].append(
            ("JC-MT-004", "申屠兰", "女", station.id_number(born, "女", 44), "空巢长者", "三级", "")
        )

    lists["云台社区"].append(_gone("JC-YT-005", "江水生", "男", "2025年7月迁出"))
    lists["云台社区"].append(_gone("JC-YT-006", "祝阿金", "女", "死亡"))
    ledger.fine("roster-count-conflict", "roster", "云台社区", "清单中有迁出、死亡各一行，不计")
    lists["榕荫社区"].append(_gone("JC-RY-008", "史玉珠", "女", "已注销"))
    ledger.fine("roster-archive-missing", "household-archive", "JC-RY-008", "清单中已注销的一行没有档案")
    ledger.fine("roster-archive-missing", "household-archive", "JC-YT-005", "清单中注明迁出")
    ledger.fine("roster-count-conflict", "roster", "石榴里社区", "清单印有“合计4户”，实为3行，与档案相符")
    former = "JC-QD-003"
    lists["桥东社区"] = [
        (r[0], "桂小珠", *r[2:6], "曾用名") if r[0] == former else r for r in lists["桥东社区"]
    ]
    ledger.fine("roster-archive-extra", "household-archive", former, "清单上是曾用名，身份证号相同")
    masked = "JC-ZX-005"
    lists["竹溪社区"] = [
        (r[0], f"{r[1][0]}*{r[1][2:]}", r[2], f"{r[3][:6]}********{r[3][-4:]}", *r[4:])
        if r[0] == masked
        else r
        for r in lists["竹溪社区"]
    ]
    ledger.fine("roster-archive-missing", "household-archive", masked, "清单上姓名脱敏")
    ledger.fine("roster-archive-extra", "household-archive", masked, "清单上姓名脱敏")
    return lists


def build(ledger: Ledger, everyone: dict[str, Household]) -> None:
    """Writes the lists and the roster."""
    lists = _lists(ledger, everyone)
    header = ("序号", "档案编号", "姓名", "性别", "身份证号", "人员类别", "等级", "备注")
    widths = (6, 14, 12, 6, 24, 22, 8, 18)
    for i, (community, rows) in enumerate(lists.items()):
        printed = 4 if community == "石榴里社区" else sum(1 for r in rows if not r[6] or r[6] == "曾用名")
        sheet = Sheet(
            "档案清单",
            f"{community}困难群众和特殊群体档案清单",
            header,
            [(n, *r) for n, r in enumerate(rows, 1)],
            widths,
            above=(
                f"所属片区：{station.DISTRICT_OF[community]}    填表人：{station.WORKERS[station.DISTRICTS[station.DISTRICT_OF[community]][community]]}",
            ),
            below=(f"合计{printed}户",),
            empty_top=i % 2,
        )
        ledger.put(list_path(community), xlsx([sheet]))

    rows: list[tuple[Value, ...]] = []
    listed = [h for h in everyone.values() if ledger.clean or h.number != "JC-ZX-006"]
    for h in listed:
        name = f"{h.name[0]}*{h.name[2:]}"
        how = "入户探访为主" if h.grade in ("一级", "二级") else "电访与探访结合"
        rows.append(
            (
                len(rows) + 1,
                h.number,
                name,
                h.community,
                "、".join(h.categories),
                h.grade,
                FREQUENCY[h.grade],
                how,
                h.staff.worker,
            )
        )
        if h.number == "JC-ZX-005" and not ledger.clean:
            rows.append(
                (
                    len(rows) + 1,
                    "JC-ZX-007",
                    "戴*生",
                    "竹溪社区",
                    "独居长者",
                    "三级",
                    FREQUENCY["三级"],
                    how,
                    h.staff.worker,
                )
            )
    sheet = Sheet(
        "名册",
        f"{station.STATION}重点服务名册",
        ("序号", "档案编号", "姓名", "社区", "类别", "级别", "跟进频率", "跟进方式", "责任社工"),
        rows,
        (6, 14, 10, 14, 20, 8, 14, 18, 12),
        above=("统计截至：2025年9月30日",),
        groups=(("基本信息", 6), ("跟进安排", 3)),
    )
    ledger.put(ROSTER, xlsx([sheet]))
