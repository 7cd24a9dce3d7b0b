"""The views in the tabs of the admin page, as HTML."""

import datetime as dt

from chat.admin.admin_desk import MOST_GROUPED, AdminDesk
from chat.admin.html_pieces import Html, joined, link, paragraph, table
from chat.admin.korean_names import ACTIONS, DETAILS, DOORS, REASONS
from chat.answer import Status
from chat.answer_texts import STATUS_NAMES
from chat.curated.basis import BasisState, state_of
from chat.curated.basis import state_words as standing
from chat.desk.links import document_path
from chat.web.documents import state_words
from chat.web.render import age_words
from ingest.document import Access
from retriever.store import store_of

_SHOWN_QUESTIONS, _SHOWN_GROUPS, _SHOWN_OPINIONS, _SHOWN_CHANGES = 100, 200, 100, 200
_LONGEST = 200
"""Most characters that are shown of an answer."""
_OLD_YEARS = 3
"""A document older than this many years is marked as old: rules of offices seldom stay longer."""


def questions(admin: AdminDesk, days: int, status: Status | None, words: str) -> Html:
    """A table of how many questions of each status came on each day, then the newest questions."""
    today = dt.datetime.now(dt.UTC).date()
    tallies = admin.desk.log.store.tallies(today - dt.timedelta(days=days - 1), today + dt.timedelta(days=1))
    by_day: dict[dt.date, dict[Status, int]] = {}
    for one in tallies:
        counted = by_day.setdefault(one.day, {})
        counted[one.status] = counted.get(one.status, 0) + one.count
    shown = [kind for kind in STATUS_NAMES if any(kind in counted for counted in by_day.values())]
    total = sum(sum(counted.values()) for counted in by_day.values())
    rows = [
        (f"{day:%Y-%m-%d}", *(f"{by_day[day].get(kind, 0):,}" for kind in shown), f"{sum(by_day[day].values()):,}")
        for day in sorted(by_day, reverse=True)
    ]
    sums = ["합계", *(f"{sum(counted.get(kind, 0) for counted in by_day.values()):,}" for kind in shown), f"{total:,}"]
    entries = admin.entries(days, (status,) if status else (), words, _SHOWN_QUESTIONS)
    newest = [
        (
            _when(entry.time),
            DOORS[entry.door],
            STATUS_NAMES[entry.status],
            entry.question,
            _short(entry.text),
            entry.department or "모름",
        )
        for entry in entries
    ]
    return joined(
        table(
            "날짜와 결과별 질문 수 (날짜는 협정 세계시(UTC) 기준이라 오전 9시에 바뀝니다)",
            ("날짜", *(STATUS_NAMES[kind] for kind in shown), "모두"),
            [*rows, sums] if rows else [],
            "이 기간에 온 질문이 없습니다.",
        ),
        table(
            f"최근 질문 (최대 {_SHOWN_QUESTIONS}건)",
            ("때", "들어온 곳", "결과", "질문", "답", "담당 부서"),
            newest,
            "이 조건에 맞는 질문이 없습니다.",
        ),
    )


def unanswered(admin: AdminDesk, days: int) -> Html:
    """The questions that the documents did not answer: counts by department, then groups by meaning."""
    groups = admin.unanswered(days)
    departments: dict[str, int] = {}
    for group in groups:
        departments[group.department or "모름"] = departments.get(group.department or "모름", 0) + group.count
    files = [
        link(f"{kind} 파일로 받기", f"admin/export/unanswered.{end}?days={days}")
        for kind, end in (("엑셀", "xlsx"), ("CSV", "csv"))
    ]
    return joined(
        Html(f'<p class="links">{files[0]} {files[1]}</p>') if groups else "",
        table(
            "부서별 건수",
            ("담당 부서", "건수"),
            [(name, f"{number:,}") for name, number in sorted(departments.items(), key=lambda one: -one[1])],
            "이 기간에 답하지 못한 질문이 없습니다.",
        ),
        table(
            f"뜻이 비슷한 질문끼리 묶음 (최근 {MOST_GROUPED:,}건까지)",
            ("건수", "담당 부서", "대표 질문", "다른 표현", "마지막 질문"),
            [
                (
                    f"{g.count:,}",
                    g.department or "모름",
                    g.questions[0],
                    " / ".join(g.questions[1:6]) or "없음",
                    _when(g.last),
                )
                for g in groups[:_SHOWN_GROUPS]
            ],
            "",
        )
        if groups
        else "",
    )


def opinions(admin: AdminDesk, days: int) -> Html:
    """The answers that citizens disliked, with their reasons."""
    now = dt.datetime.now(dt.UTC)
    found = admin.desk.log.store.feedback(now - dt.timedelta(days=days), now + dt.timedelta(days=1))
    bad = [one for one in found if not one.helpful]
    reasons: dict[str, int] = {}
    for one in bad:
        for reason in one.reasons or ("",):
            name = REASONS.get(reason, reason) or "고르지 않음"
            reasons[name] = reasons.get(name, 0) + 1
    rows = [
        (
            _when(one.time) if one.time else "",
            one.question,
            _short(one.answer),
            ", ".join(REASONS.get(r, r) for r in one.reasons) or "고르지 않음",
            one.comment or "없음",
        )
        for one in bad[:_SHOWN_OPINIONS]
    ]
    return joined(
        paragraph(f"도움 돼요 {len(found) - len(bad):,}건, 아쉬워요 {len(bad):,}건"),
        table(
            "까닭별 건수",
            ("까닭", "건수"),
            [(name, f"{n:,}") for name, n in sorted(reasons.items(), key=lambda one: -one[1])],
            "이 기간에 ‘아쉬워요’ 의견이 없습니다.",
        ),
        table(f"‘아쉬워요’ 의견 (최대 {_SHOWN_OPINIONS}건)", ("때", "질문", "답", "까닭", "덧붙인 말"), rows, ""),
    )


def documents(admin: AdminDesk, root: str) -> Html:
    """All documents, those for internal use too, first those with something for officials to check."""
    index, today = admin.engine.index, admin.desk.settings.day
    unread = store_of(admin.desk.settings).register().unread
    rows = []
    opened = admin.desk.settings.access is Access.INTERNAL
    for document in index.whole().listed():
        published = document.metadata.published
        warnings = (
            [f"파일을 읽지 못해 전의 글로 답합니다: {unread[document.source]}"] if document.source in unread else []
        )
        if published is None:
            warnings.append("날짜를 알 수 없습니다")
        elif (today - published).days > _OLD_YEARS * 365:
            warnings.append("오래된 문서입니다")
        if document.metadata.in_force_until and document.metadata.in_force_until < today:
            warnings.append("효력이 끝났습니다")
        hidden = document.metadata.is_internal and not opened
        title = document.title if hidden else link(document.title, f"{root}/{document_path(document.id)}")
        states = (Access.INTERNAL.value if document.metadata.is_internal else "", state_words(document.metadata, today))
        date = f"{published:%Y-%m-%d} ({age_words(published, today)})" if published else "모름"
        rows.append(
            (
                not warnings,
                (
                    title,
                    document.metadata.place or "모름",
                    date,
                    ", ".join(filter(None, states)) or "표시 없음",
                    ", ".join(warnings) or "없음",
                ),
            )
        )
    rows.sort(key=lambda row: row[0])
    return joined(
        paragraph(f"문서 {len(rows):,}건, 살펴볼 문서 {sum(not fine for fine, _ in rows):,}건. 색인 {index.version}"),
        table(
            "문서",
            ("제목", "기관·부서", "게시일", "상태", "살펴볼 점"),
            [row for _, row in rows],
            "올려 둔 문서가 없습니다.",
        ),
    )


def curated(admin: AdminDesk) -> Html:
    """The curated answers, each with its state."""
    known, day = admin.engine.index.documents, admin.desk.settings.day
    rows = [
        (
            entry.id,
            " / ".join(entry.wordings),
            entry.text,
            f"{entry.department} {entry.author}, {entry.confirmed}",
            f"{entry.since or '처음'}부터 {f'{entry.until}까지' if entry.until else '계속'}",
            Html(
                paragraph(standing(entry, known, day), "" if state_of(entry, known) is BasisState.STANDS else "warning")
            ),
        )
        for entry in admin.engine.curated.book.all().values()
    ]
    columns = ("이름", "예시 질문", "답", "확인한 사람", "기간", "상태")
    return table("담당자가 확인한 답", columns, rows, "아직 담당자가 확인한 답이 없습니다. 아래에서 더할 수 있습니다.")


def switch(admin: AdminDesk) -> Html:
    """The state of the kill switch."""
    state = admin.engine.switch.state()
    if not admin.desk.settings.enabled:
        return paragraph("설정 enabled가 false라서 답하지 않습니다. 이 화면에서는 켤 수 없습니다.", "warning")
    since = f" ({_when(state.since)}부터, {state.who})" if state.since else ""
    if state.on:
        return paragraph(f"답하고 있습니다{since}.", "good")
    notice = paragraph(f"시민에게 보이는 말: {admin.engine.off_notice}")
    return joined(paragraph(f"답을 멈췄습니다{since}. 까닭: {state.reason or '적지 않음'}", "warning"), notice)


def trail(admin: AdminDesk) -> Html:
    """The newest lines of the audit trail: who changed what."""
    rows = [
        (
            _when(one.time),
            one.who,
            ACTIONS.get(one.action, one.action),
            ", ".join(f"{DETAILS.get(k, k)}: {v}" for k, v in one.details.items() if v) or "없음",
        )
        for one in admin.trail.entries()[:_SHOWN_CHANGES]
    ]
    columns = ("때", "누가", "무엇을", "내용")
    return table(f"누가 언제 무엇을 바꾸었는지 (최근 {_SHOWN_CHANGES}건)", columns, rows, "아직 기록이 없습니다.")


def _when(time: dt.datetime) -> str:
    """`time` in the server's time zone."""
    return f"{time.astimezone():%Y-%m-%d %H:%M}"


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
