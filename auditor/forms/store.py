"""Read papers as bytes, for the cache: plain JSON (never pickle), without paths, so that a moved file still hits."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from datetime import date
from typing import Any

from auditor.forms.model import (
    Choice,
    FilledForm,
    Pair,
    Reading,
    ReadPaper,
    RowReadings,
    TickReading,
    Unclaimed,
    Value,
)
from auditor.pages.model import Mark, Place

STORE_VERSION = 4


def dump_paper(paper: ReadPaper) -> bytes:
    """Return ``paper`` as UTF-8 JSON; every path in it is left out."""
    data = {
        "v": STORE_VERSION,
        "status": paper.status,
        "reason": paper.reason,
        "remedy": paper.remedy,
        "kind": paper.kind,
        "pages": paper.pages,
        "scanned": paper.scanned,
        "forms": [_dump_form(form) for form in paper.forms],
        "pairs": [
            [
                pair.label,
                pair.value,
                pair.mark.value,
                _dump_place(pair.place),
                _dump_place(pair.label_place),
                pair.confidence,
            ]
            for pair in paper.pairs
        ],
        "ticks": [
            [tick.label, tick.option, tick.ticked, _dump_place(tick.place), tick.confidence]
            for tick in paper.ticks
        ],
        "unread_pages": paper.unread_pages,
        "poor_pages": paper.poor_pages,
        "scan_pages": [
            [number, b64encode(page).decode("ascii")] for number, page in paper.scan_pages.items()
        ],
        "chars": [paper.raw_chars, paper.read_chars],
        "notes": paper.notes,
        "unclaimed": [
            [item.kind, item.text, _dump_place(item.place), item.size, item.form, item.names]
            for item in paper.unclaimed
        ],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def load_paper(data: bytes, path: str) -> ReadPaper:
    """Return the paper in ``data`` as read from ``path``.

    Raises:
        ValueError: the bytes are damaged or of another version; the caller reads the file anew.
    """
    try:
        item = json.loads(data)
        if item["v"] != STORE_VERSION:
            raise ValueError("other version")
        return ReadPaper(
            path=path,
            status=item["status"],
            reason=item["reason"],
            remedy=item["remedy"],
            kind=item["kind"],
            pages=item["pages"],
            scanned=item["scanned"],
            forms=[_load_form(form, path) for form in item["forms"]],
            pairs=[
                Pair(
                    label,
                    value,
                    Mark(mark),
                    _load_place(place, path),
                    _load_place(label_place, path),
                    confidence,
                )
                for label, value, mark, place, label_place, confidence in item["pairs"]
            ],
            ticks=[
                TickReading(label, option, ticked, _load_place(place, path), confidence)
                for label, option, ticked, place, confidence in item["ticks"]
            ],
            unread_pages=item["unread_pages"],
            poor_pages=[(page, reason) for page, reason in item["poor_pages"]],
            scan_pages={number: b64decode(page) for number, page in item["scan_pages"]},
            raw_chars=item["chars"][0],
            read_chars=item["chars"][1],
            notes=item["notes"],
            unclaimed=[
                Unclaimed(kind, text, _load_place(place, path), size, form, tuple(names))
                for kind, text, place, size, form, names in item["unclaimed"]
            ],
        )
    except (KeyError, TypeError, IndexError) as error:
        raise ValueError(f"damaged entry: {error}") from error


def _dump_place(place: Place) -> list[Any]:
    return [place.page, place.box, place.ref]


def _load_place(data: list[Any], path: str) -> Place:
    page, box, ref = data
    return Place(path, page, tuple(box) if box else None, ref)


def _dump_value(value: Value) -> Any:
    if isinstance(value, date):
        return {"d": value.isoformat()}
    if isinstance(value, tuple):
        return {"t": list(value)}
    return value


def _load_value(data: Any) -> Value:
    if isinstance(data, dict):
        return date.fromisoformat(data["d"]) if "d" in data else tuple(data["t"])
    value: Value = data
    return value


def _dump_reading(reading: Reading) -> list[Any]:
    return [
        _dump_value(reading.value),
        reading.raw,
        reading.label,
        reading.mark.value,
        _dump_place(reading.place),
        reading.confidence,
        reading.answered,
        [
            [choice.option, choice.ticked, _dump_place(choice.place), choice.confidence]
            for choice in reading.choices
        ],
    ]


def _load_reading(data: list[Any], path: str) -> Reading:
    value, raw, label, mark, place, confidence, answered, choices = data
    return Reading(
        _load_value(value),
        raw,
        label,
        Mark(mark),
        _load_place(place, path),
        confidence,
        answered,
        tuple(
            Choice(option, ticked, _load_place(at, path), certainty)
            for option, ticked, at, certainty in choices
        ),
    )


def _dump_row(row: RowReadings) -> dict[str, Any]:
    return {name: _dump_reading(reading) for name, reading in row.items()}


def _load_row(data: dict[str, Any], path: str) -> RowReadings:
    return {name: _load_reading(reading, path) for name, reading in data.items()}


def _dump_form(form: FilledForm) -> dict[str, Any]:
    return {
        "form": form.form,
        "score": form.score,
        "place": _dump_place(form.place),
        "title": form.title,
        "margin": form.margin,
        "fields": _dump_row(form.fields),
        "rows": {name: [_dump_row(row) for row in rows] for name, rows in form.rows.items()},
        "approvals": [_dump_row(row) for row in form.approvals],
        "text": form.text,
    }


def _load_form(data: dict[str, Any], path: str) -> FilledForm:
    return FilledForm(
        form=data["form"],
        score=data["score"],
        place=_load_place(data["place"], path),
        title=data["title"],
        margin=data["margin"],
        fields=_load_row(data["fields"], path),
        rows={name: [_load_row(row, path) for row in rows] for name, rows in data["rows"].items()},
        approvals=[_load_row(row, path) for row in data["approvals"]],
        text=data["text"],
    )
