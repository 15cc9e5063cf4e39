"""Rules about the built site: nothing leaves it, nothing about a visitor is kept."""

from __future__ import annotations

from referable.rules.model import Rule, Severity

__all__ = ["SITE"]

_E, _W = Severity.ERROR, Severity.WARNING

# Basis: HHS bulletin on online tracking technologies (revised 2024-03-18) and FTC Act section 5;
# a third party that sees which page is read learns what the reader's health question is.
SITE: tuple[Rule, ...] = (
    Rule(
        "site-script",
        _E,
        "A script comes from another host",
        "That host learns who reads which page about their health, and can change the page.",
    ),
    Rule(
        "site-style",
        _E,
        "A style sheet comes from another host",
        "That host learns who reads which page about their health.",
    ),
    Rule(
        "site-font",
        _E,
        "A font comes from another host",
        "That host learns who reads which page about their health.",
    ),
    Rule(
        "site-image",
        _E,
        "A picture, sound or video comes from another host",
        "That host learns who reads which page about their health; one invisible dot is enough.",
    ),
    Rule(
        "site-frame",
        _E,
        "A page of another host is embedded",
        "Its owner can follow the visitor, with cookies, before anybody clicks.",
    ),
    Rule(
        "site-connect",
        _E,
        "The browser is told to call another host",
        "Even an early connection tells that host who reads the page.",
    ),
    Rule(
        "site-request",
        _E,
        "A script calls another host",
        "What the visitor reads or does is sent to somebody else.",
    ),
    Rule(
        "site-tracker",
        _E,
        "A tracker stands in the page",
        "Telling a third party who reads about a condition has cost health businesses millions.",
    ),
    Rule(
        "site-cookie",
        _E,
        "A cookie is used",
        "It recognises a visitor who came to read about their health.",
    ),
    Rule(
        "site-storage",
        _E,
        "Something about the visitor is kept",
        "Whoever uses the same computer next can find what was read.",
    ),
    Rule(
        "site-redirect",
        _E,
        "The visitor is sent to another host",
        "People end up somewhere they did not choose, and that host learns where they came from.",
    ),
    Rule(
        "site-form-away",
        _E,
        "A form sends what is typed away",
        "What a patient writes reaches somebody with no duty to protect it.",
    ),
    Rule(
        "site-health-field",
        _E,
        "A field asks about health",
        "A public page is no safe place to write about symptoms, birth dates or insurance.",
    ),
    Rule(
        "site-personal-field",
        _E,
        "A field asks who the visitor is",
        "That somebody asks a practice for an appointment is already protected.",
    ),
    Rule(
        "site-mail-prompt",
        _E,
        "A mail link asks about health",
        "Ordinary e-mail is no safe place for details of somebody’s health.",
    ),
    Rule(
        "site-link-unlisted",
        _W,
        "A booking or messaging link is not listed",
        "Such a service handles patients’ details for you and needs a written agreement.",
    ),
    Rule(
        "site-script-hidden",
        _W,
        "A script hides what it does",
        "Nobody can tell what it sends.",
    ),
    Rule(
        "site-unchecked",
        _W,
        "A file of the site was not checked",
        "Nobody has looked whether it calls another host.",
    ),
)
