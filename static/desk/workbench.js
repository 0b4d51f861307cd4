// 处理: what belongs together is marked, panels open where one is, and keys press the buttons of the page.
// Nothing is done here that the page cannot do without: each key is a button or a link with a data-key.

const bench = document.getElementById("bench");
const article = bench.dataset.article;
const panes = [...bench.querySelectorAll(".bench-pane")];
const keys = document.getElementById("keys");
const KEPT = "desk-handling";
const HOVER_DELAY = 150; // milliseconds: a pane that jumps under a passing mouse cannot be read

let here = null;
let doubtAt = -1;
let hovering = 0;

// ------------------------------------------------------------------ places

const paneOf = (place) => place.closest(".bench-pane");
const placesIn = (pane) => [...pane.querySelectorAll("[data-place]")];
const isPlace = (element) => element.hasAttribute("data-place");
const inOriginal = (place) => paneOf(place).id === "original";

function pairsOf(place) {
  if (isPlace(place) && !inOriginal(place)) {
    return [...bench.querySelectorAll(`[data-to~="${place.id}"]`)];
  }
  return (place.dataset.to || "").split(" ").filter(Boolean).map((id) => document.getElementById(id)).filter(Boolean);
}

function reveal(place) {
  const pane = paneOf(place);
  if (pane.scrollHeight <= pane.clientHeight) {
    return;
  }
  const bar = pane.querySelector(".desk-bar");
  const [box, frame] = [place.getBoundingClientRect(), pane.getBoundingClientRect()];
  const [top, bottom] = [frame.top + 40, frame.bottom - (bar ? bar.offsetHeight : 0) - 8];
  if (box.top < top || box.height > bottom - top) {
    pane.scrollTop += box.top - top;
  } else if (box.bottom > bottom) {
    pane.scrollTop += box.bottom - bottom;
  }
}

function mark(place) {
  bench.querySelectorAll(".is-pair").forEach((each) => each.classList.remove("is-pair"));
  const pairs = place ? pairsOf(place) : [];
  pairs.forEach((each) => each.classList.add("is-pair"));
  if (pairs.length) {
    reveal(pairs[0]);
  }
}

function leave() {
  if (here) {
    here.classList.remove("is-here");
    here.removeAttribute("tabindex");
  }
  here = null;
  mark(null);
}

function go(place, { focus = true } = {}) {
  if (!place) {
    return;
  }
  leave();
  here = place;
  here.classList.add("is-here");
  here.tabIndex = 0;
  if (focus) {
    here.focus({ preventScroll: true });
    bench.scrollIntoView({ block: "nearest" });
  }
  reveal(here);
  mark(here);
}

function step(by) {
  const pane = here ? paneOf(here) : panes[panes.length - 1];
  const places = placesIn(pane);
  const at = places.indexOf(here);
  go(places[Math.min(places.length - 1, Math.max(0, at < 0 ? 0 : at + by))]);
}

function cross(paneId) {
  const there = here && paneOf(here).id !== paneId ? pairsOf(here).find(isPlace) : null;
  if (there) {
    go(there);
  } else if (!here || paneOf(here).id !== paneId) {
    go(placesIn(document.getElementById(paneId))[0]);
  }
}

// ------------------------------------------------------------------ doubts

function follow(link) {
  const address = link.getAttribute("href");
  const place = address.startsWith("#") ? document.getElementById(address.slice(1)) : null;
  if (!place) {
    keep();
    window.location = address;
  } else if (isPlace(place)) {
    go(place);
  } else if (place.id === "content") {
    leave();
    link.focus();
  } else {
    leave();
    place.scrollIntoView({ block: "center" });
    place.tabIndex = -1; // not what is typed in: there n and a would be letters
    place.focus({ preventScroll: true });
  }
}

// The row of the field that the focus is on or in.
function fieldRow() {
  return document.activeElement.closest("[data-field]");
}

function editField() {
  const row = fieldRow();
  const field = row && row.querySelector("input:not([type=hidden]), select");
  if (field) {
    field.focus();
  }
  return Boolean(field);
}

function nextDoubt() {
  const links = [...document.querySelectorAll("[data-doubt]")];
  if (!links.length) {
    return;
  }
  doubtAt = (doubtAt + 1) % links.length;
  show(links[doubtAt]);
  follow(links[doubtAt]);
}

function show(link) {
  document.querySelectorAll(".is-current").forEach((each) => each.classList.remove("is-current"));
  link.closest("li").classList.add("is-current");
  link.closest("li").scrollIntoView({ block: "nearest" });
}

function acceptDoubt() {
  const current = document.querySelector(".is-current");
  const names = here && `#${here.id}`;
  const link = current || [...document.querySelectorAll("[data-doubt]")].find((each) => each.hash === names);
  const button = link && link.closest("li").querySelector("button");
  if (button) {
    doubtAt -= 1;
    button.click();
  }
}

// ------------------------------------------------------------------ panels

function closePanel() {
  bench.querySelectorAll(".desk-panel-row, .desk-panel").forEach((each) => each.remove());
}

async function openPanel(place) {
  const words = selectedIn(place);
  closePanel();
  const { page, version } = bench.dataset;
  const there = { at: place.id, ...(page ? { page } : {}) };
  const answer = await fetch(`?${new URLSearchParams({ ...there, panel: "", version })}`);
  if (!answer.ok) {
    keep();
    // A colleague was here; the page says what was done.
    window.location = `?${new URLSearchParams({ ...there, seen: version })}#${place.id}`;
    return null;
  }
  const holder = document.createElement("template");
  holder.innerHTML = await answer.text();
  closePanel();
  const panel = holder.content.querySelector(".desk-panel");
  if (inOriginal(place)) {
    place.after(holder.content.querySelector("tr"));
    takeWords(panel, words);
  } else {
    place.append(panel);
  }
  go(place);
  return panel;
}

function takeWords(panel, words) {
  const field = panel.querySelector("[data-words]");
  if (words && field && field.value.includes(words) && words !== field.value) {
    field.value = words;
    panel.querySelector("[name=leave]").checked = true;
  }
}

function selectedIn(place) {
  const selection = window.getSelection();
  return selection.rangeCount && place.contains(selection.anchorNode) ? selection.toString().trim() : "";
}

// Characters of the paragraph before the selection; what is struck out is not among them.
function selectionStart(place) {
  const selection = window.getSelection();
  const text = place.querySelector(".desk-text");
  if (!selection.rangeCount || !text.contains(selection.anchorNode)) {
    return 0;
  }
  const range = selection.getRangeAt(0);
  const before = document.createRange();
  before.selectNodeContents(text);
  before.setEnd(range.startContainer, range.startOffset);
  const copy = before.cloneContents();
  copy.querySelectorAll("del").forEach((each) => each.remove());
  return [...copy.textContent].length;
}

async function openAt(selector) {
  if (!here || !bench.hasAttribute("data-can-decide")) {
    return;
  }
  const panel = await openPanel(here);
  const field = panel && panel.querySelector(selector);
  if (field) {
    field.focus();
  }
}

async function splitHere() {
  if (!here || inOriginal(here) || !bench.hasAttribute("data-can-decide")) {
    return;
  }
  const at = selectionStart(here);
  const panel = await openPanel(here);
  const breaks = panel && panel.querySelector("[data-breaks]");
  if (!breaks) {
    return;
  }
  if (at) {
    const option = new Option(`第 ${at} 字`, at, true, true);
    breaks.append(option);
    breaks.form.requestSubmit(breaks.form.querySelector("button"));
  } else {
    breaks.focus();
  }
}

// ------------------------------------------------------------------ keys

function press(key) {
  const bar = here && paneOf(here).querySelector(".desk-bar");
  const own = bar && bar.querySelector(`[data-key="${key}"]`);
  if (own) {
    const ticked = [...bar.elements].some((each) => each.type === "checkbox" && each.checked);
    const only = bar.querySelector("[data-only]");
    only.disabled = ticked;
    only.value = inOriginal(here) ? here.id.slice(1) : here.dataset.index;
    bar.requestSubmit(own);
    return true;
  }
  const button = [...document.querySelectorAll(`[data-key="${key}"]`)].find((each) => !each.closest(".desk-bar"));
  if (button) {
    button.click();
  }
  return Boolean(button);
}

function tick() {
  const box = here && here.querySelector("input[type=checkbox]");
  if (box) {
    box.checked = !box.checked;
  }
}

const MOVES = {
  j: () => step(1),
  k: () => step(-1),
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  ArrowLeft: () => cross("original"),
  ArrowRight: () => cross("clean"),
  Enter: () => openAt("button"),
  " ": tick,
  n: nextDoubt,
  a: acceptDoubt,
  e: () => editField() || openAt("[data-wording], [data-words]"),
  s: splitHere,
  p: () => press("p") || press("P"),
  "?": () => keys.showModal(),
  Escape: () => {
    closePanel();
    const place = fieldRow() || here;
    if (place) {
      place.tabIndex = place === here ? 0 : -1;
      place.focus({ preventScroll: true });
    }
  },
};
const OF_THE_PLACE = ["Enter", " ", "ArrowDown", "ArrowUp"];

function isTyping(target) {
  return target.matches("textarea, select, input:not([type=checkbox]):not([type=hidden]), [contenteditable]");
}

// With Caps Lock on, j is J; what is moved by mistake then is somebody's text.
function keyOf({ key, shiftKey }) {
  if (key.length > 1) {
    return key;
  }
  return shiftKey ? key.toUpperCase() : key.toLowerCase();
}

document.addEventListener("keydown", (event) => {
  const { target } = event;
  const key = keyOf(event);
  if (target.matches("[data-wording]") && key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    target.form.requestSubmit();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || keys.open || event.isComposing) {
    return;
  }
  if (isTyping(target) && key !== "Escape") {
    return;
  }
  // Links, buttons and the page itself keep the keys that are theirs.
  if (OF_THE_PLACE.includes(key) && !isPlace(target)) {
    return;
  }
  if (MOVES[key]) {
    event.preventDefault();
    MOVES[key]();
  } else if (/^[a-zA-Z0-9\]]$/.test(key) && press(key)) {
    event.preventDefault();
  }
});

// ------------------------------------------------------------------ mouse

bench.addEventListener("mouseover", (event) => {
  const place = event.target.closest("[data-place], [data-box]");
  window.clearTimeout(hovering);
  hovering = window.setTimeout(() => mark(place || here), HOVER_DELAY);
});

bench.addEventListener("focusin", (event) => {
  const place = event.target.closest("[data-place], [data-box]");
  if (place && place !== here && event.target !== place) {
    mark(place);
  }
});

bench.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  const closer = event.target.closest("[data-closes]");
  const box = event.target.closest("[data-box]");
  const place = event.target.closest("[data-place]");
  if (box && box.dataset.to) {
    event.preventDefault();
    go(pairsOf(box)[0]);
  } else if (opener && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    openPanel(place);
  } else if (closer) {
    event.preventDefault();
    closePanel();
    go(here || document.getElementById(closer.hash.slice(1)));
  } else if (place && !event.target.closest("a, button, input, select, textarea, label, .desk-panel")) {
    go(place, { focus: window.getSelection().isCollapsed });
  }
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href*='#']");
  const place = link && link.pathname === window.location.pathname && document.getElementById(link.hash.slice(1));
  if (event.defaultPrevented || !place || !isPlace(place) || link.search !== window.location.search) {
    return;
  }
  event.preventDefault();
  if (link.hasAttribute("data-doubt")) {
    doubtAt = [...document.querySelectorAll("[data-doubt]")].indexOf(link);
    show(link);
  }
  go(place);
});

// ------------------------------------------------------------------ staying where one was

function keep() {
  const scrolled = panes.map((pane) => pane.scrollTop);
  const place = here && here.id;
  window.sessionStorage.setItem(KEPT, JSON.stringify({ article, scrolled, page: window.scrollY, place, doubtAt }));
}

function comeBack() {
  const kept = JSON.parse(window.sessionStorage.getItem(KEPT) || "{}");
  window.sessionStorage.removeItem(KEPT);
  if (kept.article === article) {
    panes.forEach((pane, at) => {
      pane.scrollTop = kept.scrolled[at];
    });
    window.scrollTo(0, kept.page);
    doubtAt = kept.doubtAt;
  }
  const name = window.location.hash.slice(1) || (kept.article === article && kept.place) || "";
  const isGone = /^P[0-9]+$/.test(name) && !document.getElementById(name); // it was the last one
  const place = isGone ? placesIn(panes[panes.length - 1]).pop() : document.getElementById(name);
  if (place && isPlace(place)) {
    const typing = bench.querySelector(".desk-panel [data-wording], .desk-panel [data-words]");
    go(place, { focus: !typing });
    if (typing) {
      typing.focus();
    }
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault(); // a second press of the same key, before the answer came
    return;
  }
  if (form.method === "post") {
    form.dataset.sent = "yes";
    keep();
  }
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => form.removeAttribute("data-sent"));
});

document.querySelectorAll("[data-key='?']").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => keys.showModal());
});
comeBack();

const messages = document.querySelector(".messagelist");
if (messages && window.scrollY > 0) {
  document.body.classList.add("is-scrolled");
  messages.addEventListener("click", () => document.body.classList.remove("is-scrolled"));
}
