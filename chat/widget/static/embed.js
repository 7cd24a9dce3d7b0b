// @ts-check
/*
 * The conversation: as the page /embed inside the launcher's iframe, or as the element <mureobwa-chat site="...">.
 * Text from the server and from the host reaches the page through textContent alone.
 */
(function () {
  'use strict';
  /**
   * @typedef {{marker: number, document_id: string, title: string, office: string, published: string, heading: string[], quote: string, start: number, end: number, licence: string, cells?: {label: string, text: string}[], by_ocr?: boolean}} Citation
   * @typedef {{office: string, department: string, name: string, role: string, phone: string}} Contact
   * @typedef {{question: string, status: string, text: string, marks: number[][], lang?: string, asked?: string, citations: Citation[], nearby?: Citation[], further?: Citation[], notes: string[], confirmed?: {department: string, author: string, day: string} | null, contacts: Contact[], answer_id: string, rated?: boolean}} Answer
   * @typedef {{asked: string, answer: Answer}} Turn
   * @typedef {{title: string, greeting: string, colour: string, language: string, questions: string[]}} Theme
   * @typedef {{site: string, scope: string, theme: Theme, max_question_chars: number, enabled: boolean, off_notice: string, ai_notice: string, ai_notice_en: string, documents: number, newest: string}} Config
   * @typedef {{base: string, site: string, theme: Theme, scope: string, limit: number, about: string, closable: boolean, alone: boolean, tell: (type: string, detail?: any) => void, keep: (talk: string) => void, kept: string}} Options
   */

  const KO = {
    title: '물어봐',
    greeting: '무엇이 궁금하신가요? 문서에서 답을 찾아 근거와 함께 알려 드립니다.',
    placeholder: '질문을 적어 주세요',
    send: '보내기',
    stop: '멈춤',
    close: '닫기',
    clear: '새 대화',
    suggested: '이렇게 물어보세요',
    you: '나',
    readAs: '앞 질문에 이어 이렇게 읽었습니다: ',
    sources: '근거',
    original: '문서 전체에서 보기',
    newWindow: '새 창',
    call: '문의',
    nearby: '찾으신 답이 아니면 이 대목도 확인해 주세요',
    further: '관련된 대목 {n}개 더 보기',
    nearest: '찾으시는 내용일 수 있는 대목 {n}개 보기',
    helpful: '도움이 되었나요?',
    yes: '네',
    no: '아니요',
    why: '어떤 점이 아쉬우셨나요?',
    reasons: { wrong: '답이 틀렸어요', off: '묻지 않은 것을 답했어요', hard: '이해하기 어려워요', missing: '찾는 내용이 없어요' },
    thanks: '의견을 남겨 주셔서 고맙습니다.',
    notKept: '의견을 보내지 못했습니다. 잠시 뒤에 다시 눌러 주세요.',
    busy: '답을 찾는 중입니다.',
    still: '조금 더 찾고 있습니다. 잠시만 기다려 주세요.',
    long: '시간이 오래 걸리고 있습니다. 더 기다리시거나, ‘멈춤’을 누르고 다시 물어봐 주세요. 급하시면 담당 부서에 전화해 주세요.',
    byOcr: '그림에서 읽은 글자(틀릴 수 있음)',
    stopped: '답변을 멈췄습니다.',
    offline: '연결이 되지 않습니다. 인터넷 연결을 확인하고 다시 보내 주세요.',
    left: '{n}자 남음',
    over: '{n}자 넘음',
    limit: '질문은 {n}자까지 쓸 수 있습니다. 넘은 만큼 줄여 주세요.',
    scope: '‘{scope}’ 문서를 먼저 찾습니다.',
    about: '문서 {count}건에서 찾습니다. 가장 최근 문서는 {date}에 나왔습니다. 중요한 일은 담당 부서에 확인해 주세요.',
    aboutUndated: '문서 {count}건에서 찾습니다. 중요한 일은 담당 부서에 확인해 주세요.',
    cite: '근거 {n}',
    answered: '답변: ',
    off: '{notice}',
  };
  const EN = {
    title: 'Ask',
    greeting: 'What would you like to know? Answers come from the documents, with the words they rest on.',
    placeholder: 'Type your question',
    send: 'Send',
    stop: 'Stop',
    close: 'Close',
    clear: 'New conversation',
    suggested: 'You could ask',
    you: 'You',
    readAs: 'Read as a follow-up: ',
    sources: 'Sources',
    original: 'See it in the whole document',
    newWindow: 'new window',
    call: 'Contact',
    nearby: 'If this is not what you asked about, see also',
    further: 'More related passages ({n})',
    nearest: 'Passages that may be what you need ({n})',
    helpful: 'Was this helpful?',
    yes: 'Yes',
    no: 'No',
    why: 'What was wrong?',
    reasons: { wrong: 'The answer is wrong', off: 'Not what I asked', hard: 'Hard to understand', missing: 'What I need is missing' },
    thanks: 'Thank you.',
    notKept: 'Your feedback was not sent. Please try again.',
    busy: 'Looking for the answer.',
    still: 'Still looking. One moment, please.',
    long: 'This is taking a while. You can wait, or press Stop and ask again. If it is urgent, please call the office in charge.',
    byOcr: 'read by OCR (may contain errors)',
    stopped: 'Stopped.',
    offline: 'The connection failed. Check your internet connection and send again.',
    left: '{n} characters left',
    over: '{n} characters over the limit',
    limit: 'A question may have up to {n} characters. Please shorten yours.',
    scope: 'Documents on “{scope}” are searched first.',
    about: 'Searches {count} documents, the newest of {date}. Check important matters with the office.',
    aboutUndated: 'Searches {count} documents. Check important matters with the office.',
    cite: 'Source {n}',
    answered: 'Answer: ',
    off: 'The service is switched off at the moment. {notice}',
  };
  /** @typedef {typeof KO} Words */

  const KEPT_TURNS = 20;
  const OPEN = 3; // related passages shown at once
  const LOOKED_UP = ['answered', 'partial', 'related', 'no_evidence', 'curated'];
  const SEARCHED = [...LOOKED_UP, 'needs_personal_record', 'counter'];
  let number = 0; // makes ids unique on a page

  /**
   * An element with attributes and children; a string child becomes text.
   * @param {string} tag @param {Record<string, any>} [attributes] @param {...(Node | string | null | false)} children
   * @returns {HTMLElement}
   */
  function make(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (typeof value === 'function') made.addEventListener(name, value);
      else if (value === true) made.setAttribute(name, '');
      else if (value !== false && value !== null) made.setAttribute(name, String(value));
    }
    for (const child of children) if (child) made.append(child);
    return made;
  }

  /** @param {string} path */
  function icon(path) {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    svg.setAttribute('viewBox', '0 0 24 24');
    svg.setAttribute('aria-hidden', 'true');
    line.setAttribute('d', path);
    svg.append(line);
    return svg;
  }

  /**
   * Black or white, whichever is read better on `fill` (WCAG 2.2 relative luminance).
   * @param {string} fill
   */
  function inkOn(fill) {
    const shares = [0.2126, 0.7152, 0.0722].map((share, i) => share * (parseInt(fill.slice(1 + 2 * i, 3 + 2 * i), 16) / 255) ** 2.2);
    return shares[0] + shares[1] + shares[2] > 0.179 ? '#000000' : '#ffffff';
  }

  /**
   * The text with its {places} filled; English says "1 document", not "1 documents".
   * @param {string} text @param {Record<string, string | number>} values
   */
  function fill(text, values) {
    const counted = text.replace(/\{(\w+)\} ([a-z]+)s\b/g, (all, name, noun) => (values[name] === 1 ? `{${name}} ${noun}` : all));
    return counted.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
  }

  /**
   * 2022-01-26 as it is written in Korean documents: 2022. 1. 26.
   * @param {string} iso
   */
  function day(iso) {
    return iso && iso.split('-').map(Number).join('. ') + '.';
  }

  // As in chat/question/foreign.py: what stands between quotation marks, else from the first Hangul to the last without foreign letters between.
  const KOREAN = /(?<=“)[^“”]*[가-힣][^“”]*(?=”)|[가-힣](?:[^A-Za-zÀ-ỹЀ-ӿ฀-๿぀-ヿ一-鿿“”[\]]*[가-힣])?/g;

  // What is more than plain text: a telephone number (as in ingest/korean/telephones.py, written in full, or a short one behind its sign), a public
  // office's address, and a closing sign with the particle behind it, which browsers would part at the end of a line (as in chat/web/render.py).
  const RICH = /((?<![\d-])(?:0\d{1,3}-\d{3,4}|1(?:[58](\d)\2|6\d\d))-\d{4}(?![\d-])|(?<=☎ )1\d{2,3}(?!\d))|(?<![\w./@-])((?:[a-z\d-]+\.)+(?:go|or)\.kr)(?![\w/-])|[)’”][가-힣]/g;

  /**
   * The text with its numbers to be called and its addresses to be visited.
   * @param {string} text @returns {(Node | string)[]}
   */
  function rich(text) {
    /** @type {(Node | string)[]} */
    const parts = [];
    let at = 0;
    for (const found of text.matchAll(RICH)) {
      const [all, number, , address] = found;
      const from = found.index || 0;
      const link = number ? 'tel:' + number.replace(/-/g, '') : 'https://' + address;
      const made = number || address ? make('a', { href: link, ...(address && { target: '_blank', rel: 'noopener' }) }, all) : make('span', { class: 'kept' }, all);
      parts.push(text.slice(at, from), made);
      at = from + all.length;
    }
    return [...parts, text.slice(at)];
  }

  /**
   * Where a text in another language quotes Korean, counted in characters.
   * @param {string} text @returns {number[][]}
   */
  function koreanRuns(text) {
    return [...text.matchAll(KOREAN)].map((run) => {
      const start = Array.from(text.slice(0, run.index)).length;
      return [start, start + Array.from(run[0]).length];
    });
  }

  /**
   * The text with its Korean named as such, for who has it read out.
   * @param {string} text @param {string} lang @returns {(Node | string)[]}
   */
  function named(text, lang) {
    if (lang === 'ko') return rich(text);
    const characters = Array.from(text);
    /** @type {(Node | string)[]} */
    const parts = [];
    let at = 0;
    for (const [start, end] of koreanRuns(text)) {
      parts.push(...rich(characters.slice(at, start).join('')), make('span', { lang: 'ko' }, characters.slice(start, end).join('')));
      at = end;
    }
    return [...parts, ...rich(characters.slice(at).join(''))];
  }

  class Chat {
    /** @param {HTMLElement | ShadowRoot} place @param {Options} options */
    constructor(place, options) {
      this.options = options;
      /** @type {Words} */
      this.words = /^en/i.test(options.theme.language) ? EN : KO;
      /** @type {Turn[]} */
      this.turns = [];
      /** @type {AbortController | null} */
      this.running = null;
      this.id = 'mureobwa-' + ++number;
      const words = this.words;
      const title = options.theme.title || words.title;
      this.log = make(options.alone ? 'main' : 'section', { class: 'log', tabindex: 0, 'aria-label': title });
      this.status = make('div', { class: 'hidden', role: 'status' });
      this.input = /** @type {HTMLTextAreaElement} */ (
        make('textarea', { rows: 1, 'aria-label': words.placeholder, placeholder: words.placeholder, enterkeyhint: 'send', autocomplete: 'off', 'aria-describedby': this.id + '-count' })
      );
      this.count = make('span', { class: 'count', id: this.id + '-count' });
      this.send = make('button', { class: 'send', 'aria-label': words.send, title: words.send }, icon('M5 12h13M12 5l7 7-7 7'));
      this.form = make('form', { class: 'form', submit: (/** @type {Event} */ event) => this.submit(event) }, this.input, this.send);
      const again = make('button', { type: 'button', class: 'tool', 'aria-label': words.clear, title: words.clear, click: () => this.clear() }, icon('M4 12a8 8 0 1 1 2.500 5.800M4 19v-5h5'));
      const close = options.closable && make('button', { type: 'button', class: 'tool', 'aria-label': words.close, title: words.close, click: () => options.tell('close') }, icon('M6 6l12 12M18 6L6 18'));
      this.root = make(
        'div',
        { class: 'mw', lang: words === EN ? 'en' : 'ko' },
        make('header', {}, make('h1', {}, title), again, close),
        this.log,
        make('footer', {}, this.form, this.count, make('p', { class: 'about' }, options.about)),
        this.status,
      );
      this.root.style.setProperty('--fill', options.theme.colour);
      this.root.style.setProperty('--ink', inkOn(options.theme.colour));
      this.root.addEventListener('keydown', (event) => {
        if (event.key === 'Escape' && !event.isComposing) options.tell('close');
      });
      this.input.addEventListener('keydown', (event) => {
        // While Hangul is being composed Enter ends the syllable; keyCode 229 is how older browsers say so.
        if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229) this.submit(event);
      });
      this.input.addEventListener('input', () => this.measure());
      place.append(this.root);
      this.welcome();
      this.restore(options.kept);
    }

    welcome() {
      const { words, options } = this;
      const greeting = make('div', { class: 'welcome' }, make('p', {}, options.theme.greeting || words.greeting));
      if (options.scope) greeting.append(make('p', { class: 'note' }, fill(words.scope, { scope: options.scope })));
      if (options.theme.questions.length) {
        const list = make('ul', { role: 'list', 'aria-label': words.suggested });
        for (const question of options.theme.questions)
          list.append(make('li', {}, make('button', { type: 'button', class: 'suggestion', click: () => this.ask(question) }, question)));
        greeting.append(list);
      }
      this.log.append(greeting);
    }

    measure() {
      this.input.style.height = 'auto';
      this.input.style.height = Math.min(this.input.scrollHeight, 132) + 'px';
      const { limit } = this.options;
      const left = limit - Array.from(this.input.value.trim()).length;
      const told = left < 0 ? fill(this.words.limit, { n: limit }) : '';
      const counted = left > 50 ? '' : fill(left < 0 ? this.words.over : this.words.left, { n: Math.abs(left) });
      this.count.textContent = [told, counted].filter(Boolean).join(' ');
      // Read out when it becomes too long, not again with each letter.
      if (told && !this.count.classList.contains('over')) this.status.textContent = told;
      this.count.classList.toggle('over', left < 0);
    }

    /** @param {Event} event */
    submit(event) {
      event.preventDefault();
      if (this.running) {
        if (event.type === 'submit') this.running.abort();
        return;
      }
      const question = this.input.value.trim();
      if (!question) return this.input.focus();
      if (Array.from(question).length > this.options.limit) {
        this.status.textContent = ''; // the same words again are news
        this.count.classList.remove('over');
        return this.measure();
      }
      this.input.value = '';
      this.measure();
      this.ask(question);
    }

    /** @param {boolean} running */
    busy(running) {
      const told = running ? this.words.stop : this.words.send;
      this.send.setAttribute('aria-label', told);
      this.send.title = told;
      this.send.replaceChildren(icon(running ? 'M7 7h10v10H7z' : 'M5 12h13M12 5l7 7-7 7'));
    }

    /** @param {string} question */
    async ask(question) {
      if (this.running) return;
      const { words, options } = this;
      const running = (this.running = new AbortController());
      this.busy(true);
      options.tell('question', {}); // its words come with the answer, personal data masked
      const said = make('span', {}, question);
      const asked = make('h2', { class: 'asked' }, make('span', { class: 'hidden' }, words.you + ': '), said);
      const progress = make('p', { class: 'progress' }, words.busy);
      const place = make('div', { class: 'answer' }, progress);
      const turn = make('div', { class: 'turn' }, asked, place);
      this.log.append(turn);
      this.show(turn, true);
      this.status.textContent = words.busy;
      // A question that takes its time: a word after three seconds, a way out after fifteen.
      const patience = make('p', { class: 'note' });
      place.append(patience);
      const waits = [[3000, words.still], [15000, words.long]].map(([after, told]) =>
        setTimeout(() => (patience.textContent = this.status.textContent = String(told)), Number(after)));
      try {
        const answer = await this.fetch(question, running.signal, (text, final) => {
          progress.textContent = text;
          progress.classList.toggle('writing', final);
        });
        // The question comes back with personal data masked: nothing else of it is shown or kept.
        const typed = answer.asked || answer.question;
        said.textContent = typed;
        this.turns = [...this.turns, { asked: typed, answer }].slice(-KEPT_TURNS);
        place.replaceChildren(...this.answer(answer, typed));
        this.status.textContent = words.answered + answer.text.replace(/^· |\s*\[\d+\]/g, '').replace(/[.:]?\n· /g, '. '); // one hears where an item ends
        this.save();
        options.tell('answer', answer);
      } catch (error) {
        const told = running.signal.aborted ? words.stopped : error instanceof Problem && error.message ? error.message : words.offline;
        place.replaceChildren(make('p', { class: 'failed' }, told));
        this.status.textContent = told;
        if (!this.input.value) this.input.value = question; // what was typed is not lost
        this.measure();
        options.tell('error', { message: told });
      }
      for (const wait of waits) clearTimeout(wait);
      this.running = null;
      this.busy(false);
      this.show(turn, true);
    }

    /**
     * The answer, as server-sent events: stages first, then its sentences, then the whole.
     * @param {string} question @param {AbortSignal} signal @param {(text: string, writing: boolean) => void} told
     * @returns {Promise<Answer>}
     */
    async fetch(question, signal, told) {
      const { base, site, scope } = this.options;
      // What a follow-up hangs on: the last question that was looked for in the documents, as it was read.
      const last = this.turns.filter((turn) => LOOKED_UP.includes(turn.answer.status)).pop();
      const before = last ? last.answer.question : '';
      const response = await fetch(base + 'api/v1/ask' + (site ? '?site=' + encodeURIComponent(site) : ''), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream' },
        body: '{"question":' + quoted(question) + ',"scope":' + quoted(scope) + ',"before":' + quoted(before) + '}',
        credentials: 'omit',
        signal,
      });
      if (!response.ok || !response.body) throw new Problem(await response.json(), this.words);
      const reader = response.body.getReader();
      const decoder = new TextDecoder();
      /** @type {Answer | null} */
      let answer = null;
      let buffer = '';
      let written = '';
      for (;;) {
        const { done, value } = await reader.read();
        if (done && answer) return answer;
        if (done) throw new TypeError('the answer broke off');
        buffer += decoder.decode(value, { stream: true });
        const events = buffer.split('\n\n');
        buffer = events.pop() || '';
        for (const event of events) {
          const [, name, data] = /^event: (\w+)\ndata: (.*)$/.exec(event) || [];
          if (!name) continue;
          const record = JSON.parse(data);
          if (name === 'stage' && this.words === KO) told(record.label, false);
          else if (name === 'sentence') told((written += record.text), true);
          else if (name === 'done') answer = record;
          else if (name === 'error') throw new Problem(record, this.words);
        }
      }
    }

    /** @param {HTMLElement} turn @param {boolean} [smooth] */
    show(turn, smooth) {
      const whole = getComputedStyle(this.log).overflowY === 'visible'; // a screen of few lines scrolls with header and form
      const top = turn.offsetTop - (whole ? 0 : this.log.offsetTop) - 12;
      (whole ? this.root : this.log).scrollTo({ top, behavior: smooth && !matchMedia('(prefers-reduced-motion: reduce)').matches ? 'smooth' : 'auto' });
    }

    /**
   * What an answer looks like.
   * @param {Answer} answer @param {string} asked as it was typed @returns {Node[]}
   */
    answer(answer, asked) {
      const { words } = this;
      const name = this.id + '-' + ++number;
      const refused = !answer.citations.length && !answer.confirmed;
      const lang = answer.lang || 'ko'; // a turn kept by an older page has none
      const shown = [make('div', { class: refused ? 'text refused' : 'text', lang }, ...this.text(answer, name))];
      if (SEARCHED.includes(answer.status) && answer.question !== asked)
        shown.unshift(make('p', { class: 'note' }, words.readAs + answer.question));
      if (answer.confirmed) {
        const { department, author, day: since } = answer.confirmed;
        shown.unshift(make('p', { class: 'confirmed', lang: 'ko' }, `담당자가 확인한 답 · ${department} ${author} · ${day(since)}`));
      }
      for (const note of answer.notes) shown.push(make('p', { class: 'note', lang }, '※ ', ...named(note, lang)));
      if (answer.citations.length) {
        const list = make('ol', { class: 'sources', role: 'list', 'aria-label': words.sources });
        // The words of related passages stand above already.
        for (const citation of answer.citations) list.append(this.source(citation, name, answer.status !== 'related'));
        shown.push(list);
      }
      if (answer.nearby && answer.nearby.length) {
        const id = name + '-nearby';
        const list = make('ul', { class: 'sources', role: 'list', 'aria-labelledby': id });
        for (const citation of answer.nearby) list.append(this.source(citation, ''));
        shown.push(make('p', { class: 'note', id }, words.nearby), list);
      }
      const told = [answer.text, ...answer.notes].join(' ');
      const contacts = answer.contacts.filter((one) => one.phone || !told.includes(one.office));
      if (refused && contacts.length) {
        const list = make('ul', { class: 'contacts', role: 'list', 'aria-label': words.call });
        for (const contact of contacts) list.append(make('li', {}, ...this.contact(contact)));
        shown.push(list);
      }
      if (answer.further && answer.further.length) {
        const list = make('ul', { class: 'sources', role: 'list' });
        for (const citation of answer.further) list.append(this.source(citation, ''));
        shown.push(this.details(answer.citations.length ? words.further : words.nearest, answer.further.length, [list]));
      }
      shown.push(this.feedback(answer));
      return shown;
    }

    /**
     * The text in paragraphs, one for each cited sentence or related passage, and its lists; the answering words marked, each [n] leading to its source.
     * @param {Answer} answer @param {string} name @returns {Node[]}
     */
    text(answer, name) {
      const characters = Array.from(answer.text); // offsets count characters, not UTF-16 units
      const borders = new Set([0, characters.length]);
      for (const [start, end] of answer.marks) borders.add(start).add(end);
      const korean = answer.lang && answer.lang !== 'ko' ? koreanRuns(answer.text) : [];
      for (const [start, end] of korean) borders.add(start).add(end);
      /** @param {RegExp} sign @returns {Map<number, string>} where it stands, and what */
      const places = (sign) => {
        const found = new Map();
        for (const one of answer.text.matchAll(sign)) {
          const start = Array.from(answer.text.slice(0, one.index)).length;
          found.set(start, one[0]);
          borders.add(start).add(start + one[0].length);
        }
        return found;
      };
      // A related passage begins a paragraph of its own, below the sentence that says what it is.
      const breaks = places(/\n\n/g);
      // As in chat/composing/draft.py: an item on each line. The lines of a passage are the document's.
      const items = answer.status === 'related' ? new Map() : places(/^· /gm);
      const markers = new Map();
      let at = 0;
      for (const piece of answer.text.split(/(\[\d+\](?:\s+(?!\[))?)/)) {
        const length = Array.from(piece).length;
        if (/^\[\d+\]/.test(piece)) {
          markers.set(at, { end: at + length, marker: Number(piece.slice(1, piece.indexOf(']'))), last: /\s$/.test(piece) });
          borders.add(at).add(at + length);
        }
        at += length;
      }
      const cuts = [...borders].sort((a, b) => a - b);
      /** @type {HTMLElement[]} */
      const blocks = [];
      /** @type {HTMLElement} */
      let place;
      const begin = (/** @type {string} */ tag) => blocks.push((place = make(tag)));
      begin('p');
      cuts.slice(0, -1).forEach((from, index) => {
        if (breaks.has(from)) return begin('p');
        if (items.has(from)) {
          if (place.tagName !== 'LI') begin('ul');
          blocks[blocks.length - 1].append((place = make('li')));
          return;
        }
        const to = cuts[index + 1];
        const plain = characters.slice(from, to).join('').replace(items.has(to) ? /\s+$/ : '', '');
        const inside = rich(plain);
        const words = korean.some(([start, end]) => start <= from && from < end) ? [make('span', { lang: 'ko' }, ...inside)] : inside;
        const marker = markers.get(from);
        if (marker && answer.citations.some((one) => one.marker === marker.marker)) {
          place.append(this.marker(marker.marker, name));
          if (marker.last) begin('p');
        } else if (answer.marks.some(([start, end]) => start <= from && from < end)) place.append(make('mark', {}, ...words));
        else place.append(...words);
      });
      const written = blocks.filter((one) => one.textContent);
      return answer.status === 'related' ? this.folded(written) : written;
    }

    /**
     * The paragraphs with the related passages after the first `OPEN` folded.
     * @param {HTMLElement[]} paragraphs @returns {Node[]}
     */
    folded(paragraphs) {
      const further = paragraphs.filter((one) => one.querySelector('.marker')).slice(OPEN);
      if (!further.length) return paragraphs;
      const at = paragraphs.indexOf(further[0]);
      const details = this.details(this.words.further, further.length, further);
      return [...paragraphs.slice(0, at), details, ...paragraphs.slice(at + further.length)];
    }

    /**
     * `n` passages that open with a click on `summary`.
     * @param {string} summary @param {number} n @param {Node[]} passages
     */
    details(summary, n, passages) {
      return make('details', { class: 'further' }, make('summary', {}, fill(summary, { n })), ...passages);
    }

    /** @param {number} marker @param {string} name */
    marker(marker, name) {
      const go = () => {
        const source = /** @type {HTMLElement | null} */ (this.log.querySelector('#' + name + '-' + marker));
        if (source) source.focus();
      };
      return make('button', { type: 'button', class: 'marker', 'aria-label': fill(this.words.cite, { n: marker }), click: go }, String(marker));
    }

    /** @param {Citation} citation @param {string} name of the answer whose markers lead here, "" for none @param {boolean} [quoting] */
    source(citation, name, quoting = true) {
      const { words, options } = this;
      const where = citation.heading.filter((one, at) => at || one !== citation.title).join(' › ');
      const link = options.base + 'documents/' + encodeURIComponent(citation.document_id) + '?start=' + citation.start + '&end=' + citation.end + '#quote';
      return make(
        'li',
        name ? { id: name + '-' + citation.marker, tabindex: -1, lang: 'ko' } : { lang: 'ko' },
        name && make('span', { class: 'number', 'aria-hidden': 'true' }, String(citation.marker)),
        quoting && make('blockquote', {}, ...this.quoted(citation)),
        make('p', { class: 'place' }, make('b', {}, citation.title), ...[citation.office, day(citation.published), citation.licence, citation.by_ocr ? words.byOcr : ''].filter(Boolean).map((part) => make('span', {}, part))),
        where && make('p', { class: 'path' }, where),
        make('a', { href: link, target: '_blank', rel: 'noopener' }, words.original, make('span', { class: 'hidden' }, ' (' + (name ? citation.marker : citation.title) + ', ' + words.newWindow + ')')),
      );
    }

    /**
     * The quoted words; of a table row the name, then each cell after its column's name.
     * @param {Citation} citation @returns {(Node | string)[]}
     */
    quoted({ quote, cells }) {
      if (!cells || !cells.length) return [quote.replace(/[ \t]*\t[ \t]*/g, ' │ ')];
      return cells.map(({ label, text }) => make('p', {}, label && make('span', { class: 'label' }, label + ': '), text));
    }

    /** @param {Contact} contact @returns {Node[]} */
    contact(contact) {
      const office = contact.department.startsWith(contact.office) ? '' : contact.office;
      const who = [office, contact.department, contact.name, contact.role].filter(Boolean).join(' ');
      const parts = [make('span', {}, who)];
      if (contact.phone) parts.push(make('a', { href: 'tel:' + contact.phone.replace(/[^\d+]/g, '') }, contact.phone));
      return parts;
    }

    /** @param {Answer} answer */
    feedback(answer) {
      const { words } = this;
      if (answer.rated || !answer.answer_id) return make('div', { class: 'feedback' });
      const place = make('div', { class: 'feedback', role: 'group', 'aria-label': words.helpful });
      const rate = async (/** @type {boolean} */ helpful, /** @type {string} */ reason) => {
        let told = words.thanks;
        try {
          const { base, site } = this.options;
          const response = await fetch(base + 'api/v1/feedback' + (site ? '?site=' + encodeURIComponent(site) : ''), {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: '{"answer_id":' + quoted(answer.answer_id) + ',"helpful":' + helpful + ',"reason":' + quoted(reason) + ',"question":' + quoted(answer.question) + '}',
            credentials: 'omit',
          });
          if (!response.ok) throw new TypeError();
          answer.rated = true;
          this.save();
          place.replaceChildren(make('span', { tabindex: -1 }, told));
          /** @type {HTMLElement} */ (place.firstChild).focus();
        } catch {
          told = words.notKept;
        }
        this.status.textContent = told;
      };
      const because = () => {
        const choices = Object.entries(words.reasons).map(([reason, name]) => make('button', { type: 'button', click: () => rate(false, reason) }, name));
        place.replaceChildren(make('span', {}, words.why), ...choices);
        place.setAttribute('aria-label', words.why);
        choices[0].focus();
      };
      place.append(
        make('span', {}, words.helpful),
        make('button', { type: 'button', click: () => rate(true, '') }, words.yes),
        make('button', { type: 'button', click: because }, words.no),
      );
      return place;
    }

    save() {
      this.options.keep(JSON.stringify(this.turns));
    }

    /** @param {string} talk */
    restore(talk) {
      if (!talk || this.turns.length) return;
      try {
        for (const { asked, answer } of JSON.parse(talk)) {
          const told = make('h2', { class: 'asked' }, make('span', { class: 'hidden' }, this.words.you + ': '), asked);
          this.log.append(make('div', { class: 'turn' }, told, make('div', { class: 'answer' }, ...this.answer(answer, asked))));
          this.turns.push({ asked, answer });
        }
      } catch {
        this.turns = []; // kept by another version: begin anew
      }
      const last = /** @type {HTMLElement | null} */ (this.log.lastElementChild);
      if (last && this.turns.length) this.show(last);
    }

    clear() {
      if (this.running) this.running.abort();
      this.turns = [];
      this.options.keep('');
      this.log.replaceChildren();
      this.welcome();
      this.input.focus();
    }

    /** @param {string} end the first or the last thing that can hold the focus, else the input */
    focus(end) {
      const all = /** @type {NodeListOf<HTMLElement>} */ (this.root.querySelectorAll('button, textarea, a[href]'));
      (end === 'first' ? all[0] : end === 'last' ? all[all.length - 1] : this.input).focus();
    }
  }

  class Problem extends Error {
    /** @param {{detail?: string, detail_en?: string}} record @param {Words} words */
    constructor(record, words) {
      super(words === EN ? record.detail_en : record.detail);
    }
  }

  /**
   * A JSON string; prototype.js on a host page changes what JSON.stringify makes of one.
   * @param {string} text
   */
  function quoted(text) {
    const own = /** @type {any} */ (String.prototype).toJSON;
    return own ? '"' + text.replace(/[\u0000-\u001f"\\]/g, (c) => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0')) + '"' : JSON.stringify(text);
  }

  /**
   * Storage of this tab; closed storage keeps nothing.
   * @param {string} key
   */
  function tabStore(key) {
    try {
      const store = window.sessionStorage;
      store.setItem(key + '-probe', '1');
      store.removeItem(key + '-probe');
      return {
        kept: store.getItem(key) || '',
        keep: (/** @type {string} */ talk) => {
          try {
            store.setItem(key, talk);
          } catch {
            // Full: this conversation is not remembered.
          }
        },
      };
    } catch {
      return null;
    }
  }

  /** @param {Config} config @param {Words} words */
  function aboutOf(config, words) {
    if (!config.enabled) return fill(words.off, { notice: config.off_notice });
    const english = words === EN && config.newest;
    const date = english ? new Date(english + 'T00:00').toLocaleDateString('en-US', { dateStyle: 'long' }) : day(config.newest);
    const about = fill(config.newest ? words.about : words.aboutUndated, { date, count: config.documents });
    return [words === EN ? config.ai_notice_en : config.ai_notice, about].filter(Boolean).join(' ');
  }

  /** @param {string | null} given @param {Config} config @returns the colour that the host page gives, else the office's */
  function colourOf(given, config) {
    return given && /^#[0-9a-f]{6}$/i.test(given) ? given : config.theme.colour;
  }

  /** @param {Config} config */
  function page(config) {
    const given = new URLSearchParams(location.hash.slice(1));
    const parent = window.parent === window ? null : window.parent;
    const from = given.get('from') || '';
    const theme = {
      title: given.get('title') || config.theme.title,
      greeting: given.get('greeting') || config.theme.greeting,
      colour: colourOf(given.get('colour'), config),
      language: given.get('language') || config.theme.language,
      questions: given.get('questions') ? String(given.get('questions')).split('|').map((one) => one.trim()).filter(Boolean) : config.theme.questions,
    };
    const closable = Boolean(parent) && !given.get('inline');
    // Where it fills the screen (a phone) being open is a step in the tab's history: Back closes it and stays on the office's page. The step
    // is this frame's own, so the host's router hears nothing of it.
    const step = () => history.state || history.pushState({ open: true }, '');
    window.addEventListener('popstate', () => history.state || tell('close'));
    const tell = (/** @type {string} */ type, /** @type {any} */ detail) => {
      if (type === 'close' && history.state) history.back();
      if (parent && from) parent.postMessage({ mureobwa: 1, type, ...(type === 'question' || type === 'answer' ? { detail } : detail) }, from);
    };
    const key = 'mureobwa-' + config.site;
    const store = tabStore(key);
    const english = /^en/i.test(theme.language);
    document.documentElement.lang = english ? 'en' : 'ko';
    document.title = theme.title || (english ? EN : KO).title;
    const chat = new Chat(document.body, {
      base: new URL('.', location.href).href,
      site: config.site,
      theme,
      scope: given.get('scope') || config.scope,
      limit: config.max_question_chars,
      about: aboutOf(config, english ? EN : KO),
      closable,
      alone: true, // the page's main part; a host has its own
      tell,
      // Where the browser closes storage to frames, the launcher keeps the conversation in the host's own tab.
      keep: store ? store.keep : (talk) => tell('save', { talk }),
      kept: store ? store.kept : '',
    });
    window.addEventListener('message', (event) => {
      if (event.source !== parent || event.origin !== from || !event.data || event.data.mureobwa !== 1) return;
      if (event.data.type === 'focus') {
        if (event.data.to === 'whole') step();
        chat.focus(String(event.data.to));
      }
      else if (event.data.type === 'ask') chat.ask(String(event.data.question));
      else if (event.data.type === 'restore') chat.restore(String(event.data.talk));
    });
    tell('ready', { closed: !store, colour: theme.colour });
    if (!parent) chat.focus('input');
  }

  const data = document.getElementById('mureobwa-config');
  if (data) {
    page(JSON.parse(data.textContent || '{}'));
    return;
  }

  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const base = script.src.replace(/widget\/([\w-]+\/)?embed\.js([?#].*)?$/, '');
  const sheet = script.src.replace(/\.js([?#].*)?$/, '.css');

  class MureobwaChat extends HTMLElement {
    /** @type {Chat | null} */
    chat = null;

    async connectedCallback() {
      if (this.shadowRoot) return;
      const shadow = this.attachShadow({ mode: 'open' });
      const site = this.getAttribute('site') || '';
      const given = (/** @type {string} */ name, /** @type {string} */ other) => this.getAttribute(name) || other;
      const tell = (/** @type {string} */ type, /** @type {any} */ detail) => this.dispatchEvent(new CustomEvent('mureobwa-' + type, { detail }));
      shadow.append(make('link', { rel: 'stylesheet', href: sheet }));
      try {
        const response = await fetch(base + 'api/v1/config?site=' + encodeURIComponent(site), { credentials: 'omit' });
        if (!response.ok) throw new TypeError();
        /** @type {Config} */
        const config = await response.json();
        const store = tabStore('mureobwa-' + site);
        const questions = this.getAttribute('questions');
        const theme = {
          title: given('heading', config.theme.title),
          greeting: given('greeting', config.theme.greeting),
          colour: colourOf(this.getAttribute('colour'), config),
          language: given('language', config.theme.language),
          questions: questions ? questions.split('|') : config.theme.questions,
        };
        const about = aboutOf(config, /^en/i.test(theme.language) ? EN : KO);
        const keep = store ? store.keep : () => {};
        const scope = given('scope', config.scope);
        this.chat = new Chat(shadow, { base, site, theme, scope, limit: config.max_question_chars, about, closable: false, alone: false, tell, keep, kept: store ? store.kept : '' });
        tell('ready', {});
      } catch {
        shadow.append(make('p', { role: 'alert' }, '안내 창을 열지 못했습니다. 이 누리집이 등록되어 있지 않거나 연결이 끊겼습니다. 누리집 담당자에게 알려 주세요.'));
      }
    }

    /** @param {string} question */
    ask(question) {
      if (this.chat) this.chat.ask(String(question));
    }
  }
  if (!customElements.get('mureobwa-chat')) customElements.define('mureobwa-chat', MureobwaChat);
})();
