# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT
"""What docs/performance.md is made of: times of eigenact_bench and errors of eigenact_accuracy."""
import collections
import json
import statistics

from bench_data import TIERS, Run

ACTIVATIONS = ("relu", "leaky_relu", "elu", "selu", "celu", "sigmoid", "tanh", "softplus",
               "log_sigmoid", "silu", "gelu", "gelu_tanh", "mish", "hardswish", "hardsigmoid",
               "softsign", "sin", "exp", "softmax", "log_softmax", "swiglu")
FAMILIES = {"softmax": "rowwise", "log_softmax": "rowwise", "swiglu": "gated"}  # or elementwise
OF_TWO_OPERANDS = ("swiglu",)  # forward reads two arrays
INPUTS = ("uniform:6", "normal:1")  # of eigenact_bench; the first is that of the targets
LENGTHS = (4096, 65536, 16777216)
RIGHT = 10  # ULP, at most
# Tiers of eigenact_bench and their headings.
PEERS = {"torch": "libtorch", "onednn": "oneDNN", "xnnpack": "XNNPACK", "eigen_tuned": "Eigen",
         "fastmath": "-ffast-math"}

# Where a time was taken: rows of one table.
Place = collections.namedtuple("Place", "inputs operation scalar length")
Ours = collections.namedtuple("Ours", "time from_output")


class Bench:
    """The times of all runs. A ratio is one of two times of the same run."""

    def __init__(self, paths):
        self.runs = {}
        self.contexts = []
        for path in paths:
            run = Run(path)
            self.contexts.append(run.context)
            for key in run.times:
                if key.tier in TIERS:
                    self.runs[run.context.get("input", ""), key.name] = run
        if not self.runs:
            raise SystemExit("these files hold no row of eigenact")

    def inputs(self):
        present = {inputs for inputs, _ in self.runs}
        return [i for i in INPUTS if i in present] + sorted(present - set(INPUTS))

    def activations(self):
        """In the order of the list, others after them."""
        present = {name for _, name in self.runs}
        return [a for a in ACTIVATIONS if a in present] + sorted(present - set(ACTIVATIONS))

    def lengths(self):
        return sorted({key.size for run in self.runs.values() for key in run.times})

    def time(self, place, activation, tier):
        run = self.runs.get((place.inputs, activation))
        family = FAMILIES.get(activation, "elementwise")
        operation = place.operation + ("_colwise" if family == "rowwise" else "")
        return run and run.time(family, activation, operation, place.scalar, tier, place.length)

    def ours(self, place, activation, tier):
        """Backward: from x or from the saved output, whichever is faster. None if not measured."""
        backward = place.operation == "backward"
        # The row-wise ones go back from their output in any case.
        found = [Ours(self.time(place, activation, tier),
                      backward and FAMILIES.get(activation) == "rowwise")]
        if backward:
            from_output = place._replace(operation="backward_from_output")
            found.append(Ours(self.time(from_output, activation, tier), True))
        return min((ours for ours in found if ours.time is not None), default=None)

    def peers(self, place, activation):
        times = {peer: self.time(place, activation, peer) for peer in PEERS}
        return {peer: time for peer, time in times.items() if time is not None}

    def fastest(self, place, activation):
        """(peer, time), or None where no library has the activation."""
        return min(self.peers(place, activation).items(), key=lambda item: item[1], default=None)

    def copy(self, place, activation):
        """As many arrays moved and next to nothing computed, in the run of that activation."""
        run = self.runs.get((place.inputs, activation))
        operation = "backward" if activation in OF_TWO_OPERANDS else place.operation
        return run and run.time("elementwise", "copy", operation, place.scalar, "eigen",
                                place.length)

    def median_copy(self, place):
        times = [self.copy(place, activation) for activation in self.activations()]
        return statistics.median(present) if (present := [t for t in times if t]) else None

    def present_peers(self, place):
        """Those with a time in the table."""
        found = {peer for a in self.activations() for peer in self.peers(place, a)}
        return [peer for peer in PEERS if peer in found]


class Errors:
    """The worst errors of docs/accuracy.json and docs/accuracy_peers.json, in ULP."""

    def __init__(self, paths):
        self.rows = {}
        self.made_with = set()  # (flags, machine)
        for path in paths:
            try:
                with open(path, encoding="utf-8") as file:
                    content = json.load(file)
                rows, runs = content["rows"], content["runs"].values()
                self.made_with.update((run["flags"], run["machine"]) for run in runs)
            except OSError as error:
                raise SystemExit(f"cannot read {path}: {error.strerror}")
            except (ValueError, KeyError, TypeError):
                raise SystemExit(f"{path} is not the JSON of eigenact_accuracy")
            for row in rows:
                key = (row["activation"], row["quantity"], row["scalar"],
                       row["tier"].lower() or row["library"])
                self.rows.setdefault(key, row)  # the first file has more inputs

    def row(self, place, activation, tier):
        quantity = "value" if place.operation == "forward" else "derivative"
        return self.rows.get((activation, quantity, place.scalar, tier))

    def is_right(self, place, activation, tier):
        """None if its errors were not measured."""
        row = self.row(place, activation, tier)
        return row and (row["max_ulp"] <= RIGHT and
                        not row["nan_errors"] and not row["infinity_errors"])

    def show(self, place, activation, tier):
        """The largest error, and whether NaN or infinity stood where a number should, or not."""
        row = self.row(place, activation, tier)
        if row is None:
            return ""
        error = max(0.0, row["max_ulp"])
        text = f"{error:.1f}" if error < 1000 else f"{error:.0e}".replace("e+0", "e")
        wrong = [name for name, count in (("NaN", "nan_errors"), ("inf", "infinity_errors"))
                 if row[count]]
        return " ".join([text, *wrong])
