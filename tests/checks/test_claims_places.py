"""Claims are found where readers see text, at their exact place, and nowhere else."""

from __future__ import annotations

import pytest
from claims_library import check, codes


def _at(text: str, **options) -> list[tuple[str, int, int, str]]:
    """Code, line, column and the words marked."""
    lines = text.replace("\r\n", "\n").split("\n")
    first = options.get("first_line", 1)
    return [
        (d.code, d.line, d.column, lines[d.line - first][d.column - 1 : d.column - 1 + d.length])
        for d in check(text, **options)
    ]


def test_body_heading_list_table_and_alt_text_are_read():
    """Each kind of text gives its claim at its own line and column."""
    text = (
        "# Massage cures pain\n\nWe see people.\n\n- It is risk-free.\n\n"
        "| What | How |\n| --- | --- |\n| Price | Results guaranteed |\n\n"
        "![A risk-free session](room.jpg)\n"
    )
    assert _at(text) == [
        ("claim-cure", 1, 11, "cures"),
        ("claim-risk-free", 5, 9, "risk-free"),
        ("claim-guarantee", 9, 19, "guaranteed"),
        ("claim-risk-free", 11, 5, "risk-free"),
    ]


def test_front_matter_that_readers_see_is_read():
    """Title and description are checked with their columns; settings are not."""
    text = (
        '---\ntitle: "Massage cures migraine"\nslug: massage-cures-pain\n'
        "description: >-\n  Pain relief\n  guaranteed.\n---\n\n# Welcome\n"
    )
    assert _at(text) == [
        ("claim-cure", 2, 17, "cures"),
        ("claim-guarantee", 6, 3, "guaranteed"),
    ]


def test_image_tags_are_read_for_their_alternative_text():
    """The alt text of an HTML image is prose; its other attributes are not."""
    text = '<img src="cures-pain.jpg" alt="Massage cures pain" class="guaranteed">\n'
    assert _at(text) == [("claim-cure", 1, 40, "cures")]


@pytest.mark.parametrize(
    "text",
    [
        "```\nMassage cures pain.\n```\n",
        "~~~ text\nMassage cures pain.\n~~~\n",
        "`Massage cures pain.`\n",
        "<!-- Massage cures pain. -->\n",
        "<script>massage cures pain</script>\n",
        "[our page](https://example.org/massage-cures-pain)\n",
        "[x]: https://example.org/massage-cures-pain\n",
        "::: evidence\n    condition: massage-cures-pain\n",
    ],
)
def test_what_is_not_prose_is_stepped_over(text: str):
    """Code, comments, addresses and blocks make no claims."""
    assert check(text) == []


def test_emphasis_and_line_breaks_do_not_hide_a_claim():
    """Markup between words and a sentence over two lines change nothing."""
    assert _at("Massage **cures** pain.\n") == [("claim-cure", 1, 11, "cures")]
    assert codes("Massage relieves\nchronic back pain.\n") == ["claim-uncited"]
    assert codes("Massage _relieves_ [chronic](a.md) back pain.\n") == ["claim-uncited"]


def test_places_survive_windows_line_ends_odd_letters_and_an_offset():
    """Columns count the user's characters, and lines the user's lines."""
    assert _at("Hello.\r\n\r\nİstanbul: massage cures pain.\r\n") == [
        ("claim-cure", 3, 19, "cures")
    ]
    assert _at("Massage cures pain.\n", first_line=41) == [("claim-cure", 41, 9, "cures")]


def test_a_citation_covers_its_sentence_and_the_ones_that_lead_to_it():
    """A closing citation covers its paragraph, not the next one."""
    lead = "Massage lowered pain at 10 weeks. Disability was lower, too."
    assert codes(f"{lead}[@cherkin2011massage]\n") == []
    assert codes(f"{lead}\n\nAnother trial agrees.[@cherkin2011massage]\n") == ["claim-uncited"]


def test_a_citation_before_a_claim_does_not_cover_it():
    """What follows the last citation of a paragraph stands alone."""
    text = "Pain was lower at 10 weeks.[@cherkin2011massage] Massage relieves neck pain.\n"
    assert codes(text) == ["claim-uncited"]


def test_an_exception_names_its_code_and_gives_a_reason():
    """An exception covers its own and the next line, and only its code."""
    allow = "<!-- referable: allow claim-cure: title of a painting in the room -->"
    assert codes(f"{allow}\nMassage cures pain.\n") == []
    assert codes(f"Massage cures pain. {allow}\n") == []
    assert codes(f"{allow}\n\nMassage cures pain.\n") == ["claim-cure"]
    assert codes(f"{allow}\nMassage is risk-free.\n") == ["claim-risk-free"]


def test_an_exception_without_a_reason_allows_nothing():
    """The claim stays; the check of texts reports the exception itself."""
    found = codes("<!-- referable: allow claim-cure -->\nMassage cures pain.\n")
    assert found == ["claim-cure"]


def test_an_exception_keeps_its_place_in_part_of_a_file():
    """With an offset, exceptions still stand beside their text."""
    allow = "<!-- referable: allow claim-cure: title of a painting in the room -->"
    assert codes(f"{allow}\nMassage cures pain.\n", first_line=12) == []


def test_a_social_post_is_plain_text():
    """Markdown marks mean nothing in a plain post, and addresses are stepped over."""
    text = "Massage cures pain! #relax\nhttps://example.org/guaranteed\n"
    assert [d.code for d in check(text, plain=True)] == ["claim-cure"]


def test_referral_rewards_concern_clinicians():
    """A gift for a referral is an error on a page for clinicians."""
    text = "We send a referral bonus to your office.\n"
    assert codes(text, register="clinician") == ["claim-referral-reward"]
    assert codes(text, register="patient") == []


@pytest.mark.parametrize(
    "text", ["", "\n", "---\n", "---\ntitle: x\n", "![", "[@", "“", "<", "`", "|", "---\n---\n"]
)
def test_scraps_are_no_trouble(text: str):
    """Unfinished text gives no finding and no crash."""
    assert check(text) == []
