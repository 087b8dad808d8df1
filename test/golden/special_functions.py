"""Values and coefficients of the special functions to 60 digits, with mpmath 1.3: python special_functions.py > values.json

The test compares against the values; the coefficients (second part, on stderr) stand in
engine/backends/cpu/special-functions.ts.
"""

import json
import random
import sys

from mpmath import cos, digamma, erf, erfc, exp, fac2, loggamma, mp, mpf, nsum, nstr, pi, re, sqrt, zeta

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
values = {name: [[x, nstr(f(mpf(x)), 20)] for x in points] for name, (f, points) in FUNCTIONS.items()}
print(json.dumps(values))


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
