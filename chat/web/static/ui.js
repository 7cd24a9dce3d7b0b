// What the chat page adds to Gradio: sending with Enter, what can be done with an answer, one announcement for each finished answer, the
// reader's language. What was said stays in memory.js, the source beside the answer is panel.js. Plain JavaScript, no libraries.
"use strict";
(() => {
  const { $, all, element, english, language, say, memory, panel, maxChars, title } = window.mureobwa;

  // --- the reader's language ---------------------------------------------------------------------------------
  const translate = () => {
    window.mureobwa.translate();
    const labels = { "#send": "ask", "#stop": "stop", "#clear": "new" };
    for (const [selector, name] of Object.entries(labels)) {
      const button = $(selector, document);
      if (!button) continue;
      if (button.textContent.trim() !== say(name)) button.textContent = say(name);
      button.lang = language();
    }
    const box = field();
    if (box) {
      box.placeholder = say("placeholder");
      box.setAttribute("aria-label", say("label"));
    }
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
  let passing = false; // our own click on Gradio's button
  // The oldest turns fall away on the server, so rows cannot be counted: each turn has its number in a class.
  const latestTurn = () => all("#log .user-row [class^='turn-']").at(-1)?.className ?? "";
  const send = () => {
    const box = field();
    if (!box || !box.value.trim() || busy()) return;
    if (over() > 0) { tellLimit(); return; }
    sending = true;
    turnBefore = latestTurn();
    document.body.classList.add("busy");
    lastQuestion = box.value.trim();
    alertText("");
    if (broken) { again(lastQuestion); return; }
    watch();
    fill($("#before textarea"), searchedLast());
    passing = true;
    $("#send").click();
    passing = false;
  };
  // A click on the button goes the same way as Enter.
  document.addEventListener("click", (event) => {
    if (passing || !event.target.closest("#send")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    send();
  }, true);
  // The question that a follow-up hangs on: the last one that was looked for in the documents, as it was read.
  const asRead = (answer) => $(".read-as q", answer)?.textContent ?? questionOf(answer);
  const SEARCHED = ".is-answered, .is-partial, .is-related, .is-curated, .is-no_evidence";
  const searchedLast = () => {
    const last = all("#talk .answer").filter((answer) => answer.matches(SEARCHED)).at(-1);
    return last ? asRead(last) : "";
  };
  // A question that takes its time: a word after three seconds, a way out after fifteen, also where the server's first word does not come.
  let waits = [];
  const watch = () => {
    const word = () => { if (busy()) alertText(say("still_looking")); };
    const wayOut = () => {
      if (!busy()) return;
      alertText(say("taking_long"));
      document.body.classList.add("waiting");
    };
    waits = [setTimeout(word, 3000), setTimeout(wayOut, 15000)];
  };
  const unwatch = () => {
    if (!waits.length) return false;
    for (const wait of waits) clearTimeout(wait);
    waits = [];
    return true;
  };
  let lastQuestion = "";
  const fill = (box, text) => {
    box.value = text;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const put = (text) => { if (field()) fill(field(), text); };
  const ask = (text) => { put(text); setTimeout(send, 0); };
  // Characters beyond the limit, as the server counts them (code points, the ends trimmed); below 0 while some are left. Nothing is cut
  // from what was pasted: the visitor sees how much is too much.
  const over = () => [...(field()?.value.trim() ?? "")].length - maxChars;
  const tellLimit = () => alertText(say("limit", { n: maxChars }));
  const count = () => {
    const counter = $("#counter");
    const more = over();
    const text = field()?.value ? say(more > 0 ? "over" : "counter", { n: Math.abs(more) }) : "";
    if (counter.textContent !== text) counter.textContent = text;
    counter.classList.toggle("near", more > -50);
    const told = counter.classList.contains("over");
    if (more > 0 && !told) tellLimit();
    if (more <= 0 && told) alertText("");
    counter.classList.toggle("over", more > 0);
  };
  // Hangul is composed while it is typed: the Enter that ends a syllable must send, once, with that syllable in it.
  let pending = false;
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { hideTip(); if (panel.isOpen()) panel.close(); return; }
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
    bar.lang = language();
    bar.textContent = text;
  };
  // Gradio does not find its way back after a lost connection: the page is loaded anew, with the question. It goes in the window's name,
  // which lives in memory only: nobody has masked it yet.
  const AGAIN = "mureobwa.again:";
  const unsent = () => {
    const left = window.name.startsWith(AGAIN) ? window.name.slice(AGAIN.length) : "";
    if (left) window.name = "";
    return left;
  };
  let broken = false;
  const again = async (text) => {
    try {
      await plainFetch("ui/icon.svg", { cache: "no-store" });
      window.name = AGAIN + text;
      location.reload();
    } catch { lost(); }
  };
  // Seconds until the server wants to be asked again.
  const comeBack = (response) => response?.headers.get("retry-after") ?? 60;
  const lost = (response) => {
    broken = true;
    sending = false;
    unwatch();
    document.body.classList.remove("busy", "waiting");
    document.body.classList.add("broken");
    alertText(response?.status === 503 ? say("busy", { n: comeBack(response) }) : say("offline"));
    if (field() && !field().value && lastQuestion) put(lastQuestion);
  };
  // The server has not taken the question yet, so Gradio cannot stop it: it is given up here.
  document.addEventListener("click", (event) => {
    if (!sending || !event.target.closest("#stop")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    lost();
    alertText(say("stopped"));
  }, true);
  // The answer comes in a stream that stays open until it is whole. One that ends before (the server was restarted, the connection is gone)
  // would leave the page waiting for ever.
  const listen = async (response) => {
    let heard = "";
    try {
      for (const reader = response.body.pipeThrough(new TextDecoderStream()).getReader(); ;) {
        const { done, value } = await reader.read();
        if (done) break;
        heard = (heard + value).slice(-value.length - 40);
        if (/"process_completed"|"close_stream"/.test(heard)) return;
      }
    } catch { /* broken off */ }
    if (busy()) lost();
  };
  const plainFetch = window.fetch.bind(window);
  window.fetch = async (...given) => {
    const address = String(given[0]?.url ?? given[0]);
    const joins = address.includes("/gradio_api/queue/join");
    const hears = address.includes("/gradio_api/queue/data");
    try {
      const response = await plainFetch(...given);
      if ((joins || hears) && !response.ok) lost(response);
      else if (hears && response.body) listen(response.clone());
      return response;
    } catch (error) {
      if (joins || hears) lost();
      throw error;
    }
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
    if (link && plain) { event.preventDefault(); panel.open(link, true); return; }
    const next = event.target.closest("a.ask");
    if (next && plain) { event.preventDefault(); ask(next.textContent.trim()); return; }
    const term = event.target.closest(".term");
    if (term) showTip(term);
    if (event.target.closest("#panel-close")) panel.close();
    if (event.target.closest("#clear")) {
      panel.close();
      memory.clear(latestTurn());
      window.speechSynthesis?.cancel();
      announced = "";
      sending = false;
      document.body.classList.remove("busy");
      field()?.focus();
    }
  });

  // A citation is a button that Gradio lets pass as a link only: Space presses it, as Enter does.
  document.addEventListener("keydown", (event) => {
    if (event.key !== " " || !event.target.matches?.("a.cite")) return;
    event.preventDefault();
    event.target.click();
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
  const tell = (text, lang = language()) => {
    const box = $("#told");
    box.textContent = "";
    box.lang = lang;
    setTimeout(() => { box.textContent = text; }, 30);
  };
  const questionRow = (answer) => {
    let row = answer.closest(".message-row");
    while (row && !row.matches(".user-row")) row = row.previousElementSibling;
    return row;
  };
  const questionOf = (answer) => {
    const row = questionRow(answer);
    return row ? $(".message-content", row)?.textContent.trim() ?? "" : "";
  };
  const languageOf = (answer) => [...answer.classList].find((name) => name.startsWith("lang-"))?.slice(5) ?? "ko";
  // The sentences of an answer and the items of its lists, without the numbers of their sources; or other parts of it.
  const SAID = ".direct, .sentence, .items li, .refusal";
  const parts = (answer, selector = SAID) => all(selector, answer).map((part) => {
    const copy = part.cloneNode(true);
    for (const cite of all(".cite", copy)) cite.remove();
    for (const end of all("br", copy)) end.replaceWith("\n");
    const lines = copy.textContent.split("\n").map((line) => line.trim().replace(/\s+/g, " "));
    return { words: lines.join(part.matches(".passage") ? "\n" : " "), isItem: part.matches("li") };
  });
  // One hears where an item ends.
  const spoken = (answer, selector) => parts(answer, selector).map(({ words, isItem }) => (isItem && !/[.?!]$/.test(words) ? words + "." : words)).join(" ");
  const written = (answer) => parts(answer, `.confirmed, ${SAID}, .passage`).map(({ words, isItem }) => (isItem ? "- " : "") + words).join("\n");
  const asText = (answer) => {
    const sources = all("a.source:has(.number)", answer).map((source) => {
      const [number, name, facts] = [".number", ".title", ".facts"].map((part) => $(part, source).textContent.trim());
      return `[${number}] ${name} ${facts && `(${facts}) `}${source.href}`;
    });
    const notes = parts(answer, ".notes li").map(({ words }) => `※ ${words}`);
    const contacts = parts(answer, ".contacts li").map(({ words }) => words);
    const today = new Date().toLocaleDateString("ko-KR");
    const blocks = [[questionOf(answer)], [written(answer), ...notes], contacts, sources, [`${title}, ${today}`]];
    return blocks.filter((block) => block.length).map((block) => block.join("\n")).join("\n\n");
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
  const readAloud = (answer, button) => {
    const speaking = button.getAttribute("aria-pressed") === "true";
    speechSynthesis.cancel();
    for (const other of all(".do-listen[aria-pressed=true]")) other.setAttribute("aria-pressed", "false");
    if (speaking) return;
    const speech = new SpeechSynthesisUtterance(spoken(answer, `${SAID}, .passage`));
    speech.lang = languageOf(answer) === "ko" ? "ko-KR" : languageOf(answer);
    speech.rate = 0.95;
    speech.onend = () => button.setAttribute("aria-pressed", "false");
    button.setAttribute("aria-pressed", "true");
    speechSynthesis.speak(speech);
  };
  // What became of an opinion is told: kept, or not kept and why.
  const opinion = async (answer, bar, helpful, extra = {}) => {
    const status = [...answer.classList].find((name) => name.startsWith("is-"))?.slice(3) ?? "";
    const answer_id = [...answer.classList].find((name) => name.startsWith("id-"))?.slice(3) ?? "";
    const body = JSON.stringify({ question: questionOf(answer), answer: spoken(answer).slice(0, 4000), status, answer_id, helpful, ...extra });
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
    const form = element("form", { className: "reasons", lang: language() });
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
    const made = element("div", { className: "actions", lang: language() });
    made.setAttribute("role", "group");
    const done = answer.matches(".is-answered, .is-partial, .is-related, .is-no_evidence, .is-needs_personal_record, .is-curated, .is-counter");
    made.append(action("retry", () => ask(questionOf(answer))));
    if (done) {
      made.append(action("copy", (b) => { copyText(asText(answer)); flash(b, say("copied")); }));
      made.append(action("share", (b) => { copyText(document.baseURI + "?q=" + encodeURIComponent(asRead(answer))); flash(b, say("copied")); }));
      if ("speechSynthesis" in window) made.append(action("listen", (b) => readAloud(answer, b)));
      made.append(action("print", () => print()));
      const opinions = element("span", { className: "opinions" });
      opinions.append(action("good", (b) => { opinion(answer, b.closest(".actions"), true); }));
      opinions.append(action("bad", (b) => reasons(answer, b.closest(".actions"), b)));
      made.append(opinions);
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
    remember();
    document.body.classList.toggle("talking", Boolean($("#talk .message-row")));
    count();
    if (!log) return;
    if (log.getAttribute("aria-live") !== "off") log.setAttribute("aria-live", "off");
    if (log.getAttribute("aria-label") !== say("log")) log.setAttribute("aria-label", say("log"));
    for (const node of all("#log [data-testid=bot][aria-label], #log [data-testid=user][aria-label]")) node.removeAttribute("aria-label");
    for (const link of all("#talk a[target]")) link.removeAttribute("target");
    for (const link of all("#talk a.cite:not([aria-expanded])")) {
      const source = all("a.source", link.closest(".answer, .answering")).find((s) => $(".number", s)?.textContent === link.textContent);
      link.setAttribute("aria-label", `${say("source")} ${link.textContent}: ${source ? $(".title", source).textContent : ""}`);
      link.setAttribute("role", "button");
      link.setAttribute("aria-expanded", "false");
      link.setAttribute("aria-controls", "panel");
    }
    for (const term of all("#talk .term:not([tabindex])")) term.tabIndex = 0;
    for (const list of all("#talk .answer ul:not([role])")) list.setAttribute("role", "list"); // Safari knows one without bullets by its role alone
    // In which language each part is read out: Gradio lets classes pass and no lang.
    for (const part of all("#talk .ko:not([lang])")) part.lang = "ko";
    for (const part of all("#talk .en:not([lang])")) part.lang = "en";
    for (const answer of all("#talk .answer:not([lang])")) {
      answer.lang = languageOf(answer);
      $("h2", questionRow(answer) ?? answer)?.setAttribute("lang", answer.lang);
    }
    for (const answer of all("#talk .answer")) {
      const holder = answer.closest(".message");
      if (holder && !$(".actions", holder)) holder.append(bar(answer));
    }
    if (english()) window.mureobwa.translate($("#log"));
    const lastRow = rows.at(-1);
    const waiting = Boolean(!broken && lastRow && $(".progress", lastRow));
    if (latestTurn() !== turnBefore) sending = false;
    document.body.classList.toggle("busy", waiting || sending);
    if (!busy() && unwatch()) alertText("");
    // There is something to stop once the server has taken the question; an answer within a blink needs no such button.
    if (waiting || !busy()) document.body.classList.toggle("waiting", waiting);
    const answer = lastRow && $(".answer", lastRow);
    const key = answer ? latestTurn() + spoken(answer) : "";
    if (answer && key !== announced) finished(answer, key);
    if (waiting && lastRow.dataset.seen !== "1") {
      lastRow.dataset.seen = "1";
      rows.at(-2)?.scrollIntoView({ block: "start" });
    }
  };
  // Each answer as it came, before anything is added to it. One that failed or was stopped is no answer.
  const remember = () => {
    for (const answer of all("#log .answer:not(.is-error, .is-stopped)")) {
      const asked = questionRow(answer);
      if (asked) memory.keep($("[class^='turn-']", asked).className, questionOf(answer), answer.outerHTML);
    }
    memory.showBefore(latestTurn());
  };
  const finished = (answer, key) => {
    announced = key;
    tell(`${say("answered")} ${spoken(answer)}`, languageOf(answer));
    if (answer.matches(".is-error, .is-stopped") && field() && !field().value) put(questionOf(answer));
    panel.follow(answer);
    questionRow(answer)?.scrollIntoView({ block: "start" });
  };
  let scheduled = false;
  new MutationObserver(() => {
    if (scheduled) return;
    scheduled = true;
    requestAnimationFrame(() => { scheduled = false; ready(); decorate(); });
  }).observe($("gradio-app"), { childList: true, subtree: true, attributes: true, attributeFilter: ["aria-label", "aria-live"] });

  let started = false;
  const ready = () => {
    // A question in the address is asked at once: all that asking touches must be there.
    if (started || !field() || !["#clear", "#send", "#before textarea"].every((part) => $(part))) return;
    started = true;
    $("#composer").append($("#counter"));
    translate();
    const given = unsent() || new URLSearchParams(location.search).get("q");
    // A link asks its question once: a reload shows the answer again, and what it asked stays in no address.
    if (location.search) history.replaceState(history.state, "", location.pathname);
    if (given) ask(given);
    document.body.dataset.ready = "1";
  };
  // What stood here before: nothing of it is read out, and the focus stays where it is.
  const resume = () => {
    decorate();
    const last = all("#former .answer").at(-1);
    if (!last) return;
    questionRow(last).scrollIntoView({ block: "start" });
    if (history.state?.source) panel.unfold();
    else panel.follow(last);
  };
  resume();
  ready();
})();
