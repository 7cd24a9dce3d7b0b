"""Documents, found passages and the widget's configuration as models of the API."""

import datetime as dt
from pathlib import Path

from chat.api.models import ConfigModel, ContactModel, DocumentModel, HitModel, ThemeModel, WholeDocumentModel
from chat.desk.sites import Site
from chat.engine import Engine
from chat.settings import Settings
from ingest.document import Document
from retriever.hit import Hit
from retriever.passage_index import Listed, PassageIndex


def documents(index: PassageIndex) -> list[DocumentModel]:
    """All documents, newest first."""
    found = [DocumentModel.model_validate(_known(listed)) for listed in index.listed()]
    return sorted(found, key=lambda one: (one.published, one.id), reverse=True)


def whole(document: Document, index: PassageIndex) -> WholeDocumentModel:
    """One document with its text."""
    contacts = [
        ContactModel(office=c.office, department=c.department, name=c.name, role=c.role, phone=c.phone)
        for c in document.metadata.contacts
    ]
    passages = len(index.passages_of(document.id))
    listed = Listed(
        document.id,
        document.title,
        document.metadata,
        document.source,
        document.sha256,
        len(document.text),
        passages,
    )
    return WholeDocumentModel.model_validate(_known(listed) | {"contacts": contacts, "text": document.text})


def hit(found: Hit, index: PassageIndex) -> HitModel:
    """A found passage with its best sentence."""
    passage = found.passage
    document = index.documents[passage.document_id]
    best = found.sentences[0].sentence if found.sentences else None
    return HitModel(
        rank=found.rank,
        score=round(found.score, 4),
        document_id=document.id,
        title=document.title,
        office=document.metadata.office,
        published=_day(document.metadata.published),
        heading=list(passage.heading),
        text=passage.text,
        start=passage.start,
        end=passage.end,
        sentence=passage.sentence_text(best) if best else "",
    )


def config(site: Site | None, engine: Engine, settings: Settings) -> ConfigModel:
    """The configuration of the widget on `site`; a site without a colour of its own has the office's."""
    index, notice = engine.index, engine.off_notice
    theme = site.theme if site else None
    newest = next(iter(index.listed(1)), None)
    return ConfigModel(
        site=site.id if site else "",
        scope=site.scope if site else "",
        theme=ThemeModel(
            title=theme.title if theme else "",
            greeting=theme.greeting if theme else "",
            colour=theme.colour if theme and theme.colour else settings.brand_colour,
            language=theme.language if theme else "",
            questions=list(theme.questions) if theme else [],
        ),
        max_question_chars=engine.settings.max_question_chars,
        enabled=not notice,
        off_notice=notice,
        ai_notice=settings.notice_before_use,
        ai_notice_en=settings.notice_before_use_en,
        index_version=index.version,
        documents=len(index.documents),
        newest=_day(newest.metadata.published if newest else None),
    )


def _known(document: Listed) -> dict[str, object]:
    metadata = document.metadata
    return {
        "id": document.id,
        "title": document.title,
        "office": metadata.office,
        "department": metadata.department,
        "published": _day(metadata.published),
        "in_force_from": _day(metadata.in_force_from),
        "in_force_until": _day(metadata.in_force_until),
        "licence": metadata.licence,
        "url": metadata.url,
        "file": Path(document.source).name,  # its path on the server stays private
        "sha256": document.sha256,
        "characters": document.characters,
        "passages": document.passages,
    }


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
