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

/** Title and paragraphs in their order, each part with the element it stands in. */
function findParts() {
  const elements = [...document.querySelectorAll(".reading h1, .reading .paragraph")];
  return elements.flatMap((element) => {
    const text = element.querySelector(".text, h2, h3, h4, h5, h6") || element;
    return cut(text.textContent).map((part) => ({ element, text: part }));
  });
}

/** The list of voices may be empty at first. A voice of the mainland before one of another place. */
function findVoice() {
  const voices = speechSynthesis.getVoices().filter((voice) => voice.localService && CHINESE.test(voice.lang));
  return voices.find((voice) => MAINLAND.test(voice.lang)) || voices[0];
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
    this.button.addEventListener("click", () => (this.utterance ? this.pause() : this.speak()));
    this.ending.addEventListener("click", () => this.stop());
    addEventListener("pagehide", () => this.stop());
    speechSynthesis.addEventListener("voiceschanged", () => this.offer());
    this.offer();
  }

  offer() {
    this.voice = findVoice() || this.voice;
    this.tool.hidden = !this.voice;
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

  goOn() {
    this.place += 1;
    if (this.place < this.parts.length) this.speak();
    else this.stop();
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
    this.mark(this.isBegun ? this.parts[this.place].element : null);
  }

  mark(element) {
    if (element === this.marked) return;
    if (this.marked) this.marked.classList.remove("being-read");
    this.marked = element;
    if (!element) return;
    element.classList.add("being-read");
    const { top, bottom } = element.getBoundingClientRect();
    const isInView = top >= 0 && bottom <= innerHeight;
    // How smoothly is for the style sheet to say, which knows who wants no motion.
    if (!isInView) element.scrollIntoView({ block: bottom - top < innerHeight ? "center" : "start" });
  }
}

const tool = document.querySelector(".tools [data-aloud]");
if (tool && "speechSynthesis" in window) new Aloud(tool);
