/*
 * Comfort for the search boxes: suggestions while typing, and "/" leads to the box. Without it they are plain forms.
 *
 * The pattern is ARIA's combobox with a list: the focus stays in the box, and aria-activedescendant names the
 * suggestion that Enter would take. While an input method composes, its keys are its own and nothing is asked for.
 * This is a module, so its names are its own. Written for Chrome 80.
 */

const PAUSE = 150; // Milliseconds without a key before the room is asked; typists pause longer between words.
const KINDS = { title: "文章", source: "来源" }; // Words need no name.

class SearchBox {
  constructor(input) {
    this.input = input;
    this.list = this.makeList();
    this.active = -1; // The place of the suggestion that the arrow keys reached.
    this.timer = 0;
    this.request = null;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", this.list.id);
    input.setAttribute("aria-expanded", "false");
    input.addEventListener("input", (event) => event.isComposing || this.askSoon());
    input.addEventListener("compositionstart", () => this.close());
    input.addEventListener("compositionend", () => this.askSoon());
    input.addEventListener("keydown", (event) => this.press(event));
    input.addEventListener("blur", () => this.close());
  }

  makeList() {
    const list = document.createElement("ul");
    list.id = `${this.input.id}-suggestions`;
    list.className = "suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "搜索建议");
    // A press on the list would take the focus from the box, and so close the list before it is a click.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    this.input.after(list);
    return list;
  }

  // ------------------------------------------------------------- asking

  askSoon() {
    this.stopAsking();
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  /** Whatever was asked before is out of date, so that the last question wins. */
  stopAsking() {
    clearTimeout(this.timer);
    if (this.request) this.request.abort();
    this.request = null;
  }

  async ask() {
    this.stopAsking();
    const typed = this.input.value.trim();
    if (!typed) return this.close();
    const { signal } = (this.request = new AbortController());
    try {
      const answer = await fetch(`${this.input.dataset.suggestions}?q=${encodeURIComponent(typed)}`, { signal });
      const suggestions = answer.ok ? (await answer.json()).suggestions : [];
      if (!signal.aborted) this.show(suggestions);
    } catch (error) {
      // A server out of reach is for the form to say; it was not asked for suggestions.
      if (error.name !== "AbortError") this.close();
    }
  }

  // ------------------------------------------------------------ showing

  show(suggestions) {
    this.list.textContent = "";
    suggestions.forEach((suggestion, place) => this.list.append(this.makeOption(suggestion, place)));
    this.list.hidden = !suggestions.length;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.activate(-1);
  }

  makeOption(suggestion, place) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${place}`;
    option.setAttribute("role", "option");
    option.append(suggestion.text);
    if (KINDS[suggestion.kind]) {
      const kind = document.createElement("span");
      kind.textContent = KINDS[suggestion.kind];
      option.append(" ", kind);
    }
    option.addEventListener("click", () => this.take(suggestion));
    return option;
  }

  close() {
    this.stopAsking();
    this.show([]);
  }

  activate(place) {
    this.active = place;
    [...this.list.children].forEach((option, each) => option.setAttribute("aria-selected", String(each === place)));
    const option = this.list.children[place];
    if (option) {
      this.input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  // ----------------------------------------------------------- choosing

  press(event) {
    if (event.isComposing || event.keyCode === 229) return; // 229: a key that the input method took
    const acts = {
      ArrowDown: () => (this.list.hidden ? this.ask() : this.move(1)),
      ArrowUp: () => !this.list.hidden && this.move(-1),
      Escape: () => !this.list.hidden && this.close(),
      Enter: () => this.active >= 0 && this.list.children[this.active].click(),
    };
    const act = acts[event.key];
    // A key that had nothing to do here keeps its own meaning: Enter sends the form, Escape empties the box.
    if (act && act() !== false) event.preventDefault();
  }

  /** Up and down the list and past its ends, where the box itself is again what Enter means. */
  move(step) {
    const places = this.list.children.length + 1;
    this.activate(((this.active + 1 + step + places) % places) - 1);
  }

  /** A title or a source is a page; a word is a question. */
  take(suggestion) {
    this.close();
    if (KINDS[suggestion.kind]) {
      location.assign(suggestion.url);
    } else {
      this.input.value = suggestion.text;
      this.input.form.submit();
    }
  }
}

const inputs = [...document.querySelectorAll("input[data-suggestions]")];
inputs.forEach((input) => new SearchBox(input));

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input, select, textarea, [contenteditable]");
  if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || isTyping || !inputs.length) return;
  event.preventDefault(); // or the stroke would be typed into the box
  inputs[0].focus();
  inputs[0].select();
});
