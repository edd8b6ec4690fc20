"""XML of others: recognised by its root, and parsed without types and entities of its own."""

import re
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from her2kg.loaders.base import Material, Rejection

__all__ = ["begins_as", "line_of", "root_of"]


def begins_as(head: str, root: re.Pattern[str]) -> bool:
    """Say whether a text begins as XML does and has this root.

    Args:
        head: the beginning of the text.
        root: finds the tag of the root.
    """
    begin = head.removeprefix("\ufeff").lstrip()
    return begin.startswith("<") and root.search(begin) is not None


def line_of(material: Material, root: re.Pattern[str]) -> int:
    """Return the line of the root, from 1; the first where there is none."""
    text = material.text
    begin = root.search(text)
    return text.count("\n", 0, begin.start() if begin else 0) + 1


def root_of(material: Material, root: re.Pattern[str]) -> Element | Rejection:
    """Parse XML.

    Args:
        material: the text, with or without a byte order mark.
        root: finds the tag of the root, whose line a rejection names.

    Returns:
        The root, or why there is none: it is no sound XML, or declares types or entities.
    """
    try:
        element: Element = fromstring(
            material.text.removeprefix("\ufeff").lstrip(), forbid_dtd=True
        )
    except ParseError as error:
        reason = f"this is no sound XML ({error})"
    except DefusedXmlException:
        reason = "the XML declares types or entities of its own"
    except (ValueError, LookupError) as error:
        reason = f"this cannot be read as XML ({error})"
    else:
        return element
    return Rejection(material.name, line_of(material, root), reason)
