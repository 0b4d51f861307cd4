/*
 * 朗读, where the reader's own computer has a Chinese voice. A voice that another server lends is never used: the
 * text, and what somebody reads, stay in the office.
 *
 * Pausing is stopping and beginning again where it stopped, as browsers are not agreed on what a pause of theirs is.
 * This is a module, so its names are its own. Written for Chrome 80.
 */

const CHINESE = /^(zh|cmn)\b/i;
const MAINLAND = /\b(CN|Hans)\b/i;
const CLAUSE = /[^。！？；：，]+[。！？；：，]*[”’」』）》]*/g;
const SENTENCE = /[。！？][”’」』）》]*$/;
const LONGEST = 60; // Characters in one go: with some voices Chromium falls silent after fifteen seconds.
const LOWEST = 0.75; // Of the window: a line that is read below this
const HIGHEST = 0.25; // is brought up to here.

/** Sentences, and of long sentences the clauses that can be said in one go. */
function cut(text) {
  const parts = [""];
  (text.match(CLAUSE) || []).forEach((clause) => {
    const last = parts[parts.length - 1];
    if (SENTENCE.test(last) || last.length + clause.length > LONGEST) parts.push(clause);
    else parts[parts.length - 1] = last + clause;
  });
  return parts.filter((part) => part.trim());
}

/** Title and paragraphs in their order, each part with the element it stands in, and how far down in it. */
function findParts() {
  const elements = [...document.querySelectorAll(".reading h1, .reading .paragraph")];
  return elements.flatMap((element) => {
    const text = (element.querySelector(".text, h2, h3, h4, h5, h6") || element).textContent;
    const parts = cut(text);
    const before = (place) => parts.slice(0, place).join("").length;
    return parts.map((part, place) => ({ element, text: part, depth: before(place) / text.length }));
  });
}

/** The list of voices may be empty at first. A voice of the mainland before one of another place. */
function findVoice() {
  const voices = speechSynthesis.getVoices().filter((voice) => voice.localService && CHINESE.test(voice.lang));
  return voices.find((voice) => MAINLAND.test(voice.lang)) || voices[0];
}

/** About where a part is written, in pixels from the top of the window. */
function lineOf({ element, depth }) {
  const { top, height } = element.getBoundingClientRect();
  return top + depth * height;
}

function isInView(part) {
  return lineOf(part) >= 0 && lineOf(part) <= innerHeight;
}

/** How smoothly is for the style sheet to say, which knows who wants no motion. */
function bring(part) {
  const line = lineOf(part);
  if (line < 0 || line > innerHeight * LOWEST) scrollBy({ top: line - innerHeight * HIGHEST });
}

class Aloud {
  constructor(tool) {
    this.tool = tool;
    [this.button, this.ending] = tool.querySelectorAll("button");
    this.parts = findParts();
    this.place = 0;
    this.isBegun = false;
    this.marked = null;
    // What is being spoken; kept, or Chromium may forget it and never say that it ended.
    this.utterance = null;
    this.button.addEventListener("click", () => this.press());
    this.ending.addEventListener("click", () => this.stop());
    addEventListener("pagehide", () => this.stop());
    speechSynthesis.addEventListener("voiceschanged", () => this.offer());
    this.offer();
  }

  offer() {
    this.voice = findVoice() || this.voice;
    this.tool.hidden = !this.voice;
  }

  press() {
    if (this.utterance) return this.pause();
    this.speak();
    bring(this.parts[this.place]);
  }

  speak() {
    const utterance = new SpeechSynthesisUtterance(this.parts[this.place].text);
    utterance.voice = this.voice;
    utterance.lang = this.voice.lang;
    // What was cancelled ends too, or fails; by then another is spoken, or none.
    utterance.addEventListener("end", () => utterance === this.utterance && this.goOn());
    utterance.addEventListener("error", () => utterance === this.utterance && this.pause());
    this.utterance = utterance;
    this.isBegun = true;
    this.show();
    speechSynthesis.speak(utterance);
  }

  /** Whoever turned to another place while listening is left there. */
  goOn() {
    const isFollowed = isInView(this.parts[this.place]);
    this.place += 1;
    if (this.place === this.parts.length) return this.stop();
    this.speak();
    if (isFollowed) bring(this.parts[this.place]);
  }

  pause() {
    this.utterance = null;
    speechSynthesis.cancel();
    this.show();
  }

  stop() {
    this.place = 0;
    this.isBegun = false;
    this.pause();
  }

  show() {
    this.button.textContent = this.utterance ? "暂停" : this.isBegun ? "继续" : "朗读";
    if (document.activeElement === this.ending && !this.isBegun) this.button.focus(); // or the focus would be lost
    this.ending.hidden = !this.isBegun;
    this.tool.classList.toggle("begun", this.isBegun);
    this.mark(this.isBegun ? this.parts[this.place].element : null);
  }

  mark(element) {
    if (this.marked) this.marked.classList.remove("being-read");
    if (element) element.classList.add("being-read");
    this.marked = element;
  }
}

const tool = document.querySelector(".tools [data-aloud]");
if (tool && "speechSynthesis" in window) new Aloud(tool);
