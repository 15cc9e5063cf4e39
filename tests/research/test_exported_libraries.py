"""Libraries as reference managers write them: nothing is reported, and references come out right."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from referable.diagnostics import Diagnostics
from referable.research.library import load_library
from referable.research.references import ReferenceFormatter

# Program: what it writes, and the reference in AMA style, as text with its emphasis.
EXPORTS = {
    "Zotero": (
        r"""
@article{furlan_massage_2015,
	title = {Massage for low-back pain},
	volume = {2015},
	copyright = {Copyright © 2015. Published by John Wiley \& Sons, Ltd.},
	issn = {1469-493X},
	url = {https://www.cochranelibrary.com/cdsr/doi/10.1002/14651858.CD001929.pub3/full},
	doi = {10.1002/14651858.CD001929.pub3},
	abstract = {Background: 5\% of \$100 -- {\textless}p{\textgreater}},
	language = {en},
	number = {9},
	urldate = {2026-11-01},
	journal = {Cochrane Database Syst Rev},
	author = {Furlan, Andrea D. and Giraldo, Mario and Irvin, Emma},
	month = sep,
	year = {2015},
	pmid = {26329399},
	note = {Publisher: John Wiley \& Sons, Ltd},
	file = {Full Text:C\:\\Users\\ann\\Zotero\\storage\\ABC\\x.pdf:application/pdf},
}
""",
        (
            "Furlan AD, Giraldo M, Irvin E. Massage for low-back pain. <em>Cochrane Database Syst "
            "Rev</em>. 2015;2015(9). doi:10.1002/14651858.CD001929.pub3 PubMed"
        ),
    ),
    "Better BibLaTeX": (
        """
@online{whoTraditional2025,
  title = {Traditional Medicine},
  author = {{World Health Organization}},
  date = {2025-03-04},
  url = {https://www.who.int/health-topics/x_y#tab=tab_1},
  urldate = {2026-11-01},
  langid = {english},
}
""",
        (
            "World Health Organization. Traditional Medicine. March 2025. Accessed November 1, 2026. "
            "https://www.who.int/health-topics/x_y#tab=tab_1"
        ),
    ),
    "JabRef": (
        r"""% Encoding: UTF-8
@comment{jabref-meta: databaseType:biblatex;}

@Article{bervoets2015,
  author       = {Bervoets, Diederik C and Verhagen, Arianne P},
  date         = {2015-07},
  journaltitle = {Journal of Physiotherapy},
  title        = {Massage therapy has short-term benefits},
  doi          = {10.1016/j.jphys.2015.05.018},
  eprint       = {26093806},
  eprinttype   = {pubmed},
  number       = {3},
  pages        = {106--116},
  shortjournal = {J Physiother},
  volume       = {61},
  owner        = {ann},
  timestamp    = {2026-01-02},
}

@comment{jabref-meta: grouping:
0 AllEntriesGroup:;
1 StaticGroup:Backs\;0\;1\;\;\;\;;
}
""",
        (
            "Bervoets DC, Verhagen AP. Massage therapy has short-term benefits. <em>J "
            "Physiother</em>. 2015;61(3):106-116. doi:10.1016/j.jphys.2015.05.018 PubMed"
        ),
    ),
    "Mendeley": (
        r"""
@article{Dolder2003,
abstract = {Question: {\%} n = 12 {\textgreater} {\textless}},
author = {{van den Dolder}, P. A. and {\"{O}}zt{\"{u}}rk, {\c{C}}a{\u{g}}lar and Sm{\o}rdal, S{\ae}re},
doi = {10.1016/S0004-9514(14)60137-0},
file = {:C$\backslash$:/Users/ann/x.pdf:pdf},
isbn = {0004-9514 (Print)},
journal = {Aust J Physiother},
mendeley-groups = {Backs},
month = {jun},
number = {3},
pages = {183--188},
title = {{A trial into soft tissue massage of the shoulder}},
url = {http://dx.doi.org/10.1016/S0004-9514(14)60137-0},
volume = {49},
year = {2003}
}
""",
        (
            "van den Dolder PA, Öztürk Ç, Smørdal S. A trial into soft tissue massage of the "
            "shoulder. <em>Aust J Physiother</em>. 2003;49(3):183-188. "
            "doi:10.1016/S0004-9514(14)60137-0"
        ),
    ),
    "EndNote": (
        """
@article{RN12,
   author = {Cherkin, D. C. and Sherman, K. J. and Kahn, J. and Deyo, R. A.},
   title = {A comparison of two types of massage},
   journal = {Ann Intern Med},
   volume = {155},
   number = {1},
   pages = {1-9},
   note = {1539-3704
Cherkin, Daniel C
Journal Article
United States},
   ISSN = {0003-4819},
   DOI = {10.7326/0003-4819-155-1-201107050-00002},
   url = {https://doi.org/10.7326/0003-4819-155-1-201107050-00002},
   year = {2011},
   type = {Journal Article}
}
""",
        (
            "Cherkin DC, Sherman KJ, Kahn J, Deyo RA. A comparison of two types of massage. <em>Ann "
            "Intern Med</em>. 2011;155(1):1-9. doi:10.7326/0003-4819-155-1-201107050-00002"
        ),
    ),
    "PubMed through TeXMed": (
        """
@Article{pmid31186637,
   Author="Crawford, C.  and Boyd, C.  and Paat, C. F. ",
   Title="{{D}ietary {I}ngredients for {C}hronic {P}ain}",
   Journal="Pain Med",
   Year="2019",
   Volume="20",
   Number="6",
   Pages="1236--1247",
   Month="06"
}
""",
        (
            "Crawford C, Boyd C, Paat CF. Dietary Ingredients for Chronic Pain. <em>Pain Med</em>. "
            "2019;20(6):1236-1247."
        ),
    ),
    "a chapter": (
        """
@incollection{doe2010, author={Doe, Jane and others}, title={A chapter}, booktitle={The Book},
 editor={Roe, R. and Poe, P.}, edition={2nd}, pages={45\N{EN DASH}67}, publisher={P}, year={2010}}
""",
        "Doe J, et al. A chapter. In: Roe R, Poe P, eds. <em>The Book</em>. 2nd ed. P; 2010:45-67.",
    ),
    "a report": (
        """
@techreport{ahrq2020, author={{Agency for Healthcare Research and Quality}},
 title={Treatment for Chronic Pain}, institution={AHRQ}, number={227}, year=2020, month=4}
""",
        (
            "Agency for Healthcare Research and Quality. <em>Treatment for Chronic Pain</em>. AHRQ; "
            "2020."
        ),
    ),
}


@pytest.mark.parametrize("program", EXPORTS)
def test_what_a_program_exports_is_read_as_it_is(program, tmp_path):
    """No field of its own troubles the reader, and the reference is whole."""
    source, expected = EXPORTS[program]
    (tmp_path / "library.bib").write_text(source, encoding="utf-8")
    diagnostics = Diagnostics()

    library = load_library(Path(tmp_path / "library.bib").read_bytes(), "l.bib", diagnostics)
    formatter = ReferenceFormatter("ama", tmp_path, None, diagnostics)
    (reference,) = formatter.format(list(library)).values()

    assert diagnostics.sorted() == []
    assert unescape(re.sub(r"<(?!/?em\b)[^>]+>", "", reference.html)) == expected
