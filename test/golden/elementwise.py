"""Elementwise mathematics, comparisons, logic and casts."""
from record import Family, T, ramp

NAN, INF = float('nan'), float('inf')

# Points inside each function's domain, then the points where it has an edge.
ANY = [-3.2, -1.0, -0.45, 0.3, 1.0, 2.75]
POSITIVE = [0.04, 0.5, 1.0, 1.7, 3.0, 42.0]
UNIT = [-0.95, -0.5, -0.1, 0.2, 0.6, 0.99]
STEPS = [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, -2.0, 1.2, -1.7, 0.0]
SPECIAL = [NAN, INF, -INF, 0.0, -0.0]

UNARY = {
    'negative': (ANY, SPECIAL), 'abs': (ANY, SPECIAL), 'square': (ANY, SPECIAL), 'sqrt': (POSITIVE, [NAN, INF, 0.0, -1.0]),
    'rsqrt': (POSITIVE, [NAN, INF, 0.0, -1.0]), 'exp': (ANY, SPECIAL + [89.0, -104.0, 1.0]), 'expm1': (ANY + [1e-4], SPECIAL),
    'log': (POSITIVE, [NAN, INF, 0.0, -1.0]), 'log1p': (POSITIVE + [-0.9, 1e-4], [NAN, INF, -1.0, -2.0]),
    'sin': (ANY, SPECIAL), 'cos': (ANY, SPECIAL), 'tan': (ANY, [NAN, INF, 0.0]), 'asin': (UNIT, [NAN, 1.5, 0.0]),
    'acos': (UNIT, [NAN, 1.5, 0.0]), 'atan': (ANY, SPECIAL), 'sinh': (ANY, SPECIAL), 'cosh': (ANY, SPECIAL),
    'tanh': (ANY, SPECIAL + [20.0, -20.0]), 'asinh': (ANY, SPECIAL), 'acosh': (POSITIVE[2:], [NAN, 0.5, INF]), 'atanh': (UNIT, [NAN, 1.5]),
    'sigmoid': (ANY, SPECIAL + [90.0, -90.0]), 'erf': (ANY, SPECIAL),
    'erfc': (ANY, SPECIAL), 'lgamma': (POSITIVE + [-0.5, -1.5], [INF, 1.0, 2.0]), 'digamma': (POSITIVE + [-0.5, -1.5], [1.0, 2.0]),
    'sign': (ANY, SPECIAL), 'ceil': (STEPS, SPECIAL), 'floor': (STEPS, SPECIAL), 'round': (STEPS, SPECIAL),
    'rint': (STEPS, SPECIAL), 'reciprocal': (ANY, SPECIAL),
    'isNan': (ANY, SPECIAL), 'isInf': (ANY, SPECIAL), 'isFinite': (ANY, SPECIAL),
}
INT_UNARY = ['negative', 'abs', 'square', 'sign']

SHAPE_PAIRS = [([2, 3], [2, 3]), ([2, 3], [3]), ([2, 1], [1, 3]), ([], [2, 2]), ([0, 3], [3]), ([1], [2, 2]), ([2, 1, 2, 1], [3, 1, 2])]
BINARY = ['add', 'subtract', 'multiply', 'div', 'realdiv', 'squaredDifference', 'maximum', 'minimum']
INT_BINARY = ['add', 'subtract', 'multiply', 'div', 'floordiv', 'mod', 'floormod', 'truncatediv', 'squaredDifference', 'maximum', 'minimum']
COMPARE = ['equal', 'notEqual', 'less', 'lessEqual', 'greater', 'greaterEqual']


def unary(f):
    for fn, (points, edges) in UNARY.items():
        f.case(fn, T(points), name='float32 points')
        f.case(fn, T(points, 'float64'), name='float64 points')
        f.case(fn, T(edges), name='float32 edges')
        f.case(fn, T([], shape=[0, 3]), name='empty')
    for fn in INT_UNARY:
        f.case(fn, T([-7, 0, 3, 46340], 'int32'))
        f.case(fn, T([-7, 0, 3, 1 << 31], 'int64'))
    f.case('round', T([-7, 2], 'int32'))
    f.case('sigmoid', T(0.25, shape=[]), name='scalar')
    f.case('tanh', ramp([2, 1, 3]), name='rank 3')
    f.case('pow', T([2.0, 3.0]), 2, name='plain number beside a tensor')
    f.case('multiply', T([2, 3], 'int32'), 4, name='plain number beside int32')
    f.case('divide', T([7.0, -7.0]), T([2.0, 2.0]))


def binary(f):
    for fn in BINARY:
        for a, b in SHAPE_PAIRS:
            f.case(fn, ramp(a), ramp(b, offset=0.8))
        f.case(fn, ramp([3], 'float64'), ramp([2, 1], 'float64', offset=0.8))
        f.case(fn, T([NAN, 1.0, INF, -INF, 0.0, INF]), T([1.0, NAN, 1.0, INF, 0.0, INF]), name='edges')
    for fn in ['maximum', 'minimum']:
        f.case(fn, T([1.0, 2.0, 3.0]), T([1.0, 3.0, 2.0]), name='ties')
    a, b = [7, -7, 7, -7, 0, 9], [2, 2, -2, -2, 5, 3]
    for fn in INT_BINARY:
        for dtype in ['int32', 'int64']:
            f.case(fn, T(a, dtype), T(b, dtype))
        f.case(fn, T(a, 'int32', [2, 3]), T([3, -2, 5], 'int32'))
        f.case(fn, T([], 'int32', [2, 0]), T([2], 'int32'))
    f.case('multiply', T([65536, 2147483647], 'int32'), T([65537, 2], 'int32'), name='int32 wraps')
    f.case('add', T([2147483647], 'int32'), T([1], 'int32'), name='int32 wraps')
    f.case('multiply', T([3037000500, -5], 'int64'), T([3037000500, 4611686018427387904], 'int64'), name='int64 wraps')
    for fn in ['add', 'multiply', 'div']:
        f.case(fn, T([250, 7, 16], 'uint8'), T([9, 2, 17], 'uint8'))
    for fn in ['floordiv', 'floormod', 'mod']:
        f.case(fn, T([7.5, -7.5, 7.5, -7.5, 6.0]), T([2.0, 2.0, -2.0, -2.0, 3.0]), name='float signs')
        f.case(fn, T([5.3, -5.3], 'float64', [2, 1]), T([2.0, 1.5, -3.0], 'float64'))
    f.case('truediv', T([7, -7, 1], 'int32'), T([2, 2, 3], 'int32'))
    f.case('truediv', T([7.0, -7.0]), T([2.0, 4.0]))
    f.case('pow', T([0.5, 2.0, 3.0]), T([2.0, -1.0, 0.5]))
    f.case('pow', T([[0.5], [2.0]]), T([2.0, -1.0, 0.5]), name='broadcast')
    f.case('pow', T([0.0, 0.0, -2.0, 4.0]), T([2.0, 0.0, 3.0, 0.0]), name='zero base, negative base')
    f.case('pow', T([0.0, -1.0, NAN, INF]), T([-1.0, 0.5, 0.0, 2.0]), name='edges')
    f.case('pow', T([2.5, 1.5], 'float64'), T([3.0, -2.0], 'float64'))
    f.case('pow', T([2, -3, 5, 0], 'int32'), T([10, 3, 0, 0], 'int32'))
    f.case('pow', T([2, -3, 5], 'int64'), T([40, 3, 0], 'int64'))
    f.case('pow', T([2], 'int32'), T([-1], 'int32'), error='negative integer powers')
    f.case('atan2', T([1.0, -1.0, 1.0, -1.0, 0.5]), T([1.0, 1.0, -1.0, -1.0, 0.0]))
    f.case('atan2', T([0.0, 0.0, -0.0]), T([-1.0, 1.0, -1.0]), name='zeros', grad=False)
    f.case('atan2', ramp([2, 1], 'float64'), ramp([3], 'float64', offset=0.4))
    for fn in ['floordiv', 'mod', 'truncatediv', 'div']:
        f.case(fn, T([1, 2], 'int32'), T([1, 0], 'int32'), name='by zero', error='division by zero')
    f.case('add', ramp([2]), ramp([3]), error='(dimensions must be equal|incompatible shapes)')
    f.case('add', T([1.0]), T([1], 'int32'), error='(dtype|type)')
    f.case('addN', [ramp([2, 2]), ramp([2, 2], offset=2.0), ramp([2, 2], offset=-5.0)])
    f.case('addN', [T([1, 2], 'int32'), T([3, 4], 'int32')])
    f.case('addN', [ramp([2])], name='a single input')
    f.case('addN', [ramp([2]), ramp([3])], error='shape|dimension')


def compare(f):
    for fn in COMPARE:
        f.case(fn, T([1.0, 2.0, 3.0, NAN, INF, -0.0]), T([1.0, 3.0, 2.0, NAN, INF, 0.0]), name='float32')
        f.case(fn, ramp([2, 1]), ramp([3]), name='broadcast')
        f.case(fn, T([1, 2, 3], 'int32'), T([1, 3, 2], 'int32'))
        f.case(fn, T([1, 1 << 40, (1 << 53) + 1], 'int64'), T([1, 3, 1 << 53], 'int64'))
        f.case(fn, T([1, 200, 3], 'uint8'), T([1, 3, 200], 'uint8'))
        f.case(fn, T([0.1, 0.3], 'float64'), T([0.1, 0.1 + 0.2], 'float64'))
        f.case(fn, T([], shape=[0, 2]), ramp([2]))
    for fn in ['equal', 'notEqual']:
        f.case(fn, T([True, True, False], 'bool'), T([True, False, False], 'bool'))
        f.case(fn, T(['a', 'b', ''], 'string'), T(['a', 'c', ''], 'string'))
    p, q = T([True, True, False, False], 'bool'), T([True, False, True, False], 'bool')
    for fn in ['logicalAnd', 'logicalOr', 'logicalXor']:
        f.case(fn, p, q)
        f.case(fn, T([[True], [False]], 'bool'), T([True, False], 'bool'), name='broadcast')
    f.case('logicalNot', p)
    f.case('logicalNot', T([], 'bool'))
    f.case('logSigmoid', T([-200.0, -1.5, 0.0, 2.0, 90.0]))
    f.case('logSigmoid', ramp([2, 3], 'float64'))
    f.case('polygamma', T([0.0, 1.0, 2.0, 3.0], 'float64'), T([0.7, 1.5, 2.5, 8.0], 'float64'), name='polygamma of several orders', grad=False)
    f.case('zeta', T([2.0, 3.5, 6.0], 'float64'), T([1.0, 0.5, 2.5], 'float64'), grad=False)
    f.case('nn.swish', ramp([2, 3]))
    f.case('nn.swish', ramp([4], 'float64'))


def cast(f):
    values = {
        'float32': [0.0, 1.0, 2.7, 100.5, 0.4], 'float64': [0.0, 1.0, 2.7, 100.5, 0.4], 'int32': [0, 1, 2, 100, 255],
        'int64': [0, 1, 2, 100, 255], 'uint8': [0, 1, 2, 100, 255], 'bool': [False, True, True, False, True],
    }
    for source in values:
        for target in values:
            f.case('cast', T(values[source], source), target, name=f'{source} to {target}')
    for source in ['float32', 'float64', 'int32', 'int64']:
        for target in ['float32', 'float64', 'int32', 'int64', 'bool']:
            if source != target:
                f.case('cast', T([-1.0, -2.9, -0.5, 3.0], source), target, name=f'negative {source} to {target}')
    f.case('cast', T([1 << 40, -5, (1 << 53) + 1], 'int64'), 'float64', name='large int64 to float64')
    f.case('cast', T([1 << 40, -5, 16777217], 'int64'), 'float32', name='large int64 to float32')
    f.case('cast', T([(1 << 32) + 7, -1], 'int64'), 'int32', name='int64 to int32 wraps')
    f.case('cast', T([257, -1], 'int32'), 'uint8', name='int32 to uint8 wraps')
    f.case('cast', T([1e-3, 16777217.0, 1 / 3], 'float64'), 'float32', name='float64 to float32 rounds')
    f.case('cast', T([NAN, INF, -INF]), 'float64', name='non-finite float32 to float64')
    f.case('cast', T([], shape=[0, 2]), 'int32', name='empty')
    for fn in ['toFloat', 'toInt32', 'toInt64', 'toDouble']:
        f.case(fn, T([1.7, -2.3]))


def clip(f):
    f.case('clipByValue', ramp([2, 3]), -0.5, 1.5)
    f.case('clipByValue', T([-1.0, -0.5, 0.0, 0.5, 1.0]), -0.5, 0.5, name='at the bounds')
    f.case('clipByValue', T([NAN, INF, -INF]), -1.0, 1.0, name='non-finite')
    f.case('clipByValue', ramp([2, 3], 'float64'), T(-0.5, 'float64'), T(1.5, 'float64'))
    f.case('clipByValue', T([-9, 3, 9], 'int32'), T(-2, 'int32'), T(4, 'int32'))
    f.case('clipByNorm', ramp([2, 3]), 1.5)
    f.case('clipByNorm', ramp([2, 3]), 1e3, name='already short enough')
    f.case('clipByNorm', ramp([2, 3]), 1.0, axes=[1])
    f.case('clipByNorm', T([0.0, 0.0]), 1.0, name='zero', grad=False)
    f.case('clipByGlobalNorm', [ramp([2, 2]), ramp([3], offset=0.3)], 1.2)
    f.case('clipByGlobalNorm', [ramp([2, 2]), ramp([3], offset=0.3)], 1e3, name='already short enough')
    f.case('clipByGlobalNorm', [ramp([2, 2]), None, ramp([3])], 1.2, name='with null')
    f.case('globalNorm', [ramp([2, 2]), ramp([3], offset=0.3)])


def make():
    for name, fill in [('unary', unary), ('binary', binary), ('compare', compare), ('cast', cast), ('clip', clip)]:
        family = Family(name)
        fill(family)
        family.write()
