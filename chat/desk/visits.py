"""How a question came over HTTP: by which door, from which site, and whether the visitor lets it be kept in the log."""

from collections.abc import Mapping

from starlette.requests import Request

from chat.log.entry import Door
from chat.log.entry_of import Visit

UNLOGGED = "mureobwa_unlogged"
"""The cookie that the page sets to "1" where the visitor chooses not to be logged."""


def visit_of(request: Request, door: Door = Door.API) -> Visit:
    """The visit of a request that passed the gate. `Door.API` becomes `Door.WIDGET` where the request names a registered site."""
    site = request.state.site
    if site:
        return Visit(Door.WIDGET if door is Door.API else door, site.id, keeps(request.headers, request.cookies))
    return Visit(door, keep=keeps(request.headers, request.cookies))


def keeps(headers: Mapping[str, str], cookies: Mapping[str, str]) -> bool:
    """Whether the visitor lets questions be kept in the log: the request has no "DNT: 1" (Do Not Track), no "Sec-GPC: 1"
    (https://w3c.github.io/gpc/) and no cookie `UNLOGGED` with "1".
    """
    return headers.get("dnt") != "1" and headers.get("sec-gpc") != "1" and cookies.get(UNLOGGED) != "1"
