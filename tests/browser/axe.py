"""What axe-core finds on the page that a browser shows, whatever the page's own rules for scripts are."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

COLOURS = ("color-contrast", "link-in-text-block")
PLACES = ("target-size",)
"""Rules that hang on the style sheet. All others read the markup, as far as it is shown."""

_AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
_IS_LOADED = "typeof axe !== 'undefined'"
_RUN = """async ([tags, only, rulesOff]) => {
  const rules = Object.fromEntries(rulesOff.map((rule) => [rule, { enabled: false }]));
  // Preloading would ask the server for the style sheets once more.
  const runOnly = only.length ? { type: "rule", values: only } : { type: "tag", values: tags };
  const options = { runOnly, rules, resultTypes: ["violations", "incomplete"], preload: false };
  const found = await axe.run(document, options);
  const tell = (results) => results.flatMap(({ id, nodes }) => nodes.map((node) => {
    const why = [...node.any, ...node.all, ...node.none].map((check) => check.message);
    return `${id}: ${node.target.join(" ")}: ${why.join(" ")}`;
  }));
  return [tell(found.violations), tell(found.incomplete)];
}"""


@dataclass(frozen=True)
class Found:
    """What is wrong, and what axe leaves to a person to judge, each as rule, place and reason."""

    violations: tuple[str, ...]
    undecided: tuple[str, ...]


def run_axe(page: Page, *, only: tuple[str, ...] = (), without: tuple[str, ...] = ()) -> Found:
    """All rules of these tags, or those in `only`; but none that is named in `without`."""
    if not page.evaluate(_IS_LOADED):
        page.evaluate(_AXE)
    violations, undecided = page.evaluate(_RUN, [TAGS, [rule for rule in only if rule not in without], without])
    return Found(tuple(violations), tuple(undecided))
