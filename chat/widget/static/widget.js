// @ts-check
/*
 * The launcher: a button on the office's page that opens an iframe of our page /embed. It leaves window.Mureobwa and
 * one element. No innerHTML, no style attribute (strict CSP), no JSON (prototype.js).
 */
(() => {
  'use strict';
  const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  const host = /** @type {any} */ (window);
  if (!script) return;
  if (host.Mureobwa) return console.warn('물어봐: 위젯은 한 페이지에 하나입니다.');

  const data = script.dataset;
  const base = script.src.replace(/(widget\/[\w-]+\/)?widget\.js([?#].*)?$/, '');
  const server = new URL(base).origin;
  const english = /^en/i.test(data.language || document.documentElement.lang || 'ko');
  const title = data.title || (english ? 'Ask' : '물어봐');
  const words = english
    ? { blocked: 'This site is not registered, or there is no connection.', close: 'Close' }
    : { blocked: '안내 창을 열지 못했습니다. 등록되지 않은 누리집이거나 연결이 끊겼습니다. 누리집 담당자에게 알려 주세요.', close: '닫기' };
  const colour = /^#[0-9a-f]{6}$/i.exec(data.colour || '')?.[0] || '{brand_colour}';

  const small = matchMedia('(max-width:480px),(max-height:420px)');
  const CSS = `
:host{all:initial !important;position:fixed !important;display:block !important;z-index:2147483647 !important}
.root{position:fixed;inset:auto;margin:0;border:0;padding:0;background:none;overflow:visible;width:0;height:0;font:600 max(16px,1rem)/1.5 system-ui,"Malgun Gothic","Noto Sans KR",sans-serif}
button{min-height:56px;padding:0 22px;border:0;border-radius:28px;background:var(--fill);color:var(--ink);font:inherit;cursor:pointer}
button:focus-visible{outline:3px solid var(--ink);outline-offset:-5px;box-shadow:0 0 0 3px var(--fill)}
.launch,.panel{outline:1px solid transparent;position:fixed;bottom:max(20px,env(safe-area-inset-bottom));inset-inline:auto 20px;box-shadow:0 6px 24px rgb(0 0 0/.3)}
.start>*{inset-inline:20px auto}
svg{width:24px;height:24px;margin-inline-end:10px;vertical-align:-6px;fill:none;stroke:currentColor;stroke-width:2}
.panel{width:min(max(410px,25.6rem),100vw - 40px);height:min(680px,100vh - 40px);height:min(680px,100dvh - 40px);border-radius:16px;overflow:hidden;background:Canvas;color:CanvasText;color-scheme:light dark;font-weight:400}
iframe{display:block;width:100%;height:100%;border:0;color-scheme:normal}
[hidden]{display:none !important}
p{padding:0 24px}
.close{margin:0 24px}
@media ${small.media}{.root .panel{inset:0;width:100vw;height:100vh;height:100dvh;border-radius:0}}
@media (prefers-reduced-motion:no-preference){.panel{animation:rise .18s}@keyframes rise{from{opacity:0;transform:translateY(12px)}}}
@media print{.root{display:none !important}}`;

  const bus = new EventTarget();
  /** @type {HTMLIFrameElement | null} */
  let frame = null;
  /** @type {Array<Record<string, string>>} */
  let waiting = [];
  let ready = false;
  let shown = false;
  /** @type {Element | null} */
  let before = null;

  const element = make('div', {});
  const shadow = element.attachShadow({ mode: 'open' });
  const root = make('div', { class: /left|start/.test(data.position || '') ? 'root start' : 'root' });
  const button = make('button', { class: 'launch', 'aria-haspopup': 'dialog', 'aria-expanded': 'false' });
  const panel = make('div', { class: 'panel', role: 'dialog', 'aria-modal': 'true', 'aria-label': title });
  const told = make('p', { role: 'alert' });
  const close = make('button', { class: 'close' });

  /** @param {string} tag @param {Record<string, string>} attributes @param {string} [space] @returns {HTMLElement} */
  function make(tag, attributes, space) {
    const made = space ? document.createElementNS(space, tag) : document.createElement(tag);
    Object.keys(attributes).forEach((name) => made.setAttribute(name, attributes[name]));
    return /** @type {HTMLElement} */ (made);
  }

  /** @param {string} fill (WCAG 2.2) */
  function paint(fill) {
    const light = [0.2126, 0.7152, 0.0722].map((share, i) => share * (parseInt(fill.slice(1 + 2 * i, 3 + 2 * i), 16) / 255) ** 2.2);
    root.style.setProperty('--fill', fill);
    root.style.setProperty('--ink', light[0] + light[1] + light[2] > 0.179 ? '#000' : '#fff');
  }

  /** @param {string} name @param {string} [value] @returns what the host's tab remembers; null: closed */
  function remember(name, value) {
    try {
      const key = 'mureobwa-' + name + '-' + data.site;
      if (value !== undefined) sessionStorage.setItem(key, value);
      return sessionStorage.getItem(key);
    } catch {
      return null;
    }
  }

  /** @param {string} name @param {any} [detail] */
  function tell(name, detail) {
    bus.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** @param {Record<string, string>} message */
  function send(message) {
    if (ready && frame?.contentWindow) frame.contentWindow.postMessage({ mureobwa: 1, ...message }, server);
    else waiting.push(message);
  }

  function makeFrame() {
    const options = new URLSearchParams({ from: location.origin });
    ['title', 'greeting', 'questions', 'scope', 'colour'].forEach((name) => data[name] && options.set(name, data[name] || ''));
    options.set('language', data.language || (english ? 'en' : ''));
    if (data.inline) options.set('inline', '1');
    frame = /** @type {HTMLIFrameElement} */ (
      make('iframe', {
        title,
        referrerpolicy: 'origin',
        sandbox: 'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-modals',
        src: base + 'embed?site=' + encodeURIComponent(data.site || '') + '#' + options,
      })
    );
    frame.addEventListener('load', () => setTimeout(fail, 300));
    return frame;
  }

  function fail() {
    if (ready || !frame) return;
    frame.hidden = true;
    told.hidden = close.hidden = false;
    told.textContent = words.blocked;
    if (shown) close.focus();
    tell('error', { message: words.blocked });
  }

  /** @param {boolean} [quietly] leave the focus where it is */
  function open(quietly) {
    if (data.inline) return;
    if (!frame) panel.insertBefore(makeFrame(), panel.lastChild);
    if (!shown) {
      before = document.activeElement;
      shown = true;
      panel.hidden = false;
      button.hidden = true;
      button.setAttribute('aria-expanded', 'true');
      remember('open', '1');
      tell('open');
    }
    if (!quietly) focusFrame(small.matches ? 'whole' : 'input');
  }

  function shut() {
    if (!shown) return;
    const inside = shadow.activeElement;
    shown = false;
    panel.hidden = true;
    button.hidden = false;
    button.setAttribute('aria-expanded', 'false');
    remember('open', '');
    if (inside || document.activeElement === document.body) {
      if (before instanceof HTMLElement && before !== element && before !== document.body) before.focus();
      else button.focus();
    }
    tell('close');
  }

  /** @param {string} end */
  function focusFrame(end) {
    if (frame && !frame.hidden) frame.focus();
    send({ type: 'focus', to: end });
  }

  /** @param {string} end */
  function border(end) {
    const made = make('div', { tabindex: '0' });
    made.addEventListener('focus', () => (told.hidden ? focusFrame(end) : close.focus()));
    return made;
  }

  addEventListener('message', (event) => {
    if (!frame || event.source !== frame.contentWindow || event.origin !== server) return;
    const message = event.data;
    if (!message || message.mureobwa !== 1) return;
    if (message.type === 'ready') {
      ready = true;
      paint(message.colour);
      const talk = remember('talk');
      if (message.closed && talk) send({ type: 'restore', talk });
      waiting.splice(0).forEach(send);
      tell('ready');
    } else if (message.type === 'close') shut();
    else if (message.type === 'save') remember('talk', String(message.talk));
    else if (/^(question|answer)$/.test(message.type)) tell(message.type, message.detail);
  });

  function start() {
    root.dir = getComputedStyle(document.documentElement).direction;
    paint(colour);
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(CSS);
      shadow.adoptedStyleSheets = [sheet];
    } catch {
      const style = make('style', {});
      style.textContent = CSS;
      shadow.append(style);
    }
    if (data.inline) {
      document.querySelector(data.inline)?.append(makeFrame());
      Object.assign(frame?.style || {}, { display: 'block', width: '100%', border: 0, height: (parseInt(data.height || '') || 640) + 'px' });
      return;
    }
    const svg = 'http://www.w3.org/2000/svg';
    const icon = make('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, svg);
    icon.append(make('path', { d: 'M4 5h16v11H10l-5 4v-4H4zM8 9h8M8 12h5' }, svg));
    button.append(icon, title);
    button.addEventListener('click', () => open());
    panel.hidden = told.hidden = close.hidden = true;
    panel.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') shut();
    });
    close.textContent = words.close;
    close.addEventListener('click', shut);
    panel.append(border('last'), told, close, border('first'));
    root.append(button, panel);
    shadow.append(root);
    document.documentElement.append(element);
    try {
      root.setAttribute('popover', 'manual');
      /** @type {any} */ (root).showPopover(); // the top layer: no z-index of the host lies above it
    } catch {
      root.removeAttribute('popover');
    }
    if (remember('open') && !small.matches) open(true);
  }

  host.Mureobwa = Object.freeze({
    open: () => open(),
    close: shut,
    /** @param {string} question */
    ask: (question) => {
      open();
      send({ type: 'ask', question: String(question) });
    },
    on: bus.addEventListener.bind(bus),
    off: bus.removeEventListener.bind(bus),
  });

  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();
})();
