"""Draws single papers at random over what varies in practice and scores how they are read.

``python -m tools.strangers.forge --seeds judge --n 200`` prints the score by kind of variation, weakest first. Judging
and tuning seeds never meet: whoever improves the reading looks at ``--seeds tune`` only.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from tools.strangers import case_papers, draws, household_papers
from tools.strangers.docx_writer import write_docx
from tools.strangers.facts import CaseFacts, HouseholdFacts, Listed, RosterFacts
from tools.strangers.hand import Hand
from tools.strangers.layouts import draw_forms
from tools.strangers.papers import Approve, Drawing, Form, Item, Para, Rows, Table, Text
from tools.strangers.pdf_writer import write_pdf
from tools.strangers.people import DATE_STYLES, Crowd
from tools.strangers.score import Tally, judge_form
from tools.strangers.sheet_writer import write_drawing_sheets

SEED_BASE = {"judge": 7_000_000, "tune": 1_000_000}
DAY = date(2025, 3, 1)

AXES: dict[str, tuple[str, ...]] = {
    "file": ("docx", "docx", "docx", "pdf", "xlsx"),
    "layout": ("left", "left", "above", "inside", "paragraph", "nested", "sections", "control"),
    "words": ("plain", "synonyms", "synonyms"),
    "label_dress": ("bare", "colon", "half-colon", "inner-space", "bracket", "bilingual", "wide", "broken"),
    "per_row": ("1", "2", "3"),
    "tick": ("glyph", "square", "cross", "check", "bracket", "round", "boxcheck", "control", "legacy", "symbol", "symbol2",
             "wingdings", "word", "after"),
    "dates": DATE_STYLES,
    "picture": ("inline", "anchored", "vml"),
    "approval": ("one-cell", "separate", "paragraph", "all-in-one", "two-rows"),
    "number_at": ("cell", "cell", "line", "title", "header", "footer"),
    "habit": ("word", "wps", "boxed"),
    "borders": ("full", "full", "full", "partly", "none"),
    "grade_style": ("0", "1", "2", "3"),
    "many": ("one", "one", "two", "three"),
    "split": ("no", "no", "yes"),
    "title_at": ("paragraph", "paragraph", "row", "prefix", "year"),
    "units": ("no", "yes"),
    "phone": ("plain", "plain", "dashes", "spaces"),
    "tick_lines": ("no", "no", "yes"),
    "family": ("items", "rows"),
    "oddity": ("none", "none", "tracked", "hidden"),
}  # fmt: skip
FORMS = (
    "case-cover", "case-intake", "case-consent", "case-plan", "case-session", "case-crisis", "case-closing", "case-followup",
    "archive-registration", "archive-assessment", "archive-visit", "archive-call", "archive-collaboration", "roster",
)  # fmt: skip


@dataclass(slots=True)
class Stranger:
    """One drawn file: what it holds, how it looks, where each form stands."""

    seed: int
    axes: dict[str, str]
    forms: list[Form]
    hand: Hand
    drawing: Drawing


def draw_form(concept: str, rng: random.Random, hand: Hand) -> Form:
    """One form filled with invented facts, now and then with something left blank."""
    crowd = Crowd(rng)
    roles = rng.choice((("supervisor",), ("district_head",), ("supervisor", "deputy_head"), ("deputy_head",)))
    if concept.startswith("case"):
        case = _case(rng, crowd, roles, concept)
        maker: dict[str, Callable[[], Form]] = {
            "case-cover": lambda: case_papers.cover(case, hand),
            "case-intake": lambda: case_papers.intake(case, hand),
            "case-consent": lambda: case_papers.consent(case, hand),
            "case-plan": lambda: case_papers.plan(case, hand),
            "case-session": lambda: (
                case_papers.session_rows(case, hand) if hand.row_style == "long-table"
                else case_papers.session(case, rng.choice(case.sessions), hand)
            ),
            "case-crisis": lambda: case_papers.crisis(case, hand),
            "case-closing": lambda: case_papers.closing(case, hand),
            "case-followup": lambda: case_papers.followup(case, case.followups[0], hand),
        }  # fmt: skip
        form = maker[concept]()
    elif concept == "roster":
        form = household_papers.roster(_roster(rng, crowd), hand)
    else:
        house = _household(rng, crowd)
        maker = {
            "archive-registration": lambda: household_papers.registration(house, hand),
            "archive-assessment": lambda: household_papers.assessment(house, house.assessments[0], hand),
            "archive-visit": lambda: household_papers.contact(
                house, replace(house.contacts[0], kind="visit"), hand
            ),
            "archive-call": lambda: household_papers.contact(
                house, replace(house.contacts[0], kind="call"), hand
            ),
            "archive-collaboration": lambda: household_papers.collaboration(
                house, house.collaborations[0], hand
            ),
        }
        form = maker[concept]()
    _leave_blank(form, rng)
    return form


def _case(rng: random.Random, crowd: Crowd, roles: tuple[str, ...], concept: str) -> CaseFacts:
    minor = concept == "case-consent" and rng.random() < 0.6
    opened = DAY - timedelta(days=rng.randint(60, 300))
    case = draws.draw_case(rng, crowd, f"{rng.choice(('HX', 'LTJ', 'DSN'))}-{rng.randint(1, 60):03d}", "河西社区", opened, minor,
                           sessions=rng.randint(2, 4), closed=True, roles=roles, response=rng.random() < 0.5)  # fmt: skip
    if concept == "case-crisis":
        draws.make_crisis(case, rng, opened, (1, 4, 10), rng.randrange(4))
    return case


def _household(rng: random.Random, crowd: Crowd) -> HouseholdFacts:
    opened = DAY - timedelta(days=rng.randint(30, 400))
    number = f"{rng.choice(('LJ', 'QX'))}-{rng.choice(('HX', 'DS'))}-{rng.randint(1, 90):03d}"
    house = draws.draw_household(
        rng, crowd, number, "河西社区", opened, DAY, rng.randint(2, 4), 30, DAY - timedelta(days=60)
    )
    house.collaborations = [draws.draw_collaboration(rng, house, DAY)]
    return house


def _roster(rng: random.Random, crowd: Crowd) -> RosterFacts:
    rows = []
    for at in range(1, rng.randint(4, 12)):
        person = crowd.someone(20, 88, DAY)
        rows.append(Listed(f"LJ-HX-{at:03d}", person.name, person.sex, person.id_number, person.phone, person.address, "低保",
                           rng.randint(1, 4), "周敏仪", rng.choice(("", "", "迁出"))))  # fmt: skip
    return RosterFacts("河西社区", rows)


def _leave_blank(form: Form, rng: random.Random) -> None:
    """Empty some places: the reading must say blank, neither lose the field nor borrow a neighbour's value."""
    for block in form.blocks:
        if isinstance(block, Item) and block.key != "client.name" and rng.random() < 0.12:
            if block.kind == "sign":
                block.state = rng.choice(("blank", "typed"))
            elif block.kind == "ticks":
                block.ticked = ()
            else:
                block.value = None
        elif isinstance(block, Approve) and rng.random() < 0.3:
            block.opinion, block.state, block.day = "", "blank", None


def draw_stranger(seed: int) -> Stranger:
    """The paper of a seed: the same seed gives the same paper."""
    rng = random.Random(seed)
    axes = {name: rng.choice(values) for name, values in AXES.items()}
    if axes["file"] == "pdf" and axes["layout"] in ("nested", "control"):
        axes["layout"] = "left"
    if axes["file"] == "pdf" and axes["tick"] in ("legacy", "symbol", "symbol2", "wingdings"):
        axes["tick"] = "drawn"
    if axes["file"] == "xlsx":
        if axes["layout"] in ("nested", "control", "paragraph"):
            axes["layout"] = "left"
        if axes["tick"] in ("legacy", "symbol", "symbol2", "wingdings", "control"):
            axes["tick"] = "glyph"
        axes["picture"] = "inline"
        axes["number_at"] = {"header": "line", "footer": "cell"}.get(axes["number_at"], axes["number_at"])
        axes["many"] = "one"
    if axes["file"] != "docx":
        axes["oddity"] = "none"
    if axes["file"] == "pdf":
        axes["picture"] = "inline"
    if axes["label_dress"] == "broken" and (
        axes["layout"] in ("paragraph", "inside", "above") or axes["borders"] == "none"
    ):
        axes["label_dress"] = "bare"  # words break in narrow ruled label cells only
    if FORMS[seed % len(FORMS)] == "roster":
        axes["many"] = "one"
    if axes["layout"] == "paragraph":
        axes["approval"], axes["split"] = "blanks", "no"
    hand = Hand(
        seed, axes["words"], axes["label_dress"], axes["layout"], int(axes["per_row"]), axes["tick"], axes["dates"],
        axes["picture"], axes["approval"], axes["number_at"], axes["habit"], axes["borders"], int(axes["grade_style"]),
        "long-table" if rng.random() < 0.25 else "rows", axes["split"] == "yes", title_at=axes["title_at"],
        units=axes["units"] == "yes", phone=axes["phone"], tick_lines=axes["tick_lines"] == "yes", family=axes["family"],
    )  # fmt: skip
    count = {"one": 1, "two": 2, "three": 3}[axes["many"]]
    concepts = [FORMS[seed % len(FORMS)], *rng.sample(FORMS[:-1], count - 1)]
    axes["form"] = concepts[0]
    forms = [draw_form(c, rng, hand) for c in concepts]
    if any(isinstance(b, Rows) and b.name == "sessions" for f in forms for b in f.blocks):
        axes["rows"] = "long table of sessions"
    if concepts[0] == "roster":
        hand.number_at = axes["number_at"] = "none"
        hand.split = False
    if len({f.number for f in forms}) > 1 and hand.number_at in ("header", "footer"):
        hand.number_at = axes["number_at"] = "cell"
    drawing = draw_forms(
        forms, hand, "清水街社工服务站" if rng.random() < 0.4 else "", breaks=rng.random() < 0.7
    )
    _odd(drawing, axes["oddity"])
    return Stranger(seed, axes, forms, hand, drawing)


def _odd(drawing: Drawing, oddity: str) -> None:
    """Tracked changes and hidden text: what was deleted or hidden is no value."""
    if oddity == "none":
        return
    for piece in _paragraphs(drawing.pieces):
        for at, run in enumerate(piece.runs):
            if isinstance(run, Text) and len(run.text) > 30:
                if oddity == "tracked":
                    piece.runs[at : at + 1] = [
                        Text(run.text[:-4]),
                        Text("暂定待补", change="del"),
                        Text(run.text[-4:], change="ins"),
                    ]
                else:
                    piece.runs[at : at + 1] = [run, Text("（内部批注勿打印）", hidden=True)]
                return


def _paragraphs(pieces: list[Any]) -> list[Para]:
    out: list[Para] = []
    for piece in pieces:
        if isinstance(piece, Para):
            out.append(piece)
        elif isinstance(piece, Table):
            for row in piece.rows:
                for item in row:
                    out += _paragraphs(item.body)
    return out


def write_stranger(stranger: Stranger, folder: Path) -> Path:
    """Write the paper; its name tells nothing."""
    kind = stranger.axes["file"]
    path = folder / f"{stranger.seed}.{kind}"
    {"docx": write_docx, "pdf": write_pdf, "xlsx": write_drawing_sheets}[kind](stranger.drawing, path)
    return path


def _joined(found: list[Any], block: Rows) -> Any:
    """A long table of records that was read as one form a row, seen as one form with rows."""
    if found[0].rows.get(block.name):
        return found[0]
    rows = [f.fields for f in found]
    return SimpleNamespace(
        form=found[0].form, fields=found[0].fields, rows={block.name: rows}, approvals=found[0].approvals
    )


def match_forms(
    stranger: Stranger, paper: Any, kind_of: Callable[[str], str]
) -> list[tuple[Form, Any | None]]:
    """Pair the drawn forms with the forms read, by kind and order."""
    left = list(paper.forms)
    out: list[tuple[Form, Any | None]] = []
    for form in stranger.forms:
        block = next((b for b in form.blocks if isinstance(b, Rows) and b.name == "sessions"), None)
        found = [f for f in left if kind_of(f.form) == form.concept]
        as_one = not block or (found and found[0].rows.get(block.name))
        found = found[:1] if as_one or not block else found[: len(block.rows)]
        left = [f for f in left if not any(f is g for g in found)]
        out.append((form, _joined(found, block) if found and block else found[0] if found else None))
    return out


def judge_stranger(stranger: Stranger, paper: Any, kind_of: Callable[[str], str]) -> list[tuple[Form, Tally]]:
    """Score of every form in the file."""
    return [
        (form, judge_form(form, stranger.hand, found))
        for form, found in match_forms(stranger, paper, kind_of)
    ]


def product_kinds() -> Callable[[str], str]:
    """The forge's word for a form id of the product, told by the record and part which that form fills."""
    from tools.strangers.product import form_kind

    return form_kind


def printed_to_pdf(papers: list[Path]) -> list[Path]:
    """The same papers as LibreOffice prints them; those that it cannot convert stay as they are."""
    program = shutil.which("soffice")
    if program is None or not papers:
        return papers
    folder = papers[0].parent / "printed"
    with tempfile.TemporaryDirectory() as profile:
        command = [
            program,
            f"-env:UserInstallation=file://{profile}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
        ]
        subprocess.run(
            [*command, str(folder), *map(str, papers)],
            capture_output=True,
            timeout=60 + 5 * len(papers),
            check=False,
        )
    made = [folder / f"{p.stem}.pdf" for p in papers]
    return [new if new.exists() else old for new, old in zip(made, papers, strict=True)]


def run(seeds: str, count: int, first: int = 0, printed: bool = False) -> dict[str, Any]:
    """Draw, read and score ``count`` papers; ``printed``: every third Word file goes through LibreOffice to PDF first."""
    from tools.strangers.product import read_paper

    kind_of = product_kinds()
    by_axis: dict[tuple[str, str], list[float]] = defaultdict(list)
    outcomes: dict[str, int] = defaultdict(int)
    forms, recognised, worst = 0, 0, []
    with tempfile.TemporaryDirectory() as folder:
        drawn = [draw_stranger(SEED_BASE[seeds] + at) for at in range(first, first + count)]
        paths = {s.seed: write_stranger(s, Path(folder)) for s in drawn}
        if printed:
            chosen = [s for s in drawn if s.axes["file"] == "docx" and s.seed % 3 == 0]
            for stranger, path in zip(chosen, printed_to_pdf([paths[s.seed] for s in chosen]), strict=True):
                paths[stranger.seed] = path
                stranger.axes["file"] = "docx printed to pdf"
        for stranger in drawn:
            path = paths[stranger.seed]
            for form, tally in judge_stranger(stranger, read_paper(path), kind_of):
                forms += 1
                recognised += tally.recognised
                for outcome in tally.outcomes.values():
                    outcomes[outcome] += 1
                if not tally.recognised:
                    outcomes["lost"] += len(form.items())
                axes = {**stranger.axes, "form": form.concept}
                for axis in axes.items():
                    by_axis[axis].append(tally.share())
                worst.append((tally.share(), stranger.seed, form.concept, stranger.axes, tally.details))
    total = max(1, sum(outcomes.values()))
    axis_rows = sorted((sum(v) / len(v), name, value, len(v)) for (name, value), v in by_axis.items())
    return {
        "seeds": seeds, "papers": count, "forms": forms, "recognised": recognised / max(1, forms),
        "fields": total, "right": (outcomes["right"] + outcomes["rightly-blank"]) / total, "outcomes": dict(outcomes),
        "axes": [{"axis": n, "value": v, "share": round(s, 4), "forms": k} for s, n, v, k in axis_rows],
        "worst": [{"share": round(s, 3), "seed": i, "form": f, "axes": a, "details": d}
                  for s, i, f, a, d in sorted(worst, key=lambda w: (w[0], w[1])) if s < 1],
    }  # fmt: skip


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", choices=sorted(SEED_BASE), default="judge")
    parser.add_argument("--n", type=int, default=200)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--show-worst", type=int, nargs="?", const=10, default=0)
    parser.add_argument("--write", type=Path, help="only write the papers into this folder, to look at them")
    parser.add_argument(
        "--printed", action="store_true", help="every third Word file as LibreOffice prints it (slow)"
    )
    options = parser.parse_args()
    if options.write:
        for at in range(options.first, options.first + options.n):
            print(write_stranger(draw_stranger(SEED_BASE[options.seeds] + at), options.write))
        return
    report = run(options.seeds, options.n, options.first, options.printed)
    if options.json:
        print(json.dumps(report, ensure_ascii=False, indent=1, default=str))
        return
    print(f"{report['seeds']} seeds: {report['papers']} papers, {report['forms']} forms; recognised {report['recognised']:.1%}; "
          f"{report['fields']} fields, read exactly right {report['right']:.1%}; {report['outcomes']}")  # fmt: skip
    for row in report["axes"]:
        print(f"  {row['share']:7.1%}  {row['axis']:12} {row['value']:24} ({row['forms']} forms)")
    for case in report["worst"][: options.show_worst]:
        print(f"\nseed {case['seed']} {case['form']} {case['share']:.0%} {case['axes']}")
        for line in case["details"][:12]:
            print("   ", line)


if __name__ == "__main__":
    main()
