"""Write the generated parts of the docs anew, or check that they are fresh.

Usage: ``python docs/generate.py [--check] [--home FOLDER] [PAGE...]``
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from generating.context import Context
from generating.pages import PAGES, make
from generating.transcripts import needs

from her2kg.build import build
from her2kg.home import Home
from her2kg.inputs import Inputs

__all__ = ["main"]

_ROOT = Path(__file__).parents[1]


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or check pages.

    Args:
        arguments: the words behind the name of the program; by default those it was called with.

    Returns:
        0 when all is well, 1 when ``--check`` found a page that is stale.
    """
    parser = argparse.ArgumentParser(description="Write the generated parts of the docs anew.")
    parser.add_argument("pages", nargs="*", metavar="PAGE", help=f"some of: {', '.join(PAGES)}")
    parser.add_argument("--check", action="store_true", help="change nothing, fail when stale")
    parser.add_argument("--home", type=Path, help="a data folder with a graph built without files")
    chosen = parser.parse_args(arguments)
    unknown = sorted(set(chosen.pages) - set(PAGES))
    if unknown:
        parser.error(f"there is no page {unknown[0]}; choose from: {', '.join(PAGES)}")
    with _home(chosen.home) as home:
        context = Context(_ROOT, home)
        stale = [name for name in chosen.pages or PAGES if _update(name, context, chosen.check)]
    for name in stale:
        said = "is stale: run `python docs/generate.py`" if chosen.check else "is written anew"
        sys.stdout.write(f"{name} {said}\n")
    return 1 if stale and chosen.check else 0


@contextmanager
def _home(given: Path | None) -> Iterator[Path]:
    if given is not None:
        yield given.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="her2kg-docs-") as folder:
        build(Home(Path(folder)), Inputs())
        yield Path(folder)


def _update(name: str, context: Context, check: bool) -> bool:
    """Make a page and say whether it differs from its file; write it unless only checking."""
    path = context.root / name
    present = path.read_text(encoding="utf-8")
    missing = sorted(program for program in needs(present) if not shutil.which(program))
    if missing:
        sys.stderr.write(f"{name} is left out: it calls {missing[0]}, which is not installed\n")
        return False
    fresh = make(name, context)
    if present == fresh:
        return False
    if not check:
        path.write_text(fresh, encoding="utf-8")
    return True


if __name__ == "__main__":
    sys.exit(main())
