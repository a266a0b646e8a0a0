# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT
"""What tools/coefficients.py fits for the normal distribution and the GELU."""
import sys
from dataclasses import dataclass

from minimax import evaluate, half_line, mp, mpf, rational_fit, round_to

SQRT_2PI = mp.sqrt(2 * mp.pi)
SQRT_2PI_IN_FLOAT = round_to(SQRT_2PI, 24)  # the kernels in float add the fits to it
NEAR_0 = mpf(10) ** -20


def tail(a):
    """Phi(-a) e^(a^2/2)."""
    return mp.erfc(a / mp.sqrt(2)) * mp.exp(a * a / 2) / 2


# What tools/gelu_search.cpp found: sqrt(2 pi) / 2, numerator, denominator.
GELU_TAIL_SLOPE = mpf(float.fromhex("0x1.40d93p+0"))
GELU_TAIL = [[mpf(float.fromhex(c)) for c in line.split()] for line in (
    "0x1.3e672p+5 0x1.9fc05p+4 0x1.e90ae6p+2 0x1p+0",
    "0x1.5d909ap+6 0x1.4d10e8p+6 0x1.295d3ep+5 0x1.1c981p+3 0x1p+0")]


def tail_rest(a):
    a = max(a, NEAR_0)
    return GELU_TAIL_SLOPE - (1 / tail(a) - 2) / a / 2


def tail_rest_unit(a):
    a = max(a, NEAR_0)
    return 1 / (2 * tail(a) * a)


def tail_rest_over_one(a):
    """The same over 1 + a instead of 1 + GELU_TAIL_SLOPE a, with the opposite sign."""
    return GELU_TAIL_SLOPE - 1 - tail_rest(a)


SLOPE_ROOT = mp.findroot(lambda a: tail(a) - a / SQRT_2PI, mpf("0.75"))


def slope_ratio(a):
    if abs(a - SLOPE_ROOT) < NEAR_0:
        a += NEAR_0
    return (SLOPE_ROOT - a) / (tail(a) - a / SQRT_2PI)


def slope_quotient(a):
    return 1 / slope_ratio(a)


@dataclass
class Rational:
    """One struct template. grades: name -> (degrees above and below, end, log2 of the error)."""

    name: str
    comment: str
    function: object
    grades: dict
    unit: object = None  # in which errors count; the function itself if there is none
    first: mpf = mpf(1)  # the first coefficient of the denominator
    positive: bool = False  # whether all coefficients must be
    found: list = None  # P and Q, from a search
    monic: tuple = ()  # the grades in which the last coefficient of the denominator is 1 instead

    def rational(self, grade, hi, upper, lower):
        if self.found:
            return self.found
        p, q = rational_fit(self.function, hi, upper, lower, self.unit)
        if self.positive and min(p + q) <= 0:
            sys.exit(f"normal_fits.py: {self.name} has a coefficient that is not positive.")
        factor = 1 / q[-1] if grade in self.monic else self.first
        return [c * factor for c in p], [c * factor for c in q]

    def error(self, p, q, points):
        unit = self.unit or self.function
        return max(abs((evaluate(p, x) / evaluate(q, x) - self.function(x)) / unit(x))
                   for x in points)


# In float the first coefficient of a denominator was searched for the smallest error of the kernel
# over all floats: it decides which of the roundings are large.
RATIONALS = [
    Rational("NormalTailCoefficients",
             "Phi(-a) e^(a^2/2) = erfcx(a / sqrt 2) / 2 = P(a) / Q(a) for a from 0 to 14.6 (Medium) "
             "or 39.2 (Twofold), Phi the normal distribution function; all coefficients are "
             "positive.", tail,
             {"Medium": (5, 6, mpf("14.6"), -33), "Twofold": (11, 12, mpf("39.2"), -64)},
             positive=True, monic=("Medium",)),
    Rational("GeluTailCoefficients",
             "Phi(-a) e^(a^2/2) = 1 / (2 + 2 a (gelu_tail_slope - P(a) / Q(a))) for a from 0 to 14.6, "
             "both with the last coefficient 1, since P / Q tends to 1 / a. Found by "
             "tools/gelu_search.cpp.",
             tail_rest, {"Single": (3, 4, mpf("14.6"), -23)}, tail_rest_unit, found=GELU_TAIL),
    Rational("GeluSlopeCoefficients",
             "The slope of the GELU at -a times e^(a^2/2) is (root - a) / (sqrt(2 pi) + P(a) / Q(a)) "
             "for a from 0 to 14.6.",
             lambda a: slope_ratio(a) - SQRT_2PI_IN_FLOAT, {"Single": (3, 4, mpf("14.6"), -25)},
             slope_ratio, mpf("1.18")),
    Rational("GeluSlopeQuotient",
             "The same is (root - a) P(a) / Q(a).", slope_quotient,
             {"Medium": (5, 5, mpf("14.6"), -32)}, monic=("Medium",)),
    Rational("GeluTailRest",
             "Phi(-a) e^(a^2/2) = 1 / (2 + 2 a (1 + P(a) / Q(a))) for a from 0 to 39.",
             tail_rest_over_one, {"Double": (9, 9, mpf(39), -53)}, tail_rest_unit,
             monic=("Double",)),
    Rational("GeluSlopeRest",
             "The slope of the GELU at -a times e^(a^2/2) is (root - a) / (2 + P(a) / Q(a)) for a "
             "from 0 to 39.",
             lambda a: slope_ratio(a) - 2, {"Double": (9, 9, mpf(39), -53)}, slope_ratio,
             monic=("Double",)),
]
TAIL_POLYNOMIAL = (
    "NormalTailPolynomial",
    "Phi(-a) e^(a^2/2) (a + 4) = p(t) with t = (a - 4) / (a + 4) for a from 0 to 39.2, Phi the "
    "normal distribution function.",
    lambda t: 8 / (1 - t) * tail(4 * (1 + t) / (1 - t)),
    (mpf(-1), mpf("35.2") / mpf("43.2")), {"Compensated": (23, -59)})

SLOPE = 2 * mp.sqrt(2 / mp.pi)
CONSTANTS = [
    ("gelu_tail_slope", "sqrt(2 pi) / 2 as it goes with GeluTailCoefficients.", GELU_TAIL_SLOPE,
     [24, 24]),
    ("gelu_slope_zero", "The a at which the slope of the GELU at -a is 0, for float.", SLOPE_ROOT,
     [24, 24]),
    ("gelu_tanh_linear",
     "2 sqrt(2 / pi), the leading part so short that its difference to a float is exact.", SLOPE,
     [21, 24]),
    ("gelu_tanh_cubic", "0.044715 times 2 sqrt(2 / pi), for float.", mpf("0.044715") * SLOPE,
     [24, 24]),
    ("gelu_tanh_linear_in_units",
     "The same over ln 2 / 671815: e^-u for u in these units is right to 2^-27 with the leading\n"
     "/// parts alone (found by trying odd numbers).", 671815 / mp.ln(2) * SLOPE, [21, 24]),
    ("gelu_tanh_cubic_in_units", "0.044715 times that, for float.",
     671815 / mp.ln(2) * mpf("0.044715") * SLOPE, [24, 24]),
    ("gelu_tanh_linear_in_double", "2 sqrt(2 / pi) for double.", SLOPE, [41, 53]),
    ("gelu_tanh_cubic_in_double", "0.044715 times 2 sqrt(2 / pi), for double.",
     mpf("0.044715") * SLOPE, [53, 53]),
]
