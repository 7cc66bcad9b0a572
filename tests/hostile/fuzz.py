"""Meets thousands of hostile inputs, as a user who may write nowhere else: `make fuzz` runs this.

Every input is drawn from the seed and its number, so `--only NUMBER` brings it back. Nothing in docs/hostile.md is
written by hand.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path

from publish.contracts.discovery import formats
from publish.contracts.format import Settings
from tests.hostile.inputs import Seeds, drawn
from tests.hostile.running import MEGABYTES, SAMPLED, SECONDS, Outcome, files_of, met, sources_of_every_node, tree_of

REPOSITORY = Path(__file__).parent.parent.parent
PAGE = REPOSITORY / "docs" / "hostile.md"
GLOSSARY = "- term: haem\n  meaning: It binds oxygen.\n  also: [haems]\n"
LEXICON = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<lexicon version="1.0" alphabet="ipa" xml:lang="en-GB" '
    'xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">\n'
    "  <lexeme><grapheme>CD19</grapheme><alias>C D nineteen</alias></lexeme>\n"
    "  <lexeme><grapheme>haem</grapheme><phoneme>hiːm</phoneme></lexeme>\n</lexicon>\n"
)
PAGE_SEED = (
    "<html lang=en><head><title>Iron</title></head><body><main><h1>Iron</h1><h2>What it is</h2><p>A <b>store</b> "
    'of <a href="https://example.org/a">iron</a>, 5 mg.</p><ul><li>One<li>Two</ul><table><caption>Doses</caption><tr>'
    "<th>Age<th>Dose<tr><td>1<td>2 mg</table><img src=x.png alt='A red cell'></main></body></html>"
)
EXPORT = (
    "Iron\n\nWhat it is\n\nA store of iron in the body, 5 mg a day.\n\n- One\n- Two\n\nWho needs it\n\nAll of us.\n"
)


def prepared(base: Path) -> Seeds:
    """Sound sources, their editions, and documents to import; a canary beside them."""
    sources = base / "seeds" / "sources"
    sources_of_every_node(sources)
    (sources / "glossary.yaml").write_text(GLOSSARY, encoding="utf-8")
    (sources / "lexicon.pls").write_text(LEXICON, encoding="utf-8")
    shutil.copy(REPOSITORY / "sources" / "pictures.yaml", sources)
    outputs = base / "seeds" / "outputs"
    command = [sys.executable, "-m", "publish.commands.cli", "build", str(sources / "source.md")]
    subprocess.run(
        [*command, "--outputs", str(outputs), "--no-listen"], check=False, stdout=subprocess.DEVNULL, cwd=base
    )
    imports = base / "seeds" / "imports"
    imports.mkdir()
    (imports / "page.html").write_text(PAGE_SEED, encoding="utf-8")
    (imports / "export.txt").write_text(EXPORT, encoding="utf-8")
    shutil.copy(sources / "source.md", imports / "text.md")
    shutil.copy(outputs / "source" / "source.docx", imports / "document.docx")
    for number in range(20):
        place = base / "canary" / f"folder-{number % 4}" / f"{number}.txt"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"canary {number}", encoding="utf-8")
    (base / "canary" / "a.txt").write_text("canary", encoding="utf-8")
    return Seeds(sources, outputs, imports)


def fuzzed(numbers: range, seed: int, base: Path) -> list[Outcome]:
    """Meet the inputs of these numbers in a folder of their own."""
    seeds = prepared(base)
    formats(Settings(base))  # read once, before the forks
    guarded = [base / "canary", base / "seeds"]
    before = {str(folder): tree_of(folder) for folder in guarded}
    beside = sorted(path.name for path in base.iterdir())
    outcomes = []
    for number in numbers:
        folder = base / f"run {number}"
        folder.mkdir()
        outcome = met(number, drawn(seed, number, seeds, folder), folder)
        changed = [
            path
            for place in guarded
            for path, facts in tree_of(place).items() ^ before[str(place)].items()
            if facts is not None
        ]
        victims = [path for path in (folder / "victim.txt", folder / "outputs" / "victim.txt") if path.parent.exists()]
        changed += [str(path) for path in victims if outcome.kind == "manifest" and path.read_text() != "mine"]
        _remove(folder)
        changed += sorted(set(beside) ^ {path.name for path in base.iterdir()})
        if changed:
            outcome = Outcome(**asdict(outcome) | {"fault": f"wrote elsewhere: {changed[:3]}"})
        outcomes.append(outcome)
        if outcome.fault or outcome.unforeseen:
            print(number, outcome.kind, outcome.fault or outcome.unforeseen[:300], flush=True)
    return outcomes


def _remove(folder: Path) -> None:
    """Remove a folder in which a worker whose supervisor was ended may still be tidying up."""
    end = time.monotonic() + 10
    while folder.exists() and time.monotonic() < end:
        shutil.rmtree(folder, ignore_errors=True)


def page(outcomes: list[Outcome], seed: int, elsewhere: int) -> str:
    """The page of figures."""
    kinds = sorted({outcome.kind for outcome in outcomes})
    faults = [outcome for outcome in outcomes if outcome.fault]
    lines = [
        "# Hostile inputs",
        "",
        f"Made by `make fuzz` with seed {seed}: {len(outcomes):,} inputs, each a sound file with damage or malice put "
        "into it and given to the command line by a user who may write to one throw-away folder. [Limits](limits.md) "
        "says what is refused; [SECURITY.md](../SECURITY.md) says what is trusted.",
        "",
        f"**{len(faults)}** faults: tracebacks, exit codes that docs/cli.md does not explain, more than "
        f"{SECONDS:.0f} s of processor time or {MEGABYTES:,} MB, or a byte written or removed outside. Files that the "
        f"user left elsewhere on the machine: **{elsewhere}**. Each input met the program without the worker that "
        f"would have contained a hang or a crash; each {SAMPLED}th went through the command line as it is.",
        "",
        "| kind | inputs | made | refused | not foreseen, named | faults | slowest, s | most memory, MB |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for kind in kinds:
        own = [outcome for outcome in outcomes if outcome.kind == kind]
        lines.append(
            f"| {kind} | {len(own)} | {sum(one.code == 0 for one in own)} | {sum(one.code != 0 for one in own)} "
            f"| {sum(bool(one.unforeseen) for one in own)} | {sum(bool(one.fault) for one in own)} "
            f"| {max(one.seconds for one in own):.1f} | {max(one.megabytes for one in own):.0f} |"
        )
    lines += [f"| {fault.kind} {fault.number} | {fault.fault} | | | | | | |" for fault in faults]
    return "\n".join([*lines, ""])


def main() -> None:
    """Meet them, in as many processes as are named, and write the page where it can be written."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path, help="a throw-away folder of this user")
    options.add_argument("--inputs", type=int, default=2_000)
    options.add_argument("--seed", type=int, default=20260302)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--share", type=int, default=-1, help="of a process that this one starts")
    options.add_argument("--only", type=int, default=-1, help="one input, with what was said")
    chosen = options.parse_args()
    if os.geteuid() == 0:
        sys.exit("Hostile inputs are met by an unprivileged user, never by root: make fuzz takes care of it.")
    base = chosen.folder.resolve()
    if chosen.share < 0:
        (base / "home").mkdir(parents=True, exist_ok=True)
        os.environ |= {"HOME": str(base / "home"), "TMPDIR": str(base), "PUBLISH_CACHE": str(base / "cache")}
    if chosen.only >= 0:
        print(*fuzzed(range(chosen.only, chosen.only + 1), chosen.seed, base / "only"))
        return
    if chosen.share >= 0:
        outcomes = fuzzed(range(chosen.share, chosen.inputs, chosen.jobs), chosen.seed, base / f"share {chosen.share}")
        (base / f"{chosen.share}.json").write_text(
            json.dumps([asdict(outcome) for outcome in outcomes]), encoding="utf-8"
        )
        return
    _together(base, chosen.inputs, chosen.seed, chosen.jobs)


def _together(base: Path, inputs: int, seed: int, jobs: int) -> None:
    start = time.monotonic()
    before = files_of(os.geteuid(), base)
    common = [sys.executable, "-m", "tests.hostile.fuzz", str(base), "--inputs", str(inputs), "--seed", str(seed)]
    shares = [
        subprocess.Popen([*common, "--jobs", str(jobs), "--share", str(share)], cwd=REPOSITORY) for share in range(jobs)
    ]
    codes = [share.wait() for share in shares]
    if any(codes):
        sys.exit(f"a share ended with {codes}")
    records = [record for share in range(jobs) for record in json.loads((base / f"{share}.json").read_text())]
    outcomes = [Outcome(**record) for record in records]
    elsewhere = sorted(files_of(os.geteuid(), base) - before)
    text = page(outcomes, seed, len(elsewhere))
    (base / "hostile.md").write_text(text, encoding="utf-8")
    faults = sum(bool(outcome.fault) for outcome in outcomes)
    seconds = time.monotonic() - start
    print(f"{len(outcomes)} inputs, {faults} faults, {len(elsewhere)} files elsewhere, {seconds:.0f} s.")
    print(*elsewhere[:10], sep="\n")
    sys.exit(int(bool(faults or elsewhere)))


if __name__ == "__main__":
    main()
