// What was said in this tab, kept on the visitor's side alone (sessionStorage) and shown again above the log after a reload, on the way back
// from a document, and where the server has forgotten it. A question is kept as the page shows it: personal data masked by the server.
"use strict";
(() => {
  const { $, element, translate } = window.mureobwa;
  const NAME = "mureobwa.turns";
  const MOST_TURNS = 20; // as many as the server shows (MAX_TURNS in chat/web/conversations.py)
  const MOST_CHARS = 400_000; // a site may store some five million
  const isTurn = (turn) => ["key", "question", "answer"].every((part) => typeof turn?.[part] === "string");
  const read = () => {
    try {
      return JSON.parse(sessionStorage.getItem(NAME) ?? "[]").filter(isTurn);
    } catch { return []; } // closed storage, or something else stands there
  };
  const write = () => {
    try {
      sessionStorage.setItem(NAME, JSON.stringify(turns));
    } catch { /* closed or full: lasts as long as the page */ }
  };
  let turns = read();
  let cleared = "";
  // A turn's key is the class of its question ("turn-3 of-1a2b3c4d"): its number and its conversation on the server.
  const conversation = (key) => key.split(" ")[1] ?? "";

  // The oldest turns go first.
  const keep = (key, question, answer) => {
    if (conversation(key) === cleared || turns.some((turn) => turn.key === key)) return;
    turns = [...turns, { key, question, answer }].slice(-MOST_TURNS);
    while (JSON.stringify(turns).length > MOST_CHARS) turns.shift();
    write();
  };
  const row = (side, ...content) => {
    const message = element("div", { className: "message" }, element("div", { className: "message-content" }, element("span", { className: "prose" }, ...content)));
    return element("div", { className: `message-row ${side}-row` }, element("div", { className: "flex-wrap" }, message));
  };
  const rows = (turn) => {
    const answer = new DOMParser().parseFromString(turn.answer, "text/html").body.childNodes;
    return [row("user", element("h2", { textContent: turn.question })), row("bot", ...answer)];
  };
  // Shows what is kept of other conversations than the one that the log shows (its latest turn's key; "" for an empty log).
  const showBefore = (latest) => {
    const before = turns.filter((turn) => conversation(turn.key) !== conversation(latest));
    const place = $("#former");
    const keys = before.map((turn) => turn.key).join();
    if (place.dataset.keys === keys) return;
    place.dataset.keys = keys;
    place.replaceChildren(...before.flatMap(rows));
    translate(place);
  };
  // "새 대화": the log still shows the conversation for a moment, and it must not come back.
  const clear = (latest) => {
    cleared = conversation(latest);
    turns = [];
    write();
    showBefore(latest);
  };
  window.mureobwa.memory = { keep, showBefore, clear };
  showBefore("");
})();
