"""What a reader would see of a page with the naked eye, measured in the browser; faults are told in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page

_SHARED = """
  const describe = (element) => {
    const names = [...element.classList].map((name) => `.${name}`).join("");
    const words = (element.innerText || element.value || "").trim().replace(/\\s+/g, " ").slice(0, 20);
    return `${element.localName}${names} “${words}”`;
  };
  const isShown = (element) => {
    const { width, height, right } = element.getBoundingClientRect();
    return width > 1 && height > 1 && right > 0 && element.checkVisibility({ visibilityProperty: true });
  };
  const targets = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
    .filter(isShown);
"""

_OVERFLOWING = """
  const faults = [];
  const root = document.scrollingElement;
  if (root.scrollWidth > root.clientWidth) {
    const out = [...document.body.querySelectorAll("*")]
      .filter((each) => isShown(each) && each.getBoundingClientRect().right > root.clientWidth + 1);
    faults.push(`the page is ${root.scrollWidth} wide: ${out.slice(0, 3).map(describe).join(", ")}`);
  }
  for (const each of document.body.querySelectorAll("*")) {
    if (each.scrollWidth <= each.clientWidth + 1 && each.scrollHeight <= each.clientHeight + 1) continue;
    const { overflowX, overflowY } = getComputedStyle(each);
    const hides = overflowX !== "visible" || overflowY !== "visible";
    if (hides && isShown(each) && !each.matches("input, textarea")) faults.push(`cut off: ${describe(each)}`);
  }
  return faults;
"""

_UNSEEN_FOCUS = """
  const shade = (color) => {
    const [r, g, b, alpha = 1] = color.match(/[\\d.]+/g).map(Number);
    const [x, y, z] = [r, g, b].map((c) => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return { alpha, light: 0.2126 * x + 0.7152 * y + 0.0722 * z };
  };
  const ground = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const { alpha, light } = shade(getComputedStyle(each).backgroundColor);
      if (alpha === 1) return light;
    }
    return 1;
  };
  const faults = [];
  for (const each of targets) {
    each.focus({ preventScroll: true });
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(each);
    const [dark, bright] = [shade(outlineColor).light, ground(each.parentElement)].sort((a, b) => a - b);
    const contrast = (bright + 0.05) / (dark + 0.05);
    if (outlineStyle === "none" || parseFloat(outlineWidth) < 2) faults.push(`no outline: ${describe(each)}`);
    else if (contrast < 3) faults.push(`outline of contrast ${contrast.toFixed(1)}: ${describe(each)}`);
  }
  document.activeElement.blur();
  return faults;
"""

_SMALL_TARGETS = """
  // As WCAG 2.5.8 has it: a link in a sentence is as high as its line, and a smaller one will do with room around it.
  const isInSentence = (each) => getComputedStyle(each).display === "inline"
    && [...each.parentElement.childNodes].some((other) => other.nodeType === 3 && other.data.trim().length > 1);
  const boxes = targets.map((each) => [each, each.getBoundingClientRect()]);
  const isNear = (x, y, box) => Math.hypot(Math.max(box.left - x, x - box.right, 0), Math.max(box.top - y, y - box.bottom, 0))
    < size / 2 - 0.5;
  const hasRoom = (each, { left, width, top, height }) => each.matches("a")
    && !boxes.some(([other, box]) => other !== each && isNear(left + width / 2, top + height / 2, box));
  return boxes
    .filter(([each, box]) => Math.min(box.width, box.height) < size - 0.5 && !isInSentence(each) && !hasRoom(each, box))
    .map(([each, { width, height }]) => `${Math.round(width)} × ${Math.round(height)}: ${describe(each)}`);
"""

_WORDLESS = """
  const label = (each) => [...(each.labels || [])].map((one) => one.innerText).join("");
  const says = (each) => each.matches("input, select, textarea") ? label(each) || each.value : each.innerText;
  return targets.filter((each) => !/[\\p{L}\\p{N}]/u.test(says(each))).map(describe);
"""

_SMALL_LETTERS = """
  const faults = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { data, parentElement } = texts.currentNode;
    const height = parseFloat(getComputedStyle(parentElement).fontSize);
    if (data.trim() && isShown(parentElement) && height < size) faults.push(`${height}: ${describe(parentElement)}`);
  }
  return faults;
"""

_SPACE_OUT = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
                     p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""
_AS_BEFORE = "() => { document.adoptedStyleSheets = []; }"


def overflowing(page: Page) -> list[str]:
    """A page wider than the window, and boxes that hide part of what is in them."""
    return _measure(page, _OVERFLOWING)


def unseen_focus(page: Page) -> list[str]:
    """What can be focused without an outline of two pixels that stands out from its ground (WCAG 2.4.7, 1.4.11)."""
    return _measure(page, _UNSEEN_FOCUS)


def small_targets(page: Page, size: int) -> list[str]:
    """Buttons and fields smaller than this, and links that are and stand too close to others."""
    return _measure(page, _SMALL_TARGETS, size)


def small_letters(page: Page, size: int) -> list[str]:
    return _measure(page, _SMALL_LETTERS, size)


def wordless(page: Page) -> list[str]:
    """Links, buttons and fields without a word; a mark or a picture alone says too little."""
    return _measure(page, _WORDLESS)


@contextmanager
def spaced_out(page: Page) -> Iterator[None]:
    """The spacing that WCAG 1.4.12 lets readers impose; a sheet so adopted is not the page's, and passes its policy."""
    page.evaluate(_SPACE_OUT)
    yield
    page.evaluate(_AS_BEFORE)


def _measure(page: Page, script: str, size: int = 0) -> list[str]:
    faults: list[str] = page.evaluate(f"(size) => {{ {_SHARED} {script} }}", size)
    return faults
