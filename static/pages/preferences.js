/*
 * A choice of size, colours or 长辈版 holds at once and in place, so that the reader stays where the page is open.
 *
 * The form's own address is asked as it is without a script, for the room to keep the choice in its cookie; its
 * answer, the way back to this very page, is not followed. This is a module, so its names are its own. Written for
 * Chrome 80.
 */

const root = document.documentElement;
const LATEST = "reading"; // The choice for this tab, as no script can read the cookie; see `pageshow`.

let asked = Promise.resolve(); // One question after the other: each carries the cookie that the one before it set.

function chosen() {
  return { size: root.dataset.size, look: root.dataset.look, elder: root.hasAttribute("data-elder") ? "on" : "off" };
}

function show(name, value) {
  if (name === "elder") {
    root.toggleAttribute("data-elder", value === "on");
  } else {
    root.dataset[name] = value;
  }
  document.querySelectorAll(`.preferences button[name="${name}"]`).forEach((button) => {
    button.setAttribute("aria-pressed", String(name === "elder" ? value === "on" : button.value === value));
    // 长辈版 is one button: what it asks for next is what does not hold now.
    if (name === "elder") button.value = value === "on" ? "off" : "on";
  });
}

/** Letters of another size move what stands below them; what was pressed stays under the reader's hand. */
function inPlace(button, change) {
  const before = button.getBoundingClientRect().top;
  change();
  scrollBy({ top: button.getBoundingClientRect().top - before, behavior: "instant" });
}

function say(button) {
  const name = button.textContent.trim();
  const words =
    button.name === "elder"
      ? `${name}：${chosen().elder === "on" ? "开" : "关"}`
      : `${button.closest("[role='group']").getAttribute("aria-label")}：${name}`;
  button.form.querySelector("output").textContent = words;
}

async function ask(address) {
  try {
    const answer = await fetch(address, { credentials: "same-origin", redirect: "manual", keepalive: true });
    if (answer.type === "opaqueredirect") return;
  } catch (error) {
    // Falls through: no answer at all is as bad as another one than the way back.
  }
  location.assign(address); // as the form would have done; the browser or the room then says what is wrong
}

function keep(form, name, value) {
  const address = `${form.action}?${new URLSearchParams({ next: form.elements.next.value, [name]: value })}`;
  asked = asked.then(() => ask(address));
  remember();
}

function remember() {
  sessionStorage.setItem(LATEST, new URLSearchParams(chosen()));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest(".preferences button[name]");
  if (!button) return;
  event.preventDefault();
  const { form, name, value } = button;
  inPlace(button, () => show(name, value));
  say(button);
  keep(form, name, value);
});

/* 后退 may bring back a page as it was left, before the choice. One that the room sent knows better, see 全部恢复. */
addEventListener("pageshow", (event) => {
  const latest = sessionStorage.getItem(LATEST);
  if (!latest) return;
  if (event.persisted) new URLSearchParams(latest).forEach((value, name) => show(name, value));
  else remember();
});
