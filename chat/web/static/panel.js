// The source beside the answer, on a narrow screen a sheet over it. The open sheet is a step in the tab's history: the phone's Back closes it,
// and Back from the whole document finds it open.
"use strict";
(() => {
  const { $, all, element, say, translate } = window.mureobwa;
  const wide = matchMedia("(min-width: 66rem)");
  const panel = $("#panel");
  const body = $("#panel-body");
  const empty = body.cloneNode(true);
  let opener = null;
  const placeOf = (link) => { const url = new URL(link.href); return url.pathname + url.search; };
  const stepped = () => history.state?.source;
  const step = (source) => {
    if (wide.matches || stepped() === source) return;
    if (stepped()) history.replaceState({ source }, "");
    else history.pushState({ source }, "");
  };
  const fold = () => { for (const cite of all(".cite[aria-expanded]")) cite.setAttribute("aria-expanded", "false"); };

  const open = async (link, focus) => {
    fold();
    if (link.classList.contains("cite")) link.setAttribute("aria-expanded", "true");
    opener = link;
    panel.classList.add("open");
    const source = placeOf(link);
    step(source);
    if (panel.dataset.shown !== source) await load(link, source);
    if (panel.dataset.shown !== source) return; // closed or another opened meanwhile
    if (focus) panel.focus({ preventScroll: true });
    const mark = $("mark", body);
    if (mark) panel.scrollTop = Math.max(0, mark.getBoundingClientRect().top - panel.getBoundingClientRect().top + panel.scrollTop - panel.clientHeight / 3);
  };
  const load = async (link, source) => {
    panel.dataset.shown = source;
    body.replaceChildren(element("p", { className: "empty", textContent: say("loading") }));
    try {
      const url = new URL(link.href);
      const response = await fetch(url.pathname + "/passage" + url.search);
      if (!response.ok) throw new Error(String(response.status));
      const html = new DOMParser().parseFromString(await response.text(), "text/html");
      if (panel.dataset.shown !== source) return;
      body.replaceChildren(...html.body.childNodes);
      translate(body);
    } catch {
      const whole = element("a", { href: link.href, textContent: say("open_source") });
      if (panel.dataset.shown === source) body.replaceChildren(element("p", { textContent: say("source_failed") }), whole);
    }
  };
  const hide = () => {
    const focused = panel.contains(document.activeElement);
    panel.classList.remove("open");
    delete panel.dataset.shown;
    body.replaceChildren(...empty.cloneNode(true).childNodes);
    translate(body);
    fold();
    if (focused && opener?.isConnected) opener.focus();
  };
  const close = () => {
    hide();
    if (stepped()) history.back();
  };
  const isOpen = () => panel.classList.contains("open");

  // An answer without a source must not stand beside the source of the one before it.
  const follow = (answer) => {
    const first = $("a.cite", answer);
    if (!first) close();
    else if (wide.matches) open(first, false);
  };
  // The sheet as the step in the history says: gone back from, gone forward to, or come back to from a document.
  const unfold = () => {
    const link = stepped() && all("#talk a.cite, #talk a.source").find((one) => placeOf(one) === stepped());
    if (link) open(link, true);
    else if (isOpen() && !wide.matches) hide();
  };
  addEventListener("popstate", unfold);
  window.mureobwa.panel = { open, close, isOpen, follow, unfold };
})();
