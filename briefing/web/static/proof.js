/* A checked draft: its counts, which sentences to show, and under each the paragraph that says it or says otherwise. */
(() => {
  "use strict";
  const desk = window.desk;
  const { element } = desk;
  const SIGNS = { supported: "✓", partly: "≈", contradicted: "✕", not_found: "?" };
  const NAMES = { supported: "Supported", partly: "Partly", contradicted: "Contradicted", not_found: "Not found" };
  const HOLDS = ["supported", "partly"];
  const EMPTY = "Paste any draft: each sentence is held against your articles, and you see the paragraph that says it, the one that says otherwise, or that none does.";

  const button = (text, pressed, does) => {
    const made = element("button", "", text);
    made.type = "button";
    made.setAttribute("aria-pressed", String(pressed));
    made.addEventListener("click", does);
    return made;
  };

  const paragraph = (one) => {
    const part = element("div", "found");
    const chip = element("a", "", one.n);
    chip.href = one.href;
    chip.title = `${one.where} — ${one.quote}`;
    const head = element("div", "where");
    if (one.how) head.append(element("b", "", one.how));
    head.append(element("span", "", [one.where, one.title !== one.where.split(" · ")[0] && one.title, one.dated].filter(Boolean).join(" · ")));
    const quote = element("q", "", one.quote);
    part.append(chip, head, quote);
    if (one.suspicious) part.append(element("span", "badge", `Suspicious: ${one.suspicious}; it supports nothing`));
    part.addEventListener("click", (event) => {
      if (event.target.closest("a") || String(getSelection())) return;
      desk.show(desk.source(chip), chip);
    });
    return part;
  };

  const checks = (one) => {
    const details = element("details", "checks");
    const passed = one.checks.filter((check) => check.passed).length;
    details.append(element("summary", "", `${passed} of ${one.checks.length} checks passed`));
    const list = element("ul");
    for (const check of one.checks) {
      const row = element("li", check.passed ? "passed" : "failed");
      row.append(element("b", "", `${check.passed ? "✓" : "✕"} ${check.name}`), element("span", "", check.detail || (check.passed ? "agree" : "do not agree")));
      list.append(row);
    }
    details.append(list);
    return details;
  };

  const row = (one) => {
    if (!one.verdict) {
      const aside = element("p", `aside ${one.what === "heading" || one.what === "label" ? "heading" : ""}`);
      aside.append(element("span", "", one.text));
      if (!aside.classList.contains("heading")) aside.append(element("small", "", one.what));
      return aside;
    }
    const part = element("section", `claim ${one.verdict}`);
    part.dataset.verdict = one.verdict;
    const verdict = element("div", "verdict");
    const sign = element("span", "sign", SIGNS[one.verdict]);
    sign.setAttribute("aria-hidden", "true");
    verdict.append(sign, element("span", "", one.words));
    part.append(verdict, element("p", "sentence", one.text));
    if (one.why) part.append(element("p", "why", one.why));
    for (const found of one.paragraphs) part.append(paragraph(found));
    if (one.checks.length > 1) part.append(checks(one));
    return part;
  };

  desk.proof = (root, props, watch) => {
    const head = root.querySelector(".proof-head");
    const said = root.querySelector(".proof-said");
    const bar = root.querySelector(".proof-bar");
    const pills = root.querySelector(".proof-pills");
    const list = root.querySelector(".proof-list");
    const box = root.querySelector(".proof");
    document.addEventListener("focusin", (event) => { if (event.target.closest("#desk-draft")) box.classList.remove("begun"); });
    let run = "";
    let drawn = 0;
    let only = "";
    let strict = false;

    const filter = () => {
      box.classList.toggle("strict", strict);
      for (const part of list.children) part.hidden = Boolean(only) && part.dataset.verdict !== only;
    };
    const counted = (counts) => {
      const total = Object.values(counts).reduce((sum, one) => sum + one, 0);
      const made = [button(`All ${total}`, !only, () => { only = ""; draw(); })];
      for (const name of Object.keys(NAMES)) {
        const pill = button(`${NAMES[name]} ${counts[name] || 0}`, only === name, () => { only = only === name ? "" : name; draw(); });
        pill.className = name;
        pill.disabled = !counts[name];
        made.push(pill);
      }
      const tight = button("Strict", strict, () => { strict = !strict; draw(); });
      tight.className = "strict";
      tight.title = "Only a sentence that is said in full counts as holding";
      made.push(tight);
      pills.replaceChildren(...made);
      return total;
    };
    const draw = () => {
      const value = props.value || {};
      if (value.run !== run) {
        [run, drawn, only] = [value.run, 0, ""];
        list.replaceChildren();
        // The draft makes room for what is found in it, until somebody writes in it again.
        box.classList.toggle("begun", Boolean(run));
        const draft = document.querySelector("#desk-draft textarea");
        if (draft) draft.scrollTop = 0;
      }
      if (value.problem) list.replaceChildren(element("div", "problem", value.problem));
      else if (!value.run) {
        const empty = element("div", "empty");
        empty.append(element("b", "", "Check a text"), element("span", "", EMPTY));
        list.replaceChildren(empty);
      }
      if (value.problem) box.classList.remove("begun");
      head.hidden = !value.run || Boolean(value.problem);
      if (head.hidden) return;
      const focused = [...pills.children].indexOf(document.activeElement);
      const total = counted(value.counts || {});
      if (focused >= 0) pills.children[focused].focus();
      for (const piece of (value.pieces || []).slice(drawn)) list.append(row(piece));
      drawn = (value.pieces || []).length;
      bar.hidden = !value.working;
      bar.max = value.total || 1;
      bar.value = value.done || 0;
      const holds = (strict ? HOLDS.slice(0, 1) : HOLDS).reduce((sum, name) => sum + (value.counts[name] || 0), 0);
      said.textContent = value.working
        ? value.total ? `Checking sentence ${Math.min(value.done + 1, value.total)} of ${value.total}…` : "Reading the draft…"
        : `${holds} of ${total} ${total === 1 ? "sentence" : "sentences"} ${holds === 1 ? "holds" : "hold"}` + (value.stopped ? "; stopped before the end" : "") + (value.dated ? `, as of ${value.dated}` : "") + ".";
      filter();
      if (!value.working && !value.shown) {
        value.shown = true;
        const first = list.querySelector('.claim.contradicted a[href^="#src:"]') || list.querySelector('.claim a[href^="#src:"]');
        if (first && innerWidth > 860) desk.show(desk.source(first), first, true);
      }
    };
    watch("value", draw);
    draw();
  };
})();
