/*
 * Comfort for whoever quotes and prints: 引用 and 链接 copy, 打印 prints. Without it they are plain links, to a
 * page with the same words, to the paragraph, to a page ready to be printed; and so they stay where copying fails.
 *
 * What readers select and copy themselves is left as they selected it. This is a module, so its names are its own.
 * Written for Chrome 80.
 */

const PARAGRAPH = /^\/p\/\w+\/(cite\/)?$/;
const SHOWN_FOR = 5000; // Milliseconds; time enough to look up and read two words.

const said = document.createElement("p");
said.className = "said";
said.setAttribute("role", "status");
document.body.append(said);
let forgetting = 0;

function say(words) {
  said.textContent = words;
  clearTimeout(forgetting);
  forgetting = setTimeout(() => (said.textContent = ""), SHOWN_FOR);
}

// --------------------------------------------------------------- copying

/** The source as the page writes it; where passages of several articles stand on a page, each has its own. */
function findCitation(link) {
  const citation = (link.closest(".passages") || document).querySelector("[data-citation]");
  return citation && citation.textContent.trim();
}

/** What a link copies, and what is then said; nothing for all other links. */
function find(link) {
  const citation = findCitation(link);
  if (link.matches("[data-copies='citation']")) {
    return citation && { text: `${citation}\n${location.origin}${location.pathname}`, words: "已复制引用" };
  }
  const [isParagraph, isCited] = PARAGRAPH.exec(link.pathname) || [];
  if (!isCited) return isParagraph && { text: link.href, words: "已复制本段链接" };
  const text = link.closest(".paragraph").querySelector(".text").textContent.trim();
  const address = new URL("..", link.href).href;
  return citation && { text: `${text}\n——${citation}\n${address}`, words: "已复制文字和出处" };
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (error) {
    // Over plain http there is no such clipboard, and elsewhere it may be forbidden.
    return copyFromField(text);
  }
}

function copyFromField(text) {
  const focused = document.activeElement;
  const field = document.createElement("textarea");
  field.className = "unseen";
  field.readOnly = true;
  field.value = text;
  document.body.append(field);
  field.focus({ preventScroll: true });
  field.setSelectionRange(0, text.length);
  const isCopied = document.execCommand("copy");
  field.remove();
  focused.focus({ preventScroll: true });
  return isCopied;
}

// -------------------------------------------------------------- printing

/** The style sheet sets the paper by the root's `data-print`, which is taken back once the paper is out. */
function printAs(type) {
  const { dataset } = document.documentElement;
  const before = dataset.print;
  addEventListener(
    "afterprint",
    () => {
      if (before) dataset.print = before;
      else delete dataset.print;
    },
    { once: true },
  );
  dataset.print = type;
  window.print();
}

// ------------------------------------------------------------- the links

// 引用本文 leads to the entry at the article's end; now that it copies, it says so.
document.querySelectorAll(".tools [data-copies='citation']").forEach((link) => (link.textContent = "复制引用"));

document.addEventListener("click", async (event) => {
  const link = event.target.closest(".marks a, .tools a");
  const isForAnotherTab = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (!link || isForAnotherTab) return;
  const type = new URLSearchParams(link.search).get("print");
  const found = find(link);
  if (!type && !found) return;
  event.preventDefault();
  if (type) printAs(type);
  else if (await copy(found.text)) say(found.words);
  else location.assign(link.href);
});

/** A field that is there to be copied gets a button of its own; where that fails, all of it is selected at least. */
function addButton(field) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "复制";
  button.addEventListener("click", async () => ((await copy(field.value)) ? say("已复制文字和出处") : field.select()));
  field.after(button);
}

document.querySelectorAll("textarea.to-copy").forEach(addButton);
