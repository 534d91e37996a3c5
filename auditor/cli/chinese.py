"""Commands whose help and complaints are Chinese throughout."""

from __future__ import annotations

from collections.abc import Mapping

import click


class Choice(click.ParamType):  # type: ignore[type-arg]
    """One of a few words, typed in English as scripts do or in Chinese as the outputs show them.

    Args:
        words: what may be typed -> its Chinese; those without a Chinese word map to "".
    """

    name = "choice"

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = dict(words)

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        """Return what the help shows."""
        return f"[{'|'.join(self._words)}]"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the English word.

        Raises:
            click.BadParameter: not one of them.
        """
        text = str(value).strip()
        for word, chinese in self._words.items():
            if text in (word, chinese or word):
                return word
        from auditor.yaml_files import did_you_mean

        known = [*self._words, *filter(None, self._words.values())]
        shown = "、".join(
            f"{word}（{chinese}）" if chinese else word for word, chinese in self._words.items()
        )
        near = did_you_mean(text, known) or "。"
        self.fail(f"没有“{text}”这个选择{near}可用的有：{shown}", param, ctx)


def choice(*words: str) -> Choice:
    """Return a choice of words that have no Chinese."""
    return Choice(dict.fromkeys(words, ""))


class ChineseCommand(click.Command):
    """A command with Chinese headings in its help."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("options_metavar", "[选项]")
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line that shows how the command is called."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the options under a Chinese heading."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        if records:
            with formatter.section("选项"):
                formatter.write_dl(records)


class ChineseGroup(ChineseCommand, click.Group):
    """A group of commands with Chinese headings, which says what an unknown command may have meant."""

    command_class = ChineseCommand

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("subcommand_metavar", "命令 …")
        super().__init__(*args, **kwargs)

    def command_texts(self) -> dict[str, str]:
        """Return each command's name and one line about it."""
        return {name: command.short_help or "" for name, command in self.commands.items()}

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List options, then commands; nothing is imported for it."""
        super().format_options(ctx, formatter)
        with formatter.section("命令"):
            formatter.write_dl(list(self.command_texts().items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Say in Chinese which command may have been meant."""
        known = self.command_texts()
        if args and not args[0].startswith("-") and args[0] not in known:
            from auditor.yaml_files import did_you_mean

            near = did_you_mean(args[0], known)
            raise click.UsageError(f"没有“{args[0]}”这个命令{near}可用：{'、'.join(known)}", ctx)
        return super().resolve_command(ctx, args)
