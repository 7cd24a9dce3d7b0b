"""How a question came in over HTTP: by which door, and whether its asker lets it be kept."""

from collections.abc import Mapping

from starlette.requests import Request

from chat.log.entry import Door
from chat.log.record import Visit

UNLOGGED = "mureobwa_unlogged"
"""The cookie that the page's switch sets to "1"."""


def visit_of(request: Request, door: Door = Door.API) -> Visit:
    """The visit of a request that passed the gate. A registered site's page is a widget's."""
    site = request.state.site
    if site:
        return Visit(Door.WIDGET if door is Door.API else door, site.id, keeps(request.headers, request.cookies))
    return Visit(door, keep=keeps(request.headers, request.cookies))


def keeps(headers: Mapping[str, str], cookies: Mapping[str, str]) -> bool:
    """Whether the visitor lets questions be kept: no "DNT: 1" (Do Not Track), no "Sec-GPC: 1"
    (https://w3c.github.io/gpc/) and no switch turned on the page says otherwise.
    """
    return headers.get("dnt") != "1" and headers.get("sec-gpc") != "1" and cookies.get(UNLOGGED) != "1"
