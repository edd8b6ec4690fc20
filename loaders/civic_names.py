"""How CIViC names molecular profiles: variants joined by AND, OR, NOT and brackets."""

import re

__all__ = ["components"]

_WORD = re.compile(r"(?:^|(?<=\s))(AND|OR|NOT|\(|\))(?=\s|$)")


def components(name: str) -> list[tuple[str, bool]]:
    """Split the name of a profile into its variants.

    Args:
        name: e.g. ``"BRAF Amplification AND ( BRAF V600E OR BRAF V600K )"``. A bracket that
            touches a letter is a part of a variant's name.

    Returns:
        Each variant once, in the order of the name, and whether the profile asks for it to be
        present; a variant behind NOT, or in a group behind it, has to be absent.
    """
    found: dict[str, bool] = {}
    groups = [True]
    present = True
    for part in _WORD.split(name):
        text = part.strip()
        if text == "NOT":
            present = not present
        elif text == "(":
            groups.append(present)
        elif text == ")" and len(groups) > 1:
            groups.pop()
        elif text and text not in {"AND", "OR", ")"}:
            found.setdefault(text, present)
        if text and text != "NOT":
            present = groups[-1]
    return list(found.items())
