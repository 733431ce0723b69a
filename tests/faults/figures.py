"""Lines of the table that script/test prints at its end: what was promised, what was measured."""

import os


def record(name: str, target: str, measured: str, met: bool) -> None:
    """Appends to $TISKI_FIGURES (name, target, measured, yes or no, by tabs), as every test and benchmark may; without it, says nothing."""
    if file := os.environ.get("TISKI_FIGURES"):
        with open(file, "a", encoding="utf-8") as table:
            table.write(f"{name}\t{target}\t{measured}\t{'yes' if met else 'no'}\n")
