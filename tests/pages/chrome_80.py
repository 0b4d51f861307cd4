"""
What Chromium 80 understands, asked of Chromium 80 itself: ``python -m tests.pages.chrome_80 PROGRAM``.

PROGRAM is that browser. The npm package chrome-aws-lambda 2.1.1 holds one for Linux on x86-64: `npm pack` it, take
bin/chromium.br and unpack it with brotli. The answers are written to chrome_80.toml, which `test_stylesheet` and
`test_scripts` read, so nobody needs the old browser to run the tests. Printed is what it would drop of the present
sheets, and which of the present scripts it cannot read.

Properties are all there are; of keywords, functions, units and the rest those in QUESTIONS can be known. Names that
scripts may use are all that both this browser and the distribution's have been asked about: what only the younger one
has came later.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from tests.pages.stylesheet import ROOT, SHEETS, declarations

SCRIPTS = tuple(sorted((ROOT / "static" / "pages").glob("*.js")))

HERE = Path(__file__).parent
FACTS = HERE / "chrome_80.toml"
QUESTIONS = HERE / "chrome_80_questions.toml"

SINGLE = ("at_rules", "media_features", "pseudos", "functions", "units", "system_colors")
"""What is known or not; keywords are known of a property."""

OLD = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=3000", "--dump-dom"]
_PAGE = """<!DOCTYPE html><title>?</title><style id="sheet"></style><script>
const asked = %s;
const sheet = document.getElementById("sheet").sheet;
const knows = (...declaration) => CSS.supports(...declaration);
const takes = (rule) => {
  try { return sheet.insertRule(rule, 0) === 0 && sheet.cssRules[0].cssText !== ""; } catch { return false; }
};
const hyphenated = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replace(/^webkit/, "-webkit");
const names = [];
for (const name in document.documentElement.style) if (knows(hyphenated(name), "initial")) names.push(hyphenated(name));
// Alone, or beside what it cannot be without: span 2, inset 1px 1px.
const company = (word) => [word, `${word} 1`, `1 ${word}`, `${word} 1px`, `${word} 1px 1px`];
const isKeyword = (name, word) => company(word).some((value) => knows(name, value));
const takesAnything = (name) => isKeyword(name, "made-up");
const takesColors = (name) => knows(name, "rebeccapurple");
const systemColors = asked.system_colors.filter((word) => knows("color", word));
const keywordsOf = (name) => takesAnything(name) ? ["<any>"] : [
  ...(takesColors(name) ? ["<color>"] : []),
  ...asked.keywords.filter((word) => isKeyword(name, word)),
];
const pick = (samples) => Object.keys(samples).filter((name) => knows(...samples[name]));
const namesOf = (made) => made ? [made, made.prototype || {}].flatMap(Object.getOwnPropertyNames) : [];
const cannotRead = async ([name, text]) => {
  const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  // On an empty page a script may well fail; to be read is enough.
  return import(address).then(() => [], (error) => error.name === "SyntaxError" ? [`${name}: ${error.message}`] : []);
};
const answer = {
  browser: navigator.userAgent.match(/Chrome\\/[\\d.]+/)[0],
  at_rules: Object.keys(asked.at_rules).filter((name) => takes(asked.at_rules[name])),
  media_features: asked.media_features.filter((name) => matchMedia(`(${name})`).media !== "not all"
    || asked.media_values.some((value) => matchMedia(`(${name}: ${value})`).media !== "not all")),
  pseudos: asked.pseudos.filter((name) => takes(`a${name} {}`)),
  functions: pick(asked.functions),
  units: pick(asked.units),
  system_colors: systemColors,
  properties: Object.fromEntries([...new Set(names)].sort().map((name) => [name, keywordsOf(name)])),
  dropped: asked.declarations.filter((declaration) => !knows(...declaration)),
  names: [...new Set([...Object.getOwnPropertyNames(self), ...asked.interfaces.flatMap((name) => namesOf(self[name]))])],
};
Promise.all(asked.scripts.map(cannotRead)).then((unread) => {
  document.title = encodeURIComponent(JSON.stringify({ ...answer, unread: unread.flat() }));
});
</script>"""


def ask(program: str) -> dict[str, Any]:
    asked = {
        **tomllib.loads(QUESTIONS.read_text("utf-8")),
        "declarations": _whole_declarations(),
        "scripts": [(script.name, script.read_text("utf-8")) for script in SCRIPTS],
    }
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "questions.html"
        page.write_text(_PAGE % json.dumps(asked), "utf-8")
        shown = subprocess.run([program, *OLD, page.as_uri()], capture_output=True, text=True, check=True).stdout
    answer: dict[str, Any] = json.loads(unquote(shown.partition("<title>")[2].partition("</title>")[0]))
    return answer


def _whole_declarations() -> list[tuple[str, str]]:
    return [(name, value) for sheet in SHEETS for name, value in declarations(sheet) if "var(" not in value]


def write(old: dict[str, Any], young: dict[str, Any]) -> None:
    lines = [
        f"# What {old['browser']} understands. Made by python -m tests.pages.chrome_80, not by hand.",
        *(f"{name} = {_listed(old[name])}" for name in SINGLE),
        f"# Names that {young['browser']} has besides",
        f"too_new_names = {json.dumps(sorted(set(young['names']) - set(old['names'])))}",
        "",
        "[properties] # and the keywords that each takes",
        *(f"{name} = {_listed(words)}" for name, words in old["properties"].items()),
    ]
    FACTS.write_text("\n".join(lines) + "\n", "utf-8")


def _listed(words: list[str]) -> str:
    return json.dumps(sorted(map(str.lower, words)), ensure_ascii=False)


def main(program: str) -> None:
    distribution = shutil.which("chromium")
    assert distribution, "chromium is missing; .ci/needs installs it"
    old = ask(program)
    write(old, ask(distribution))
    for name, value in old["dropped"]:
        print(f"{old['browser']} drops {name}: {value}")
    for complaint in old["unread"]:
        print(f"{old['browser']} cannot read {complaint}")


if __name__ == "__main__":
    main(sys.argv[1])
