"""Cell suppression of Puente beside GaussSuppression of Statistics Norway, on the same instances, machine and run.

Both get the same cells, primaries and needs of protection, and both hide cells of least value first. The peer eliminates with its
protection of contributors who are alone in a cell, then widens the intervals that are too narrow with linear programs. Each is a
process of its own: what is compared is the hidden cells, their value and the processor time.

    R -e 'install.packages(c("SSBtools", "GaussSuppression", "Rglpk"))'
    cargo run --release -p disclosure --example instances -- generate FOLDER
    python3 tests/benchmarks/protect_peer.py FOLDER/magnitude_6k … [--seconds 900] [--keep FOLDER]
        [--solver Rglpk|lpSolve|Rsymphony|highs] [--singletons METHOD|none] [--no-intervals] [--program PROGRAM]

`--singletons` is the peer's method against contributors who are alone: `numttHTT`, its strongest for amounts, unless another is named.
Its own choice for counts, `anySum`, leaves some of them able to recompute others; `anySumNOTprimary+numttHTT` is its most careful;
`none` puts both programs to work against strangers only. `--keep` writes the statuses of both for `tests/audit/audit.py`.

Two things that the peer cannot be told: its linear programs take figures below zero for impossible, so a table that has one is
protected without intervals; and in a table of which only some sums exist (`linked_*`) a row stands for a combination that nobody
tabulated, so that it does not know who is alone: compare those with `--singletons none`.
"""

import argparse
import csv
import itertools
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCRIPT = pathlib.Path(__file__).with_name("gauss_suppression.R")
FIGURES = ("freq", "value", "ncontr", "top1", "top2", "primary", "lpl", "upl", "spl")


class Instance:
    """The cells of a table, and for each code of its dimensions the lowest codes that it holds."""

    def __init__(self, folder):
        self.name = folder.name
        with open(folder / "table.csv", encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        first = header.index("freq")
        self.dims = header[:first]
        self.keys = [tuple(row[:first]) for row in rows]
        self.place = {key: place for place, key in enumerate(self.keys)}
        self.figures = [dict(zip(header[first:], map(float, row[first:]))) for row in rows]
        self.above = [codes_above(folder / f"hier_{dim}.json") for dim in self.dims]

    def negative(self):
        return any(cell["value"] < 0 for cell in self.figures)

    def counts(self):
        return all(cell["value"] == cell["freq"] for cell in self.figures)

    def inner(self):
        """The present cells above each combination of lowest codes that no empty cell rules out."""
        for codes in itertools.product(*self.above):
            above = [self.above[dim][code] for dim, code in enumerate(codes)]
            cells = [self.place[key] for key in itertools.product(*above) if key in self.place]
            if cells and all(self.figures[cell]["freq"] > 0 for cell in cells):
                yield cells


def codes_above(path):
    """For each lowest code the codes that hold it, itself first."""
    with open(path, encoding="utf-8") as file:
        hierarchy = json.load(file)
    parents = {code: set() for code in hierarchy["nodes"]}
    sums = {parent for parent, _ in hierarchy["equations"]}
    for parent, children in hierarchy["equations"]:
        for child in children:
            parents[child].add(parent)
    lowest = {}
    for code in parents:
        if code in sums:
            continue
        found = [code]
        for step in found:
            found.extend(sorted(parents[step] - set(found)))
        lowest[code] = found
    return lowest


def write_problem(instance, folder):
    """The dummy matrix, its columns and its rows, as the R script reads them."""
    kept = [place for place, cell in enumerate(instance.figures) if cell["freq"] > 0]
    column = {place: number for number, place in enumerate(kept, 1)}
    alone = []
    with open(folder / "matrix.csv", "w", encoding="utf-8") as file:
        file.write("row,column\n")
        for row, cells in enumerate(instance.inner(), 1):
            file.writelines(f"{row},{column[cell]}\n" for cell in cells)
            alone.append(int(any(instance.figures[cell]["ncontr"] == 1 for cell in cells)))
    with open(folder / "rows.csv", "w", encoding="utf-8") as file:
        file.writelines(f"{one}\n" for one in ["alone", *alone])
    with open(folder / "cells.csv", "w", encoding="utf-8") as file:
        file.write(",".join(FIGURES) + "\n")
        file.writelines(",".join(repr(instance.figures[cell][name]) for name in FIGURES) + "\n" for cell in kept)
    return kept


def measured(command, seconds=None):
    """Processor seconds of a process, or nothing when it fails or needs more than it may."""
    def limit():
        if seconds:
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))

    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen([str(word) for word in command], stdout=said, stderr=said, preexec_fn=limit)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            print(f"{command[0]} ended with {process.returncode}: {said.read()[-300:].strip()}", file=sys.stderr)
    spent = used.ru_utime + used.ru_stime
    return (None if process.returncode else spent), spent


def peer(instance, arguments, statuses):
    """Hides cells with the peer, and writes the status of each."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        kept = write_problem(instance, folder)
        solver = "none" if arguments.no_intervals or instance.negative() else arguments.solver
        kind = "counts" if instance.counts() else "amounts"
        spent = measured(["Rscript", SCRIPT, folder, kind, arguments.singletons, solver], arguments.seconds)
        if spent[0] is None:
            return spent
        with open(folder / "secondary.csv", encoding="utf-8") as file:
            hidden = {kept[int(line) - 1] for line in file.read().split()}
    with open(statuses, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*instance.dims, "status"])
        for place, (key, cell) in enumerate(zip(instance.keys, instance.figures)):
            primary, empty = cell.get("primary"), cell["freq"] == 0
            writer.writerow([*key, "u" if primary else "m" if place in hidden else "z" if empty else "s"])
    return spent


def lost(instance, statuses):
    """Secondary cells and the value that they hide."""
    with open(statuses, encoding="utf-8", newline="") as file:
        hidden = [instance.place[tuple(row[:-1])] for row in csv.reader(file) if row[-1] == "m"]
    return len(hidden), sum(abs(instance.figures[cell]["value"]) for cell in hidden)


def row(instance, who, spent, statuses):
    if spent[0] is None:
        print(f"| {instance.name} | {who} | | | stopped after {spent[1]:.0f} |", flush=True)
        return
    cells, value = lost(instance, statuses)
    print(f"| {instance.name} | {who} | {cells:,} | {value:,.0f} | {spent[0]:.1f} |", flush=True)


def compare(folder, arguments, keep):
    instance = Instance(folder)
    ours, theirs = keep / f"{instance.name}.puente.csv", keep / f"{instance.name}.peer.csv"
    insiders = ["--insiders", "none"] if arguments.singletons == "none" else []
    mine = measured([arguments.program, "measure-one", folder, "--cost", "value", "--out", ours, *insiders])
    row(instance, "Puente", mine, ours)
    other = peer(instance, arguments, theirs)
    row(instance, "GaussSuppression", other, theirs)
    if mine[0] is None or other[0] is None:
        return
    (cells, value), (more_cells, more_value) = lost(instance, ours), lost(instance, theirs)
    print(f"| {instance.name} | **ratio** | {cells / max(more_cells, 1):.2f} | {value / max(more_value, 1):.2f} | "
          f"{mine[0] / other[0]:.3f} |", flush=True)


def built():
    subprocess.run(["cargo", "build", "--release", "-p", "disclosure", "--example", "instances"], cwd=ROOT, check=True)
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    return target / "release" / "examples" / "instances"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=pathlib.Path)
    parser.add_argument("--seconds", type=int, default=900)
    parser.add_argument("--keep", type=pathlib.Path)
    parser.add_argument("--solver", default="Rglpk")
    parser.add_argument("--singletons", default="numttHTT")
    parser.add_argument("--no-intervals", action="store_true")
    parser.add_argument("--program", type=pathlib.Path)
    arguments = parser.parse_args()
    arguments.program = arguments.program or built()
    print("| instance | program | secondary cells | value hidden | CPU s |\n|---|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as place:
        keep = arguments.keep or pathlib.Path(place)
        keep.mkdir(parents=True, exist_ok=True)
        for folder in arguments.folders:
            compare(folder, arguments, keep)


if __name__ == "__main__":
    main()
