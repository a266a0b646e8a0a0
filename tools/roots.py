# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT
"""Expansions of derivatives about their interior zeros, where the formulas cancel."""
import sys

from minimax import Grid, chebyshev, evaluate, mp, mpf, round_to


def silu(x):
    return x / (1 + mp.exp(-x))


def gelu(x):
    return x * mp.erfc(-x / mp.sqrt(2)) / 2


def gelu_tanh_exponent(x):
    return 2 * mp.sqrt(2 / mp.pi) * (x + mpf("0.044715") * x**3)


def gelu_tanh(x):
    return x / (1 + mp.exp(-gelu_tanh_exponent(x)))


def mish(x):
    return x * mp.tanh(mp.log1p(mp.exp(x)))


def telu(x):
    return x * mp.tanh(mp.exp(x))


def swigelu(x):
    return (silu(x) + gelu(x)) / 2


def elish(x):
    return mp.expm1(x) / (1 + mp.exp(-x))


def eanaf(x):
    return x / (1 + 2 * mp.exp(-x))


def sqrt_softplus(x):
    return mp.sqrt(mp.log1p(mp.exp(x)))


def hard_elish(x):
    return mp.expm1(x) * (x + 1) / 2


def pflu(x):
    return x * (1 + x / mp.sqrt(1 + x**2)) / 2


def sigmoid(x):
    return 1 / (1 + mp.exp(-x))


def serf(x):
    return x * mp.erf(mp.log1p(mp.exp(x)))


def smish(x):
    return x * mp.tanh(mp.log1p(sigmoid(x)))


def logish(x):
    return x * mp.log1p(sigmoid(x))


def phish(x):
    return x * mp.tanh(gelu(x))


def gish(x):
    return x * mp.log1p(-mp.expm1(-mp.exp(x)))


def log_logish(x):
    return -x * mp.expm1(-mp.exp(x))


def colu(x):
    return x / (1 - x * mp.exp(-(x + mp.exp(x))))


# Name, function, order of the derivative, about where it is zero.
ROOTS = [
    ("silu_bend_root", silu, 2, 2.4), ("gelu_slope_root", gelu, 1, -0.75),
    ("gelu_tanh_bend_root", gelu_tanh, 2, 1.42),
    ("mish_left_bend_root", mish, 2, -2.25), ("mish_right_bend_root", mish, 2, 1.49),
    ("telu_slope_root", telu, 1, -1.08),
    ("telu_left_bend_root", telu, 2, -2.05), ("telu_right_bend_root", telu, 2, 0.7),
    ("swigelu_slope_root", swigelu, 1, -0.98), ("swigelu_bend_root", swigelu, 2, 1.77),
    ("elish_slope_root", elish, 1, -0.88), ("elish_bend_root", elish, 2, -1.72),
    ("lisht_bend_root", lambda x: x * mp.tanh(x), 2, 1.2),
    ("eanaf_slope_root", eanaf, 1, -1.16),
    ("eanaf_left_bend_root", eanaf, 2, -2.23), ("eanaf_right_bend_root", eanaf, 2, 2.65),
    ("sqrt_softplus_bend_root", sqrt_softplus, 2, 0.92),
    ("hard_elish_slope_root", hard_elish, 1, -0.44),
    ("pflu_slope_root", pflu, 1, -0.79), ("pflu_bend_root", pflu, 2, 1.41),
    ("dsilu_bend_root", silu, 3, 3.44),
    ("serf_left_bend_root", serf, 2, -2.26), ("serf_right_bend_root", serf, 2, 1.1),
    ("smish_slope_root", smish, 1, -1.39),
    ("smish_left_bend_root", smish, 2, -2.55), ("smish_right_bend_root", smish, 2, 2.22),
    ("logish_slope_root", logish, 1, -1.37),
    ("logish_left_bend_root", logish, 2, -2.53), ("logish_right_bend_root", logish, 2, 2.32),
    ("phish_slope_root", phish, 1, -1.2),
    ("phish_left_bend_root", phish, 2, -1.88), ("phish_middle_bend_root", phish, 2, -0.47),
    ("phish_right_bend_root", phish, 2, 1.2),
    ("gish_slope_root", gish, 1, -1.28),
    ("gish_left_bend_root", gish, 2, -2.4), ("gish_right_bend_root", gish, 2, 1.04),
    ("log_logish_slope_root", log_logish, 1, -1.17),
    ("log_logish_left_bend_root", log_logish, 2, -2.24),
    ("log_logish_right_bend_root", log_logish, 2, 1.06),
    ("survey_telu_left_bend_root", lambda x: x * mp.tanh(mp.expm1(x)), 2, -1.57),
    ("survey_telu_right_bend_root", lambda x: x * mp.tanh(x), 2, 1.2),
    ("colu_slope_root", colu, 1, -0.73), ("colu_left_bend_root", colu, 2, -1.27),
    ("colu_middle_bend_root", colu, 2, 0.25), ("colu_right_bend_root", colu, 2, 1.08)]
# For float registers, where a formula has not enough digits some way off either.
WIDE_ROOTS = [("mish_slope_wide_root", mish, 1, -1.19)]
LIMIT, WIDE_LIMIT = -31, -25
WINDOW, WIDE_WINDOW = (-mpf(1) / 16, mpf(1) / 16), (-mpf("0.2"), mpf("0.45"))
COMMENT = (
    "g(x) = (x - at) p(x - at) for |x - at| <= 1/16: the slope (first derivative) or bend (second) "
    "of an activation near one of its zeros, where its own formula cancels; relative error at most "
    f"2^{LIMIT}.")
WIDE_COMMENT = f"The same for -0.2 <= x - at <= 0.45 and 2^{WIDE_LIMIT}, for float registers."


def slope_root(function, guess):
    return mp.findroot(lambda x: mp.diff(function, x), guess)


# Where e^y must be right to all its digits, since the slope is 0 there and its terms cancel.
SLOPES_OF_EXP = [-slope_root(silu, -1.28), slope_root(mish, -1.19),
                 -gelu_tanh_exponent(slope_root(gelu_tanh, -0.75))]


def expansion(function, order, guess, wide=False):
    """The zero, and the shortest polynomial p with derivative(x) = (x - zero) p(x - zero) nearby."""
    def derivative(x):
        return mp.diff(function, x, order)

    at = mp.findroot(derivative, guess)
    terms = [c * mp.ff(order + 1 + k, order)
             for k, c in enumerate(mp.taylor(function, at, order + 25)[order + 1:])]
    window, limit = (WIDE_WINDOW, WIDE_LIMIT) if wide else (WINDOW, LIMIT)
    grid = Grid(lambda d: evaluate(terms, d), window)
    points = [(d, derivative(at + d)) for d in chebyshev(*window, 64)]
    for degree in range(3, 9):
        c = [round_to(term, 53) for term in grid.fit([], degree)]
        if max(abs(evaluate(c, d) * d / g - 1) for d, g in points) <= mpf(2) ** limit:
            return at, c
    sys.exit(f"roots.py: the zero near {guess} needs a degree above 8.")
