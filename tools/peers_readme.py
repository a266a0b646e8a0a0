# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT
"""The part of README.md that holds the times of docs/performance.md in short."""
from bench_data import TIERS, show_ratio, show_time
from peers_data import PEERS, RIGHT, Place
from peers_page import fastest_right, markdown
from peers_targets import HEADLINE, against, geometric_mean

BEGIN, END = "<!-- times: sh tools/run.sh peers -->", "<!-- end of times -->"
ACTIVATIONS = ("sigmoid", "tanh", "silu", "gelu", "gelu_tanh", "mish", "elu", "softplus", "exp",
               "sin", "hardswish", "softmax", "log_softmax", "swiglu")
BACKWARD_PEERS = ("torch", "eigen_tuned")


def times(bench, place, names, suffix, peers):
    """One line for each tier and peer."""
    def line(title, time_of):
        return [title + suffix, *(show_time(time) if (time := time_of(name)) else ""
                                  for name in names)]

    for tier in TIERS:
        yield line(f"`{tier.capitalize()}`",
                   lambda name, tier=tier: (found := bench.ours(place, name, tier)) and found.time)
    for peer in peers:
        title = f"`{PEERS[peer]}`" if PEERS[peer].startswith("-") else PEERS[peer]
        yield line(title, lambda name, peer=peer: bench.time(place, name, peer))


def section(bench, errors):
    """The table, and what it comes to."""
    inputs = bench.inputs()[0]
    forward, backward = (Place(inputs, operation, "float", HEADLINE)
                         for operation in ("forward", "backward"))
    names = [name for name in ACTIVATIONS if bench.ours(forward, name, "fast")]
    rows = [["", *names], *times(bench, forward, names, "", bench.present_peers(forward)),
            *times(bench, backward, names, ", backward", BACKWARD_PEERS)]

    def mean(fastest, operation):
        return geometric_mean(against(fastest, operation, "fast", "float", bench, inputs,
                                      HEADLINE).values())

    right = [found[1] for name in bench.activations()
             if (found := fastest_right(bench, errors, forward, name))]
    sentence = (
        f"The page has the other activations, `double`, half and bfloat16, other lengths and inputs, "
        f"and which of our targets are met and\nmissed. Geometric means over its rows: forward `Fast` "
        f"takes {show_ratio(mean(False, 'forward'))} of libtorch's time, "
        f"{show_ratio(mean(True, 'forward'))} of that of the fastest library of\neach row, and "
        f"{show_ratio(geometric_mean(right))} of that of the fastest one whose results are within "
        f"{RIGHT} ULP, where there is one ({len(right)} of\n{len(bench.activations())} rows); "
        f"backward {show_ratio(mean(True, 'backward'))} of the fastest.")
    return f"{BEGIN}\n{markdown(rows)}\n\n{sentence}\n{END}"


def filled(text, bench, errors):
    """The text with the part between the marks made anew."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise SystemExit(f"the README lacks the lines {BEGIN} and {END}")
    return before + section(bench, errors) + after
