"""Values and coefficients of the special functions to 60 digits, with mpmath 1.3: python special_functions.py > values.json

The test compares against the values; the coefficients (second part, on stderr) stand in
engine/backends/cpu/special-functions.ts.
"""

import json
import random
import sys

from mpmath import (besseli, betainc, cos, diff, digamma, erf, erfc, erfinv, exp, fac2, gammainc, inf, loggamma, mp, mpf, nsum,
                    nstr, pi, re, sqrt, zeta)

mp.dps = 60
random.seed(1)

ERF_POINTS = [0.0, 1e-300, 1e-10, 0.1, 0.3, 0.49, 0.5, 0.7, 0.99, 1.0, 1.01, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 10, 15, 20, 26]
ERF_POINTS += [-0.1, -0.5, -0.9, -1.2, -3, -6] + [random.uniform(-5, 26) for _ in range(60)]
GAMMA_POINTS = [1e-300, 1e-10, 0.1, 0.3, 0.49, 0.5, 0.7, 0.99, 1.0, 1.0000001, 1.5, 1.9999999, 2, 2.1, 2.5, 3, 4, 5.5, 8]
GAMMA_POINTS += [10, 15, 20, 100, 1e5, 1e10, 1e300, -0.1, -0.5, -1.5, -2.3, -10.7, -50.2]
GAMMA_POINTS += [random.uniform(-5, 30) for _ in range(60)]

FUNCTIONS = {
    "erf": (erf, ERF_POINTS),
    "erfc": (erfc, ERF_POINTS),
    "lgamma": (lambda x: re(loggamma(x)), GAMMA_POINTS),
    "digamma": (digamma, GAMMA_POINTS),
}
UNIT_POINTS = [0.0, 1e-300, 1e-12, 0.01, 0.1, 0.3, 0.49, 0.5, 0.51, 0.7, 0.9, 0.99, 0.999999, 1 - 2**-40, 1 - 2**-53]
INVERSE_POINTS = UNIT_POINTS + [-x for x in UNIT_POINTS[1:]] + [random.uniform(-1, 1) for _ in range(60)]
LEVEL_POINTS = [1e-40, 1e-12] + UNIT_POINTS[3:] + [random.uniform(0, 1) for _ in range(70)]
BESSEL_POINTS = [0.0, 1e-300, 1e-10, 0.01, 0.3, 1.0, 2.5, 7.75, 8.0, 12.0, 20.0, 24.9, 25.1, 30.0, 100.0, 1e5, 1e300]
BESSEL_POINTS += [-x for x in BESSEL_POINTS[1:]] + [random.uniform(-40, 40) for _ in range(60)]
INCOMPLETE_POINTS = [(a, x) for a in [1e-10, 0.01, 0.3, 1.0, 2.5, 9.9, 10.1, 40.0, 300.0, 5000.0]
                     for x in [1e-8, 0.05, 0.4, 0.6, 1.05, 1.2, 3.0, 11.0, 38.0, 120.0, 305.0, 4990.0]]
INCOMPLETE_POINTS += [(1e6, x) for x in [9.95e5, 9.999e5, 1e6, 1.001e6]]
# Where results are below 1e-300 nothing is compared.
SHAPE_POINTS = [(a, b, x) for a in [1e-6, 0.2, 1.0, 3.5, 12.0, 400.0] for b in [0.01, 0.7, 2.0, 9.0, 60.0, 3000.0]
                for x in [1e-9, 0.02, 0.3, 0.5, 0.77, 0.995]]


def ndtri(p):
    return -sqrt(2) * erfinv(1 - 2 * p)


def lower(a, x):
    return gammainc(a, 0, x, regularized=True)


def upper(a, x):
    return gammainc(a, x, inf, regularized=True)


def slope(a, x):
    return diff(lambda b: lower(b, x), a) if x < a else -diff(lambda b: upper(b, x), a)


FUNCTIONS |= {
    "erfinv": (erfinv, INVERSE_POINTS),
    "ndtri": (ndtri, LEVEL_POINTS),
    "besselI0e": (lambda x: besseli(0, x) * exp(-abs(x)), BESSEL_POINTS),
    "besselI1e": (lambda x: besseli(1, x) * exp(-abs(x)), BESSEL_POINTS),
    "igamma": (lower, INCOMPLETE_POINTS),
    "igammac": (upper, INCOMPLETE_POINTS),
    "igammaGradA": (slope, [(a, x) for a, x in INCOMPLETE_POINTS if 0.01 <= a <= 5000]),
    "betainc": (lambda a, b, x: betainc(a, b, 0, x, regularized=True), SHAPE_POINTS),
}
mp.dps = 120


def row(f, point):
    given = point if isinstance(point, tuple) else (point,)
    return [point, nstr(f(*map(mpf, given)), 20)]


values = {name: [row(f, point) for point in points] for name, (f, points) in FUNCTIONS.items()}
print(json.dumps(values))
mp.dps = 60


def scaled_erfc(t):
    """(1 + 2x) exp(x²) erfc(x) at x = 3.75 (1 + t) / (1 - t)."""
    x = mpf("3.75") * (1 + t) / (1 - t)
    if x < 300:
        return (1 + 2 * x) * exp(x * x) * erfc(x)
    series = nsum(lambda k: (-1) ** k * fac2(2 * k - 1) / (2 * x * x) ** k, [0, 12])
    return (1 + 2 * x) / (x * sqrt(pi)) * series


NODES = 64
samples = [scaled_erfc(cos(pi * (k + mpf(1) / 2) / NODES)) for k in range(NODES)]
for j in range(27):
    total = sum(samples[k] * cos(pi * j * (k + mpf(1) / 2) / NODES) for k in range(NODES))
    print("erfc", j, nstr(2 * total / NODES, 17), file=sys.stderr)
for k in range(2, 34):
    print("zeta - 1", k, nstr(zeta(k) - 1, 17), file=sys.stderr)
