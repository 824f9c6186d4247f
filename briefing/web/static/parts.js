/* The head of the page, the import receipt, the list of articles and the actions of a briefing. */
(() => {
  "use strict";
  const desk = window.desk;
  const { element } = desk;
  const FILTER_FROM = 8;
  const PAUSE = 250;
  const STATUS = { added: "Added", updated: "Updated", unchanged: "Already there", copy: "Added as a copy" };

  desk.bar = (root, props, watch, trigger) => {
    const on = (name, does) => root.querySelector(`[data-do=${name}]`).addEventListener("click", does);
    on("theme", desk.theme);
    on("new", () => { dispatchEvent(new Event("desk:home")); trigger("fresh"); });
    addEventListener("desk:literal", () => trigger("literal"));
    on("clear", () => askFirst(root, trigger));
    const draw = () => {
      const value = props.value || {};
      root.querySelector(".scope").textContent = value.scope || "";
      if (!value.engine) return;
      root.querySelector(".engine").textContent = value.engine;
      root.querySelector(".pill").title = value.about;
      root.querySelector(".pill").classList.toggle("model", Boolean(value.model));
    };
    watch("value", draw);
    draw();
  };

  /* Deleting cannot be undone: ask below the button, and give the focus back to it. */
  const askFirst = (root, trigger) => {
    const before = root.querySelector(".sure");
    if (before) { before.remove(); return; }
    const close = () => { sure.remove(); root.querySelector("[data-do=clear]").focus(); };
    const wipe = () => { sure.remove(); dispatchEvent(new Event("desk:home")); trigger("wipe"); };
    const sure = question("Delete this conversation?", "Delete", wipe, close);
    sure.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.stopPropagation(); close(); } });
    // Later, because taking it away takes the focus from it as well.
    sure.addEventListener("focusout", () => setTimeout(() => { if (!sure.contains(document.activeElement)) sure.remove(); }, 0));
    root.querySelector(".bar").append(sure);
    sure.querySelector(".keep").focus();
  };

  const question = (text, yes, does, keeps) => {
    const sure = element("div", "sure");
    sure.setAttribute("role", "group");
    sure.setAttribute("aria-label", text);
    sure.append(element("span", "", text), button("remove yes", yes, does), button("keep", "Keep", keeps));
    return sure;
  };

  const button = (className, text, does) => {
    const made = element("button", className, text);
    made.type = "button";
    made.addEventListener("click", does);
    return made;
  };

  const reasons = (removed) => {
    const tally = new Map();
    for (const one of removed) tally.set(one.reason, (tally.get(one.reason) || 0) + 1);
    return [...tally].map(([reason, number]) => (number > 1 ? `${reason} (${number})` : reason)).join(", ");
  };

  const receiptOf = (one, undo, restore) => {
    const part = element("div", "receipt-row");
    const head = element("div", "receipt-head");
    head.append(element("b", "", STATUS[one.status] || one.status), button("open", one.title, (event) => desk.show({ id: one.id }, event.currentTarget)), element("span", "facts", [one.date, one.source, one.paragraphs].filter(Boolean).join(" · ")));
    if (one.status === "added" || one.status === "copy") head.append(button("undo", "Undo", () => undo(one.id)));
    part.append(head);
    if (one.note) part.append(element("div", "facts", one.note));
    if (one.removed.length) {
      const details = element("details");
      details.append(element("summary", "", `Left out ${one.removed.length === 1 ? "1 line" : one.removed.length + " lines"}: ${reasons(one.removed)}`));
      const list = element("ul");
      for (const line of one.removed) {
        const row = element("li");
        row.append(element("span", "words", line.text), element("em", "", line.reason));
        if (one.status !== "unchanged") {
          const back = button("undo", "Put back", () => { back.disabled = true; restore(one.id, line.line); });
          back.setAttribute("aria-label", "Put back: " + line.text.slice(0, 80));
          row.append(back);
        }
        list.append(row);
      }
      details.append(list);
      part.append(details);
    } else if (one.status !== "unchanged") part.append(element("div", "facts", "Nothing had to be left out."));
    return part;
  };

  /* What became of many at once: an article that came in two versions is one, and was updated. */
  const told = (added) => {
    const is = (...names) => added.filter((one) => names.includes(one.status)).length;
    const parts = [[is("added", "copy"), "added"], [is("updated"), "updated"], [is("unchanged"), "already there"]];
    const said = parts.filter(([number]) => number).map(([number, what], place) => `${number}${place ? "" : number === 1 ? " article" : " articles"} ${what}`);
    return said.join(", ");
  };

  desk.receipt = (root, props, watch, trigger) => {
    const box = root.querySelector(".receipt");
    const draw = () => {
      const value = props.value || {};
      const parts = [];
      if (value.working) parts.push(element("div", "working", value.working));
      if (value.said) parts.push(element("div", "said", value.said));
      for (const line of value.lines || []) parts.push(element("div", "said", line));
      for (const problem of value.problems || []) parts.push(element("div", "problem", problem));
      const added = value.added || [];
      if (value.brief && added.length) parts.push(element("div", "said", `${told(added)}. Ask about them, or write a briefing.`));
      else for (const one of added.slice(0, 20)) parts.push(receiptOf(one, (id) => trigger("undo", { id }), (id, line) => trigger("restore", { id, line })));
      if (!value.brief && added.length > 20) parts.push(element("div", "facts", `and ${added.length - 20} more`));
      box.replaceChildren(...parts);
    };
    watch("value", draw);
    draw();
  };

  desk.feeds = (root, props, watch, trigger) => {
    const box = root.querySelector(".feeds");
    const list = root.querySelector(".shelf-list");
    root.querySelector(".again").addEventListener("click", () => trigger("again"));
    const item = (one) => {
      const row = element("div", "shelf-item");
      const middle = element("div", "middle");
      middle.append(element("b", "feed", one.title), element("div", "facts", one.facts));
      if (one.error) middle.append(element("div", "problem", one.error));
      const stop = button("remove", "Unfollow", () => trigger("unfollow", { url: one.url }));
      stop.setAttribute("aria-label", "Unfollow " + one.title);
      row.append(middle, stop);
      return row;
    };
    const draw = () => {
      const feeds = (props.value && props.value.feeds) || [];
      box.hidden = !feeds.length;
      list.replaceChildren(...feeds.map(item));
    };
    watch("value", draw);
    draw();
  };

  desk.shelf = (root, props, watch, trigger, server) => {
    const list = root.querySelector(".shelf-list");
    const filter = root.querySelector(".shelf-filter");
    const heading = root.querySelector("h2");

    const askFirst = (row, one) => {
      const sure = question("Remove it and everything made from it?", "Remove", () => trigger("discard", { id: one.id }), draw);
      row.querySelector(".remove").replaceWith(sure);
      sure.querySelector(".keep").focus();
    };
    const item = (one) => {
      const row = element("div", "shelf-item");
      const middle = element("div", "middle");
      const facts = [one.source, one.date, one.paragraphs, one.collections, one.copy && "copy of another article"].filter(Boolean).join(" · ");
      middle.append(button("open", one.title, (event) => desk.show({ id: one.id }, event.currentTarget)), element("div", "facts", facts));
      const remove = button("remove", "Remove", () => askFirst(row, one));
      remove.setAttribute("aria-label", "Remove " + one.title);
      row.append(middle, remove);
      return row;
    };
    /* What the server found among all articles, where more are in the library than are listed. */
    let found = null;
    let timer = 0;
    const typed = () => filter.value.trim();
    const isPart = () => props.value && props.value.total > (props.value.articles || []).length;
    const look = async () => {
      const words = typed();
      if (!words || !server || !isPart()) return;
      const got = await server.find_articles({ words });
      if (typed() !== words) return;
      found = { ...got, words };
      draw();
    };
    function draw() {
      const value = props.value || {};
      const all = value.articles || [];
      const words = typed().toLowerCase().split(/\s+/).filter(Boolean);
      const looked = found && found.words === typed() ? found : null;
      const shown = looked ? looked.articles : all.filter((one) => words.every((word) => `${one.title} ${one.source} ${one.collections}`.toLowerCase().includes(word)));
      filter.hidden = all.length < FILTER_FROM;
      heading.hidden = !all.length;
      list.replaceChildren(...shown.map(item));
      if (!all.length) {
        const none = element("div", "empty");
        none.append(element("b", "", "Your library is empty"), element("span", "", "Add an article above. Answers only ever use what is here."));
        list.append(none);
      } else if (words.length && isPart() && server && !looked) list.append(element("div", "facts more", `Looking through all ${value.total} articles…`));
      else if (!shown.length) list.append(element("div", "empty", "No article matches."));
      else if (looked && looked.total > shown.length) list.append(element("div", "facts more", `The newest ${shown.length} of ${looked.total} that match`));
      else if (value.total > all.length && !words.length) list.append(element("div", "facts more", `The newest ${all.length} of ${value.total} articles`));
    }
    filter.addEventListener("input", () => {
      draw();
      clearTimeout(timer);
      timer = setTimeout(look, PAUSE);
    });
    watch("value", () => {
      found = null;
      draw();
      look();
    });
    draw();
  };

  const copyText = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Without permission or https: the old way still works from a click.
      const box = element("textarea", "desk-unseen");
      box.value = text;
      document.body.append(box);
      box.select();
      document.execCommand("copy");
      box.remove();
    }
  };

  /* Print the finished page with its list of sources: on this one the numbers would lead nowhere on paper. */
  const print = (address) => {
    document.querySelectorAll("iframe.printed").forEach((old) => old.remove());
    const frame = element("iframe", "printed");
    frame.hidden = true;
    frame.title = "Briefing to print";
    frame.addEventListener("load", () => { frame.contentWindow.focus(); frame.contentWindow.print(); });
    frame.src = address;
    document.body.append(frame);
  };

  desk.actions = (root, props, watch) => {
    const box = root.querySelector(".actions");
    const draw = () => {
      const id = props.value && props.value.id;
      box.hidden = !id;
      if (!id) return;
      const link = (format, text) => {
        const made = element("a", "action", text);
        made.href = `${desk.base}api/v1/briefings/${encodeURIComponent(id)}?format=${format}`;
        made.download = `${props.value.name || "briefing"}.${format}`;
        return made;
      };
      const copy = button("action", "Copy", async () => {
        await copyText(desk.plain(document.querySelector("#desk-briefing")));
        copy.textContent = "Copied";
        setTimeout(() => { copy.textContent = "Copy"; }, 1500);
      });
      box.replaceChildren(copy, link("md", "Download .md"), link("html", "Download .html"), button("action", "Print", () => print(link("html", "").href)));
    };
    watch("value", draw);
    draw();
  };

  desk.ready = true;
  dispatchEvent(new Event("desk:ready"));
})();
