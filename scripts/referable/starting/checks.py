"""What an answer must look like, and kind words when it does not.

Each function takes what was typed and gives the value to keep, or raises ValueError with a message
of two parts: what is wrong | what to write. Questions and answer files are checked by the same.
"""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import urlsplit

from referable.diagnostics import did_you_mean
from referable.practice.states import STATES
from referable.practice.values import digits_of, npi_is_valid

__all__ = [
    "check_date",
    "check_email",
    "check_npi",
    "check_repository",
    "check_site_url",
    "check_state",
    "check_telephone",
    "check_web",
    "check_words",
    "check_zip",
]

_US_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_REPOSITORY = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})/[A-Za-z0-9._-]{1,100}")


def check_words(text: str) -> str:
    """Words on one line."""
    words = " ".join(text.split())
    if not words:
        raise ValueError("This one is needed. | Type the words as readers should see them.")
    if len(words) > 200 or not words.isprintable():
        raise ValueError("That is too long, or holds odd characters. | Type up to 200 letters.")
    return words


def check_state(text: str) -> str:
    """Two letters of a state, from these or from its name."""
    typed = text.strip()
    if typed.upper() in STATES:
        return typed.upper()
    names = {name.casefold(): code for code, name in STATES.items()}
    if typed.casefold() in names:
        return names[typed.casefold()]
    near = did_you_mean(typed, STATES.values()) if len(typed) > 2 else []
    fix = f"Did you mean {near[0]}?" if near else "Write two letters, such as OR, or its name."
    raise ValueError(f"“{typed}” is not a US state. | {fix}")


def check_date(text: str) -> dt.date:
    """A day, written as 2027-12-31 or 12/31/2027."""
    typed = text.strip()
    iso, american = _ISO_DATE.fullmatch(typed), _US_DATE.fullmatch(typed)
    try:
        if iso:
            return dt.date(*(int(part) for part in iso.groups()))
        if american:
            month, day, year = (int(part) for part in american.groups())
            return dt.date(year, month, day)
    except ValueError:
        pass
    raise ValueError(f"“{typed}” is not a day I can read. | Write it as 2027-12-31 or 12/31/2027.")


def check_npi(text: str) -> str:
    """Ten digits whose last one checks the others."""
    digits = re.sub(r"[\s-]", "", text)
    if not (digits.isascii() and digits.isdigit() and len(digits) == 10):
        raise ValueError(
            "An NPI has ten digits. | Copy it from your NPPES record, or leave it empty."
        )
    if digits == "1234567893":
        raise ValueError("That is the sample NPI. | Copy your own, or leave it empty.")
    if not npi_is_valid(digits):
        raise ValueError(
            f"“{digits}” cannot be an NPI: its last digit checks the others and does not fit. "
            "| Look for two digits that changed places, or leave it empty."
        )
    return digits


def check_telephone(text: str) -> str:
    """A US number, written as 541-555-0100."""
    digits = digits_of(text)
    if len(digits) != 10 or digits[0] in "01":
        raise ValueError(
            f"“{text.strip()}” is not a US number: it needs an area code and seven digits. "
            "| Write it as 541-555-0100."
        )
    extension = re.search(r"(?:ext\.?|x)\s*(\d{1,6})\s*$", text, re.IGNORECASE)
    number = f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"
    return f"{number} ext. {extension.group(1)}" if extension else number


def check_email(text: str) -> str:
    """An e-mail address."""
    typed = text.strip()
    if not re.fullmatch(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s.,;<>]+", typed):
        raise ValueError(f"“{typed}” is not an e-mail address. | Write it as office@example.org.")
    return typed


def check_zip(text: str) -> str:
    """Five digits, or nine with a hyphen."""
    typed = text.strip()
    if not re.fullmatch(r"[0-9]{5}(-[0-9]{4})?", typed):
        raise ValueError(f"“{typed}” is not a ZIP code. | Write five digits, such as 97201.")
    return typed


def check_web(text: str) -> str:
    """A web address; https:// is put before a bare one."""
    typed = text.strip()
    address = typed if "://" in typed else f"https://{typed}"
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.scheme not in {"http", "https"} or "." not in host or re.search(r"\s", typed):
        raise ValueError(f"“{typed}” is not a web address. | Write it as https://example.org.")
    return address


def check_site_url(text: str) -> str:
    """The site's address, with a slash at its end."""
    return check_web(text).rstrip("/") + "/"


def check_repository(text: str) -> str:
    """A repository on GitHub as owner/name, from that or from its address."""
    typed = re.sub(r"^(?:https?://)?(?:www\.)?github\.com/|^git@github\.com:", "", text.strip())
    typed = typed.removesuffix("/").removesuffix(".git")
    if not _REPOSITORY.fullmatch(typed):
        raise ValueError(
            f"“{text.strip()}” is not a repository on GitHub. "
            "| Write your GitHub name and the repository's, as in quiet-hands/website."
        )
    return typed
