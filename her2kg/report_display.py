"""What a build read, made, left out and could not link, as tables for people."""

from her2kg.display import done, print_table
from her2kg.loaders.base import Rejection
from her2kg.loaders.linked_names import LinkedNames
from her2kg.report import InputReport, Report

__all__ = ["print_report", "print_unlinked", "rejection_line"]

_REJECTED_SHOWN = 10
_USERS_SHOWN = 2


def print_report(built: Report) -> None:
    """Print what a build read, input by input, and what the graph holds."""
    columns = ["input", "read by", "read", "taken", "out of scope", "rejected", "claims"]
    first, *others = built.inputs
    inputs = [first, *sorted(others, key=lambda entry: (entry.loader, entry.name))]
    print_table([*columns, "names not linked"], [_row(entry) for entry in inputs])
    for entry in inputs:
        for row in entry.rejected[:_REJECTED_SHOWN]:
            done(f"  {rejection_line(row)}")
        if len(entry.rejected) > _REJECTED_SHOWN:
            more = len(entry.rejected) - _REJECTED_SHOWN
            done(f"  … and {more} more: `her2kg report --format json` lists all")
    for name, number in built.counts.items():
        done(f"  {number:>7,}  {name}")
    unlinked = len(built.unlinked)
    done(f"  {unlinked:>7,}  names that no entity bears: `her2kg report --unlinked` lists them")
    done(f"  {built.quads:>7,}  quads in the graph")


def rejection_line(row: Rejection) -> str:
    """Say what was not taken, where, and why."""
    part = "in part rejected" if row.partial else "rejected"
    return f"{part}: {row.file}, line {row.line}: {row.reason}"


def _row(entry: InputReport) -> list[str]:
    refused = entry.read - entry.taken - entry.out_of_scope
    numbers = (entry.read, entry.taken, entry.out_of_scope, refused, entry.claims, entry.unlinked)
    return [entry.name, entry.loader, *(f"{number:,}" for number in numbers)]


def print_unlinked(built: Report) -> None:
    """Print how many names of each input are linked, and those that are not."""
    shares = [
        [entry.name, each.kind, f"{each.names:,}", f"{each.linked:,}", _percent(each)]
        for entry in built.inputs
        for each in entry.names
    ]
    print_table(["input", "kind", "names", "linked", "share"], shares)
    users: dict[tuple[str, str], list[str]] = {}
    for entry in built.inputs:
        for each in entry.names:
            for name in each.unlinked:
                users.setdefault((each.kind, name), []).append(entry.name)
    rows = [
        [name.kind, name.text, "; ".join(name.candidates), _used_by(users, name.kind, name.text)]
        for name in built.unlinked
    ]
    print_table(["kind", "name not linked", "looks like (not chosen)", "in"], rows)
    done("A name becomes linked when it is a label or synonym of something in the graph.")


def _used_by(users: dict[tuple[str, str], list[str]], kind: str, text: str) -> str:
    found = users.get((kind, text), [])
    return ", ".join(found[:_USERS_SHOWN]) + (
        f" and {len(found) - _USERS_SHOWN} more" if len(found) > _USERS_SHOWN else ""
    )


def _percent(each: LinkedNames) -> str:
    return f"{each.linked / each.names:.0%}"
