/* The reader: one article, the cited paragraph marked, the cited words marked inside it. */
(() => {
  "use strict";
  const desk = window.desk;
  const { element } = desk;
  const KINDS = { caption: "Caption", standfirst: "Standfirst", heading: "Heading", list: "List item", quote: "Quotation" };
  const HOME_ROWS = 12;

  desk.reader = (root, props, watch, trigger, server) => {
    const body = root.querySelector(".reader-body");
    const place = root.querySelector(".place");
    const permanent = root.querySelector(".permanent");
    const steps = [root.querySelector(".previous"), root.querySelector(".next")];
    const kept = new Map();
    let wanted = "";
    let shown = null;
    let unfolded = "";

    const load = async (id, revision) => {
      const key = `${id}@${revision || ""}`;
      if (!kept.has(key)) {
        if (!shown || shown.id !== id) body.replaceChildren(element("div", "empty", "Opening the article…"));
        const article = await server.read_article({ id, revision: revision || "" });
        if (!article || article.error) throw new Error((article && article.error) || "it is not there");
        kept.set(key, article);
      }
      return kept.get(key);
    };

    const paragraph = (block, cited) => {
      const part = element(block.kind === "heading" ? "h3" : "p", `paragraph ${block.kind}`);
      part.dataset.hash = block.hash;
      if (cited.has(block.hash)) part.classList.add("cited");
      if (block.number) part.append(element("span", "number", block.number));
      else if (block.kind === "caption") part.append(element("span", "tag", "Caption"));
      part.append(element("span", "words", block.text));
      if (block.suspicious) {
        part.classList.add("suspicious");
        part.append(element("span", "badge", `Suspicious: ${block.suspicious}; no answer uses it`));
      }
      if (block.page) part.append(element("span", "page", `page ${block.page}`));
      return part;
    };

    const ledger = (article) => {
      const people = new Map();
      for (const one of article.said) people.set(one.who, [...(people.get(one.who) || []), one]);
      const part = element("details", "ledger");
      part.open = unfolded === article.id;
      part.addEventListener("toggle", () => { unfolded = part.open ? article.id : ""; });
      part.append(element("summary", "", `Who said what: ${people.size === 1 ? "1 speaker" : people.size + " speakers"}`));
      for (const [who, all] of people) {
        const role = (all.find((one) => one.role) || {}).role;
        part.append(element("h3", "", role ? `${who}, ${role}` : who));
        for (const one of all) {
          const button = element("button", "", one.words);
          button.type = "button";
          button.addEventListener("click", () => show({ id: article.id, revision: article.revision, hash: one.hash, start: one.start, end: one.end }));
          part.append(button);
        }
      }
      return part;
    };

    const paint = (article) => {
      const cited = new Set([...document.querySelectorAll(`a[href^="#src:${CSS.escape(article.id)}:"]`)].map((chip) => desk.source(chip)).filter(Boolean).map((one) => one.hash));
      const facts = [article.authors && "By " + article.authors, article.date, article.paragraphs].filter(Boolean).join(" · ");
      body.replaceChildren(element("div", "outlet", article.source), element("h2", "", article.title), element("div", "facts", facts));
      if (!article.current) body.append(element("div", "notice", "An earlier version of this article, as it was when the answer was written."));
      if (article.note) body.append(element("div", "notice", article.note));
      if (article.said && article.said.length) body.append(ledger(article));
      for (const block of article.blocks) if (!(block.kind === "heading" && block.text === article.title)) body.append(paragraph(block, cited));
      shown = article;
    };

    // Offsets count characters as Python does; a JavaScript string counts UTF-16 units.
    const mark = (part, text, start, end) => {
      const letters = [...text];
      if (!(start < end) || end > letters.length || (start === 0 && end === letters.length)) return;
      const words = part.querySelector(".words");
      words.replaceChildren(
        document.createTextNode(letters.slice(0, start).join("")),
        element("mark", "", letters.slice(start, end).join("")),
        document.createTextNode(letters.slice(end).join("")),
      );
    };

    const point = (article, source) => {
      const block = article.blocks.find((one) => one.hash === source.hash);
      const part = block && [...body.querySelectorAll(".paragraph")].find((one) => one.dataset.hash === source.hash);
      if (!part) {
        place.textContent = article.source;
        body.scrollTop = 0;
        return;
      }
      part.classList.add("on");
      part.setAttribute("aria-current", "true");
      mark(part, block.text, source.start, source.end);
      place.textContent = block.number ? `Paragraph ${block.number} of ${article.body}` : KINDS[block.kind] || "Paragraph";
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      const room = body.getBoundingClientRect();
      const box = part.getBoundingClientRect();
      const middle = body.scrollTop + box.top - room.top - Math.max(16, (room.height - box.height) / 2);
      body.scrollTo({ top: middle, behavior: calm ? "auto" : "smooth" });
    };

    const show = async (source) => {
      const key = JSON.stringify(source);
      wanted = key;
      try {
        const article = await load(source.id, source.revision);
        if (wanted !== key) return;
        paint(article);
        const anchor = source.hash ? `#p-${source.hash}` : "";
        permanent.href = `${desk.base}articles/${encodeURIComponent(article.id)}?rev=${encodeURIComponent(article.revision)}${anchor}`;
        permanent.hidden = false;
        for (const button of steps) button.hidden = !source.hash;
        if (source.hash) point(article, source);
        else {
          place.textContent = article.source;
          body.scrollTop = 0;
        }
      } catch (error) {
        if (wanted !== key) return;
        shown = null;
        place.textContent = "Sources";
        body.replaceChildren(element("div", "empty", "This source cannot be opened: " + error.message));
      }
    };

    const home = (rows) => {
      shown = null;
      wanted = "";
      place.textContent = "Sources";
      permanent.hidden = true;
      for (const button of steps) button.hidden = true;
      const hint = element("div", "empty");
      hint.append(element("b", "", "Every answer shows its source"), element("span", "", "Select a numbered citation and the exact paragraph opens here."));
      const list = element("div", "home");
      if (rows.length) list.append(element("h2", "", "In your library"));
      for (const row of rows.slice(0, HOME_ROWS)) {
        const button = element("button");
        button.type = "button";
        button.append(element("b", "", row.title), element("small", "", `${row.source} · ${row.date}`));
        button.addEventListener("click", () => desk.show({ id: row.id }, button));
        list.append(button);
      }
      body.replaceChildren(hint, list);
    };

    steps[0].addEventListener("click", () => desk.step(-1));
    steps[1].addEventListener("click", () => desk.step(1));
    root.querySelector(".close").addEventListener("click", desk.close);
    addEventListener("desk:show", (event) => show(event.detail));
    addEventListener("desk:home", () => { if (props.value && props.value.home) home(props.value.home); });
    const refresh = () => {
      const rows = (props.value && props.value.home) || [];
      kept.clear();
      if (!wanted) home(rows);
    };
    watch("value", refresh);
    refresh();
  };
})();
