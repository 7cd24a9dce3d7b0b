"""How a question came: its door and site, and whether the visitor lets it be kept."""

from collections.abc import Mapping

import pytest
from starlette.requests import Request

from chat.desk.sites import Site
from chat.desk.visits import UNLOGGED, keeps, visit_of
from chat.log.entry import Door
from chat.log.entry_of import Visit

SITE = Site("minwon", ("https://minwon.example.go.kr",))


def request(site: Site | None = None, **headers: str) -> Request:
    raw_headers = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "headers": raw_headers, "state": {"site": site}})


@pytest.mark.parametrize(
    ("headers", "cookies", "kept"),
    [
        ({}, {}, True),
        ({"dnt": "1"}, {}, False),
        ({"dnt": "0"}, {}, True),
        ({"sec-gpc": "1"}, {}, False),
        ({"sec-gpc": "0"}, {}, True),
        ({}, {"mureobwa_unlogged": "1"}, False),
        ({}, {"mureobwa_unlogged": "0"}, True),
        ({}, {"another": "1"}, True),
        ({"dnt": "0", "sec-gpc": "0"}, {"mureobwa_unlogged": "1"}, False),
    ],
)
def test_any_one_of_three_signs_keeps_a_question_out_of_the_log(
    headers: Mapping[str, str], cookies: Mapping[str, str], kept: bool
) -> None:
    assert keeps(headers, cookies) is kept


@pytest.mark.parametrize(
    ("door", "site", "visit"),
    [
        (Door.API, None, Visit(Door.API)),
        (Door.MCP, None, Visit(Door.MCP)),
        (Door.API, SITE, Visit(Door.WIDGET, "minwon")),
        (Door.OPENAI, SITE, Visit(Door.OPENAI, "minwon")),  # its own door, also from a site
    ],
)
def test_a_registered_site_that_uses_the_api_is_its_widget(door: Door, site: Site | None, visit: Visit) -> None:
    assert visit_of(request(site), door) == visit


def test_a_question_comes_by_the_api_unless_told_otherwise() -> None:
    assert visit_of(request()) == Visit(Door.API)


@pytest.mark.parametrize("site", [None, SITE])
def test_the_visitors_wish_is_read_from_the_request_itself(site: Site | None) -> None:
    assert [
        visit_of(asked).keep
        for asked in (
            request(site),
            request(site, dnt="1"),
            request(site, sec_gpc="1"),
            request(site, cookie=f"a=2; {UNLOGGED}=1"),
            request(site, cookie=f"a=1; {UNLOGGED}=2"),
        )
    ] == [True, False, False, False, True]
