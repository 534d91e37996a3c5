"use strict";
(function () {
  // Texts of documents only ever become text nodes here: no markup is made from them, nothing is evaluated.
  const data = JSON.parse(document.getElementById("data").textContent);
  const texts = data.texts, findings = data.findings;
  const $ = (id) => document.getElementById(id);
  const list = $("list"), query = $("q"), choices = $("choices"), group = $("group");
  const severityOrder = Object.keys(data.severities);

  function make(tag, name, text) {
    const node = document.createElement(tag);
    if (name) node.className = name;
    if (text !== undefined) node.textContent = text;
    return node;
  }

  const ruleTitle = (id) => (data.rules[id] || [id])[0];
  const FILTERS = [
    { key: "section", label: "部分", of: (f) => f.s, name: (v) => data.sections[v], order: Object.keys(data.sections) },
    { key: "district", label: "片区", of: (f) => texts[f.d] || "-", name: (v) => (v === "-" ? data.unnamed : v) },
    { key: "community", label: "社区", of: (f) => texts[f.m] || "-", name: (v) => (v === "-" ? "未注明社区" : v) },
    { key: "severity", label: "严重程度", of: (f) => f.v, name: (v) => data.severities[v], order: severityOrder },
    { key: "certainty", label: "把握", of: (f) => (f.c ? "check" : "sure"), name: (v) => (v === "check" ? "待核（对照原件）" : "确定"), order: ["sure", "check"] },
    { key: "rule", label: "规则", of: (f) => f.r, name: ruleTitle },
    { key: "worker", label: "负责社工", of: (f) => texts[f.w] || "-", name: (v) => (v === "-" ? "未写明" : v) },
  ];
  if (data.compared)
    FILTERS.push({ key: "state", label: "与上次相比", of: (f) => (f.n ? "still-there" : "new"), name: (v) => (v === "new" ? "新增" : "仍在"), order: ["new", "still-there"] });

  // --- what the reader thinks of each finding: kept in this browser alone, by the findings' stable ids -------------

  const VERDICTS = { yes: "属实", no: "不属实" };
  const SHELF = "station-auditor 复核 " + data.station;
  let reviews = {};
  try { reviews = JSON.parse(localStorage.getItem(SHELF)) || {}; } catch (error) { reviews = {}; }
  const verdict = (f) => (reviews[f.i] && VERDICTS[reviews[f.i].v] ? reviews[f.i].v : "none");
  FILTERS.push({ key: "review", label: "我的复核", of: verdict, name: (v) => VERDICTS[v] || "未复核", order: ["none", "yes", "no"], always: true });

  function keep(index, value, note) {
    const id = findings[index].i, before = reviews[id] || {};
    const next = { v: value === undefined ? before.v : value, n: note === undefined ? before.n || "" : note };
    if (next.v || next.n) reviews[id] = next; else delete reviews[id];
    let kept = true;
    try { localStorage.setItem(SHELF, JSON.stringify(reviews)); } catch (error) { kept = false; }
    $("not-kept").hidden = kept;
    if (rows[index]) showVerdict(index);
    tally();
  }

  function tally() {
    const done = findings.filter((f) => verdict(f) !== "none").length;
    $("reviewed").textContent = done ? `已复核 ${done} 项，还有 ${findings.length - done} 项` : "";
    $("export").hidden = !done;
  }

  const byKey = new Map(FILTERS.map((filter) => [filter.key, filter]));
  for (const filter of FILTERS) {
    const label = make("label", "", filter.label);
    const select = (filter.select = make("select"));
    select.name = filter.key;
    label.append(select);
    const values = new Set(findings.map(filter.of));
    filter.values = filter.order ? filter.order.filter((v) => filter.always || values.has(v)) : [...values];
    if (values.size < 2 && !filter.always) label.hidden = true;
    choices.append(label);
    select.addEventListener("change", update);
    if (filter.always) select.addEventListener("focus", update);
  }

  // --- what is shown ---------------------------------------------------------------------------------------------

  let hay = null;
  function haystack(index) {
    if (!hay) hay = new Array(findings.length);
    if (hay[index] === undefined) {
      const f = findings[index];
      hay[index] = [f.k, f.t, texts[f.m], texts[f.d], texts[f.w], texts[f.a], ruleTitle(f.r), f.r, f.i, data.sections[f.s]]
        .concat(...f.e.map((e) => [texts[e[0]], e[2], e[3]]))
        .join("\n").toLowerCase();
    }
    return hay[index];
  }

  let shown = [];
  function update() {
    const words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = FILTERS.map((filter) => filter.select.value);
    const counts = FILTERS.map(() => new Map());
    shown = [];
    for (let index = 0; index < findings.length; index++) {
      const f = findings[index];
      let misses = 0, missed = -1;
      for (let k = 0; k < FILTERS.length && misses < 2; k++)
        if (wanted[k] && FILTERS[k].of(f) !== wanted[k]) { misses++; missed = k; }
      if (misses > 1 || !words.every((word) => haystack(index).includes(word))) continue;
      // A finding that one filter alone keeps out still counts among that filter's own choices.
      for (let k = 0; k < FILTERS.length; k++)
        if (!misses || missed === k) { const v = FILTERS[k].of(f); counts[k].set(v, (counts[k].get(v) || 0) + 1); }
      if (!misses) shown.push(index);
    }
    FILTERS.forEach((filter, k) => fillSelect(filter, counts[k], wanted[k]));
    const active = words.length > 0 || wanted.some(Boolean);
    $("clear").hidden = !active;
    $("count").textContent = active
      ? `显示 ${shown.length} 项，另有 ${findings.length - shown.length} 项因筛选未显示（共 ${findings.length} 项）`
      : `共 ${findings.length} 项`;
    $("nothing").hidden = shown.length > 0 || findings.length === 0;
    draw();
  }

  function fillSelect(filter, counts, value) {
    const options = [new Option("全部", "")];
    let values = filter.values;
    if (!filter.order && filter.key === "rule") values = [...values].sort((a, b) => (counts.get(b) || 0) - (counts.get(a) || 0));
    for (const v of values) {
      const count = counts.get(v) || 0;
      if (count || v === value) options.push(new Option(`${filter.name(v)}（${count}）`, v));
    }
    filter.select.replaceChildren(...options);
    filter.select.value = value;
    filter.select.classList.toggle("on", Boolean(value));
  }

  // --- the list --------------------------------------------------------------------------------------------------

  const rows = new Array(findings.length);
  const open = new Set();
  let buttons = [];

  const GROUPS = {
    section: (f) => [data.sections[f.s], texts[f.d] || data.unnamed],
    severity: (f) => [data.severities[f.v], data.sections[f.s]],
    rule: (f) => [ruleTitle(f.r), ""],
    subject: (f) => [f.k, ""],
    worker: (f) => [texts[f.w] || "未写明负责社工", ""],
  };

  function draw() {
    const keyOf = GROUPS[group.value];
    const order = new Map();
    for (const index of shown) {
      const [outer, inner] = keyOf(findings[index]);
      if (!order.has(outer)) order.set(outer, new Map());
      const parts = order.get(outer);
      if (!parts.has(inner)) parts.set(inner, []);
      parts.get(inner).push(index);
    }
    let groups = [...order];
    if (group.value === "severity") groups.sort((a, b) => rank(a) - rank(b));
    if (group.value === "rule" || group.value === "worker") groups.sort((a, b) => size(b) - size(a));
    const fragment = document.createDocumentFragment();
    for (const [outer, parts] of groups) {
      const section = make("section", "group");
      const heading = make("h3", "", outer);
      heading.append(make("small", "", `${size([outer, parts])} 项`));
      section.append(heading);
      for (const [inner, indexes] of parts) {
        if (inner) {
          const sub = make("h4", "sub", inner);
          sub.append(" ", make("small", "", `${indexes.length} 项`));
          section.append(sub);
        }
        const items = make("ol", "items");
        for (const index of indexes) items.append(row(index));
        section.append(items);
      }
      fragment.append(section);
    }
    list.replaceChildren(fragment);
    buttons = [...list.querySelectorAll(".f>button")];
  }
  const size = ([, parts]) => [...parts.values()].reduce((sum, indexes) => sum + indexes.length, 0);
  const rank = ([, parts]) => severityOrder.indexOf(findings[[...parts.values()][0][0]].v);

  function row(index) {
    if (rows[index]) return rows[index];
    const f = findings[index];
    const item = (rows[index] = make("li", "f"));
    item.id = "f-" + f.i;
    const button = make("button");
    button.type = "button";
    button.setAttribute("aria-expanded", "false");
    const lead = make("span", "lead");
    lead.append(make("span", "tag sev-" + f.v, data.severities[f.v]));
    if (f.c) lead.append(make("span", "tag check", "待核"));
    if (data.compared) lead.append(make("span", f.n ? "tag still" : "tag new", f.n ? "仍在" : "新增"));
    const who = make("span", "who", f.k);
    if (texts[f.m]) who.append(make("small", "", texts[f.m]));
    button.append(lead, who, make("span", "what", f.t), make("span", "sign"));
    button.addEventListener("click", () => toggle(index));
    item.append(button);
    showVerdict(index);
    return item;
  }

  function showVerdict(index) {
    const v = verdict(findings[index]), item = rows[index], lead = item.querySelector(".lead");
    item.classList.toggle("done", v !== "none");
    lead.querySelectorAll(".verdict").forEach((tag) => tag.remove());
    if (v !== "none") lead.append(make("span", "tag verdict said-" + v, VERDICTS[v]));
    item.querySelectorAll(".judge button").forEach((choice) => choice.setAttribute("aria-pressed", String(choice.value === v)));
  }

  function judge(index) {
    const box = make("div", "judge");
    for (const [value, name] of Object.entries(VERDICTS)) {
      const choice = make("button", "say-" + value, name);
      choice.type = "button";
      choice.value = value;
      choice.setAttribute("aria-pressed", String(verdict(findings[index]) === value));
      choice.addEventListener("click", () => keep(index, verdict(findings[index]) === value ? "" : value));
      box.append(choice);
    }
    const note = make("input");
    note.placeholder = "备注、理由";
    note.setAttribute("aria-label", "备注、理由");
    note.value = (reviews[findings[index].i] || {}).n || "";
    note.addEventListener("change", () => keep(index, undefined, note.value.trim()));
    box.append(note);
    return box;
  }

  function toggle(index, wanted) {
    const item = row(index), isOpen = open.has(index);
    const next = wanted === undefined ? !isOpen : wanted;
    if (next === isOpen) return;
    if (next) { open.add(index); item.append(body(index)); bringToSight(item); } else { open.delete(index); item.lastChild.remove(); }
    item.classList.toggle("open", next);
    item.firstChild.setAttribute("aria-expanded", String(next));
  }

  // In a narrow window a form is wider than its frame: the marked place must be what is seen of it.
  function bringToSight(item) {
    item.querySelectorAll(".paper,.view").forEach((frame) => {
      const hit = frame.querySelector(".hit,.mark");
      if (!hit || frame.scrollWidth <= frame.clientWidth) return;
      const seen = frame.getBoundingClientRect(), place = hit.getBoundingClientRect();
      if (place.right > seen.right) frame.scrollLeft += Math.min(place.right - seen.right + 16, place.left - seen.left - 8);
    });
  }

  function body(index) {
    const f = findings[index], rule = data.rules[f.r];
    const node = make("div", "body");
    const facts = make("dl");
    const fact = (name, ...content) => {
      const value = make("dd");
      value.append(...content);
      facts.append(make("dt", "", name), value);
    };
    fact("我的复核", judge(index));
    for (const part of facts.children) part.className = "screen";
    fact("建议", make("p", "advice", texts[f.a]));
    fact("依据", texts[f.b]);
    const ruleText = make("span", "", rule ? rule[0] : f.r);
    ruleText.append(" ", make("code", "", f.r));
    fact("规则", ruleText);
    if (texts[f.w]) fact("负责社工", texts[f.w]);
    const link = make("a", "link", f.i);
    link.title = "可复制此链接，直接打开本项";
    link.href = "#f-" + encodeURIComponent(f.i);
    const seen = make("div", "seen");
    seen.append(evidence(f));
    const views = make("div", "views");
    for (const number of f.x || []) views.append(view(data.views[number], f));
    if (f.x) seen.append(views);
    else if (f.e.length) seen.append(make("p", "none", f.o ? "没有截图：已到截图数量上限，或文件已变动，请打开原件查看。" : "所指为整份文件，没有可标出的位置。"));
    facts.append(make("dt", "", "编号"), make("dd"));
    facts.lastChild.append(link);
    node.append(seen, facts);
    return node;
  }

  function evidence(f) {
    const items = make("ol", "ev");
    f.e.forEach((place, k) => {
      const item = make("li"), text = make("div");
      const path = texts[place[0]], cut = path.lastIndexOf("/") + 1;
      const where = make("div", "path");
      where.append(make("span", "dir", path.slice(0, cut)), make("b", "", path.slice(cut)));
      if (place[1] && !place[2].includes(`第${place[1]}页`)) where.append(`　第${place[1]}页`);
      if (place[2]) where.append(`　${place[2]}`);
      text.append(where);
      if (place[3]) {
        const read = make("div", "read", "读到：");
        read.append(/^（.*）$/.test(place[3]) ? place[3] : make("q", "", place[3]));
        text.append(read);
      }
      item.append(make("span", "no", String(k + 1)), text);
      items.append(item);
    });
    return items;
  }

  // --- views of the places ---------------------------------------------------------------------------------------

  function numbers(parent, list) {
    if (!list || !list.length) return;
    const badges = make("span", "nos");
    for (const n of list) badges.append(make("span", "no", String(n)));
    parent.append(badges);
  }

  function view(v, f) {
    const figure = make("figure", "view"), caption = make("figcaption");
    const number = firstNumber(v);
    if (number && f.e[number - 1]) caption.append(make("b", "", texts[f.e[number - 1][0]].split("/").pop()), "　");
    caption.append(v.c, v.t ? `　${v.t}` : "");
    figure.append(caption, v.k === "p" ? picture(v) : v.k === "t" ? table(v) : lines(v));
    return figure;
  }

  function firstNumber(v) {
    if (v.k === "p") return v.m.length ? v.m[0][4][0] : 0;
    for (const part of v.r) {
      if (typeof part === "number") continue;
      const cells = v.k === "t" ? part.map((cell) => cell[4]) : [part[2]];
      for (const found of cells) if (found && found.length) return found[0];
    }
    return 0;
  }

  function picture(v) {
    const box = make("div", "pic"), image = make("img");
    image.src = v.s;
    image.width = v.w;
    image.height = v.h;
    image.alt = "原件截图，标出所指位置";
    box.style.width = v.w + "px";
    box.append(image);
    for (const [x, y, w, h, list] of v.m) {
      const mark = make("span", "mark");
      Object.assign(mark.style, { left: x / 10 + "%", top: y / 10 + "%", width: w / 10 + "%", height: h / 10 + "%" });
      numbers(mark, list);
      box.append(mark);
    }
    return box;
  }

  function table(v) {
    const paper = make("div", "paper"), node = make("table"), width = columns(v);
    for (const part of v.r) {
      const line = node.insertRow();
      if (typeof part === "number") {
        const cell = line.insertCell();
        cell.className = "gap";
        cell.colSpan = width;
        cell.textContent = `⋯ 略去 ${part} 行 ⋯`;
        continue;
      }
      for (const [text, flags = 0, right = 1, down = 1, own] of part) {
        const cell = line.insertCell();
        cell.colSpan = right;
        cell.rowSpan = down;
        cell.textContent = text;
        if (flags & 1) cell.className = "label";
        if (flags & 2) {
          cell.className = "hit";
          if (!text) { cell.classList.add("empty"); cell.textContent = "（空白）"; }
          numbers(cell, own);
        }
      }
    }
    paper.append(node);
    return paper;
  }
  function columns(v) {
    return v.r.reduce((most, part) => (typeof part === "number" ? most : Math.max(most, part.reduce((sum, cell) => sum + (cell[2] || 1), 0))), 1);
  }

  function lines(v) {
    const paper = make("div", "paper");
    for (const [text, flags = 0, own] of v.r) {
      const line = make("p", flags & 2 ? "hit" : flags & 4 ? "skip-table" : "");
      numbers(line, own);
      line.append(text);
      paper.append(line);
    }
    return paper;
  }

  // --- what was reviewed, to take away ---------------------------------------------------------------------------

  function save(name, text) {
    const link = make("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }
  const listed = () => findings.filter((f) => verdict(f) !== "none");
  // A text that a spreadsheet would take for a formula gets a quote before it.
  const cell = (text) => '"' + String(text).replace(/^[=+\-@\t]/, "'$&").replace(/"/g, '""') + '"';

  $("export-table").addEventListener("click", () => {
    const head = ["编号", "严重程度", "片区", "社区", "对象", "问题", "复核", "备注"];
    const lines = listed().map((f) => [f.i, data.severities[f.v], texts[f.d], texts[f.m], f.k, f.t, VERDICTS[verdict(f)], reviews[f.i].n]);
    save("复核结果.csv", "\ufeff" + [head, ...lines].map((line) => line.map(cell).join(",")).join("\r\n") + "\r\n");
  });
  $("export-waivers").addEventListener("click", () => {
    const author = $("reviewer").value.trim();
    if (!author) { $("reviewer").focus(); return; }
    const refused = listed().filter((f) => verdict(f) === "no");
    const until = `${Number(data.as_of.slice(0, 4)) + 1}-12-31`;
    const entries = refused.map((f) => [
      `# ${f.k}：${f.t}`,
      `- finding: ${JSON.stringify(f.i)}`,
      `  reason: ${JSON.stringify(reviews[f.i].n || "经复核不属实")}`,
      `  author: ${JSON.stringify(author)}`,
      `  until: ${until}`,
    ].join("\n"));
    save("waivers.yaml", ["# 复核为“不属实”的问题。放进档案文件夹后再次审核，这些问题列在“已接受”中，不再计入。", ...entries].join("\n\n") + "\n");
  });

  // --- controls --------------------------------------------------------------------------------------------------

  let waiting = 0;
  query.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(update, 120); });
  group.addEventListener("change", draw);
  $("filters").addEventListener("submit", (event) => { event.preventDefault(); update(); });
  $("filters").addEventListener("reset", () => setTimeout(() => { group.value = group.value || "section"; update(); }));
  $("open-all").addEventListener("click", () => shown.forEach((index) => toggle(index, true)));
  $("close-all").addEventListener("click", () => [...open].forEach((index) => toggle(index, false)));

  document.addEventListener("click", (event) => {
    const pick = event.target.closest && event.target.closest(".pick");
    if (!pick) return;
    for (const filter of FILTERS) filter.select.value = "";
    query.value = "";
    for (const filter of FILTERS) {
      const value = pick.dataset[filter.key];
      if (value === undefined) continue;
      filter.select.add(new Option(filter.name(value), value));
      filter.select.value = value;
    }
    update();
    $("findings").scrollIntoView();
    $("count").focus && query.blur();
  });

  let current = -1;
  function go(step) {
    if (!buttons.length) return;
    const at = buttons.indexOf(document.activeElement);
    current = Math.min(buttons.length - 1, Math.max(0, (at < 0 ? current : at) + step));
    buttons[current].focus({ preventScroll: true });
    buttons[current].scrollIntoView({ block: "nearest" });
    const top = buttons[current].getBoundingClientRect().top;
    if (top < 110) window.scrollBy(0, top - 130);
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "Escape") {
      if (event.target === query) {
        if (query.value) { query.value = ""; update(); } else query.blur();
      } else {
        const item = document.activeElement && document.activeElement.closest(".f.open");
        if (item) { toggle(rows.indexOf(item), false); item.firstChild.focus(); }
      }
    } else if (typing) {
      if (event.target === query && event.key === "Enter") { event.preventDefault(); update(); go(0); }
    } else if (event.key === "/") {
      event.preventDefault();
      query.focus();
      query.select();
    } else if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if (event.key === "y" || event.key === "n" || event.key === "u") {
      const index = rows.indexOf(document.activeElement && document.activeElement.closest(".f"));
      if (index >= 0) keep(index, { y: "yes", n: "no", u: "" }[event.key]);
    }
  });

  function follow() {
    let id;
    try { id = decodeURIComponent(location.hash.slice(1)); } catch (error) { return; }
    if (!id.startsWith("f-")) return;
    const index = findings.findIndex((f) => f.i === id.slice(2));
    if (index < 0) return;
    if (!shown.includes(index)) $("filters").reset(), FILTERS.forEach((filter) => (filter.select.value = "")), (query.value = ""), update();
    toggle(index, true);
    document.querySelectorAll(".f.here").forEach((item) => item.classList.remove("here"));
    rows[index].classList.add("here");
    rows[index].scrollIntoView();
    rows[index].firstChild.focus({ preventScroll: true });
    current = buttons.indexOf(rows[index].firstChild);
  }
  window.addEventListener("hashchange", follow);

  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = shown.filter((index) => !open.has(index));
    opened.forEach((index) => toggle(index, true));
    document.querySelectorAll("details:not([open])").forEach((node) => { node.open = true; node.dataset.printed = "1"; });
  });
  window.addEventListener("afterprint", () => {
    opened.forEach((index) => toggle(index, false));
    document.querySelectorAll("details[data-printed]").forEach((node) => { node.open = false; delete node.dataset.printed; });
  });

  const tabs = new Map([...document.querySelectorAll(".tabs a")].map((tab) => [tab.hash.slice(1), tab]));
  const parts = [...document.querySelectorAll("main>section[id]")];
  function mark() {
    let at = parts[0];
    for (const part of parts) if (part.getBoundingClientRect().top < 160) at = part;
    tabs.forEach((tab, id) => (id === at.id ? tab.setAttribute("aria-current", "true") : tab.removeAttribute("aria-current")));
  }
  let marking = 0;
  window.addEventListener("scroll", () => { if (!marking) marking = requestAnimationFrame(() => { marking = 0; mark(); }); }, { passive: true });

  update();
  tally();
  follow();
  mark();
  document.documentElement.dataset.ready = String(findings.length);
})();
