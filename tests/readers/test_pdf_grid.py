"""Properties of the grid: whatever edges come in, what comes out covers its box once."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from auditor.readers._pdf_grid import Edge, Grid, build_grid, frames, merged, snapped

positions = st.integers(0, 40).map(lambda n: n * 7.0)
edges = st.lists(
    st.tuples(positions, positions, positions).map(lambda t: Edge(t[0], min(t[1:]), max(t[1:]) + 5.0)),
    max_size=40,
)


def cover(grid: Grid) -> None:
    seen = [[0] * grid.cols for _ in range(grid.rows)]
    for index, one in enumerate(grid.cells):
        assert one.row_span >= 1 and one.col_span >= 1
        assert one.row + one.row_span <= grid.rows and one.col + one.col_span <= grid.cols
        x0, y0, x1, y1 = one.box
        assert grid.box[0] <= x0 < x1 <= grid.box[2] and grid.box[1] <= y0 < y1 <= grid.box[3]
        assert grid.index_at((x0 + x1) / 2, (y0 + y1) / 2) == index
        for r in range(one.row, one.row + one.row_span):
            for c in range(one.col, one.col + one.col_span):
                seen[r][c] += 1
                assert grid.owner[r][c] == index
    assert all(n == 1 for row in seen for n in row)
    assert [(c.row, c.col) for c in grid.cells] == sorted((c.row, c.col) for c in grid.cells)
    for index, nested in grid.nested.items():
        for child in nested:
            cover(child)
            x0, y0, x1, y1 = grid.cells[index].box
            assert x0 <= child.box[0] and y0 <= child.box[1] and x1 >= child.box[2] and y1 >= child.box[3]


@given(edges, edges)
def test_every_position_belongs_to_one_cell(across: list[Edge], down: list[Edge]) -> None:
    for h, v in frames(merged(across), merged(down)):
        grid = build_grid(h, v)
        if grid is not None:
            cover(grid)


@given(edges, edges, st.randoms(use_true_random=False))
def test_order_of_edges_does_not_matter(across: list[Edge], down: list[Edge], rng: random.Random) -> None:
    def grids(h: list[Edge], v: list[Edge]) -> list[object]:
        built = [build_grid(*frame) for frame in frames(merged(h), merged(v))]
        return sorted(
            (g.xs, g.ys, [(c.row, c.col, c.row_span, c.col_span) for c in g.cells]) for g in built if g
        )

    before = grids(across, down)
    mixed_across, mixed_down = list(across), list(down)
    rng.shuffle(mixed_across)
    rng.shuffle(mixed_down)
    assert grids(mixed_across, mixed_down) == before


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[float], list[float], list[tuple[int, int, int, int]]]:
    """Grid lines, and rectangles that part the grid."""
    xs = [0.0]
    for width in draw(st.lists(st.floats(12, 90), min_size=1, max_size=6)):
        xs.append(xs[-1] + width)
    ys = [0.0]
    for height in draw(st.lists(st.floats(12, 60), min_size=1, max_size=7)):
        ys.append(ys[-1] + height)
    free = {(r, c) for r in range(len(ys) - 1) for c in range(len(xs) - 1)}
    cells = []
    while free:
        r, c = min(free)
        width = draw(st.integers(1, 3))
        while not all((r, c + k) in free for k in range(width)):
            width -= 1
        height = draw(st.integers(1, 3))
        while not all((r + j, c + k) in free for j in range(height) for k in range(width)):
            height -= 1
        cells.append((r, c, height, width))
        free -= {(r + j, c + k) for j in range(height) for k in range(width)}
    return xs, ys, cells


@given(tables(), st.floats(0, 0.9), st.booleans())
def test_drawn_cells_come_back(
    table: tuple[list[float], list[float], list[tuple[int, int, int, int]]], shift: float, twice: bool
) -> None:
    """Each cell drawn with its own four sides, each a little off: the same cells come back in place."""
    xs, ys, cells = table
    across, down = [], []
    for k, (r, c, height, width) in enumerate(cells):
        off = shift if k % 2 else -shift
        x0, x1, y0, y1 = xs[c], xs[c + width], ys[r], ys[r + height]
        across += [Edge(y0 + off, x0, x1), Edge(y1 + off, x0, x1)]
        down += [Edge(x0 + off, y0, y1), Edge(x1 + off, y0, y1)]
    if twice:
        across, down = across * 2, down * 2
    (frame,) = frames(merged(across), merged(down))
    grid = build_grid(*frame)
    assert grid is not None
    found = sorted(one.box for one in grid.cells)
    wanted = sorted((xs[c], ys[r], xs[c + w], ys[r + h]) for r, c, h, w in cells)
    assert len(found) == len(wanted)
    for a, b in zip(found, wanted, strict=True):
        assert max(abs(p - q) for p, q in zip(a, b, strict=True)) < 1.5


@given(st.lists(st.floats(0, 500), max_size=60))
def test_snapping_keeps_order_and_stays_near(values: list[float]) -> None:
    place = snapped(values)
    assert set(place) == set(values)
    ordered = sorted(set(values))
    assert all(abs(place[v] - v) <= 5.0 for v in ordered)
    assert [place[v] for v in ordered] == sorted(place[v] for v in ordered)


def test_two_tables_apart_are_two_frames() -> None:
    across = [Edge(y, x, x + 50) for x in (0, 100) for y in (0, 20)]
    down = [Edge(x + w, 0, 20) for x in (0, 100) for w in (0, 50)]
    assert len(frames(merged(across), merged(down))) == 2


def test_open_sides_are_closed() -> None:
    grid = build_grid([Edge(y, 0, 100) for y in (0, 20, 40)], [Edge(50, 0, 40)])
    assert grid is not None
    assert (grid.rows, grid.cols, len(grid.cells)) == (2, 2, 4)


def test_broken_border_still_gives_rectangles() -> None:
    """The border between two cells is missing for one of two rows: an L of positions is cut, not lost."""
    across = [Edge(0, 0, 100), Edge(20, 0, 50), Edge(40, 0, 100)]
    down = [Edge(0, 0, 40), Edge(50, 0, 20), Edge(100, 0, 40)]
    grid = build_grid(across, down)
    assert grid is not None
    cover(grid)


def test_nested_table_touching_the_border() -> None:
    """A table two points from the border of its cell is nested and adds no columns outside."""
    across = [Edge(y, 0, 200) for y in (0, 30, 90)]
    down = [Edge(x, 0, 90) for x in (0, 100, 200)]
    across += [Edge(y, 106, 200) for y in (50, 70, 90)]
    down += [Edge(x, 50, 90) for x in (106, 150)]
    (frame,) = frames(merged(across), merged(down))
    grid = build_grid(*frame)
    assert grid is not None
    assert (grid.rows, grid.cols) == (2, 2)
    ((child,),) = grid.nested.values()
    assert (child.rows, child.cols) == (2, 2)
