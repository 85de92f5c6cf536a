#!/usr/bin/env python3
"""Independent audit of a suppressed table: what can an intruder with a linear programming solver recompute?

Shares nothing with Puente: another language (Python) and another solver (HiGHS). Optional: needs numpy, scipy, highspy.

    python audit.py TABLE.csv HIERARCHIES OUT.csv [--seconds 600] [--no-singletons] [--cells] [--singleton-intervals]

TABLE.csv: dimension columns, freq,value,ncontr,top1,top2[,primary,lpl,upl,spl]; HIERARCHIES: folder of hier_<dim>.json;
OUT.csv: dimension columns and status (u primary, m secondary, s published, z zero). Prints one JSON object.

The intruder knows every equation whose members are all present, every published cell, and that hidden figures are >= 0 (unless the table
has negative figures). exact: hidden cells that follow to the digit. underprotected: primary cells whose interval is narrower than
lpl, upl, spl ask. singleton: primary cells that become exact to a contributor who is alone in some primary cell (ncontr 1; a sum and
its part that both have one contributor have the same). undecided: cells for which the time did not suffice.
"""
import argparse, csv, json, os, resource, sys, time
from collections import deque

import highspy
import numpy as np
import scipy.sparse as sp
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import lsmr

FIGURES = {"freq", "value", "ncontr", "top1", "top2", "primary", "lpl", "upl", "spl", "status"}
TIGHT = 1e-6


class Table:
    """Cells in the order of TABLE.csv, the statuses of OUT.csv, and all equations between present cells."""

    def __init__(self, table, hierarchies, out):
        with open(table, newline="") as file:
            reader = csv.reader(file)
            header = next(reader)
            rows = list(reader)
        self.dims = []
        for name in header:
            if name in FIGURES:
                break
            self.dims.append(name)
        at = {name: place for place, name in enumerate(header)}
        n = len(rows)

        def numbers(name):
            if name not in at:
                return np.zeros(n)
            return np.array([float(row[at[name]] or 0) for row in rows])

        self.codes, self.keys, hiers = [], np.zeros((n, len(self.dims)), dtype=np.int64), []
        for j, dim in enumerate(self.dims):
            with open(os.path.join(hierarchies, f"hier_{dim}.json")) as file:
                hier = json.load(file)
            hiers.append(hier)
            place = {code: k for k, code in enumerate(hier["nodes"])}
            self.codes.append(hier["nodes"])
            self.keys[:, j] = [place[row[at[dim]]] for row in rows]
        self.value = numbers("value") if "value" in at else numbers("freq")
        self.ncontr = numbers("ncontr")
        self.lpl, self.upl, self.spl = numbers("lpl"), numbers("upl"), numbers("spl")
        self.n = n
        packed, strides = self._pack(self.keys)
        order = np.argsort(packed)
        ordered = packed[order]
        if n > 1 and (ordered[1:] == ordered[:-1]).any():
            sys.exit("a cell stands twice in the table")
        self.status = self._statuses(out, packed, order, ordered, strides)
        given = numbers("primary") > 0 if "primary" in at else self.status == "u"
        self.primary = given
        self.equations(hiers, packed, order, ordered, strides)

    def _pack(self, keys):
        strides, stride = [], 1
        for codes in self.codes:
            strides.append(stride)
            stride *= len(codes) + 1
        return keys @ np.array(strides, dtype=np.int64), strides

    def _statuses(self, out, packed, order, ordered, strides):
        place = [{code: k for k, code in enumerate(codes)} for codes in self.codes]
        status = np.full(self.n, "?", dtype="U1")
        with open(out, newline="") as file:
            reader = csv.reader(file)
            header = next(reader)
            columns = [header.index(dim) for dim in self.dims]
            last = header.index("status")
            keys, letters = [], []
            for row in reader:
                keys.append(sum(place[j][row[c]] * strides[j] for j, c in enumerate(columns)))
                letters.append(row[last])
        keys = np.array(keys, dtype=np.int64)
        found = np.searchsorted(ordered, keys)
        if (found >= self.n).any() or (ordered[np.minimum(found, self.n - 1)] != keys).any():
            sys.exit("OUT.csv names a cell that TABLE.csv lacks")
        status[order[found]] = letters
        if (status == "?").any():
            sys.exit(f"{int((status == '?').sum())} cells have no status")
        return status

    def equations(self, hiers, packed, order, ordered, strides):
        """CSR matrix of the equations: parent +1, children -1."""
        blocks = []
        for j, hier in enumerate(hiers):
            place = {code: k for k, code in enumerate(hier["nodes"])}
            for parent, children in hier["equations"]:
                mine = np.flatnonzero(self.keys[:, j] == place[parent])
                if not len(mine):
                    continue
                members = [mine]
                whole = np.ones(len(mine), dtype=bool)
                for child in children:
                    key = packed[mine] + (place[child] - place[parent]) * strides[j]
                    spot = np.minimum(np.searchsorted(ordered, key), self.n - 1)
                    whole &= ordered[spot] == key
                    members.append(order[spot])
                block = np.stack(members, axis=1)[whole]
                if len(block):
                    blocks.append(block)
        rows, cols, data, start = [], [], [], 0
        for block in blocks:
            count, width = block.shape
            rows.append(np.repeat(np.arange(start, start + count), width))
            cols.append(block.ravel())
            data.append(np.tile(np.r_[1.0, -np.ones(width - 1)], count))
            start += count
        if start == 0:
            self.A = sp.csr_matrix((0, self.n))
            return
        self.A = sp.csr_matrix((np.concatenate(data), (np.concatenate(rows), np.concatenate(cols))), shape=(start, self.n))
        gap = np.abs(self.A @ self.value)
        scale = np.abs(self.A) @ np.abs(self.value)
        wrong = gap > 1e-6 * (1 + scale)
        if wrong.any():
            sys.exit(f"{int(wrong.sum())} equations do not add up in TABLE.csv")

    def label(self, cell):
        return ",".join(f"{dim}={codes[code]}" for dim, codes, code in zip(self.dims, self.codes, self.keys[cell]))


class Audit:
    """Movements y of the hidden cells with A y = 0 and figure + y feasible."""

    def __init__(self, table, seconds, insiders=True):
        self.t, self.until = table, time.time() + seconds
        self.hidden = np.flatnonzero((table.status == "u") | (table.status == "m"))
        A = table.A.tocsc()[:, self.hidden].tocsr()
        A = A[np.diff(A.indptr) > 0]
        self.A, self.AT = A, A.tocsc()
        self.m = len(self.hidden)
        value = table.value[self.hidden]
        self.low = np.full(self.m, -np.inf) if (table.value < 0).any() else -np.maximum(value, 0)
        largest = max(1.0, float(np.abs(table.value).max(initial=1)))
        self.far = 20 * largest
        self.low = np.maximum(self.low, -self.far)
        self.value = value
        self.primary = table.primary[self.hidden] | (table.status[self.hidden] == "u")
        self.lpl = np.where(self.primary, table.lpl[self.hidden], 0)
        self.upl = np.where(self.primary, table.upl[self.hidden], 0)
        self.spl = np.where(self.primary, table.spl[self.hidden], 0)
        self.slack = TIGHT * (1 + np.maximum.reduce([self.lpl, self.upl, self.spl])) + 1e-9 * np.abs(value)
        self.tiny = TIGHT * (1 + np.abs(value))
        self.lo, self.hi = np.zeros(self.m), np.zeros(self.m)
        self.programs = 0
        _, self.part = connected_components(abs(A).T @ abs(A), directed=False)
        self.sizes = np.bincount(self.part, minlength=1)
        self.done = np.zeros(self.m, dtype=bool)

    # ---- what is met -------------------------------------------------------------------------
    def met(self, cells, lo=None, hi=None):
        lo = self.lo[cells] if lo is None else lo
        hi = self.hi[cells] if hi is None else hi
        return (
            (lo <= -self.lpl[cells] + self.slack[cells])
            & (hi >= self.upl[cells] - self.slack[cells])
            & (hi - lo >= self.spl[cells] - self.slack[cells])
            & (hi - lo > self.tiny[cells])
        )

    # ---- linear programs ---------------------------------------------------------------------
    def around(self, cell, reach, banned=None):
        seen, queue, rows = {cell}, deque([cell]), set()
        found = [cell]
        A, AT = self.A, self.AT
        while queue and len(found) < reach:
            here = queue.popleft()
            for row in AT.indices[AT.indptr[here]:AT.indptr[here + 1]]:
                if row in rows:
                    continue
                rows.add(row)
                for other in A.indices[A.indptr[row]:A.indptr[row + 1]]:
                    if other not in seen and len(found) < reach and (banned is None or not banned[other]):
                        seen.add(other)
                        found.append(other)
                        queue.append(other)
        return np.array(sorted(found))

    def program(self, cols):
        """A HiGHS model over `cols`; all other hidden cells stay."""
        sub = self.AT[:, cols].tocsr()
        sub = sub[np.diff(sub.indptr) > 0].tocsc()
        rows, count = sub.shape
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = count, rows
        lp.col_cost_ = np.zeros(count)
        lp.col_lower_, lp.col_upper_ = self.low[cols], np.full(count, self.far)
        lp.row_lower_ = lp.row_upper_ = np.zeros(rows)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = sub.indptr, sub.indices, sub.data
        h = highspy.Highs()
        h.setOptionValue("output_flag", False)
        h.setOptionValue("threads", 1)
        h.setOptionValue("primal_feasibility_tolerance", 1e-9)
        h.passModel(lp)
        return h

    def solve(self, h, count, cost):
        """Maximises cost . y; the movement, or None."""
        left = self.until - time.time()
        if left <= 0:
            return None
        h.setOptionValue("time_limit", h.getRunTime() + left)
        h.changeColsCost(count, np.arange(count, dtype=np.int32), -np.asarray(cost, dtype=float))
        h.run()
        self.programs += 1
        if h.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return np.array(h.getSolution().col_value)

    def keep(self, cols, y):
        self.lo[cols] = np.minimum(self.lo[cols], y)
        self.hi[cols] = np.maximum(self.hi[cols], y)

    def bound(self, h, cols, cells, wide):
        """Limits how far `cells` (positions in cols) go, so that many move at once; wide undoes it."""
        c = cols[cells]
        need = np.maximum.reduce([self.lpl[c] + self.upl[c], self.spl[c], self.tiny[c] * 100])
        low = self.low[c] if wide else np.maximum(self.low[c], -need)
        high = np.full(len(c), self.far) if wide else need
        h.changeColsBounds(len(c), cells.astype(np.int32), low, high)
        return need

    def push(self, cell, reach):
        """Both directions of `cell` among `reach` cells around it, others carried along."""
        cols = self.around(cell, reach)
        h = self.program(cols)
        me = int(np.searchsorted(cols, cell))
        open_ = np.flatnonzero(~self.met(cols))
        open_ = open_[open_ != me]
        if len(open_):
            need = self.bound(h, cols, open_, False)
        for sign in (1.0, -1.0):
            cost = np.zeros(len(cols))
            if len(open_):
                cost[open_] = sign / need
            mine = max(self.lpl[cell] + self.upl[cell], self.spl[cell], 100 * self.tiny[cell])
            h.changeColBounds(me, max(self.low[cell], -mine), mine)
            cost[me] = sign * (len(cols) + 10) / mine
            y = self.solve(h, len(cols), cost)
            if y is not None:
                self.keep(cols, y)

    def outsider(self):
        for reach in (30, 150, 600):
            for cell in np.flatnonzero(~self.met(np.arange(self.m))):
                if time.time() > self.until:
                    break
                # Small parts are solved whole anyway.
                if self.sizes[self.part[cell]] > 2 * reach and not self.met(np.array([cell]))[0]:
                    self.push(cell, reach)
            self.say(f"outsider, reach {reach}: {int((~self.met(np.arange(self.m))).sum())} open, {self.programs} programs")
        open_ = np.flatnonzero(~self.met(np.arange(self.m)))
        for part in np.unique(self.part[open_]):
            self.whole(part)

    def whole(self, part):
        """Exact intervals of what is still open in a connected part."""
        cols = np.flatnonzero(self.part == part)
        h = self.program(cols)
        for round_ in range(6):
            open_ = np.flatnonzero(~self.met(cols))
            if len(open_) < 8 or time.time() > self.until:
                break
            need = self.bound(h, cols, open_, False)
            cost = np.zeros(len(cols))
            signs = [np.ones(len(open_)), -np.ones(len(open_))][round_] if round_ < 2 else np.random.default_rng(round_).choice([-1.0, 1.0], len(open_))
            cost[open_] = signs / need
            y = self.solve(h, len(cols), cost)
            self.bound(h, cols, open_, True)
            if y is None:
                break
            self.keep(cols, y)
            if int((~self.met(cols)).sum()) > 0.95 * len(open_):
                break
        for me in np.flatnonzero(~self.met(cols)):
            cell = cols[me]
            sure = True
            for sign in (1.0, -1.0):
                if self.met(np.array([cell]))[0]:
                    break
                cost = np.zeros(len(cols))
                cost[me] = sign
                y = self.solve(h, len(cols), cost)
                if y is None:
                    sure = False
                else:
                    self.keep(cols, y)
            self.done[cell] = sure
        if len(cols) > 300:
            self.say(f"outsider, part of {len(cols)}: {int((~self.met(cols)).sum())} open, {self.programs} programs")

    # ---- singletons --------------------------------------------------------------------------
    def groups(self):
        """Group number of each hidden primary cell with one contributor, else -1."""
        t = self.t
        alone = np.zeros(t.n, dtype=bool)
        alone[self.hidden] = self.primary
        alone &= t.ncontr == 1
        A = t.A.tocoo()
        parent = np.full(t.A.shape[0], -1)
        up = A.data > 0
        parent[A.row[up]] = A.col[up]
        down = ~up & alone[A.col] & alone[parent[A.row]]
        links = sp.csr_matrix((np.ones(down.sum()), (A.col[down], parent[A.row[down]])), shape=(t.n, t.n))
        _, label = connected_components(links, directed=False)
        return np.where(alone[self.hidden], label[self.hidden], -1)

    def null_vectors(self, count):
        """Random vectors of the null space of the equations (projection by LSMR)."""
        found = []
        for seed in range(count):
            r = np.random.default_rng(1000 + seed).standard_normal(self.m)
            for _ in range(3):  # iterative refinement
                z = lsmr(self.A.T, r, atol=1e-15, btol=1e-15, conlim=1e14, maxiter=20000)[0]
                r = r - self.A.T @ z
                if np.abs(self.A @ r).max(initial=0) < 1e-11:
                    break
            found.append(r)
        return np.array(found)

    def singletons(self):
        """Pairs (group, primary cell) such that fixing the group fixes the cell. Where all hidden figures are positive, every
        small movement of the null space is feasible, so that this is linear algebra: the cell's row of the null space lies in
        the span of the group's rows."""
        group = self.groups()
        lonely = np.flatnonzero(group >= 0)
        if not len(lonely):
            return set(), 0, 0
        by_group = {}
        for cell in lonely:
            by_group.setdefault(group[cell], []).append(cell)
        width = 4 + max(len(v) for v in by_group.values())
        N = self.null_vectors(min(width, 24))
        self.N = N
        size = np.abs(N).max(axis=0)
        dead = size < 1e-8
        target = np.flatnonzero(self.primary & ~dead)
        exact = set()
        by_part = {}
        for cell in target:
            by_part.setdefault(self.part[cell], []).append(cell)
        by_part = {k: np.array(v) for k, v in by_part.items()}
        for g, cells in by_group.items():
            cells = [c for c in cells if not dead[c]]
            if not cells:
                continue
            for part in {self.part[c] for c in cells}:
                mine = [c for c in cells if self.part[c] == part]
                others = by_part.get(part)
                if others is None:
                    continue
                others = others[group[others] != g]
                if not len(others):
                    continue
                Q, R = np.linalg.qr(N[:, mine])
                rank = np.abs(np.diag(R)) > 1e-8
                if not rank.all():  # dependent rows in the group
                    U, s, _ = np.linalg.svd(N[:, mine], full_matrices=False)
                    Q = U[:, s > 1e-8]
                rest = N[:, others] - Q @ (Q.T @ N[:, others])
                gone = np.abs(rest).max(axis=0) < 1e-7 * size[others]
                exact.update((int(g), int(c)) for c in others[gone])
        sure = self.confirm(exact, by_group)
        zero = self.zero_parts(by_group, group)
        return sure | zero, len(by_group), len(lonely)

    def confirm(self, pairs, by_group):
        """Linear programs for the pairs found by algebra (at most 500)."""
        sure = set()
        for g, cell in sorted(pairs)[:500]:
            if self.fixed_interval(cell, by_group[g]) is None:
                sure.add((g, cell))
                continue
            lo, hi = self.fixed_interval(cell, by_group[g])
            if hi - lo <= self.tiny[cell]:
                sure.add((g, cell))
        return sure | set(sorted(pairs)[500:])

    def fixed_interval(self, cell, fixed):
        cols = np.flatnonzero(self.part == self.part[cell])
        h = self.program(cols)
        places = np.searchsorted(cols, [c for c in fixed if self.part[c] == self.part[cell]]).astype(np.int32)
        h.changeColsBounds(len(places), places, np.zeros(len(places)), np.zeros(len(places)))
        ends = []
        for sign in (1.0, -1.0):
            cost = np.zeros(len(cols))
            cost[np.searchsorted(cols, cell)] = sign
            y = self.solve(h, len(cols), cost)
            if y is None:
                return None
            ends.append(y[np.searchsorted(cols, cell)])
        return min(ends), max(ends)

    def zero_parts(self, by_group, group):
        """Parts that hide a zero: the algebra above does not see its bound, so linear programs decide."""
        found = set()
        if (self.t.value < 0).any():
            return found
        for part in np.unique(self.part[self.value <= 0]):
            for g, cells in by_group.items():
                if not any(self.part[c] == part for c in cells):
                    continue
                for cell in np.flatnonzero((self.part == part) & self.primary & (group != g)):
                    ends = self.fixed_interval(cell, cells)
                    if ends is not None and ends[1] - ends[0] <= self.tiny[cell]:
                        found.add((int(g), int(cell)))
        return found

    def singleton_intervals(self):
        """Primary cells narrower than they need to some contributor who is alone elsewhere."""
        group = self.groups()
        by_group = {}
        for cell in np.flatnonzero(group >= 0):
            by_group.setdefault(group[cell], []).append(cell)
        narrow, undecided = set(), set()
        everyone = group >= 0
        for part in np.unique(self.part[self.primary]):
            cols = np.flatnonzero(self.part == part)
            groups = [g for g, cells in by_group.items() if any(self.part[c] == part for c in cells)]
            cells = cols[self.primary[cols]]
            if not groups:
                continue
            h = self.program(cols)
            place = {c: k for k, c in enumerate(cols)}

            def hold(which, held):
                at = np.array([place[c] for c in which], dtype=np.int32)
                c = cols[at]
                h.changeColsBounds(len(at), at, np.zeros(len(at)) if held else self.low[c], np.zeros(len(at)) if held else np.full(len(at), self.far))

            witnesses = []
            for cell in cells:
                others = [g for g in groups if g != group[cell]]
                left = others
                for attempt in range(2 + len(others)):
                    left = [g for g in left if not self.covered(cell, by_group[g], witnesses, place)]
                    if not left:
                        break
                    fixed = [c for g in (left if attempt == 0 else left[:1]) for c in by_group[g] if c in place]
                    hold(fixed, True)
                    stuck = False
                    for sign in (1.0, -1.0):
                        cost = np.zeros(len(cols))
                        cost[place[cell]] = sign
                        y = self.solve(h, len(cols), cost)
                        if y is None:
                            stuck = True
                        else:
                            witnesses.append(y)
                    hold(fixed, False)
                    if attempt > 0:
                        g = left.pop(0)
                        if stuck:
                            undecided.add(int(cell))
                        elif not self.covered(cell, by_group[g], witnesses, place):
                            narrow.add(int(cell))
                            break
        return narrow, undecided

    def covered(self, cell, fixed, witnesses, place):
        lo = hi = 0.0
        at = place[cell]
        rows = [place[c] for c in fixed if c in place]
        for y in reversed(witnesses):
            if all(abs(y[r]) <= 1e-9 for r in rows):
                lo, hi = min(lo, y[at]), max(hi, y[at])
                if self.met(np.array([cell]), np.array([lo]), np.array([hi]))[0]:
                    return True
        return False

    def say(self, text):
        print(f"[{time.time() - STARTED:7.1f} s] {text}", file=sys.stderr, flush=True)


STARTED = time.time()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table")
    parser.add_argument("hierarchies")
    parser.add_argument("out")
    parser.add_argument("--seconds", type=float, default=900)
    parser.add_argument("--no-singletons", action="store_true")
    parser.add_argument("--singleton-intervals", action="store_true")
    parser.add_argument("--cells", action="store_true", help="name the cells found")
    words = parser.parse_args()
    answer_to = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # the solver greets on stdout
    t = Table(words.table, words.hierarchies, words.out)
    bad_primary = int((t.primary & (t.value != 0) & ~np.isin(t.status, ["u", "m"])).sum())
    audit = Audit(t, words.seconds)
    audit.say(f"{t.n} cells, {t.A.shape[0]} equations, {audit.m} hidden in {len(audit.sizes)} parts, largest {audit.sizes.max(initial=0)}")
    audit.outsider()
    open_ = np.flatnonzero(~audit.met(np.arange(audit.m)))
    sure = audit.done[open_]
    exact = open_[sure & (audit.hi[open_] - audit.lo[open_] <= audit.tiny[open_])]
    narrow = np.setdiff1d(open_[sure & audit.primary[open_]], exact)
    answer = {
        "cells": t.n,
        "primary": int((t.status == "u").sum()),
        "secondary": int((t.status == "m").sum()),
        "value_secondary": float(t.value[t.status == "m"].sum()),
        "exact": len(exact),
        "exact_primary": int(audit.primary[exact].sum()),
        "underprotected": len(narrow),
        "primary_published": bad_primary,
        "undecided": int((~sure).sum()),
    }
    named = {"exact": exact, "underprotected": narrow}
    if not words.no_singletons:
        pairs, groups, lonely = audit.singletons()
        named["singleton"] = sorted({c for _, c in pairs})
        answer.update(singleton=len(named["singleton"]), singleton_pairs=len(pairs), contributors_alone=groups)
    if words.singleton_intervals:
        tight, unsure = audit.singleton_intervals()
        named["underprotected_singleton"] = sorted(tight)
        answer.update(underprotected_singleton=len(tight), undecided_singleton=len(unsure))
    answer["programs"] = audit.programs
    answer["audit_seconds"] = round(time.time() - STARTED, 1)
    answer["audit_peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    if words.cells:
        answer["named"] = {key: [t.label(audit.hidden[c]) for c in list(cells)[:50]] for key, cells in named.items()}
    print(json.dumps(answer), file=answer_to, flush=True)
    bad = answer["exact"] + answer["underprotected"] + answer.get("singleton", 0) + bad_primary
    sys.exit(2 if bad else (3 if answer["undecided"] else 0))


main()
