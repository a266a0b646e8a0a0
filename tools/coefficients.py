#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT
"""Fits every approximation of the math kernels and prints the four headers that hold them.

    python3 tools/coefficients.py > include/eigenact/math/coefficients.hpp
    python3 tools/coefficients.py constants > include/eigenact/math/constants.hpp
    python3 tools/coefficients.py normal > include/eigenact/math/normal_coefficients.hpp
    python3 tools/coefficients.py roots > include/eigenact/math/root_coefficients.hpp
    python3 tools/coefficients.py --check     # are the headers what this script prints?

Needs mpmath; takes about a minute. Each table is measured as rounded, in 260-bit
arithmetic on a grid other than the one it was fitted on, and must stay below the limit given
here. Where plain rounding would cost accuracy (Single, Double) the coefficients are rounded one
after the other, lowest power first, and the remaining ones fitted again each time.
"""
import pathlib
import sys
import textwrap
from dataclasses import dataclass, field

sys.dont_write_bytecode = True  # leave no __pycache__ in the source tree
import normal_fits  # noqa: E402
import roots  # noqa: E402
from minimax import Grid, chebyshev, evaluate, half_line, mp, mpf, split  # noqa: E402
from normal_fits import Rational  # noqa: E402

HEADERS = pathlib.Path(__file__).resolve().parent.parent / "include/eigenact/math"
CHECK_POINTS = 2500
# Significant bits of the parts of a coefficient. 53 + 33 bits are a relative error of 2^-87, far
# below that of any approximation here.
BITS = {"Single": [24], "Medium": [53], "Double": [53], "Compensated": [53, 33],
        "Twofold": [53, 33]}
NEIGHBOURS = {"Single": 2, "Double": 0}  # how far to search around the best


# Functions, in the variable of their polynomial.
def expm1_ratio(r):
    return mp.expm1(r) / r


def of_square(function):
    """function(x) / x of an odd function as a function of u = x^2."""
    return lambda u: function(mp.sqrt(u)) / mp.sqrt(u)


@dataclass
class Fit:
    """One struct template of the header. grades: name -> (degree, log2 of the error wanted)."""

    name: str
    comment: str
    function: object
    interval: tuple
    grades: dict
    exact: list = field(default_factory=list)  # leading coefficients that are not fitted
    exact_twofold: list = None
    first: int = 0  # the first power that the header lists
    through: list = ()  # where it is exact


R = mpf("0.5005") * mp.ln(2)
TINY = mpf(2) ** -40  # stands for 0, where the functions of a square are 0 / 0

POLYNOMIALS = [
    Fit("ExpCoefficients", "e^r = p(r), |r| <= 0.5005 ln 2; error relative to e^r.",
        mp.exp, (-R, R), {"Single": (5, -23), "Medium": (6, -28)}, [mpf(1)]),
    Fit("RootedExpCoefficients",
        "The same, right to all digits where the slopes of SiLU, Mish and the tanh GELU are 0: their "
        "terms, which cancel there, leave what is right.",
        mp.exp, (-R, R), {"Medium": (7, -33)},
        through=[y - mp.nint(y / mp.ln(2)) * mp.ln(2) for y in roots.SLOPES_OF_EXP]),
    Fit("Expm1Coefficients", "(e^r - 1) / r = p(r), |r| <= 0.5005 ln 2; error relative to e^r - 1.",
        expm1_ratio, (-R, R),
        {"Single": (5, -26), "Medium": (6, -31), "Double": (11, -56), "Twofold": (12, -66)},
        [mpf(1)], [mpf(1), mpf(1) / 2]),
    Fit("EvenExpCoefficients",
        "r coth(r / 2) = p(r^2), |r| <= 0.5005 ln 2: e^r is (p + r) / (p - r); relative error of p.",
        lambda u: mp.sqrt(u) * mp.coth(mp.sqrt(u) / 2), (TINY, R**2),
        {"Single": (2, -27), "Double": (5, -58)}),
    Fit("LogCoefficients", "atanh(s) / s = p(s^2), |s| <= 1/3; error relative to atanh s.",
        of_square(mp.atanh), (TINY, mpf(1) / 9),
        {"Single": (4, -27), "Medium": (7, -40), "Double": (10, -57), "Twofold": (12, -66)},
        [mpf(1)]),
    Fit("Log1pCoefficients", "log(1 + e) / e = p(e), 0 <= e <= 1; error relative to log(1 + e).",
        lambda e: mp.log1p(e) / e, (TINY, mpf(1)), {"Single": (8, -24)}, [mpf(1)]),
    Fit("ErfCoefficients", "erf(x) / x = p(x^2), |x| <= 1; error relative to erf x.",
        of_square(mp.erf), (TINY, mpf(1)), {"Medium": (7, -33), "Twofold": (13, -66)}),
    Fit("SinCoefficients",
        "(sin r - r) / r^3 = p(r^2), |r| <= 1.001 pi/2; error of r + r^3 p(r^2) relative to sin r.",
        of_square(mp.sin), (TINY, (mpf("1.001") * mp.pi / 2) ** 2),
        {"Single": (3, -26), "Medium": (4, -34), "Double": (7, -57), "Twofold": (8, -66)},
        [mpf(1)], first=1),
    Fit("AtanCoefficients",
        "(atan t - t) / t^3 = p(t^2), |t| <= 1.001 tan(pi/8); error of t + t^3 p(t^2) relative to "
        "atan t.",
        of_square(mp.atan), (TINY, (mpf("1.001") * mp.tan(mp.pi / 8)) ** 2),
        {"Medium": (5, -34), "Twofold": (12, -66)}, [mpf(1)], first=1),
]
RATIONALS = [
    Rational("Log1pQuotient", "log(1 + e) / e = P(e) / Q(e), 0 <= e <= 1.",
             lambda e: mp.log1p(e) / e if e else mpf(1), {"Medium": (3, 3, mpf(1), -29)},
             monic=("Medium",)),
]
CONSTANTS = [
    ("ln2", mp.ln(2)), ("log2_e", 1 / mp.ln(2)), ("pi", +mp.pi), ("inverse_pi", 1 / mp.pi),
    ("half_pi", mp.pi / 2), ("sqrt_half", mp.sqrt(mpf(1) / 2)),
    ("inverse_sqrt_2pi", 1 / mp.sqrt(2 * mp.pi)), ("sqrt_2_over_pi", mp.sqrt(2 / mp.pi)),
    ("sqrt_2pi", mp.sqrt(2 * mp.pi)), ("two_over_sqrt_pi", 2 / mp.sqrt(mp.pi)),
    ("ln_2pi_half", mp.ln(2 * mp.pi) / 2),
]

PARTS_COMMENT = ("n * part is exact, but for the last part, for the integers n given, also without "
                 "a fused operation.")
# Grade -> bits of each part. A leading part and the integer n together fill at most the
# significand.
LN2_PARTS = {"Single": ([15, 24], "|n| <= 2^8"), "Medium": ([53], "the single product is rounded"),
             "Double": ([41, 53], "|n| <= 2^11"), "Twofold": ([41, 41, 53], "|n| <= 2^11")}
# The lengths for Single make all parts positive, so that sin(-0) stays -0.
PI_PARTS = {"Single": ([11, 13, 12, 24], "|n| <= 2^11"), "Medium": ([33, 33, 53], "|n| <= 2^20"),
            "Double": ([33, 33, 33, 53], "|n| <= 2^20"),
            "Twofold": ([33, 33, 33, 33, 53], "|n| <= 2^20")}
FUSED_PI_PARTS = {"Single": ([23, 23, 24], "|n| <= 2^11"), "Medium": ([53, 53], "|n| <= 2^20"),
                  "Double": ([53, 52, 53], "|n| <= 2^20")}  # all positive, too


def polynomial(fit, grid, grade):
    degree = fit.grades[grade][0] + fit.first
    exact = fit.exact_twofold if grade == "Twofold" and fit.exact_twofold else fit.exact
    if grade in NEIGHBOURS:
        return grid.rounded_fit(exact, degree, *BITS[grade], NEIGHBOURS[grade])
    if fit.through:
        return grid.fit_through([(x, fit.function(x)) for x in fit.through], degree)
    return grid.fit(exact, degree)


def kept(values, grade):
    """Coefficients as the header holds them."""
    return [sum(split(c, BITS[grade])) for c in values]


def limited(what, error, limit):
    """error, rounded up to five bits; ends the program where it is above 2^limit."""
    if error > mpf(2) ** limit:
        sys.exit(f"coefficients.py: {what} has relative error 2^{mp.nstr(mp.log(error, 2), 5)}, "
                 f"wanted is 2^{limit} or less; raise its degree.")
    mantissa, exponent = mp.frexp(error)
    return mp.ldexp(mp.ceil(mantissa * 32), exponent - 5)


def literal(x):
    mantissa, exponent = float(x).hex().split("p")
    return f"{mantissa.rstrip('0').rstrip('.')}p{exponent}" if x else "0"


def pair_of(parts):
    hi, lo = parts
    return f"{{{literal(hi)}, {literal(lo)}}}" if lo else literal(hi)


def pair(x):
    return pair_of(split(x, [53, 53]))


def array(kind, name, items):
    items = [item.replace(" ", "~") for item in items]  # no line break within a pair
    line = f"  static constexpr {kind} {name}[] = {{{', '.join(items)}}};".replace("~", " ")
    if len(line) <= 100:
        return line
    body = textwrap.fill(", ".join(items), 98, initial_indent=" " * 6, subsequent_indent=" " * 6,
                         break_on_hyphens=False).replace("~", " ")
    return f"  static constexpr {kind} {name}[] = {{\n{body}}};"


def struct(name, grade, arrays, error):
    return [f"template <>\nstruct {name}<Grade::{grade}> {{",
            *(array("Constant", label, map(pair, values)) for label, values in arrays),
            f"  static constexpr double relative_error = {literal(error)};", "};"]


def template(name, text):
    lines = textwrap.fill(text, 100, initial_indent="/// ", subsequent_indent="/// ")
    return ["", lines, f"template <Grade G>\nstruct {name};"]


def polynomial_structs(fit):
    lines, grid = template(fit.name, fit.comment), Grid(fit.function, fit.interval)
    points = [(x, fit.function(x)) for x in chebyshev(*fit.interval, CHECK_POINTS)]
    for grade, (_, limit) in fit.grades.items():
        c = kept(polynomial(fit, grid, grade), grade)
        error = max(abs(evaluate(c, x) / f - 1) for x, f in points)
        error = limited(f"{fit.name}<{grade}>", error, limit)
        lines += struct(fit.name, grade, [("polynomial", c[fit.first:])], error)
    return lines


def parts_structs(name, text, value, table):
    lines = template(name, text)
    for grade, (bits, condition) in table.items():
        lines += [f"template <>\nstruct {name}<Grade::{grade}> {{  // {condition}",
                  array("double", "parts", map(literal, split(value, bits))), "};"]
    return lines


def root_constant(name, function, order, guess, wide=False):
    at, c = roots.expansion(function, order, guess, wide)
    return textwrap.fill(
        f"inline constexpr Root<{len(c)}> {name}{{{pair(at)}, {{{', '.join(map(pair, c))}}}}};", 100,
        subsequent_indent="    ", break_on_hyphens=False)


HEAD = f"""\
// SPDX-FileCopyrightText: 2026 The eigenact authors
// SPDX-License-Identifier: MIT
// Generated by tools/coefficients.py, do not edit.
#pragma once

#include <eigenact/simd/config.hpp>
#include <eigenact/simd/constant.hpp>

namespace eigenact::math {{
// clang-format off

// Coefficients are in ascending powers. relative_error is the largest one found on {CHECK_POINTS}
// points with the coefficients as they stand here and exact arithmetic, rounded up to five bits."""

TAIL = "\n// clang-format on\n}  // namespace eigenact::math\n"


def header():
    lines = [HEAD]
    for fit in POLYNOMIALS:
        lines += polynomial_structs(fit)
    for fit in RATIONALS:
        lines += rational_structs(fit)
    return "\n".join(lines + [TAIL])


def constant_header():
    lines = [HEAD[:HEAD.index("\n\n// Coefficients")]]
    lines += parts_structs("Ln2Parts", f"ln 2 as a sum, to subtract n ln 2. {PARTS_COMMENT}",
                           mp.ln(2), LN2_PARTS)
    lines += parts_structs("PiParts", f"pi as a sum, to subtract n pi. {PARTS_COMMENT}", +mp.pi,
                           PI_PARTS)
    lines += parts_structs("FusedPiParts", "The same for fused operations: the first difference is "
                           "exact.", +mp.pi, FUSED_PI_PARTS)
    lines += ["\n// To about 106 bits."]
    lines += [f"inline constexpr Constant {name}{pair(x)};" for name, x in CONSTANTS]
    return "\n".join(lines + [TAIL])


def rational_structs(fit):
    lines = template(fit.name, fit.comment)
    for grade, (upper, lower, hi, limit) in fit.grades.items():
        p, q = (kept(c, grade) for c in fit.rational(grade, hi, upper, lower))
        error = limited(f"{fit.name}<{grade}>", fit.error(p, q, half_line(hi, CHECK_POINTS)), limit)
        lines += struct(fit.name, grade, [("numerator", p), ("denominator", q)], error)
    return lines


def normal_header():
    lines = [HEAD]
    for fit in normal_fits.RATIONALS:
        lines += rational_structs(fit)
    lines += polynomial_structs(Fit(*normal_fits.TAIL_POLYNOMIAL))
    for name, comment, x, bits in normal_fits.CONSTANTS:
        value = pair_of(split(x, bits)).strip("{}")
        lines += [f"\n/// {comment}\ninline constexpr Constant {name}{{{value}}};"]
    return "\n".join(lines + [TAIL])


def root_header():
    lines = [HEAD.replace("#include", "#include <cstddef>\n#include", 1), "",
             textwrap.fill(roots.COMMENT, 100, initial_indent="/// ", subsequent_indent="/// "),
             "template <std::size_t Size>\nstruct Root {\n  Constant at;",
             "  Constant polynomial[Size];\n};"]
    lines += [root_constant(*root) for root in roots.ROOTS]
    lines += ["", f"/// {roots.WIDE_COMMENT}"]
    return "\n".join(lines + [root_constant(*root, True) for root in roots.WIDE_ROOTS] + [TAIL])


def main():
    parts = {"constants": constant_header, "normal": normal_header, "roots": root_header}
    headers = {"coefficients.hpp": header, "constants.hpp": constant_header,
               "normal_coefficients.hpp": normal_header, "root_coefficients.hpp": root_header}
    if sys.argv[1:] == []:
        sys.stdout.write(header())
    elif len(sys.argv) == 2 and sys.argv[1] in parts:
        sys.stdout.write(parts[sys.argv[1]]())
    elif sys.argv[1:] != ["--check"]:
        sys.exit("coefficients.py: takes no argument, constants, normal, roots, or --check.")
    else:
        for name, text in headers.items():
            if not (HEADERS / name).exists() or (HEADERS / name).read_text() != text():
                sys.exit(f"coefficients.py: {name} is not what this script prints; regenerate it.")
            print(f"coefficients.py: {name} is what this script prints.")


if __name__ == "__main__":
    main()
