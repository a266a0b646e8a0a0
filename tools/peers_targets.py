# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT
"""How fast the library wants to be, and whether it is."""
import collections
import functools
import math

from bench_data import ratio
from peers_data import LENGTHS, Place

HEADLINE, LONG = 65536, 16777216
# libtorch takes these from an output that its forward function saved.
SAVED_BY_TORCH = ("sigmoid", "tanh", "log_sigmoid")


class Target(collections.namedtuple("Target", "text mean worst below ratios lengths",
                                    defaults=(LENGTHS,))):
    """Limits of the geometric mean of ratios(bench, inputs, length), and of the worst of them.

    A limit may be None. `below`: the worst must be below its limit, not equal to it.
    """


Result = collections.namedtuple("Result", "value row met")


def against(fastest, operation, tier, scalar, bench, inputs, length, without=()):
    """{activation: ours over the fastest peer, or over libtorch}."""
    place = Place(inputs, operation, scalar, length)
    ratios = {}
    for name in bench.activations():
        ours, peers = bench.ours(place, name, tier), bench.peers(place, name)
        theirs = min(peers.values(), default=None) if fastest else peers.get("torch")
        if ours and theirs and name not in without:
            ratios[name] = ours.time / theirs
    return ratios


def fused(tier, bench, inputs, length):
    """Value and derivative at once over one after the other."""
    ratios = {}
    for name in bench.activations():
        times = [bench.time(Place(inputs, operation, "float", length), name, tier)
                 for operation in ("fused", "forward", "derivative")]
        if all(times):
            ratios[name] = times[0] / (times[1] + times[2])
    return ratios


def narrow(scalar, bench, inputs, length):
    """half or bfloat16 over float: {"silu forward": ratio}."""
    ratios = {}
    for operation in ("forward", "backward"):
        for name in bench.activations():
            times = [bench.time(Place(inputs, operation, kind, length), name, "fast")
                     for kind in (scalar, "float")]
            if all(times):
                ratios[f"{name} {operation}"] = ratio(*times)
    return ratios


def over_copy(operation, bench, inputs, length):
    """Of rows whose time in the cache is below that of copying memory: ours over copy."""
    ratios = {}
    here, cached = (Place(inputs, operation, "float", n) for n in (length, HEADLINE))
    for name in bench.activations():
        copy = bench.copy(here, name)
        ours, short = bench.ours(here, name, "fast"), bench.ours(cached, name, "fast")
        if copy and ours and short and short.time < copy:
            ratios[name] = ours.time / copy
    return ratios


def targets():
    """In the order of the page."""
    call = functools.partial
    fastest, torch = call(against, True), call(against, False)
    cached = tuple(length for length in LENGTHS if length <= HEADLINE)
    forward, backward = "forward", "backward"
    yield Target("`Fast` forward / fastest peer", 0.85, 1.3, False,
                 call(fastest, forward, "fast", "float"))
    yield Target("`Fast` forward / libtorch", 0.45, 1, True, call(torch, forward, "fast", "float"))
    yield Target("`Fast` backward / fastest peer", 0.9, 1.3, False,
                 call(fastest, backward, "fast", "float"))
    yield Target("`Precise` forward / libtorch", 0.6, 1.1, False,
                 call(torch, forward, "precise", "float"))
    yield Target("`Precise` backward / libtorch, without " + ", ".join(SAVED_BY_TORCH), 0.6, 1.1,
                 False, call(torch, backward, "precise", "float", without=SAVED_BY_TORCH))
    for tier in ("fast", "precise"):
        yield Target(f"`{tier.capitalize()}` value_and_derivative / two passes", None, 0.65, False,
                     call(fused, tier))
    for scalar in ("half", "bfloat16"):
        yield Target(f"{scalar} / float", None, 1.4, False, call(narrow, scalar), cached)
        yield Target(f"{scalar} / float", None, 1, True, call(narrow, scalar), (LONG,))
    for operation in (forward, backward):
        yield Target(f"double, `Fast` {operation} / fastest peer", 0.7, None, False,
                     call(fastest, operation, "fast", "double"))
    for operation in (forward, backward):
        yield Target(f"`Fast` {operation} / copy, rows faster than it in the cache", None, 1.15,
                     False, call(over_copy, operation), (LONG,))


def geometric_mean(ratios):
    return math.exp(math.fsum(map(math.log, ratios)) / len(ratios))


def mean_result(target, ratios):
    """None where nothing was measured."""
    if not ratios:
        return None
    value = geometric_mean(ratios.values())
    return Result(value, "", target.mean is None or value <= target.mean)


def worst_result(target, ratios):
    if not ratios:
        return None
    row = max(ratios, key=ratios.get)
    value = ratios[row]
    met = target.worst is None or value < target.worst or (not target.below and
                                                           value == target.worst)
    return Result(value, row, met)
