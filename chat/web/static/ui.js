// What the chat page adds to Gradio: sending with Enter, the source beside the answer, what can be done with an
// answer, one announcement for each finished answer, the reader's language. Plain JavaScript, no libraries.
"use strict";
(() => {
  const { words, maxChars, title } = window.mureobwa;
  const $ = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const english = () => document.documentElement.classList.contains("english");
  const say = (name, values = {}) =>
    (words[english() ? "en" : "ko"][name] ?? name).replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
  const element = (tag, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };
  const wide = matchMedia("(min-width: 66rem)");

  // --- the reader's language ---------------------------------------------------------------------------------
  // In the page an entry is named by data-t; inside answers, where Gradio strips data attributes, by a class t-NAME.
  const named = (node) => node.dataset.t ?? [...node.classList].find((name) => name.startsWith("t-"))?.slice(2);
  const translate = (root = document) => {
    for (const node of all("[data-t], .t", root)) {
      const name = named(node);
      const count = node.dataset.n ?? [...node.classList].find((c) => /^n-\d+$/.test(c))?.slice(2);
      if (name && words.ko[name]) node.textContent = say(name, { n: count, date: node.dataset.date });
    }
    const labels = { "#send": "ask", "#stop": "stop", "#clear": "new" };
    for (const [selector, name] of Object.entries(labels)) {
      const button = $(selector, document);
      if (button && button.textContent.trim() !== say(name)) button.textContent = say(name);
    }
    const box = field();
    if (box) {
      box.placeholder = say("placeholder");
      box.setAttribute("aria-label", say("label"));
    }
    const menu = $("details.display summary");
    if (menu) menu.setAttribute("aria-label", say("settings"));
  };
  document.addEventListener("mureobwa:view", () => {
    translate();
    for (const bar of all(".actions")) bar.remove();
    decorate();
  });

  // --- asking ------------------------------------------------------------------------------------------------
  const field = () => $("#question textarea");
  const busy = () => document.body.classList.contains("busy");
  let sending = false; // sent, and nothing seen of it yet
  let turnBefore = "";
  // The oldest turns fall away on the server, so rows cannot be counted: each turn has its number in a class.
  const latestTurn = () => all("#log .user-row [class^='turn-']").at(-1)?.className ?? "";
  const send = () => {
    const box = field();
    if (!box || !box.value.trim() || busy()) return;
    sending = true;
    turnBefore = latestTurn();
    document.body.classList.add("busy");
    lastQuestion = box.value.trim();
    alertText("");
    if (broken) { again(lastQuestion); return; }
    watch();
    $("#send").click();
  };
  // A question that takes its time: a word after three seconds, a way out after fifteen.
  let waits = [];
  const watch = () => {
    waits = [[3000, "still_looking"], [15000, "too_long"]].map(([after, name]) =>
      setTimeout(() => { if (busy()) alertText(say(name)); }, after));
  };
  const unwatch = () => {
    if (!waits.length) return false;
    for (const wait of waits) clearTimeout(wait);
    waits = [];
    return true;
  };
  let lastQuestion = "";
  const put = (text) => {
    const box = field();
    if (!box) return;
    box.value = text.slice(0, maxChars);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    count();
  };
  const ask = (text) => { put(text); setTimeout(send, 0); };
  const count = () => {
    const box = field();
    const left = maxChars - (box ? box.value.length : 0);
    const counter = $("#counter");
    const text = box && box.value.length ? say("counter", { n: left }) : "";
    if (counter.textContent !== text) counter.textContent = text;
    counter.classList.toggle("near", left < 50);
  };
  // Hangul is composed while it is typed: the Enter that ends a syllable must send, once, with that syllable in it.
  let pending = false;
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { hideTip(); if ($("#panel").classList.contains("open")) closePanel(); return; }
    // Windows names the key of a composing Enter "Process"; its place on the keyboard is the same.
    const composing = event.isComposing || event.keyCode === 229;
    const enter = event.key === "Enter" || (composing && /^(Numpad)?Enter$/.test(event.code));
    if (event.target !== field() || !enter || event.shiftKey) return;
    event.stopImmediatePropagation();
    if (composing) { pending = true; return; }
    event.preventDefault();
    pending = false;
    send();
  }, true);
  document.addEventListener("keypress", (event) => {
    // Gradio would send on this one too.
    if (event.target === field() && event.key === "Enter" && !event.shiftKey) {
      event.stopImmediatePropagation();
      event.preventDefault();
    }
  }, true);
  document.addEventListener("compositionend", (event) => {
    if (event.target !== field() || !pending) return;
    setTimeout(() => { if (pending) { pending = false; put(field().value.replace(/\n$/, "")); send(); } }, 60);
  }, true);
  document.addEventListener("input", (event) => { if (event.target === field()) count(); });

  // --- a server that cannot be reached -----------------------------------------------------------------------
  const alertText = (text) => {
    let bar = $("#alert");
    if (!bar) {
      bar = element("p", { id: "alert", className: "notice" });
      bar.setAttribute("role", "alert");
      $("#composer").before(bar);
    }
    bar.hidden = !text;
    bar.textContent = text;
  };
  // Gradio does not find its way back after a lost connection: the page is loaded anew, with the question.
  let broken = false;
  const again = async (text) => {
    try {
      await plainFetch("ui/icon.svg", { cache: "no-store" });
      sessionStorage.setItem("mureobwa.again", text);
      location.reload();
    } catch { lost(); }
  };
  // Seconds until the server wants to be asked again.
  const comeBack = (response) => response?.headers.get("retry-after") ?? 60;
  const lost = (response) => {
    broken = true;
    sending = false;
    unwatch();
    document.body.classList.remove("busy");
    alertText(response?.status === 503 ? say("busy", { n: comeBack(response) }) : say("offline"));
    if (field() && !field().value && lastQuestion) put(lastQuestion);
  };
  const plainFetch = window.fetch.bind(window);
  window.fetch = async (...given) => {
    const address = String(given[0]?.url ?? given[0]);
    const watched = address.includes("/gradio_api/queue/join");
    try {
      const response = await plainFetch(...given);
      if (watched && !response.ok) lost(response);
      return response;
    } catch (error) {
      if (watched) lost();
      throw error;
    }
  };

  // --- the source beside the answer --------------------------------------------------------------------------
  let opener = null;
  const emptyPanel = $("#panel-body").cloneNode(true);
  const openPanel = async (link, focus) => {
    const panel = $("#panel");
    const body = $("#panel-body");
    for (const cite of all(".cite[aria-expanded]")) cite.setAttribute("aria-expanded", "false");
    if (link.classList.contains("cite")) link.setAttribute("aria-expanded", "true");
    opener = link;
    panel.classList.add("open");
    const url = new URL(link.href);
    const shown = url.pathname + url.search;
    if (panel.dataset.shown !== shown) {
      panel.dataset.shown = shown;
      body.replaceChildren(element("p", { className: "empty", textContent: say("loading") }));
      try {
        const response = await plainFetch(url.pathname + "/passage" + url.search);
        if (!response.ok) throw new Error(String(response.status));
        const html = new DOMParser().parseFromString(await response.text(), "text/html");
        if (panel.dataset.shown !== shown) return;
        body.replaceChildren(...html.body.childNodes);
        translate(body);
      } catch {
        const a = element("a", { href: link.href, textContent: say("open_source") });
        body.replaceChildren(element("p", { textContent: say("source_failed") }), a);
      }
    }
    if (focus) panel.focus({ preventScroll: true });
    const mark = $("mark", body);
    if (mark) panel.scrollTop = Math.max(0, mark.getBoundingClientRect().top - panel.getBoundingClientRect().top + panel.scrollTop - panel.clientHeight / 3);
  };
  const closePanel = () => {
    const panel = $("#panel");
    const focused = panel.contains(document.activeElement);
    panel.classList.remove("open");
    delete panel.dataset.shown;
    $("#panel-body").replaceChildren(...emptyPanel.cloneNode(true).childNodes);
    translate($("#panel-body"));
    for (const cite of all(".cite[aria-expanded]")) cite.setAttribute("aria-expanded", "false");
    if (focused && opener?.isConnected) opener.focus();
  };

  // --- plain words -------------------------------------------------------------------------------------------
  const hideTip = () => { $("#tip")?.remove(); for (const t of all(".term[aria-describedby]")) t.removeAttribute("aria-describedby"); };
  const showTip = (term) => {
    hideTip();
    if (term.title) { term.dataset.tip = term.title; term.removeAttribute("title"); }
    if (!term.dataset.tip) return;
    const tip = element("div", { id: "tip", textContent: `${term.textContent}: ${term.dataset.tip}` });
    tip.setAttribute("role", "tooltip");
    document.body.append(tip);
    const at = term.getBoundingClientRect();
    tip.style.left = Math.max(8, Math.min(at.left, innerWidth - tip.offsetWidth - 8)) + scrollX + "px";
    tip.style.top = at.bottom + scrollY + 6 + "px";
    term.setAttribute("aria-describedby", "tip");
  };
  document.addEventListener("focusin", (event) => { const t = event.target.closest?.(".term"); if (t) showTip(t); else hideTip(); });
  document.addEventListener("mouseover", (event) => { const t = event.target.closest?.(".term"); if (t) showTip(t); else if ($("#tip") && !event.target.closest?.("#tip")) hideTip(); });

  // --- clicks ------------------------------------------------------------------------------------------------
  document.addEventListener("click", (event) => {
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey);
    const link = event.target.closest("a.cite, a.source");
    if (link && plain) { event.preventDefault(); openPanel(link, true); return; }
    const next = event.target.closest("a.ask");
    if (next && plain) { event.preventDefault(); ask(next.textContent.trim()); return; }
    const term = event.target.closest(".term");
    if (term) showTip(term);
    if (event.target.closest("#panel-close")) closePanel();
    if (event.target.closest("#clear")) { closePanel(); speechSynthesis?.cancel(); announced = ""; sending = false; document.body.classList.remove("busy"); field()?.focus(); }
  });

  // --- what can be done with an answer -----------------------------------------------------------------------
  const icons = {
    copy: "M9 9h10v11H9zM5 15V4h10", listen: "M4 10v4h4l5 4V6l-5 4zM16.5 9a4 4 0 0 1 0 6M19 6.5a8 8 0 0 1 0 11",
    share: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1", print: "M7 8V4h10v4M7 17H4V9h16v8h-3M7 14h10v6H7z",
    retry: "M4 12a8 8 0 1 1 2.5 5.8M4 19v-5h5", good: "M7 11v9H4v-9zM7 11l4-7c1.5 0 2.3 1 2 2.5L12.3 10H18a2 2 0 0 1 2 2.4l-1.2 6A2 2 0 0 1 17 20H7",
    bad: "M7 13V4H4v9zM7 13l4 7c1.5 0 2.3-1 2-2.5L12.3 14H18a2 2 0 0 0 2-2.4l-1.2-6A2 2 0 0 0 17 4H7",
  };
  const icon = (name) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", icons[name]);
    svg.append(path);
    return svg;
  };
  const action = (name, run, labelled = true) => {
    const button = element("button", { type: "button", className: "do-" + name }, icon(name));
    if (labelled) button.append(element("span", { textContent: say(name) }));
    button.setAttribute("aria-label", say(name));
    button.title = say(name);
    button.addEventListener("click", () => run(button));
    return button;
  };
  const tell = (text) => { const box = $("#told"); box.textContent = ""; setTimeout(() => { box.textContent = text; }, 30); };
  const questionOf = (answer) => {
    let row = answer.closest(".message-row");
    while (row && !row.matches(".user-row")) row = row.previousElementSibling;
    return row ? $(".message-content", row)?.textContent.trim() ?? "" : "";
  };
  const spoken = (answer) => all(".direct, .sentence, .refusal", answer).map((part) => {
    const copy = part.cloneNode(true);
    for (const cite of all(".cite", copy)) cite.remove();
    return copy.textContent.trim();
  }).join(" ").replace(/\s+/g, " ");
  const asText = (answer) => {
    const sources = all("a.source", answer).map((s) => `[${$(".number", s).textContent}] ${$(".title", s).textContent} (${$(".facts", s).textContent}) ${s.href}`);
    const today = new Date().toLocaleDateString("ko-KR");
    return [questionOf(answer), "", spoken(answer), "", ...sources, `${title}, ${today}`].join("\n");
  };
  const copyText = async (text) => {
    try { await navigator.clipboard.writeText(text); } catch {
      const box = element("textarea", { value: text });
      document.body.append(box);
      box.select();
      document.execCommand("copy");
      box.remove();
    }
    tell(say("copied"));
  };
  const flash = (button, text) => {
    const label = $("span", button);
    if (!label) return;
    const before = label.textContent;
    label.textContent = text;
    setTimeout(() => { label.textContent = before; }, 1500);
  };
  const listen = (answer, button) => {
    const speaking = button.getAttribute("aria-pressed") === "true";
    speechSynthesis.cancel();
    for (const other of all(".do-listen[aria-pressed=true]")) other.setAttribute("aria-pressed", "false");
    if (speaking) return;
    const speech = new SpeechSynthesisUtterance(spoken(answer));
    speech.lang = "ko-KR";
    speech.rate = 0.95;
    speech.onend = () => button.setAttribute("aria-pressed", "false");
    button.setAttribute("aria-pressed", "true");
    speechSynthesis.speak(speech);
  };
  // What became of an opinion is told: kept, or not kept and why.
  const opinion = async (answer, bar, helpful, extra = {}) => {
    const status = [...answer.classList].find((name) => name.startsWith("is-"))?.slice(3) ?? "";
    const body = JSON.stringify({ question: questionOf(answer), answer: spoken(answer).slice(0, 4000), status, helpful, ...extra });
    let sent = null;
    try {
      sent = await plainFetch("feedback", { method: "POST", headers: { "content-type": "application/json" }, body, keepalive: true });
    } catch { /* told below */ }
    if (sent?.status === 204) thank(bar);
    else alertText(say(sent?.status === 429 ? "too_many_opinions" : "not_kept", { n: comeBack(sent) }));
  };
  const thank = (bar) => {
    bar.parentNode.querySelector(".reasons")?.remove();
    for (const button of all(".do-good, .do-bad", bar)) button.remove();
    bar.append(element("p", { className: "thanks", textContent: say("thanks") }));
    tell(say("thanks"));
  };
  const reasons = (answer, bar, button) => {
    const open = bar.parentNode.querySelector(".reasons");
    button.setAttribute("aria-pressed", String(!open));
    if (open) { open.remove(); return; }
    const form = element("form", { className: "reasons" });
    const group = element("fieldset");
    group.style.cssText = "border:0;margin:0;padding:0";
    group.append(element("legend", { textContent: say("why") }));
    for (const name of ["wrong", "off", "hard", "missing"]) {
      group.append(element("label", {}, element("input", { type: "checkbox", name: "reason", value: name }), say("reason_" + name)));
    }
    const comment = element("textarea", { name: "comment", rows: 2, maxLength: 1000 });
    form.append(group, element("label", { className: "wide" }, say("comment"), comment), element("button", { type: "submit", textContent: say("send") }));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      opinion(answer, bar, false, { reasons: all("input:checked", form).map((box) => box.value), comment: comment.value });
    });
    bar.after(form);
    $("input", form).focus();
  };
  const bar = (answer) => {
    const made = element("div", { className: "actions" });
    made.setAttribute("role", "group");
    const done = answer.matches(".is-answered, .is-partial, .is-related, .is-no_evidence, .is-needs_personal_record");
    made.append(action("retry", () => ask(questionOf(answer))));
    if (done) {
      made.append(action("copy", (b) => { copyText(asText(answer)); flash(b, say("copied")); }));
      made.append(action("share", (b) => { copyText(document.baseURI + "?q=" + encodeURIComponent(questionOf(answer))); flash(b, say("copied")); }));
      if ("speechSynthesis" in window) made.append(action("listen", (b) => listen(answer, b)));
      made.append(action("print", () => print()));
      made.append(element("span", { className: "gap" }));
      made.append(action("good", (b) => { opinion(answer, b.closest(".actions"), true); }));
      made.append(action("bad", (b) => reasons(answer, b.closest(".actions"), b)));
    }
    return made;
  };

  addEventListener("beforeprint", () => {
    $("#printed").textContent = `${title}, ${new Date().toLocaleString("ko-KR")}, ${document.baseURI}`;
  });

  // --- what Gradio draws, repaired ---------------------------------------------------------------------------
  let announced = "";
  const decorate = () => {
    const log = $("#log [role=log]");
    const rows = all("#log .message-row");
    document.body.classList.toggle("talking", rows.length > 0);
    count();
    if (!log) return;
    if (log.getAttribute("aria-live") !== "off") log.setAttribute("aria-live", "off");
    for (const node of all("#log [data-testid=bot][aria-label], #log [data-testid=user][aria-label]")) node.removeAttribute("aria-label");
    for (const link of all("#log a[target]")) link.removeAttribute("target");
    for (const link of all("#log a.cite:not([aria-expanded])")) {
      const source = all("a.source", link.closest(".answer, .answering")).find((s) => $(".number", s).textContent === link.textContent);
      link.setAttribute("aria-label", `${say("source")} ${link.textContent}: ${source ? $(".title", source).textContent : ""}`);
      link.setAttribute("role", "button");
      link.setAttribute("aria-expanded", "false");
      link.setAttribute("aria-controls", "panel");
    }
    for (const term of all("#log .term:not([tabindex])")) term.tabIndex = 0;
    for (const answer of all("#log .answer")) {
      const holder = answer.closest("[data-testid=bot]");
      if (holder && !$(".actions", holder)) holder.append(bar(answer));
    }
    if (english()) translate($("#log"));
    const lastRow = rows.at(-1);
    const waiting = Boolean(lastRow && $(".progress", lastRow));
    if (latestTurn() !== turnBefore) sending = false;
    document.body.classList.toggle("busy", waiting || sending);
    if (!busy() && unwatch()) alertText("");
    // There is something to stop once the server has taken the question; an answer within a blink needs no such button.
    document.body.classList.toggle("waiting", waiting);
    const answer = lastRow && $(".answer", lastRow);
    const key = answer ? latestTurn() + spoken(answer) : "";
    if (answer && key !== announced) finished(answer, key);
    if (waiting && lastRow.dataset.seen !== "1") {
      lastRow.dataset.seen = "1";
      rows.at(-2)?.scrollIntoView({ block: "start" });
    }
  };
  const finished = (answer, key) => {
    announced = key;
    tell(`${say("answered")} ${spoken(answer)}`);
    if (answer.matches(".is-error, .is-stopped") && field() && !field().value) put(questionOf(answer));
    const first = $("a.cite", answer);
    if (first && wide.matches) openPanel(first, false);
    const question = answer.closest(".message-row").previousElementSibling;
    question?.scrollIntoView({ block: "start" });
  };
  let scheduled = false;
  new MutationObserver(() => {
    if (scheduled) return;
    scheduled = true;
    requestAnimationFrame(() => { scheduled = false; ready(); decorate(); });
  }).observe($("gradio-app"), { childList: true, subtree: true, attributes: true, attributeFilter: ["aria-label", "aria-live"] });

  let started = false;
  const ready = () => {
    if (started || !field() || !$("#clear")) return;
    started = true;
    $("#composer").append($("#counter"));
    translate();
    const given = new URLSearchParams(location.search).get("q");
    const left = sessionStorage.getItem("mureobwa.again");
    sessionStorage.removeItem("mureobwa.again");
    if (left) ask(left);
    else if (given) { put(given); field().focus(); }
    document.body.dataset.ready = "1";
  };
  ready();
})();
