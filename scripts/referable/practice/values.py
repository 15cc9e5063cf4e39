"""Values with a form of their own: numbers of the NPI register, telephones, addresses, times."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, ValidationInfo, WithJsonSchema

__all__ = [
    "Email",
    "Host",
    "Npi",
    "Telephone",
    "TimeOfDay",
    "WebAddress",
    "Zip",
    "digits_of",
    "npi_is_valid",
]


def digits_of(number: str) -> str:
    """The digits of a telephone number without the country's 1."""
    digits = re.sub(r"\D", "", number.partition("ext")[0].partition("x")[0])
    return digits[1:] if len(digits) == 11 and digits.startswith("1") else digits


def npi_is_valid(value: str) -> bool:
    """Whether ten digits pass the NPI check: Luhn over the digits after the prefix 80840.

    Source: 45 CFR 162.406; CMS, Requirements for National Provider Identifier check digit.
    """
    if len(value) != 10 or not (value.isascii() and value.isdigit()):
        return False
    total = 24  # what the prefix 80840 adds to the sum
    for index, char in enumerate(reversed(value)):
        digit = int(char) * (2 if index % 2 else 1)
        total += digit - 9 if digit > 9 else digit
    return total % 10 == 0


def _npi(value: str) -> str:
    digits = value.replace(" ", "").replace("-", "")
    if not npi_is_valid(digits):
        raise ValueError(
            f"“{value}” is not a valid NPI: the check digit does not fit. "
            "| Copy the ten digits from your NPPES record."
        )
    return digits


def _web(value: str) -> str:
    if not value.startswith(("https://", "http://")):
        raise ValueError(f"“{value}” is not a web address. | Begin it with https://.")
    return value


def _telephone(value: str, info: ValidationInfo) -> str:
    as_written = info.context or ()
    if value and len(digits_of(value)) != 10 and value not in as_written:
        raise ValueError(
            f"“{value}” is not a US telephone number: it needs an area code and seven digits. "
            "| Write it as 541-555-0100."
        )
    return value


def _email(value: str) -> str:
    if value and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", value):
        raise ValueError(f"“{value}” is not an e-mail address. | Write it as office@example.org.")
    return value


def _host(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", value):
        raise ValueError(
            f"“{value}” is not a web host. "
            "| Write what stands between https:// and the next slash, such as booking.example.com."
        )
    return value


def _zip(value: str) -> str:
    if not re.fullmatch(r"\d{5}(-\d{4})?", value):
        raise ValueError(
            f"“{value}” is not a ZIP code. "
            '| Write five digits in quotes, such as "97201", so that a leading zero stays.'
        )
    return value


def _time(value: str) -> str:
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d|24:00", value):
        raise ValueError(
            f"“{value}” is not a time of day. | Write hours and minutes as 08:00 or 17:30."
        )
    return value


Npi = Annotated[str, AfterValidator(_npi), WithJsonSchema({"type": "string"})]
"""Ten digits whose last one checks the others."""

WebAddress = Annotated[
    str,
    AfterValidator(_web),
    WithJsonSchema({"type": "string", "pattern": "^https?://"}),
]
"""An address that begins with https:// or http://."""

Telephone = Annotated[str, AfterValidator(_telephone), WithJsonSchema({"type": "string"})]
"""A telephone number of the US numbering plan, as readers should see it."""

Email = Annotated[str, AfterValidator(_email), WithJsonSchema({"type": "string"})]
"""An e-mail address."""

Host = Annotated[str, AfterValidator(_host), WithJsonSchema({"type": "string"})]
"""The name of a web host, such as booking.example.com."""

Zip = Annotated[str, AfterValidator(_zip), WithJsonSchema({"type": "string"})]
"""Five digits, or nine with a hyphen."""

TimeOfDay = Annotated[
    str,
    AfterValidator(_time),
    WithJsonSchema({"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d$|^24:00$"}),
]
"""Hours and minutes of a 24-hour clock."""
