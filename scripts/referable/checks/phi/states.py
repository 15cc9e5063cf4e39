"""The US states, which a vignette may name."""

from __future__ import annotations

from referable.checks.phi.wordsets import word_set

__all__ = ["COUNTRIES", "STATE_CODES", "STATE_NAMES"]

STATE_CODES = (
    "AL",
    "AK",
    "AZ",
    "AR",
    "CA",
    "CO",
    "CT",
    "DE",
    "DC",
    "FL",
    "GA",
    "HI",
    "ID",
    "IL",
    "IN",
    "IA",
    "KS",
    "KY",
    "LA",
    "ME",
    "MD",
    "MA",
    "MI",
    "MN",
    "MS",
    "MO",
    "MT",
    "NE",
    "NV",
    "NH",
    "NJ",
    "NM",
    "NY",
    "NC",
    "ND",
    "OH",
    "OK",
    "OR",
    "PA",
    "RI",
    "SC",
    "SD",
    "TN",
    "TX",
    "UT",
    "VT",
    "VA",
    "WA",
    "WV",
    "WI",
    "WY",
    "PR",
)
STATE_NAMES = (
    "Alabama", "Alaska", "Arizona", "Arkansas", "California", "Colorado", "Connecticut", "Delaware",
    "Florida", "Georgia", "Hawaii", "Idaho", "Illinois", "Indiana", "Iowa", "Kansas", "Kentucky",
    "Louisiana", "Maine", "Maryland", "Massachusetts", "Michigan", "Minnesota", "Mississippi",
    "Missouri", "Montana", "Nebraska", "Nevada", "New Hampshire", "New Jersey", "New Mexico",
    "New York", "North Carolina", "North Dakota", "Ohio", "Oklahoma", "Oregon", "Pennsylvania",
    "Rhode Island", "South Carolina", "South Dakota", "Tennessee", "Texas", "Utah", "Vermont",
    "Virginia", "Washington", "West Virginia", "Wisconsin", "Wyoming",
)  # fmt: skip
# Countries, which are larger than a state; those that are better known here as a town are left out.
COUNTRIES = word_set(
    """argentina australia austria bangladesh belgium bolivia brazil britain bulgaria
    cambodia cameroon canada china colombia croatia denmark ecuador egypt england estonia
    ethiopia fiji finland france germany ghana greece guatemala haiti honduras hungary
    iceland india indonesia iran iraq ireland israel italy jamaica japan kenya korea kuwait
    laos latvia lithuania malaysia mexico morocco mozambique myanmar nepal netherlands
    nicaragua nigeria norway pakistan philippines portugal romania russia rwanda samoa
    scotland senegal serbia singapore slovakia slovenia somalia spain sudan sweden
    switzerland syria taiwan tanzania thailand tonga tunisia turkey uganda ukraine venezuela
    vietnam wales zambia zimbabwe"""
)
