"""The policy as text: strict, per page, applied once, and never blessing a pasted script."""

from __future__ import annotations

from pathlib import Path

import pytest

from referable.engines.csp import (
    apply_policy,
    apply_to_folder,
    headers_file,
    policy_for,
    script_hash,
    script_styles,
    untrusted_scripts,
)

SCOPE = '__md_scope=new URL(".",location),__md_get=(e)=>JSON.parse(localStorage.getItem(e))'
PAGE = f'<!doctype html>\n<html><head><meta charset="utf-8"><title>a</title></head><body><script>{SCOPE}</script></body></html>'


def directives(policy: str) -> dict[str, list[str]]:
    return {name: values for name, *values in (part.split() for part in policy.split(";"))}


def test_everything_is_closed_but_the_site_itself() -> None:
    """Nothing is allowed by default; no directive names another host or 'unsafe-inline'."""
    policy = policy_for(PAGE)
    parts = directives(policy)

    assert parts["default-src"] == parts["object-src"] == parts["frame-src"] == ["'none'"]
    assert parts["base-uri"] == parts["form-action"] == ["'none'"]
    assert parts["connect-src"] == parts["font-src"] == parts["worker-src"] == ["'self'"]
    assert parts["script-src"] == ["'self'", script_hash(SCOPE)]
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy
    assert "http" not in policy


@pytest.mark.parametrize(
    "script",
    [
        "alert(1)",
        "window.dataLayer=[];gtag('config','G-X')",
        SCOPE + ";fetch('https://a.test/')",
        SCOPE + ";document.cookie='a=1'",
        " /* __md_scope=new URL( */ track()",
    ],
)
def test_pasted_script_gets_no_hash(script: str) -> None:
    """Only the theme's own scripts may run, and only while they do nothing else."""
    page = PAGE.replace("<body>", f"<body><script>{script}</script>")

    assert script_hash(script) not in policy_for(page)
    assert untrusted_scripts(page) == [(2, page.splitlines()[1].index(f"<script>{script}") + 1)]


def test_own_script_can_be_trusted_by_its_hash() -> None:
    """A script of the project's own templates is allowed when its hash is handed in."""
    page = "<html><head></head><script>mine()</script>"

    assert script_hash("mine()") in policy_for(page, trusted={script_hash("mine()")})


def test_data_is_no_script() -> None:
    """JSON in a page needs no hash and is not listed as untrusted."""
    page = '<head></head><script type="application/ld+json">{"@context": "https://schema.org"}</script>'

    assert directives(policy_for(page))["script-src"] == ["'self'"]
    assert untrusted_scripts(page) == []


def test_handlers_and_script_links_are_listed() -> None:
    """What the policy will stop is told with line and column."""
    page = '<head></head>\n<a href="javascript:x()">a</a>\n<b onclick="y()">b</b>'

    assert untrusted_scripts(page) == [(2, 10), (3, 13)]


def test_styles_in_the_page_are_allowed_one_by_one() -> None:
    """Alignment in tables works by hash, without opening the door for other styles."""
    page = '<head><style>a{}</style></head><td style="text-align: right;">1</td>'
    parts = directives(policy_for(page))

    assert parts["style-src"] == ["'self'", script_hash("a{}")]
    assert parts["style-src-attr"] == ["'unsafe-hashes'", script_hash("text-align: right;")]


def test_hash_is_the_one_browsers_compute() -> None:
    """The known hash of an empty text, and line ends as browsers normalise them."""
    assert script_hash("") == "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    assert script_hash("a\r\nb") == script_hash("a\nb")


@pytest.mark.parametrize(
    "page",
    [PAGE, "", "<p>x", "<!doctype html><title>a</title>", "<html lang=en><body>x", "<HEAD a='>'><script>x()</script></HEAD>",
     "<!-- <head> --><head><meta name=referrer content=origin></head>"],
)  # fmt: skip
def test_applying_twice_changes_nothing_and_policy_comes_first(page: str) -> None:
    """The policy stands before anything that loads, with no-referrer, exactly once."""
    once = apply_policy(page)

    assert apply_policy(once) == once
    assert once.count("Content-Security-Policy") == 1
    assert once.count('name="referrer" content="no-referrer"') == 1
    before = once[: once.index("<meta http-equiv")]
    assert not any(tag in before for tag in ("<script", "<link", "<img", "<title", "<style", "<p>"))


def test_encoding_stays_within_reach() -> None:
    """The declaration of the encoding comes before the long policy, within 1,024 bytes."""
    page = apply_policy(PAGE)

    assert page.index("<meta charset") < page.index("Content-Security-Policy")


def test_headers_file_adds_what_pages_cannot_say() -> None:
    """The header forbids framing and joins all pages' hashes; too long a line drops scripts."""
    text = headers_file([policy_for(PAGE), policy_for("<td style='a:b'>")])
    many = [policy_for(f"<td style='a:{n}'>") for n in range(60)]

    assert text.startswith("/*\n  Content-Security-Policy: default-src 'none'; ")
    assert "frame-ancestors 'none'" in text
    assert script_hash(SCOPE) in text
    assert script_hash("a:b") in text
    assert all(len(line) <= 2000 for line in headers_file(many).splitlines())
    assert "script-src" not in headers_file(many)
    assert headers_file() == headers_file()


def test_bundle_styles_are_allowed_by_hash() -> None:
    """The style sheet that a bundle carries as one string is found, ordinary strings are not."""
    sheet = ".a{color:red}" * 60
    script = f"var T='{sheet}';el.append(style(T.toString()));var s='" + "x" * 600 + "'"

    assert script_styles(script) == {script_hash(sheet)}


def test_folder_is_rewritten_in_place(tmp_path: Path) -> None:
    """Every page gets its policy; other files stay, and nothing is left over."""
    (tmp_path / "a").mkdir()
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "a" / "index.html").write_text("<head></head>ü", encoding="utf-8")
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")

    policies = apply_to_folder(tmp_path)

    assert len(policies) == 2
    assert "Content-Security-Policy" in (tmp_path / "index.html").read_text(encoding="utf-8")
    assert (tmp_path / "a" / "index.html").read_text(encoding="utf-8").endswith("ü")
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a", "a.txt", "index.html", "index.html"]
