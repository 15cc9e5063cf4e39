"""Asking: the questions one after another, with every answer kept as soon as it is given."""

from __future__ import annotations

import re
import shutil
import textwrap
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
import yaml

from referable.starting import checks
from referable.starting.answers import unknown_specialty
from referable.starting.questions import PAYER_CHOICES, STEPS, Question, Step
from referable.starting.specialties import Specialty

__all__ = ["Interview"]

_BACK = frozenset({"back", "<"})
_NONE = frozenset({"-", "none", "no"})


class _BackError(Exception):
    """Somebody wants to go back one step."""


@dataclass
class Interview:
    """Asks everything that is not answered yet.

    Attributes:
        kept: The file that holds what was answered.
        list_specialties: Gives the specialties there are, when they are needed.
        answers: What was answered, by field.
    """

    kept: Path
    list_specialties: Callable[[], Sequence[Specialty]]
    answers: dict[str, Any] = field(default_factory=dict)

    def run(self) -> dict[str, Any]:
        """Ask, let everything be looked over and changed, and give the answers."""
        click.echo(
            _wrapped(
                f"{len(STEPS)} short questions. Type ? for why one is asked, back to return to the "
                "one before; Ctrl-C keeps your answers."
            )
            + "\n"
        )
        number = 0
        while number < len(STEPS):
            if not self._is_answered(STEPS[number]):
                try:
                    self._ask(number)
                except _BackError:
                    number = self._go_back()
                    continue
            number += 1
        self._look_over()
        return self.answers

    def _is_answered(self, step: Step) -> bool:
        return all(key in self.answers for key in _keys(step))

    def _forget(self, step: Step) -> None:
        for key in _keys(step):
            self.answers.pop(key, None)

    def _go_back(self) -> int:
        """Forget the answer before the question that was open; the number of its step."""
        asked = [(number, key) for number, step in enumerate(STEPS) for key in _keys(step)]
        at = next(i for i, (_, key) in enumerate(asked) if key not in self.answers)
        number, before = asked[max(0, at - 1)]
        self.answers.pop(before, None)
        return number

    def _ask(self, number: int) -> None:
        step = STEPS[number]
        click.secho(f"{number + 1} of {len(STEPS)}  {step.title}", bold=True)
        if step.kind == "specialties":
            self._keep("specialties", self._specialties())
        elif step.kind == "payers":
            self._keep("payers", self._payers())
        for question in step.questions:
            if question.key not in self.answers:
                self._keep(question.key, self._line(question))
        click.echo()

    def _keep(self, key: str, value: Any) -> None:
        self.answers[key] = value
        text = "# Answers of `referable new`, kept until the site is written.\n"
        text += yaml.safe_dump(self.answers, allow_unicode=True, sort_keys=False)
        with suppress(OSError):  # keeping is a convenience; the site itself says what is wrong
            self.kept.write_text(text, encoding="utf-8", newline="\n")

    def _line(self, question: Question) -> Any:
        may = " Enter leaves it empty." if question.optional else ""
        prompt = f"{question.text} (such as {question.example}).{may}\n "
        while True:
            typed = self._typed(prompt)
            if typed == "?":
                click.echo(_wrapped(question.why or "Readers need it to find and trust you.", "  "))
                continue
            if question.optional and (not typed or typed.casefold() in _NONE):
                return ""
            try:
                return question.check(typed)
            except ValueError as error:
                _say_kindly(error)

    def _typed(self, prompt: str) -> str:
        shown = _wrapped(prompt.rstrip(), " " * (len(prompt) - len(prompt.lstrip())), "")
        typed: str = click.prompt(f"{shown}\n ", default="", show_default=False, prompt_suffix="> ")
        if typed.strip().casefold() in _BACK:
            raise _BackError
        return typed.strip()

    def _specialties(self) -> list[str]:
        known = self.list_specialties()
        ready = [s for s in known if s.ready]
        # A line each, so that the list fits a window; what was found is a question away.
        click.echo("With a page to begin from, and how certain the studies are:")
        for number, specialty in enumerate(known, 1):
            if number == len(ready) + 1:
                click.echo("With studies; the page has blanks for you to fill in:")
            click.secho(f"  {number:2}  {specialty.name}", bold=True, nl=False)
            click.echo(f" ({specialty.certainty})" if specialty.certainty else " (no statement)")
        while True:
            typed = self._typed(
                "Which do you want pages on? Numbers or names, such as 1, 2. "
                "? 1 tells what the studies found about the first.\n "
            )
            asked = typed.removeprefix("?").strip()
            try:
                if typed.startswith("?"):
                    _tell_evidence(choose_specialties(asked, known) if asked else [], known)
                    continue
                return choose_specialties(typed, known)
            except ValueError as error:
                _say_kindly(error)

    def _payers(self) -> list[dict[str, str]]:
        prompt = (
            "Which insurers or programs do you bill? Names with commas between. "
            "Enter if patients pay you.\n "
        )
        while True:
            typed = self._typed(prompt)
            if typed == "?":
                click.echo("  A referral desk looks for the patient's plan before anything else.")
                continue
            if typed.casefold() in _NONE:
                return []
            names = [" ".join(n.split()) for n in re.split(r"[,;]", typed) if n.strip()]
            nameless = next((n for n in names if not any(c.isalpha() for c in n)), None)
            if nameless is not None:
                click.echo(f"  “{nameless}” is not a name. Write them as on the insurance card.")
                continue
            with suppress(_BackError):  # to the names; once more leads to the question before
                return [{"payer": n, "status": self._payer(n)} for n in dict.fromkeys(names)]

    def _payer(self, name: str) -> str:
        click.echo(f"  {name}:")
        for number, (_, words) in enumerate(PAYER_CHOICES, 1):
            click.echo(f"    {number}  {words}")
        while True:
            typed = self._typed("  Which number?\n ")
            if typed.isdigit() and 1 <= int(typed) <= len(PAYER_CHOICES):
                return PAYER_CHOICES[int(typed) - 1][0].value
            click.echo(f"  Please type a number from 1 to {len(PAYER_CHOICES)}.")

    def _look_over(self) -> None:
        """Show every answer until nothing is to be changed."""
        while True:
            click.secho("What you said:", bold=True)
            for number, step in enumerate(STEPS, 1):
                click.echo(_wrapped(f"{number}  {step.title}: {self._said(step)}", "  ", "     "))
            typed = self._typed_at_end()
            if not typed:
                return
            if typed.isdigit() and 1 <= int(typed) <= len(STEPS):
                step = STEPS[int(typed) - 1]
                before = dict(self.answers)
                self._forget(step)
                try:
                    self._ask(int(typed) - 1)
                except _BackError:
                    self.answers = before
            else:
                click.echo(f"  Please type a number from 1 to {len(STEPS)}, or press Enter.")

    def _typed_at_end(self) -> str:
        try:
            return self._typed("Press Enter to write the site, or type a number to change it\n ")
        except _BackError:
            return str(len(STEPS))

    def _said(self, step: Step) -> str:
        if step.kind == "payers":
            return ", ".join(p["payer"] for p in self.answers["payers"]) or "none"
        if step.kind == "specialties":
            names = {s.slug: s.name for s in self.list_specialties()}
            return ", ".join(names.get(slug, slug) for slug in self.answers["specialties"])
        return "; ".join(str(self.answers[q.key]) or "–" for q in step.questions)


def _keys(step: Step) -> list[str]:
    return [question.key for question in step.questions] or [step.kind]


def choose_specialties(typed: str, known: Sequence[Specialty]) -> list[str]:
    """The slugs that numbers, slugs or names stand for.

    Raises:
        ValueError: One of them stands for nothing, or there is none.
    """
    names = {s.slug: s.slug for s in known} | {s.name.casefold(): s.slug for s in known}
    chosen: list[str] = []
    for part in filter(None, (p.strip().casefold() for p in re.split(r"[,;]", typed))):
        words = part.split() if re.fullmatch(r"[\d\s]+", part) else [part]
        for word in words:
            if word.isdigit() and 1 <= int(word) <= len(known):
                chosen.append(known[int(word) - 1].slug)
            elif word in names:
                chosen.append(names[word])
            elif word.replace(" ", "-") in names:
                chosen.append(names[word.replace(" ", "-")])
            elif len(near := _named_like(word, known)) == 1:
                chosen.append(near[0])
            else:
                raise ValueError(unknown_specialty(word, tuple(s.slug for s in known)))
    if not chosen:
        raise ValueError("The site needs one page at least. | Type a number of the list.")
    return list(dict.fromkeys(chosen))


def usable(saved: dict[str, Any], known: Callable[[], Sequence[Specialty]]) -> dict[str, Any]:
    """Those of kept answers that pass their checks; the others are asked again."""
    found: dict[str, Any] = {}
    for question in (q for step in STEPS for q in step.questions):
        value = saved.get(question.key)
        if value is None:
            continue
        if value == "" and question.optional:
            found[question.key] = ""
            continue
        try:
            found[question.key] = question.check(str(value))
        except ValueError:
            continue
    chosen = saved.get("specialties")
    if isinstance(chosen, list) and chosen:
        slugs = {s.slug for s in known()}
        if all(slug in slugs for slug in chosen):
            found["specialties"] = [str(slug) for slug in chosen]
    payers = saved.get("payers")
    statuses = {status.value for status, _ in PAYER_CHOICES}
    if isinstance(payers, list) and all(
        isinstance(p, dict) and p.get("payer") and p.get("status") in statuses for p in payers
    ):
        found["payers"] = [
            {"payer": checks.check_words(str(p["payer"])), "status": str(p["status"])}
            for p in payers
        ]
    return found


def _named_like(word: str, known: Sequence[Specialty]) -> list[str]:
    """The slugs of those whose name holds a word, as “jaw” stands for “Jaw pain”."""
    whole = re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE)
    return [s.slug for s in known if whole.search(s.name)]


def _tell_evidence(slugs: Sequence[str], known: Sequence[Specialty]) -> None:
    """What the studies found about some specialties; without any, what the question is for."""
    if not slugs:
        click.echo("  Each gets a page. You can add more at any time, and delete any.")
    for specialty in (s for slug in slugs for s in known if s.slug == slug):
        click.echo(_wrapped(f"{specialty.name}: {specialty.evidence}", "  "))


def _say_kindly(error: ValueError) -> None:
    message, _, fix = str(error).partition(" | ")
    click.echo(_wrapped(f"{message} {fix}".strip(), "  "))


def _wrapped(text: str, first: str = "", rest: str | None = None) -> str:
    width = min(shutil.get_terminal_size((88, 24)).columns, 96)
    return textwrap.fill(
        text,
        width,
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_on_hyphens=False,
    )
