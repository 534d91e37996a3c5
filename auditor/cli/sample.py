"""``audit sample``: draws the random check of an evaluation."""

from __future__ import annotations

from pathlib import Path

import click

from auditor.cli.chinese import ChineseCommand

HELP = """随机抽查：从个案和档案中分层抽取一部分，写出清单。

\b
同一个档案文件夹、同一个随机种子，每次抽到的都相同。
清单用 --out 写成 xlsx、csv 或 json，之后 audit run DIR --sample 清单 只审核抽到的对象。
"""


@click.command("sample", cls=ChineseCommand, help=HELP)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--n", "count", type=click.IntRange(min=1), default=20, show_default=True, help="抽取几个")
@click.option(
    "--by",
    default="district,grade",
    show_default=True,
    metavar="KEYS",
    help="按什么分层，用逗号分开：district（片区）、community（社区）、grade（等级）、kind（类型）、worker（责任社工）；写 none 不分层",
)
@click.option("--seed", default="1", show_default=True, metavar="TEXT", help="随机种子：任意文字或数字")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="把清单写成 .xlsx、.csv 或 .json 文件"
)
@click.option("--full-names", is_flag=True, help="显示姓名（默认遮盖）")
@click.option(
    "--jobs", type=click.IntRange(min=1), default=None, help="读取文件的进程数（默认等于处理器核数）"
)
@click.option("--no-cache", is_flag=True, help="不用缓存，全部重新读取")
@click.help_option("-h", "--help", help="显示帮助")
def command(
    folder: Path,
    count: int,
    by: str,
    seed: str,
    out: Path | None,
    full_names: bool,
    jobs: int | None,
    no_cache: bool,
) -> None:
    """Draw a sample."""
    from auditor.audit import AuditOptions, read_station
    from auditor.cli.progress import progress_on_stderr
    from auditor.config import StationConfig, load_config
    from auditor.errors import UsageError
    from auditor.findings.privacy import PersonMask
    from auditor.findings.sampling import STRATA, draw_sample
    from auditor.outputs.sample_list import FORMATS, describe, print_sample, write_sample
    from auditor.yaml_files import did_you_mean

    keys = () if by.strip() == "none" else tuple(part.strip() for part in by.split(",") if part.strip())
    for key in keys:
        if key not in STRATA:
            raise UsageError(
                f"--by：没有“{key}”这一项{did_you_mean(key, STRATA)}可用：{'、'.join(STRATA)}、none"
            )
    if len(set(keys)) < len(keys):
        raise UsageError("--by：同一项写了两次")
    if out is not None and out.suffix.lower() not in FORMATS:
        raise UsageError(f"--out：清单的格式由扩展名决定，可用 {'、'.join(FORMATS)}")
    config = load_config(folder) if folder.is_dir() else StationConfig()
    options = AuditOptions(jobs=jobs or 0, cache=not no_cache, exclude=(out,) if out is not None else ())
    with progress_on_stderr() as progress:
        station, _ = read_station(folder, config, options, progress)
    sample = draw_sample(station, count, keys, seed)
    mask = None if full_names else PersonMask(station)
    if out is not None:
        write_sample(sample, out, mask)
        click.echo(f"{describe(sample)}。已写入 {out}", err=True)
    else:
        from auditor.outputs.terminal import make_console

        print_sample(sample, mask, make_console())
    if len(sample.drawn) < count:
        click.echo(f"注意：只有 {len(sample.drawn)} 个可抽，已全部抽取", err=True)
