// What the chat page's scripts share: finding and making elements, the wording in the reader's language.
"use strict";
(() => {
  const { words, filled } = window.mureobwa;
  const $ = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const element = (tag, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };
  const english = () => document.documentElement.classList.contains("english");
  const language = () => (english() ? "en" : "ko");
  const say = (name, values = {}) => filled(words[language()][name] ?? name, values);
  // In the page an entry is named by data-t; inside answers, where Gradio strips data attributes, by a class t-NAME.
  const named = (node) => node.dataset.t ?? [...node.classList].find((name) => name.startsWith("t-"))?.slice(2);
  const translate = (root = document) => {
    for (const node of all("[data-t], .t", root)) {
      const name = named(node);
      const count = node.dataset.n ?? [...node.classList].find((c) => /^n-\d+$/.test(c))?.slice(2);
      if (!name || !words.ko[name]) continue;
      node.textContent = say(name, { n: count, date: node.dataset.date });
      node.lang = language();
    }
  };
  Object.assign(window.mureobwa, { $, all, element, english, language, say, translate });
})();
