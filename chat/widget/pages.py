"""The widget's page and files."""

from fastapi import APIRouter

from chat.api.desk import Desk


def router(desk: Desk) -> APIRouter:
    """The routes."""
    return APIRouter(include_in_schema=False)
