"""Rules about photos and documents: what a file says beside what it shows."""

from __future__ import annotations

from referable.rules.model import Rule, Severity

__all__ = ["MEDIA"]

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

# Basis: 45 CFR 164.514(b)(2)(i): places, dates, names, device numbers and full-face pictures
# identify a patient; 164.530(c) asks for safeguards.
MEDIA: tuple[Rule, ...] = (
    Rule(
        "media-location",
        _E,
        "A file says where it was made",
        "A photo taken at a home visit gives away a patient’s address.",
    ),
    Rule(
        "media-serial",
        _E,
        "A file names the device that made it",
        "A serial number links the picture to every other picture of the same camera.",
    ),
    Rule(
        "media-date",
        _E,
        "A photo says when it was taken",
        "The day of a visit identifies a patient.",
    ),
    Rule(
        "media-person",
        _E,
        "A file names a person",
        "The name is published with the file, though nobody sees it on the page.",
    ),
    Rule(
        "media-comment",
        _E,
        "A file carries a hidden note",
        "Whoever downloads the file can read the note.",
    ),
    Rule(
        "media-thumbnail",
        _W,
        "A photo carries a small copy of itself",
        "The small copy may still show what was cut off or covered in the picture.",
    ),
    Rule(
        "media-leftover",
        _E,
        "A file carries data after its end",
        "What was cut off a picture or saved over can often be brought back from there.",
    ),
    Rule(
        "media-broken",
        _E,
        "A picture or document is damaged",
        "It may not show, and what it carries cannot be checked.",
    ),
    Rule(
        "media-too-large",
        _E,
        "A picture or document is too large",
        "It could stop the build, and nobody waits for it on a phone.",
    ),
    Rule(
        "media-format",
        _W,
        "A file is not what its name says",
        "Browsers may refuse to show it.",
    ),
    Rule(
        "media-unchecked",
        _W,
        "A file was not checked",
        "Nobody has looked what it carries beside what it shows.",
    ),
    Rule(
        "document-hidden",
        _E,
        "A document contains something that is not shown",
        "Whoever copies or opens it finds what was meant to be covered.",
    ),
    Rule(
        "document-notes",
        _E,
        "A document contains comments or tracked changes",
        "Deleted words and remarks are published with it.",
    ),
    Rule(
        "document-values",
        _E,
        "A form is filled in",
        "A form for download should be blank.",
    ),
    Rule(
        "document-attached",
        _E,
        "A document contains other files",
        "They are published with it, and nobody sees them on the page.",
    ),
    Rule(
        "document-active",
        _E,
        "A document runs or calls something",
        "Opening it can tell somebody else who reads it.",
    ),
    Rule(
        "photo-undeclared",
        _E,
        "A photo of a person has no entry in photos.yml",
        "A face identifies a person; nobody but you can say who is pictured and who agreed.",
    ),
    Rule(
        "photo-entry",
        _E,
        "An entry in photos.yml does not hold",
        "Without it nobody can show that the picture may be published.",
    ),
    Rule(
        "photo-missing",
        _W,
        "A photo that is named is not there",
        "The entry may have been meant for another photo.",
    ),
    Rule(
        "photo-alt",
        _W,
        "A picture has no words",
        "People who cannot see it do not learn what it shows.",
    ),
)
