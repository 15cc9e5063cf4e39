"""The questions of `referable new`, in plain words, each with an example and a check."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from referable.practice.insurance import Coverage
from referable.starting import checks

__all__ = ["PAYER_CHOICES", "STEPS", "Question", "Step"]


@dataclass(frozen=True, slots=True)
class Question:
    """One line to type.

    Attributes:
        key: The answer's field.
        text: What is asked.
        example: What an answer looks like.
        check: Turns what was typed into the answer, or says kindly what is wrong.
        optional: Whether it may stay empty.
        why: Shown when somebody types a question mark.
    """

    key: str
    text: str
    example: str
    check: Callable[[str], Any]
    optional: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One of the eight things asked, in one or more lines.

    Attributes:
        title: What it is about.
        questions: Its lines; none for the two lists.
        kind: `lines`, `specialties` or `payers`.
    """

    title: str
    questions: tuple[Question, ...] = ()
    kind: str = "lines"


STEPS = (
    Step(
        "Your practice",
        (
            Question(
                "practice",
                "What is your practice called?",
                "Quiet Hands Massage",
                checks.check_words,
                why="It stands at the top of every page. A state may want the exact licensed name.",
            ),
        ),
    ),
    Step(
        "You",
        (
            Question(
                "therapist",
                "Your name, as it stands on your license",
                "Alex Example",
                checks.check_words,
                why="Physicians and state boards look you up by it.",
            ),
            Question(
                "credentials",
                "The letters after your name",
                "LMT",
                checks.check_words,
                why="Only letters that your state or a certifying board has given you.",
            ),
        ),
    ),
    Step(
        "Your license",
        (
            Question(
                "state",
                "Which state licensed you?",
                "OR, or Oregon",
                checks.check_state,
                why="States differ in what every page must show; the site follows yours.",
            ),
            Question(
                "license_number",
                "Its number",
                "00123",
                checks.check_words,
                why="It stands on every page, as most states want it on advertising.",
            ),
            Question(
                "license_title",
                "Its title, exactly as the state grants it",
                "Licensed Massage Therapist",
                checks.check_words,
            ),
            Question(
                "license_expires",
                "The last day it is good for",
                "2027-12-31 or 12/31/2027",
                checks.check_date,
                optional=True,
                why="You are reminded 60 days before; the site refuses to show one that has ended.",
            ),
            Question(
                "license_register",
                "The web address where anybody can look it up",
                "https://www.oregon.gov/obmt/",
                checks.check_web,
                optional=True,
                why="A link that a physician can check says more than any adjective.",
            ),
        ),
    ),
    Step(
        "Your NPI",
        (
            Question(
                "npi",
                "Your ten-digit NPI",
                "1234567893, which is only a sample",
                checks.check_npi,
                optional=True,
                why="Insurers and referral desks know you by it. It is free, and public already.",
            ),
        ),
    ),
    Step(
        "How to reach you",
        (
            Question(
                "telephone",
                "The telephone number that clinicians and patients call",
                "541-555-0100",
                checks.check_telephone,
            ),
            Question(
                "fax",
                "The fax number that takes orders",
                "541-555-0101",
                checks.check_telephone,
                optional=True,
                why="Most referrals still come by fax. Without one, your pages say so in blanks.",
            ),
            Question(
                "email",
                "An e-mail address for questions without patient details",
                "office@example.org",
                checks.check_email,
                optional=True,
            ),
            Question(
                "street",
                "Number, street and suite",
                "100 Example Street, Suite 2",
                checks.check_words,
            ),
            Question("city", "Town", "Sampleton", checks.check_words),
            Question("zip", "ZIP code", "97201", checks.check_zip),
        ),
    ),
    Step("What people are sent to you for", kind="specialties"),
    Step("Insurance", kind="payers"),
    Step(
        "Where the site will be",
        (
            Question(
                "repository",
                "If you have an account at GitHub: your name there, a slash, a name for the site",
                "quiet-hands/website",
                checks.check_repository,
                optional=True,
                why="GitHub keeps the site's history and shows it to the world, free of charge. "
                "You can get an account later, at https://github.com/signup, and need none to "
                "write the site and look at it.",
            ),
            Question(
                "site_url",
                "The site's own address, if you have bought one",
                "https://www.quiet-hands.example",
                checks.check_site_url,
                optional=True,
                why="Without one, GitHub gives you an address from your repository's name.",
            ),
        ),
    ),
)

PAYER_CHOICES = (
    (Coverage.COVERED, "pays for massage"),
    (Coverage.COVERED_WITH_ORDER, "pays when a clinician has ordered it"),
    (Coverage.AUTHORIZED_ONLY, "pays only what it has authorized beforehand"),
    (Coverage.PLAN_DEPENDENT, "depends on the plan"),
    (Coverage.WITH_LETTER, "does not pay us; the patient may be paid back with a letter"),
    (Coverage.NOT_COVERED, "does not pay"),
)
