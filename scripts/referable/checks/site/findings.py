"""What the checks of one file hand back, before it is counted over the whole site."""

from __future__ import annotations

from dataclasses import dataclass

from referable.checks.site.products import find_product

__all__ = ["Finding", "foreign_load"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem in one file.

    Attributes:
        code: The rule.
        message: What is wrong; equal on every page where the same thing is wrong.
        fix: What to do instead.
        offset: Where in the file's text, counted from 0.
        length: How many characters are concerned.
    """

    code: str
    message: str
    fix: str
    offset: int
    length: int = 1

    def moved(self, by: int) -> Finding:
        """The same finding, with its place counted from further up."""
        return Finding(self.code, self.message, self.fix, self.offset + by, self.length)

    def at(self, offset: int) -> Finding:
        """The same finding at another place."""
        return Finding(self.code, self.message, self.fix, offset, self.length)


_FIXES = {
    "site-script": "Delete it. If the page needs it, save the file in docs/ and load it from "
    "there.",
    "site-style": "Save the style sheet in docs/ and load it from there.",
    "site-font": "Delete it: the site brings its own fonts. Put other font files in docs/.",
    "site-image": "Save the file in docs/ and show it from there.",
    "site-frame": "Link to it instead of embedding it.",
    "site-connect": "Delete the line.",
    "site-request": "Delete it, or keep the data in a file of this site.",
    "site-form-away": "Offer a phone number, a fax number or a printable form instead.",
    "site-redirect": "Use a plain link instead.",
}

_WHAT = {
    "site-script": "A script is loaded from {host}{named}.",
    "site-style": "A style sheet is loaded from {host}{named}.",
    "site-font": "A font is loaded from {host}{named}.",
    "site-image": "An image, sound or video is loaded from {host}{named}.",
    "site-frame": "A page of {host}{named} is embedded.",
    "site-connect": "The browser is told to connect to {host}{named}.",
    "site-request": "A script sends a request to {host}{named}.",
    "site-form-away": "A form sends what is typed to {host}{named}.",
    "site-redirect": "The visitor is sent on to {host}{named} without clicking a link.",
}


def foreign_load(code: str, host: str, address: str, offset: int) -> Finding:
    """The finding for something that makes the browser call another host.

    Args:
        code: One of the rules about requests.
        host: The host called.
        address: The whole address, to recognise the service.
        offset: Where the address stands.
    """
    product = find_product(host, address)
    named = f" ({product.name})" if product and product.name.lower() != host else ""
    fix = product.instead if product else _FIXES[code]
    return Finding(code, _WHAT[code].format(host=host, named=named), fix, offset, len(address) or 1)
