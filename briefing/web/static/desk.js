/* The page's own behaviour: citation chips, hover card, keys, theme, conversation address, and what Gradio's markup
   leaves out for screen readers. Text of articles reaches the page through textContent only. */
(() => {
  "use strict";
  if (window.desk) return;
  const desk = (window.desk = { ready: false }); // ready: set at the end of parts.js
  const CHIP = 'a[href^="#src:"]';
  const CAVEAT = ".caveat[role=button]";
  const NARROW_SCREEN = 860;
  const SOURCE = /^#src:([\w-]+):([\w-]+):([\w-]*):(\d+)-(\d+)$/;
  const script = document.currentScript ? document.currentScript.src : location.href;

  desk.base = new URL("..", script).href; // the address the desk is served under, whatever the sub-path

  desk.element = (tag, className, text) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined && text !== null) made.textContent = text;
    return made;
  };
  const { element } = desk;

  desk.source = (chip) => {
    const found = SOURCE.exec(chip.getAttribute("href") || "");
    return found && { id: found[1], hash: found[2], revision: found[3], start: +found[4], end: +found[5] };
  };
  const chipOf = (event) => (event.target.closest ? event.target.closest(CHIP) : null);
  const narrow = () => innerWidth <= NARROW_SCREEN;

  /* ---- open and close the reader ---- */
  let opener = null;
  desk.show = (source, from, quietly) => {
    document.querySelectorAll(CHIP + ".on").forEach((chip) => chip.classList.remove("on"));
    if (from && from.matches(CHIP)) from.classList.add("on");
    if (!quietly) {
      opener = from || document.activeElement;
      document.body.classList.add("desk-open");
    }
    dispatchEvent(new CustomEvent("desk:show", { detail: source }));
  };
  desk.close = () => {
    document.body.classList.remove("desk-open");
    if (opener && opener.isConnected) opener.focus();
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest && event.target.closest('a[href="#as-typed"]')) {
      event.preventDefault();
      event.stopPropagation();
      dispatchEvent(new Event("desk:literal"));
      return;
    }
    const caveat = event.target.closest && event.target.closest(CAVEAT);
    if (caveat) explain(caveat);
    const chip = chipOf(event);
    if (!chip) return;
    event.preventDefault();
    event.stopPropagation();
    hideCard();
    const source = desk.source(chip);
    if (source) desk.show(source, chip);
  }, true);

  /* ---- show why a sentence is marked, in a line of its own: a phone has no pointer to rest on the mark ---- */
  const explain = (caveat) => {
    prepare(caveat);
    const open = caveat.getAttribute("aria-expanded") !== "true";
    caveat.setAttribute("aria-expanded", String(open));
    if (open) caveat.after(element("span", "why", caveat.dataset.why)); else caveat.nextElementSibling.remove();
  };
  const prepare = (caveat) => {
    if (!caveat.title) return;
    caveat.dataset.why = caveat.title;
    caveat.removeAttribute("title");
    caveat.setAttribute("aria-expanded", "false");
  };

  /* ---- step through the citations of the visible tab ---- */
  const chips = () => [...document.querySelectorAll(`#desk-chat ${CHIP}, #desk-briefing ${CHIP}, #desk-proof ${CHIP}`)]
    .filter((chip) => chip.offsetParent && !chip.closest("details"));
  desk.step = (by) => {
    const all = chips();
    if (!all.length) return;
    const now = all.findIndex((chip) => chip.classList.contains("on"));
    const next = now < 0 ? (by > 0 ? 0 : all.length - 1) : (now + by + all.length) % all.length;
    all[next].scrollIntoView({ block: "nearest" });
    const wasOpen = document.body.classList.contains("desk-open");
    desk.show(desk.source(all[next]), all[next], wasOpen || !narrow());
    if (narrow() && !wasOpen) document.body.classList.add("desk-open");
  };

  /* ---- hover card ---- */
  const card = element("div");
  card.id = "desk-card";
  card.setAttribute("role", "tooltip");
  let cardShown = 0;
  const hideCard = () => card.classList.remove("show");
  const label = (chip) => {
    if (!chip.title) return;
    chip.dataset.card = chip.title;
    chip.removeAttribute("title");
    chip.setAttribute("aria-label", `Source ${chip.textContent.trim()}: ${chip.dataset.card}`);
  };
  const showCard = (chip) => {
    label(chip);
    const text = chip.dataset.card;
    if (!text) return;
    if (!card.isConnected) document.body.append(card);
    const cut = text.indexOf(" — ");
    card.replaceChildren(element("b", "", cut > 0 ? text.slice(0, cut) : ""), element("span", "", cut > 0 ? text.slice(cut + 3) : text));
    const place = chip.getBoundingClientRect();
    card.style.left = Math.max(8, Math.min(innerWidth - card.offsetWidth - 8, place.left - 20)) + "px";
    const above = place.top - card.offsetHeight - 8;
    card.style.top = (above > 8 ? above : place.bottom + 8) + "px";
    card.classList.add("show");
    cardShown = performance.now();
  };
  for (const kind of ["mouseover", "focusin"]) {
    document.addEventListener(kind, (event) => {
      const chip = chipOf(event);
      if (chip) showCard(chip); else hideCard();
    });
  }
  document.addEventListener("scroll", () => { if (performance.now() - cardShown > 300) hideCard(); }, true);

  /* ---- keys ---- */
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      hideCard();
      if (document.body.classList.contains("desk-open")) desk.close();
      return;
    }
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable) return;
    if ((event.key === "Enter" || event.key === " ") && event.target.matches(CAVEAT)) {
      event.preventDefault();
      explain(event.target);
      return;
    }
    const does = { "/": focusQuestion, "]": () => desk.step(1), n: () => desk.step(1), "[": () => desk.step(-1), p: () => desk.step(-1), t: () => desk.theme() };
    if (does[event.key]) {
      event.preventDefault();
      does[event.key]();
    }
  });
  const focusQuestion = () => {
    const box = document.querySelector("#desk-question textarea");
    if (box && !box.offsetParent) document.querySelector("#desk-tabs button[role=tab]").click();
    setTimeout(() => box && box.focus(), 0);
  };

  /* ---- theme ---- */
  const stored = (key, value) => {
    try {
      if (value === undefined) return localStorage.getItem(key);
      localStorage.setItem(key, value);
    } catch { /* a frame without storage keeps the choice until it closes */ }
    return null;
  };
  desk.theme = () => stored("desk-theme", document.body.classList.toggle("dark") ? "dark" : "light");
  const applyTheme = () => {
    const choice = stored("desk-theme");
    if (choice) document.body.classList.toggle("dark", choice === "dark");
  };

  /* ---- the conversation's id lives in the page's address, so that a reload brings it back ---- */
  desk.conversation = () => {
    applyTheme();
    return new URLSearchParams(location.search).get("c") || "";
  };
  desk.remember = (id) => {
    const here = new URL(location.href);
    if (id) here.searchParams.set("c", id); else here.searchParams.delete("c");
    history.replaceState(history.state, "", here);
    document.body.classList.toggle("desk-talking", Boolean(id));
  };

  /* ---- copy: the text with [1] and the list of sources, not the Markdown behind it ---- */
  let copied = null;
  desk.plain = (root) => {
    const clone = root.cloneNode(true);
    const cards = new Map();
    root.querySelectorAll(CHIP).forEach((chip) => { if (!chip.closest("details")) { label(chip); cards.set(chip.textContent.trim(), chip.dataset.card || ""); } });
    clone.querySelectorAll('details, button, a[href="#as-typed"], .caveat + .why').forEach((part) => part.remove());
    clone.querySelectorAll(".caveat").forEach((part) => part.replaceWith(`(${part.textContent})`));
    clone.querySelectorAll("br").forEach((part) => part.replaceWith("\n"));
    clone.querySelectorAll(CHIP).forEach((chip) => chip.replaceWith(` [${chip.textContent.trim()}]`));
    clone.querySelectorAll("p, li, h2, h3, div").forEach((part) => part.append("\n"));
    const text = clone.textContent.replace(/[\u202f ]+ ?\[/g, " [").replace(/\n{3,}/g, "\n\n").trim();
    const list = [...cards].map(([n, what]) => `[${n}] ${what}`).join("\n");
    return list ? `${text}\n\nSources\n${list}\n` : text;
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest("#desk-chat .message-buttons button");
    const row = button && button.closest(".bot-row, .message-row");
    const bodies = row ? [...row.querySelectorAll(".md")].filter((part) => !part.closest(".thought-group")) : [];
    copied = bodies.length ? bodies.map(desk.plain).join("\n\n") : null;
    setTimeout(() => { copied = null; }, 500);
  }, true);
  if (navigator.clipboard && navigator.clipboard.writeText) {
    const write = navigator.clipboard.writeText.bind(navigator.clipboard);
    navigator.clipboard.writeText = (text) => write(copied || text);
  }

  /* ---- tidy what Gradio shows to screen readers; open the first source of a finished answer ---- */
  const announcer = element("div", "desk-unseen");
  announcer.setAttribute("role", "status");
  announcer.setAttribute("aria-live", "polite");
  const answered = new WeakSet();
  const tidy = () => {
    if (document.body && !announcer.isConnected) document.body.append(announcer);
    document.querySelectorAll(CHIP + "[title]").forEach(label);
    document.querySelectorAll(CAVEAT + "[title]").forEach(prepare);
    document.querySelectorAll("#desk-chat [data-testid=bot][aria-label], #desk-chat [data-testid=user][aria-label]").forEach((part) => part.removeAttribute("aria-label"));
    document.querySelectorAll("#desk-chat .examples[role=list]").forEach((part) => part.setAttribute("role", "group"));
    document.querySelectorAll("#desk-chat .thought-group .title button:not([inert])").forEach((part) => {
      part.setAttribute("aria-hidden", "true");
      part.tabIndex = -1;
      part.inert = true;
    });
    for (const [name, label] of [["submit", "Send"], ["stop", "Stop"]]) {
      const button = document.querySelector(`#desk-question .${name}-button:not([aria-label])`);
      if (button) button.setAttribute("aria-label", label);
    }
    const talk = document.querySelector("#desk-chat [role=log]");
    if (talk && talk.getAttribute("aria-live") !== "off") talk.setAttribute("aria-live", "off");
    announce();
  };
  const announce = () => {
    const all = document.querySelectorAll("#desk-chat details.sources");
    const last = all[all.length - 1];
    if (!last || answered.has(last)) return;
    answered.add(last);
    announcer.textContent = "Answer ready. " + last.querySelector("summary").textContent;
    const body = last.closest(".md") || last.parentElement;
    const first = [...body.querySelectorAll(CHIP)].find((chip) => !chip.closest("details"));
    if (first && !narrow() && !body.querySelector(CHIP + ".on")) desk.show(desk.source(first), first, true);
  };
  let planned = false;
  new MutationObserver(() => {
    if (planned) return;
    planned = true;
    requestAnimationFrame(() => { planned = false; tidy(); });
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
