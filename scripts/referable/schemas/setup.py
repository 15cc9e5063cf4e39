"""The schema of `mkdocs.yml`: what a practice sets there, beside all that MkDocs knows."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from referable.project import Settings

__all__ = ["setup_schema"]

_SITE = {
    "site_name": ("Name", "The practice's name, at the top of each page. Example: Quiet Hands"),
    "site_url": (
        "Address",
        (
            "Where the site will be, with https:// and a slash at its end. "
            "Example: https://quiet-hands.example/"
        ),
    ),
    "site_description": (
        "Description",
        "One sentence that search engines show. Example: Massage that physicians can refer to.",
    ),
    "copyright": ("Copyright", "A line at the foot of each page. Example: © 2026 Quiet Hands"),
}
_THEME = {
    "custom_dir": ("Own templates", "A folder with templates of your own. Example: overrides"),
    "favicon": (
        "Small picture",
        "What browsers show in a tab, below docs/. Example: assets/images/mark.svg",
    ),
    "logo": ("Logo", "The picture at the top of each page, below docs/. Example: assets/logo.svg"),
}
_OPTIONS = {
    "practice": ("Facts", "The file with the practice's facts. Example: practice.yml"),
    "library": ("Library", "The file with the references. Example: research/library.bib"),
    "synopses": ("Synopses", "The folder with your readings. Example: research/synopses"),
    "conditions": (
        "Conditions",
        "The file with the conditions and scales. Example: research/conditions.yml",
    ),
    "photos": ("Photos", "The file that says who is on each photo. Example: photos.yml"),
    "style": (
        "Citation style",
        (
            "A style by name, such as apa or vancouver, or a .csl file. "
            "Example: american-medical-association"
        ),
    ),
    "study_pages": ("Pages of studies", "Whether each synopsis gets a page. Example: true"),
    "evidence_pages": (
        "Pages of conditions",
        "Whether the library and each condition get a page. Example: true",
    ),
    "evidence_dir": ("Folder", "The folder the generated pages go into. Example: evidence"),
    "references_title": (
        "Heading of references",
        "What stands over a page's references. Example: References",
    ),
    "cache": (
        "Kept results",
        "The folder for what can be computed again. Example: .referable/cache",
    ),
    "design": (
        "Design",
        "Whether the look comes with the program, with your own templates first. Example: true",
    ),
    "packet": ("Packet", "Whether the site offers the PDFs for download. Example: true"),
    "packet_paper": ("Paper", "The sheet of the PDFs. Example: us-letter"),
    "social_images": (
        "Pictures for posts",
        "Whether each page gets a picture for posts that link to it. Example: true",
    ),
    "edit_url": (
        "Where to edit",
        (
            "Where a code host edits the sources; each page then links to its own, and readers see "
            "the link. Example: https://github.com/OWNER/REPOSITORY/edit/main"
        ),
    ),
}
_CHOICES = {"packet_paper": ["us-letter", "a4", "both"]}


def setup_schema() -> dict[str, Any]:
    """The schema, which knows the options of this program and lets everything else be."""
    return {
        "type": "object",
        "properties": {
            **_words(_SITE),
            "theme": {
                "title": "Theme",
                "description": "How the site looks; its name stays material.",
                "type": "object",
                "properties": _words(_THEME),
            },
            "plugins": {
                "title": "Plugins",
                "description": "What works on the pages; `referable` has to be among them.",
                "type": "array",
                "items": {
                    "anyOf": [
                        {"type": "string"},
                        {"type": "object", "properties": {"referable": _plugin()}},
                    ]
                },
            },
        },
        "required": ["site_name"],
        "definitions": {"Options": _options()},
    }


def _plugin() -> dict[str, Any]:
    return {
        "title": "Referable",
        "description": "Where the sources are, and what is made of them.",
        "allOf": [{"$ref": "#/definitions/Options"}],
    }


def _options() -> dict[str, Any]:
    made: dict[str, Any] = {}
    for option in fields(Settings):
        title, description = _OPTIONS[option.name]
        made[option.name] = {
            "title": title,
            "description": description,
            "type": "boolean" if option.type == "bool" else "string",
        }
        if option.name in _CHOICES:
            made[option.name]["enum"] = _CHOICES[option.name]
        if option.default != "":
            made[option.name]["default"] = option.default
    return {"type": "object", "properties": made, "additionalProperties": False}


def _words(named: dict[str, tuple[str, str]]) -> dict[str, Any]:
    return {
        name: {"title": title, "description": description, "type": "string"}
        for name, (title, description) in named.items()
    }
