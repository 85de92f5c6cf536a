"""The office side of Puente beside DuckDB, on the same file, cores and run.

Puente reads, maps, validates, tabulates, protects and reports; DuckDB reads the same columns, joins the same five
maps and groups once. Both are processes of their own: what is compared is their processor time and peak memory.

    python3 -m venv VENV && VENV/bin/pip install duckdb
    VENV/bin/python tests/benchmarks/office.py [--rows 5000000] [--rounds 3] [--folder FOLDER]
"""

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXAMPLE = ["-p", "adapters", "--example", "office_benchmark"]

WORKS = """(CA501 = '1' AND CA502 = '1') OR TRY_CAST(CA503 AS INT) BETWEEN 1 AND 9
    OR (CA504 = '1' AND TRY_CAST(CA505 AS INT) BETWEEN 1 AND 5) OR (CA504 = '1' AND CA506 = '1')
    OR (CA504 = '1' AND CA507 IN ('1', '2')) OR (CA508 = '1' AND CA508A = '1')"""
SEEKS = "CA511 IN ('1', '2') AND (CA512 = '1' OR CA513 IN ('1', '2'))"
NUMBERS = {"EDAD": "SMALLINT", "FACTOR": "DOUBLE"}


def sections():
    """Divisions of ISIC Rev.4 and the sections that they belong to."""
    ends = dict(A=3, B=9, C=33, D=35, E=39, F=43, G=47, H=53, I=56, J=63, K=66, L=68, M=75, N=82, O=84, P=85,
                Q=88, R=93, S=96, T=98, U=99)
    division = 1
    for section, end in ends.items():
        while division <= end:
            yield f"{division:02}", section
            division += 1


def maps():
    ages = [("Y_LT15", 0, 14), ("Y15T24", 15, 24), ("Y25T34", 25, 34), ("Y35T44", 35, 44), ("Y45T54", 45, 54),
            ("Y55T64", 55, 64), ("Y_GE65", 65, 130)]
    status = {code: "1" for code in "12345"} | {"6": "2", "7": "3", "8": "5", "9": "3", "10": "3", "11": "3"}
    return {
        "sexes": {"1": "M", "2": "F"},
        "zones": {"1": "URB", "2": "RUR"},
        "ages": {age: code for code, first, last in ages for age in range(first, last + 1)},
        "statuses": status,
        "branches": dict(sections()),
    }


QUERY = f"""
WITH persons AS (
    SELECT *, {WORKS} AS works, {SEEKS} AS seeks FROM read_csv($file, header = true, auto_detect = false,
        delim = ',', quote = '"', columns = $columns)
    WHERE EDAD > 14)
SELECT sexes.code, ages.code, zones.code, CASE WHEN works THEN 'EMP' WHEN seeks THEN 'UNE' ELSE 'OLF' END,
    CASE WHEN works THEN coalesce(statuses.code, '6') END,
    CASE WHEN works THEN coalesce(branches.code, 'X') END,
    CASE WHEN works THEN left(O01_CODIGO, 1) END,
    count(*), sum(FACTOR)
FROM persons JOIN sexes ON SEXO = sexes.key JOIN zones ON UR = zones.key JOIN ages ON EDAD = ages.key
    LEFT JOIN statuses ON OC609 = statuses.key LEFT JOIN branches ON left(O02_CODIGO, 2) = branches.key
GROUP BY ALL"""


def database(path):
    """Groups the file in DuckDB, and says how many rows and persons the groups hold."""
    import duckdb

    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    for name, pairs in maps().items():
        kind = "SMALLINT" if name == "ages" else "VARCHAR"
        connection.execute(f"CREATE TABLE {name} (key {kind}, code VARCHAR)")
        connection.executemany(f"INSERT INTO {name} VALUES (?, ?)", list(pairs.items()))
    with open(path, encoding="utf-8") as file:
        header = file.readline().strip().split(",")
    columns = "{" + ", ".join(f"'{name}': '{NUMBERS.get(name, 'VARCHAR')}'" for name in header) + "}"
    query = QUERY.replace("$columns", columns).replace("$file", "'" + str(path).replace("'", "''") + "'")
    groups = connection.execute(query).fetchall()
    print(f"DuckDB {duckdb.__version__}: {len(groups)} groups of {sum(group[7] for group in groups)} rows")
    print(f"population_15_and_over {sum(group[8] for group in groups):.3f}")
    print(f"employed {sum(group[8] for group in groups if group[3] == 'EMP'):.3f}")


def measured(command):
    """Processor seconds, peak megabytes and output of a process."""
    process = subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE, text=True)
    said = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command[0]} failed")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said


def totals(said):
    """Only the totals, rounded: they must agree."""
    lines = [line.split() for line in said.splitlines() if line.startswith(("population", "employed"))]
    return {name: round(float(value)) for name, value in lines}


def compare(folder, rows, rounds):
    subprocess.run(["cargo", "build", "--release", *EXAMPLE], cwd=ROOT, check=True)
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    program = target / "release" / "examples" / "office_benchmark"
    path = folder / f"office-{rows}.csv"
    subprocess.run([program, "write", path, str(rows)], check=True)
    print(f"{rows} rows, {path.stat().st_size / 1e6:.0f} MB")
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(measured([program, "run", path, folder / "out"]))
        theirs.append(measured([sys.executable, __file__, "--database", path]))
        if totals(ours[-1][2]) != totals(theirs[-1][2]):
            sys.exit("the totals differ")
    print(ours[0][2] + theirs[0][2])
    for name, runs in (("Puente", ours), ("DuckDB", theirs)):
        print(f"{name}: {min(run[0] for run in runs):.2f} s CPU, {max(run[1] for run in runs):.0f} MB peak")
    print(f"ratio {min(run[0] for run in ours) / min(run[0] for run in theirs):.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=pathlib.Path, help="where the file and the tables go; they stay there")
    parser.add_argument("--database", type=pathlib.Path, help=argparse.SUPPRESS)
    words = parser.parse_args()
    if words.database:
        database(words.database)
    elif words.folder:
        words.folder.mkdir(parents=True, exist_ok=True)
        compare(words.folder, words.rows, words.rounds)
    else:
        with tempfile.TemporaryDirectory() as folder:
            compare(pathlib.Path(folder), words.rows, words.rounds)


if __name__ == "__main__":
    main()
