// The reader's own settings (large text, contrast, dark, English), on every page, set before anything is painted.
"use strict";
(() => {
  const root = document.documentElement;
  const stored = (name) => {
    try { return localStorage.getItem("mureobwa." + name); } catch { return null; }
  };
  // Not to be logged is what the server must know (chat/desk/visits.py): a cookie, and on only where the browser took it.
  const UNLOGGED = "mureobwa_unlogged";
  const store = (name, value) => {
    if (name === "unlogged") {
      document.cookie = `${UNLOGGED}=${value}; path=${window.mureobwa.root || "/"}; max-age=${value === "1" ? 31536000 : 0}; samesite=lax`;
      return;
    }
    try { localStorage.setItem("mureobwa." + name, value); } catch { /* private window: lasts for this page */ }
  };
  // What the system asks for holds until the reader chooses.
  const asked = { dark: matchMedia("(prefers-color-scheme: dark)"), contrast: matchMedia("(prefers-contrast: more)") };
  const isOn = (name) => {
    if (name === "unlogged") return document.cookie.includes(`${UNLOGGED}=1`);
    const value = stored(name);
    return value === null ? Boolean(asked[name]?.matches) : value === "1";
  };
  const apply = () => {
    for (const name of ["large", "contrast", "dark", "english", "unlogged"]) root.classList.toggle(name, isOn(name));
    for (const button of document.querySelectorAll("[data-switch]")) {
      button.setAttribute("aria-pressed", String(isOn(button.dataset.switch)));
    }
    if (document.body) translate();
    document.dispatchEvent(new CustomEvent("mureobwa:view"));
  };
  // A text with its {places} filled; English says "1 day", not "1 days".
  window.mureobwa.filled = (text, values) =>
    text.replace(/\{(\w+)\} ([a-z]+)s\b/g, (all, key, noun) => (Number(values[key]) === 1 ? `{${key}} ${noun}` : all))
      .replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
  // In the page an entry of the wording is named by data-t; what it is filled with by data-n and data-date.
  const translate = () => {
    const { words, filled } = window.mureobwa;
    const language = root.classList.contains("english") ? "en" : "ko";
    const own = words[language];
    for (const node of document.querySelectorAll("[data-t]")) {
      const text = own[node.dataset.t];
      if (!text) continue;
      node.textContent = filled(text, node.dataset);
      node.lang = language;
    }
    for (const node of document.querySelectorAll("[data-t-label]")) {
      node.setAttribute("aria-label", own[node.dataset.tLabel]);
    }
  };
  apply();
  for (const query of Object.values(asked)) query.addEventListener("change", apply);
  document.addEventListener("DOMContentLoaded", () => {
    apply();
    document.addEventListener("click", (event) => {
      const button = event.target.closest("[data-switch]");
      const menu = document.querySelector("details.display");
      if (button) {
        store(button.dataset.switch, isOn(button.dataset.switch) ? "0" : "1");
        apply();
      } else if (menu && menu.open && !menu.contains(event.target)) {
        menu.open = false;
      }
    });
    document.addEventListener("keydown", (event) => {
      const menu = document.querySelector("details.display[open]");
      if (event.key === "Escape" && menu) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    });
  });
})();
