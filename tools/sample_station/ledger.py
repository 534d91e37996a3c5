"""What the audit of the sample station must find, written down where each paper is made."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from tools.sample_station import station
from tools.sample_station.paper import Paper
from tools.sample_station.pdf import pdf
from tools.sample_station.word import docx


@dataclass
class Ledger:
    """The archive under construction: its files, the findings it must give, and the near misses it must not.

    Attributes:
        clean: Write the same papers with every defect repaired.
        files: Path inside the archive -> bytes.
        findings: Declared defects.
        near: Things that look like a defect and are none.
        skipped: Temporary and system files.
        unreadable: Files that no program can read.
        unrecognised: Readable files of no known form.
    """

    clean: bool = False
    files: dict[str, bytes] = field(default_factory=dict)
    findings: list[dict[str, object]] = field(default_factory=list)
    near: list[dict[str, object]] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    unrecognised: list[str] = field(default_factory=list)

    def put(self, path: str, data: bytes) -> str:
        """Adds a file; two files at one path are a mistake of the scenario."""
        if path in self.files:
            raise ValueError(f"twice: {path}")
        self.files[path] = data
        return path

    def paper(self, stem: str, paper: Paper, *, as_pdf: bool = False) -> str:
        """Writes a paper as Word file or PDF and returns its path."""
        return self.put(stem + (".pdf" if as_pdf else ".docx"), pdf(paper) if as_pdf else docx(paper))

    def wrong(
        self,
        rule: str,
        kind: str,
        subject: str,
        *places: tuple[str, str],
        community: str = "",
        district: str = "",
        certainty: str = "sure",
    ) -> bool:
        """Declares a defect; the caller makes it when this returns True and the right thing when False.

        Args:
            rule: Rule id of the catalogue.
            kind: Kind of the finding's subject.
            subject: The subject's id.
            places: (path, part of the label) of papers that the finding must point to.
            community: The subject's community, if it has one.
            district: The subject's district; follows from the community.
            certainty: ``check`` where the paper leaves room for doubt.
        """
        if self.clean:
            return False
        self.findings.append(
            {
                "rule": rule,
                "subject": {"kind": kind, "id": subject},
                "certainty": certainty,
                "district": district or station.DISTRICT_OF.get(community, ""),
                "community": community,
                "evidence": [{"path": path, "label": label} for path, label in places],
            }
        )
        return True

    def fine(self, rule: str, kind: str, subject: str, why: str) -> None:
        """Declares a near miss: the rule looks at this and must not find it."""
        self.near.append({"rule": rule, "subject": {"kind": kind, "id": subject}, "why": why})

    def expected(self) -> str:
        """The text of ``expected.json``."""
        order = sorted(self.findings, key=lambda f: (str(f["rule"]), str(f["subject"])))
        for entry in order:
            for place in entry["evidence"]:  # type: ignore[attr-defined]
                if place["path"] not in self.files:
                    raise ValueError(f"{entry['rule']}: no such paper: {place['path']}")
        content = {
            "about": "由 tools/make_sample_station.py 按场景设定写出，不是审查程序的输出",
            "as_of": station.AS_OF.isoformat(),
            "files": {
                "total": len(self.files) - 1,
                "unreadable": sorted(self.unreadable),
                "unrecognised": sorted(self.unrecognised),
                "skipped": sorted(self.skipped),
            },
            "findings": order,
            "near_misses": sorted(self.near, key=lambda n: (str(n["rule"]), str(n["subject"]))),
        }
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"

    def write(self, folder: Path) -> None:
        """Writes all files under ``folder``."""
        for path, data in self.files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
