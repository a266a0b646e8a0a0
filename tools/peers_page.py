# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT
"""The text of docs/performance.md."""
import re

from bench_data import TIERS, ratio, show_ratio, show_time
from peers_data import PEERS, RIGHT, Place
from peers_targets import HEADLINE, geometric_mean, mean_result, targets, worst_result

INTRODUCTION = """\
Nanoseconds per element on one thread, beside what one would use instead: libtorch, oneDNN and
XNNPACK as their own callers use them (preallocated outputs, saved outputs where their backward
functions take them), Eigen's expressions as one writes them who knows Eigen, and plain loops
compiled with `-ffast-math`, which the compiler vectorises with libmvec. "Copy" moves as many arrays
(forward two, backward three) and computes next to nothing. Behind a time, in parentheses, stands
the worst error in ULP over all floats or the share of them that [accuracy.md](accuracy.md) and
[accuracy_peers.md](accuracy_peers.md) name, with "NaN" and "inf" where there is one in the wrong
place; backward has that of f'. Our backward function is the faster of the one from x and, where it
is legal, the one from the saved output (marked y, without an error: it inherits that of the saved
output). The rows of softmax and log_softmax are columns of 1024 elements, and that of swiglu
multiplies by a second array; their errors are those at 3 x 2^20 numbers beside long double. The
last column is against the fastest of those peers alone whose error is at most 10 ULP, with no NaN
and no infinity in a wrong place; "no such peer" where there is none."""

INPUT_NAMES = {"uniform": "uniform in [-{0}, {0}]", "normal": "normal, mean 0, deviation {0}"}


def input_name(inputs):
    name, _, width = inputs.partition(":")
    return INPUT_NAMES.get(name, "{0}").format(width)


def length_name(length):
    return f"{length >> 20}M" if length >= 1 << 20 else str(length)


def markdown(rows):
    """A table whose first column is text."""
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|---" + "|---:" * (len(rows[0]) - 1) + "|")
    return "\n".join(lines)


def conditions(bench, errors, command):
    """A list of lines."""
    def values(name):
        return sorted({str(context[name]) for context in bench.contexts if name in context})

    first = bench.contexts[0]
    versions = {peer: first[f"version_{peer}"] for peer in PEERS if f"version_{peer}" in first}
    loads = [context["load_avg"][0] for context in bench.contexts if context.get("load_avg")]
    times = values("date")
    held = ("choose at run time" if "AVX512" in first.get("simd", "")
            else "are held to AVX2, as ours is")
    lines = {
        "Machine": ", ".join(values("machine") + [f"{first.get('num_cpus', '?')} cores"]),
        "Compiler": f"{', '.join(values('compiler'))}, `{', '.join(values('flags'))}`; libtorch, "
                    f"oneDNN and XNNPACK {held}",
        "Libraries": ", ".join(f"{PEERS[peer]} {version}" for peer, version in versions.items()),
        "Command": f"`{command}`",
        "Method": f"median CPU time of {', '.join(values('repetitions'))} shuffled repetitions of "
                  f"at least {', '.join(values('min_time'))} s, one process for each activation",
        "Errors": "; ".join(f"`{flags}` on {machine}"
                            for flags, machine in sorted(errors.made_with)),
        "Date": f"{times[0]} to {times[-1]}" if times else "",
        "Load average": f"{min(loads):.1f} to {max(loads):.1f}" if loads else ""}
    return "\n".join(f"- {name}: {text}" for name, text in lines.items() if text.strip("`"))


def cell(result):
    """Bold where a limit is missed."""
    if result is None:
        return "-"
    return show_ratio(result.value) if result.met else f"**{show_ratio(result.value)}**"


def summary_row(bench, target, find, limit, kind):
    inputs = bench.inputs()
    lengths = [n for n in bench.lengths() if n in target.lengths]
    where = HEADLINE if HEADLINE in target.lengths else target.lengths[-1]

    def result(kind_of_input, length):
        return find(target, target.ratios(bench, kind_of_input, length))

    main = result(inputs[0], where)
    verdict = "not measured" if main is None else "met" if main.met else "**missed**"
    others = [cell(result(i, n)) if n in lengths else "" for i in inputs for n in bench.lengths()
              if (i, n) != (inputs[0], HEADLINE)]
    return [target.text, kind, limit, cell(main), main.row if main else "", verdict, *others]


def summary(bench):
    """Every target: the rows of a table, the first one its heads."""
    inputs = bench.inputs()
    others = [f"{length_name(n)}, {i.partition(':')[0]}" for i in inputs for n in bench.lengths()
              if (i, n) != (inputs[0], HEADLINE)]
    rows = [["target", "over the rows", "at most", "measured", "worst row", "verdict", *others]]
    for target in targets():
        if target.mean is not None:
            rows.append(summary_row(bench, target, mean_result, f"{target.mean:g}",
                                    "geometric mean"))
        if target.worst is not None:
            limit = f"below {target.worst:g}" if target.below else f"{target.worst:g}"
            rows.append(summary_row(bench, target, worst_result, limit, "worst"))
    return rows


def with_error(time, error):
    return f"{show_time(time)} ({error})" if time is not None and error else show_time(time)


def ratios_of(bench, place, name):
    """Of both tiers: over the fastest peer, over libtorch, over copy."""
    fastest = bench.fastest(place, name)
    bases = (fastest and fastest[1], bench.peers(place, name).get("torch"), bench.copy(place, name))
    ours = [bench.ours(place, name, tier) for tier in TIERS]
    return [ratio(o and o.time, base) for o in ours for base in bases]


def fastest_right(bench, errors, place, name):
    """Of the peers that are right: (peer, ratio of Fast to it); None if there is none."""
    right = {peer: time for peer, time in bench.peers(place, name).items()
             if errors.is_right(place, name, peer)}
    ours = bench.ours(place, name, "fast")
    if not right or not ours:
        return None
    peer = min(right, key=right.get)
    return peer, ratio(ours.time, right[peer])


def table_row(bench, errors, place, name, peers):
    cells = [name]
    for tier in TIERS:
        ours = bench.ours(place, name, tier)
        if ours and ours.from_output:
            cells.append(f"{show_time(ours.time)} y")
        else:
            cells.append(with_error(ours and ours.time, errors.show(place, name, tier)))
    times, fastest = bench.peers(place, name), bench.fastest(place, name)
    cells += [with_error(times[p], errors.show(place, name, p)) if p in times else ""
              for p in peers]
    right = fastest_right(bench, errors, place, name)
    measured = any(errors.row(place, name, peer) for peer in times)
    return [*cells, PEERS[fastest[0]] if fastest else "-",
            *map(show_ratio, ratios_of(bench, place, name)),
            f"{show_ratio(right[1])} ({PEERS[right[0]]})" if right else
            "no such peer" if measured else ""]


def table(bench, errors, place):
    """Times and ratios of every activation; nothing where none was measured."""
    names = [name for name in bench.activations() if bench.ours(place, name, "fast")]
    peers = bench.present_peers(place)
    if not names:
        return "Not measured.\n"
    bases = ("fastest", "libtorch", "copy")
    heads = ["", *(tier.capitalize() for tier in TIERS), *(PEERS[peer] for peer in peers),
             "fastest", *(f"{tier.capitalize()} / {base}" for tier in TIERS for base in bases),
             f"Fast / fastest within {RIGHT} ULP"]
    rows = [heads, *(table_row(bench, errors, place, name, peers) for name in names)]
    columns = zip(*(ratios_of(bench, place, name) for name in names))
    means = [show_ratio(geometric_mean(found) if (found := [v for v in column if v]) else None)
             for column in columns]
    right = [found[1] for name in names if (found := fastest_right(bench, errors, place, name))]
    means.append(show_ratio(geometric_mean(right)) if right else "")
    blank = [""] * (len(heads) - len(means) - 1)
    rows.append(["geometric mean", *blank, *means])
    rows.append(["copy", show_time(bench.median_copy(place))] + [""] * (len(heads) - 2))
    # Without libtorch its columns say nothing.
    kept = [i for i, column in enumerate(zip(*rows)) if set(column[1:-1]) - {"-", ""}]
    return markdown([[row[i] for i in kept] for row in rows])


def folded(title, text):
    return f"<details><summary>{title}</summary>\n\n{text}\n\n</details>\n"


def float_section(bench, errors):
    inputs = bench.inputs()[0]
    yield f"## float, {HEADLINE} elements, {input_name(inputs)}\n"
    for operation in ("forward", "backward"):
        yield f"### {operation.capitalize()}\n"
        yield table(bench, errors, Place(inputs, operation, "float", HEADLINE)) + "\n"


def other_sections(bench, errors):
    yield "## Other lengths, inputs and double\n"
    for scalar in ("float", "double"):
        for inputs in bench.inputs():
            for length in bench.lengths():
                if (scalar, inputs, length) == ("float", bench.inputs()[0], HEADLINE):
                    continue
                for operation in ("forward", "backward"):
                    text = table(bench, errors, Place(inputs, operation, scalar, length))
                    yield folded(f"{scalar}, {operation}, {length_name(length)} elements, "
                                 f"{input_name(inputs)}", text)


def division(time, other):
    return f"{show_time(time)} / {show_time(other)} = {show_ratio(ratio(time, other))}"


def fused_row(bench, name):
    cells = [name]
    for tier in TIERS:
        for length in bench.lengths():
            times = [bench.time(Place(bench.inputs()[0], operation, "float", length), name, tier)
                     for operation in ("fused", "forward", "derivative")]
            cells.append(division(times[0], times[1] + times[2] if all(times) else None))
    return cells


def fused_copy_row(bench):
    """What the memory allows: two arrays written from one, over two copies."""
    cells = ["copy"]
    for length in bench.lengths():
        place = Place(bench.inputs()[0], "forward", "float", length)
        once, twice = bench.median_copy(place._replace(operation="fused")), bench.median_copy(place)
        cells.append(division(once, twice and 2 * twice))
    return cells + [""] * len(bench.lengths())


def fused_section(bench):
    yield "## Value and derivative in one pass, float\n"
    yield ("ns of `value_and_derivative` / ns of value and derivative one after the other, "
           f"{input_name(bench.inputs()[0])}. Copy: two arrays written from one, over two "
           "copies.\n")
    heads = ["", *(f"{tier.capitalize()}, {length_name(length)}"
                   for tier in TIERS for length in bench.lengths())]
    yield markdown([heads, *(fused_row(bench, name) for name in bench.activations()),
                    fused_copy_row(bench)]) + "\n"


def narrow_cell(bench, name, operation, scalar, length):
    place = Place(bench.inputs()[0], operation, scalar, length)
    time = bench.time(place, name, "fast")
    whole = bench.time(place._replace(scalar="float"), name, "fast")
    return f"{show_time(time)} ({show_ratio(ratio(time, whole))})"


def narrow_section(bench):
    yield "## half and bfloat16\n"
    yield "ns of `Fast` (over that of float), both from x.\n"
    keys = [(scalar, n) for scalar in ("half", "bfloat16") for n in bench.lengths()
            if any(bench.time(Place(bench.inputs()[0], "forward", scalar, n), name, "fast")
                   for name in bench.activations())]
    for operation in ("forward", "backward") if keys else ():
        rows = [[operation, *(f"{scalar}, {length_name(n)}" for scalar, n in keys)]]
        rows += [[name, *(narrow_cell(bench, name, operation, *key) for key in keys)]
                 for name in bench.activations()]
        yield markdown(rows) + "\n"
    if not keys:
        yield "Not measured.\n"


def missing(bench):
    """Sentences on what was left out."""
    inputs = bench.inputs()[0]
    present = bench.present_peers(Place(inputs, "forward", "float", HEADLINE))
    absent = [title for peer, title in PEERS.items() if peer not in present]
    return f"Not measured, because not found here: {', '.join(absent)}.\n" if absent else ""


def page(bench, errors, command, image):
    """The whole text; image is the file name of the chart or None."""
    parts = ["# Performance\n", re.sub(r"\s+", " ", INTRODUCTION) + "\n", missing(bench),
             conditions(bench, errors, command) + "\n", "## Targets\n",
             f"\"Measured\" is at {HEADLINE} elements where the target does not name others, "
             f"{input_name(bench.inputs()[0])}; the columns behind it give other lengths and "
             "inputs, bold where a limit is missed there.\n",
             markdown(summary(bench)) + "\n"]
    if image:
        parts.append(f"![ns per element of every row, ours and theirs]({image})\n")
    parts += [*float_section(bench, errors), *fused_section(bench), *narrow_section(bench),
              *other_sections(bench, errors)]
    return "\n".join(part for part in parts if part)
