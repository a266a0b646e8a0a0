# SPDX-FileCopyrightText: 2026 The eigenact authors
# SPDX-License-Identifier: MIT
"""Minimax approximation in relative error with mpmath: polynomials and rationals.

Remez exchange on a fixed grid of Chebyshev points. Coefficients are lists in ascending powers.
"""
import sys

from mpmath import mp, mpf

mp.prec = 260

FIT_POINTS = 480  # even, so that no point of a symmetric interval is 0
RATIONAL_FIT_POINTS = 800


def chebyshev(lo, hi, count):
    """Chebyshev extrema of an interval, both ends included, ascending."""
    return [(lo + hi) / 2 - (hi - lo) / 2 * mp.cospi(mpf(i) / (count - 1)) for i in range(count)]


def half_line(hi, count):
    """Points of [0, hi], dense near 0: Chebyshev extrema in t = (a - 3) / (a + 3)."""
    return [3 * (1 + t) / (1 - t) for t in chebyshev(mpf(-1), (hi - 3) / (hi + 3), count)]


def evaluate(coefficients, x):
    return mp.polyval(coefficients[::-1], x)


def plus(a, b):
    if len(a) < len(b):
        a, b = b, a
    return [c + d for c, d in zip(a, b)] + a[len(b):]


def times(a, b):
    return [sum(a[j] * b[i - j] for j in range(max(0, i - len(b) + 1), min(i + 1, len(a))))
            for i in range(len(a) + len(b) - 1)]


def round_to(x, bits):
    with mp.workprec(bits):
        return +x


def split(x, bits):
    """x as a sum of floating-point numbers with the given numbers of significant bits."""
    parts = []
    for b in bits:
        parts.append(round_to(x - sum(parts), b))
    return parts


def neighbours(x, bits, reach):
    """Floating-point numbers around x, nearest first."""
    near = round_to(x, bits)
    ulp = mpf(2) ** (mp.frexp(near)[1] - bits)
    return sorted((near + i * ulp for i in range(-reach, reach + 1)), key=lambda c: abs(c - x))


def alternation(errors, count):
    """Indices of `count` extrema of alternating sign, the largest of all among them."""
    runs = []
    for i, e in enumerate(errors):
        if not runs or (e > 0) != (errors[runs[-1]] > 0):
            runs.append(i)
        elif abs(e) > abs(errors[runs[-1]]):
            runs[-1] = i
    while len(runs) > count:
        sizes = [abs(errors[i]) for i in runs]
        least = sizes.index(min(sizes))
        if len(runs) == count + 1 or least in (0, len(runs) - 1):
            runs.pop(0 if sizes[0] < sizes[-1] else -1)
        else:  # its neighbours have the same sign: the larger of them stays
            first = least if sizes[least - 1] > sizes[least + 1] else least - 1
            del runs[first:first + 2]
    if len(runs) < count:
        sys.exit(f"minimax.py: the error has {len(runs)} alternations where {count} are needed; "
                 "use a lower degree or more precision.")
    return runs


def exchange(count, points, step):
    """Remez: step(indices) -> (solution, levelled error, errors on the grid), until they agree."""
    nodes = [round((points - 1) * (1 - float(mp.cospi(mpf(i) / (count - 1)))) / 2)
             for i in range(count)]
    for _ in range(40):
        solution, level, errors = step(nodes)
        if max(map(abs, errors)) <= abs(level) * mpf("1.001"):
            return solution
        nodes = alternation(errors, count)
    sys.exit("minimax.py: the Remez exchange did not settle in 40 steps.")


class Grid:
    """A function without zeros, sampled once for any number of polynomial fits to it."""

    def __init__(self, function, interval):
        self.x = chebyshev(*interval, FIT_POINTS)
        self.f = [function(x) for x in self.x]

    def error(self, coefficients):
        return max(abs(evaluate(coefficients, x) / f - 1) for x, f in zip(self.x, self.f))

    def fit(self, prefix, degree):
        """The best polynomial that begins with the coefficients `prefix`."""
        k = len(prefix)
        return prefix + self.rest_of_fit(prefix, [x**k for x in self.x], degree - k)

    def fit_through(self, points, degree):
        """The best polynomial that is exact at the given (x, f(x))."""
        base, factor = [mpf(0)], [mpf(1)]
        for x, f in points:  # Newton's form of the interpolation
            c = (f - evaluate(base, x)) / evaluate(factor, x)
            base, factor = plus(base, [c * a for a in factor]), times(factor, [-x, mpf(1)])
        q = self.rest_of_fit(base, [evaluate(factor, x) for x in self.x], degree - len(points))
        return plus(base, times(factor, q))

    def rest_of_fit(self, base, factors, degree):
        """The q for which base + factor q is the best polynomial of that form."""
        free = degree + 1
        if not free:
            return []
        # q approximates (f - base) / factor with the weight |factor / f|
        rest = [(f - evaluate(base, x)) / g for x, f, g in zip(self.x, self.f, factors)]
        weight = [abs(g / f) for f, g in zip(self.f, factors)]

        def step(nodes):
            rows = [[weight[i] * self.x[i] ** j for j in range(free)] + [(-1) ** n]
                    for n, i in enumerate(nodes)]
            right = [weight[i] * rest[i] for i in nodes]
            *q, level = mp.lu_solve(mp.matrix(rows), mp.matrix(right))
            return q, level, [w * (evaluate(q, x) - t) for w, x, t in zip(weight, self.x, rest)]

        return exchange(free + 1, FIT_POINTS, step)

    def rounded_fit(self, prefix, degree, bits, reach, best=None):
        """The best polynomial found whose coefficients have `bits` bits.

        Rounds the lowest free coefficient to each of its neighbours, `reach` to either side, and
        fits the others again. A branch ends where even real coefficients are no better than the
        best rounded ones so far.
        """
        coefficients = self.fit(prefix, degree)
        if best and self.error(coefficients) >= self.error(best):
            return best
        if len(prefix) > degree:
            return coefficients
        for c in neighbours(coefficients[len(prefix)], bits, reach):
            best = self.rounded_fit(prefix + [c], degree, bits, reach, best)
        return best


def rational_fit(function, hi, upper, lower, unit=None):
    """(P, Q), Q(0) = 1, of the given degrees for a function on [0, hi].

    The error is counted in units of unit(x); without it, of the function, which then has no zeros.
    """
    xs = half_line(hi, RATIONAL_FIT_POINTS)
    fs = [function(x) for x in xs]
    units = [unit(x) for x in xs] if unit else fs
    q, level = [mpf(1)] + [mpf(0)] * lower, mpf(0)

    def linearised(n, i):
        """P - (f + (-1)^n level unit) Q = 0 at point i, divided by unit Q of the last step."""
        x, shift, old = xs[i], (-1) ** n * level, units[i] * evaluate(q, xs[i])
        row = [x**j / old for j in range(upper + 1)]
        row += [-(fs[i] + shift * units[i]) * x**j / old for j in range(1, lower + 1)]
        return row + [mpf(-(-1) ** n)], (fs[i] + shift * units[i]) / old

    def step(nodes):
        nonlocal q, level
        for _ in range(6):  # Newton's method for the levelled error, quadratic
            rows, right = zip(*(linearised(n, i) for n, i in enumerate(nodes)))
            *p, change = mp.lu_solve(mp.matrix(rows), mp.matrix(right))
            p, q, level = p[:upper + 1], [mpf(1)] + p[upper + 1:], level + change
        return (p, q), level, [(evaluate(p, x) / evaluate(q, x) - f) / u
                               for x, f, u in zip(xs, fs, units)]

    return exchange(upper + lower + 2, len(xs), step)
