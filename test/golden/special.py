"""Special functions, integers as bits, rows moved by number, and what checks and measures tensors."""
from record import Family, T, ramp

NAN, INF = float('nan'), float('inf')


def functions(f):
    zero = T([0.0, 0.0, 0.0, 2.0, -1.5, 0.5]), T([0.0, NAN, INF, 3.0, 2.0, 0.25])
    for fn in ['math.xlogy', 'math.xdivy']:
        f.case(fn, *zero, name='zeros', grad=False)
        f.case(fn, T([0.0, 2.0, -1.5, 0.5]), T([3.0, 0.5, 2.0, 0.25]))
        f.case(fn, ramp([2, 1], 'float64'), T([0.3, 1.5, 2.0], 'float64'), name='broadcast')
    f.case('math.multiplyNoNan', T([INF, NAN, 2.0, -1.0]), T([0.0, 0.0, 3.0, NAN]), name='zeros')
    f.case('math.multiplyNoNan', ramp([2, 1], 'float64'), ramp([3], 'float64', offset=0.4), name='broadcast')
    f.case('math.multiplyNoNan', ramp([2, 2]), ramp([2, 2], offset=0.4))
    f.case('math.reciprocalNoNan', T([2.0, 0.0, -0.5, INF, NAN]), grad=False)
    f.case('math.reciprocalNoNan', T([2.0, -0.5, 4.0], 'float64'))
    f.case('math.erfinv', T([-0.9, -0.5, -0.1, 0.2, 0.6, 0.99]))
    f.case('math.erfinv', T([-0.9, -0.5, -0.1, 0.2, 0.6, 0.99], 'float64'))
    f.case('math.erfinv', T([1.0, -1.0, 1.5, NAN, 0.0]), name='edges', grad=False)
    f.case('math.ndtri', T([0.001, 0.1, 0.3, 0.5, 0.7, 0.98]))
    f.case('math.ndtri', T([0.001, 0.1, 0.3, 0.5, 0.7, 0.98], 'float64'))
    f.case('math.ndtri', T([0.0, 1.0, -0.5, 1.5, NAN]), name='edges', grad=False)
    a, x = [0.3, 1.0, 2.5, 4.0, 7.5, 20.0], [0.2, 1.5, 2.0, 9.0, 3.0, 21.0]
    for fn in ['igamma', 'igammac']:
        f.case(fn, T(a), T(x))
        f.case(fn, T(a, 'float64'), T(x, 'float64'))
        f.case(fn, T([[0.5], [3.0]], 'float64'), T([0.4, 2.0, 6.0], 'float64'), name='broadcast')
        f.case(fn, T([2.0, 2.0, 0.0, -1.0, NAN, 1.0, 2.0]), T([0.0, INF, 1.0, 1.0, 1.0, NAN, -1.0]), name='edges', grad=False)
    b, u = [0.5, 2.0, 3.5, 1.0, 6.0, 12.0], [0.1, 0.3, 0.5, 0.9, 0.6, 0.65]
    f.case('betainc', T(a), T(b), T(u))
    f.case('betainc', T(a, 'float64'), T(b, 'float64'), T(u, 'float64'))
    f.case('betainc', T(2.0), T(3.0), T([0.1, 0.5, 0.8]), name='numbers for all')
    f.case('betainc', T([2.0, 2.0, 0.0, 2.0, 2.0, NAN]), T([3.0, 3.0, 1.0, -1.0, 3.0, 1.0]), T([0.0, 1.0, 0.5, 0.5, 1.5, 0.5]), name='edges', grad=False)
    f.case('betainc', T([2.0, 1.0]), T([3.0, 1.0]), T([0.5, 0.1, 0.2]), error='dimension|shape')
    f.case('lbeta', T([[1.0, 2.0, 0.5], [3.0, 1.0, 4.0]]))
    f.case('lbeta', T([2.0, 3.5], 'float64'))
    f.case('lbeta', T([], 'float32', [2, 0]), name='of nothing', grad=False)
    for fn in ['besselI0e', 'besselI1e', 'besselI0', 'besselI1']:
        f.case('math.' + fn, T([-9.0, -2.5, -0.3, 0.5, 1.0, 4.0, 12.0]))
        f.case('math.' + fn, T([-9.0, -2.5, -0.3, 0.5, 1.0, 4.0, 12.0, 30.0], 'float64'))
    for fn in ['besselI0e', 'besselI1e']:
        f.case('math.' + fn, T([0.0, INF, -INF, NAN, 1e6]), name='edges', grad=False)
        f.case('math.' + fn, T([0.0], 'float64'), name='at zero')
    f.case('math.polyval', [T(2.0), T(-1.0), T(3.0)], T([0.0, 1.0, -2.0]))
    f.case('math.polyval', [ramp([3]), T([1.0], 'float32')], ramp([2, 1]), name='broadcast')
    f.case('math.polyval', [T(2, 'int32'), T(1, 'int32')], T([3, 4], 'int32'))
    f.case('math.polyval', [], T([3.0, 4.0]), name='of nothing', grad=False)


def sums(f):
    for fn in ['math.cumulativeLogsumexp']:
        f.case(fn, T([0.5, -1.0, 2.0, 700.0, 3.0]), grad=False, name='large')
        f.case(fn, ramp([5]))
        f.case(fn, ramp([2, 3], 'float64'), 1)
        f.case(fn, ramp([2, 3, 2], 'float64'), 1, reverse=True)
        f.case(fn, ramp([4], 'float64'), exclusive=True)
        f.case(fn, ramp([3, 2]), -1, exclusive=True, reverse=True)
        f.case(fn, T([], shape=[0, 2]), grad=False)
        f.case(fn, T([-INF, 1.0, -INF, INF, 2.0]), name='infinite', grad=False)
    f.case('math.reduceEuclideanNorm', ramp([2, 3]))
    f.case('math.reduceEuclideanNorm', ramp([2, 3], 'float64'), 1)
    f.case('math.reduceEuclideanNorm', ramp([2, 3, 2], 'float64'), [0, 2], True)
    f.case('math.reduceEuclideanNorm', ramp([2, 3]), [], name='over no axis', grad=False)
    f.case('math.reduceEuclideanNorm', T([], shape=[2, 0]), 1, grad=False)
    for dtype in ['int32', 'int64', 'uint8']:
        f.case('math.reduceEuclideanNorm', T([[3, 4], [1, 1]], dtype), 1)
    f.case('clipByAverageNorm', ramp([2, 3]), 0.2)
    f.case('clipByAverageNorm', ramp([2, 3]), 1e3, name='already short enough')
    for fn in ['isNonDecreasing', 'isStrictlyIncreasing']:
        for values in [[1.0, 2.0, 2.0], [1.0, 2.0, 3.0], [2.0, 1.0], [4.0], []]:
            f.case(fn, T(values))
        f.case(fn, T([[1, 2], [3, 5]], 'int32'))
    f.case('verifyTensorAllFinite', T([1.0, 2.0]), 'bad')
    f.case('verifyTensorAllFinite', T([1.0, INF]), 'bad numbers', error='bad numbers')
    f.case('assertScalar', T(2.0))


def bits(f):
    a, b = [7, -7, 0, 1 << 20, 255], [3, 5, -1, (1 << 20) + 1, 16]
    for fn in ['bitwiseAnd', 'bitwiseOr', 'bitwiseXor']:
        for dtype in ['int32', 'int64']:
            f.case('bitwise.' + fn, T(a, dtype), T(b, dtype))
        f.case('bitwise.' + fn, T([[200], [7]], 'uint8'), T([255, 1, 16], 'uint8'), name='broadcast')
        f.case('bitwise.' + fn, T([1 << 40, -1], 'int64'), T([(1 << 40) + 5, 1 << 62], 'int64'), name='large')
        f.case('bitwise.' + fn, T([1.0]), T([1.0]), error='type|allowed')
    for dtype in ['int32', 'int64']:
        f.case('bitwise.invert', T(a, dtype))
        for fn in ['leftShift', 'rightShift']:
            f.case('bitwise.' + fn, T([1, -5, 3, 1 << 30, -1, 7], dtype), T([3, 1, 0, 2, 31, 4], dtype))
    f.case('bitwise.invert', T([0, 1, 255], 'uint8'))
    f.case('bitwise.leftShift', T([3, 200, 1], 'uint8'), T([2, 1, 7], 'uint8'))
    f.case('bitwise.rightShift', T([3, 200, 255], 'uint8'), T([1, 3, 7], 'uint8'))
    f.case('bitwise.leftShift', T([1, 1], 'int32'), T([-1, 40], 'int32'), name='by too many')
    f.case('bitwise.rightShift', T([-9, 9], 'int32'), T([-1, 40], 'int32'), name='by too many')
    f.case('bitcast', T([1.0, -2.5, NAN]), 'int32')
    f.case('bitcast', T([1.0, -2.5], 'float64'), 'int64')
    f.case('bitcast', T([[1.0, 2.0]]), 'uint8')
    f.case('bitcast', T([[0, 0, 128, 63], [0, 0, 0, 64]], 'uint8'), 'float32')
    f.case('bitcast', T([[1, 2], [3, 4]], 'int32'), 'int64')
    f.case('bitcast', T([1, 2, 3], 'uint8'), 'int32', error='bitcast')


def rows(f):
    f.case('dynamicPartition', ramp([5, 2]), T([0, 1, 0, 2, 1], 'int32'), 3)
    f.case('dynamicPartition', ramp([4], 'float64'), T([1, 1, 0, 1], 'int32'), 2)
    f.case('dynamicPartition', ramp([2, 2, 3]), T([[1, 0], [0, 1]], 'int32'), 2, name='matrix of numbers')
    f.case('dynamicPartition', ramp([3]), T(1, 'int32'), 3, name='all to one')
    f.case('dynamicPartition', T(['a', 'b', 'c'], 'string'), T([1, 0, 1], 'int32'), 2)
    f.case('dynamicPartition', T([1, 2, 3], 'int64'), T([2, 0, 2], 'int32'), 4, name='empty parts')
    f.case('dynamicPartition', ramp([3, 2]), T([0, 1], 'int32'), 2, error='shape')
    f.case('dynamicPartition', ramp([2]), T([0, 5], 'int32'), 2, error=r'partitions\[1\] = 5 is not in \[0, 2\)')
    s = lambda *a, **o: f.case('dynamicStitch', *a, **o)
    s([T([0, 2], 'int32'), T([1], 'int32')], [ramp([2, 2]), ramp([1, 2], offset=4.0)])
    s([T(1, 'int32'), T([[0, 3], [2, 1]], 'int32')], [ramp([2]), ramp([2, 2, 2], offset=3.0)], name='scalar and matrix', grad=False)
    s([T([0, 1], 'int32'), T([1], 'int32')], [T(['a', 'b'], 'string'), T(['c'], 'string')])
    s([T([0], 'int32'), T([1], 'int32')], [ramp([1, 2]), ramp([1, 3])], error='shape|dimension')
    x, places = ramp([4, 2]), T([[1], [3]], 'int32')
    for fn in ['tensorScatterUpdate', 'tensorScatterAdd', 'tensorScatterSub']:
        f.case(fn, x, places, ramp([2, 2], offset=4.0))
        f.case(fn, ramp([2, 3], 'float64'), T([[0, 1], [1, 2]], 'int64'), T([5.0, 7.0], 'float64'), name='elements')
        f.case(fn, T([1, 2, 3], 'int32'), T([[0]], 'int32'), T([9], 'int32'))
        f.case(fn, x, places, ramp([3, 2]), error='shape|dimension|updates|indices')
        f.case(fn, x, T([[7]], 'int32'), ramp([1, 2]), error='indices')
    f.case('tensorScatterAdd', x, T([[1], [1]], 'int32'), ramp([2, 2], offset=4.0), name='twice to one place')
    f.case('tensorScatterNdUpdate', x, places, ramp([2, 2], offset=4.0))
    f.case('tensorScatterNdAdd', x, places, ramp([2, 2], offset=4.0))
    f.case('tensorScatterNdSub', x, places, ramp([2, 2], offset=4.0))
    for side in ['left', 'right']:
        f.case('searchsorted', T([1.0, 2.0, 2.0, 5.0]), T([0.0, 2.0, 3.0, 9.0, 5.0]), side)
        f.case('searchsorted', T([[1, 3, 3], [2, 4, 6]], 'int32'), T([[3, 9], [1, 4]], 'int32'), side, outType='int64')
        f.case('searchsorted', T([[1, 3, 3], [2, 4, 6]], 'int64'), T([[3, 9, 0, 1], [1, 4, 5, 2]], 'int64'), side)
    f.case('searchsorted', T([[1.0, 2.0], [1.0, 3.0]]), T([[1.0]]), error='dim|shape')
    f.case('setdiff1d', T([1, 2, 3, 2, 5], 'int32'), T([2, 9], 'int32'))
    f.case('setdiff1d', T([1, 2, 3], 'int64'), T([], 'int64'), indexDtype='int64')
    f.case('setdiff1d', T([1.5, NAN, 3.0]), T([3.0, NAN]))
    f.case('setdiff1d', T(['a', 'b'], 'string'), T(['b'], 'string'))
    f.case('setdiff1d', T([[1]], 'int32'), T([2], 'int32'), error='rank|1D|vector')
    f.case('unravelIndex', T([2, 5, 7], 'int32'), T([3, 3], 'int32'))
    f.case('unravelIndex', T(22, 'int64'), T([2, 3, 4], 'int64'))
    f.case('unravelIndex', T([9], 'int32'), T([3, 3], 'int32'), error='out of bound')
    f.case('repeat', T(3.0), 4, name='number')
    f.case('repeat', ramp([2, 3]), 2)
    f.case('repeat', ramp([2, 3]), 2, 1)
    f.case('repeat', ramp([2, 3]), T([1, 3], 'int32'), 0)
    f.case('repeat', ramp([2, 3]), T([2, 0, 1], 'int32'), axis=-1)
    f.case('repeat', T(['a', 'b'], 'string'), T([1, 2], 'int32'))
    f.case('repeat', ramp([2, 3]), T([1, 3, 2], 'int32'), 0, error='compatible|shape|dimension')
    f.case('repeat', ramp([2, 3]), 2, 2, error='axis')
    f.case('batchGather', ramp([2, 4]), T([[3, 0, 1], [2, 2, 0]], 'int32'))
    f.case('batchGather', ramp([2, 3, 2], 'float64'), T([[2], [0]], 'int64'))
    f.case('batchGather', ramp([2, 2, 3]), T([[[0, 2], [1, 1]], [[2, 0], [0, 0]]], 'int32'))
    f.case('batchGather', ramp([4]), T([3, 1], 'int32'), name='one batch')
    f.case('batchGather', ramp([2]), T([[0], [1]], 'int32'), error='rank|axes')
    f.case('ensureShape', ramp([2, 3]), [None, 3])
    f.case('ensureShape', ramp([2, 3], 'float64'), [2, 3])
    f.case('ensureShape', ramp([2, 3]), [3, 3], error='shape|dimension')
    f.case('ensureShape', ramp([2, 3]), [None], error='rank')
    f.case('shapeN', [ramp([2, 3]), ramp([4])])
    f.case('shapeN', [ramp([2, 3])], outType='int64')


def make():
    for name, fill in [('special', functions), ('sums', sums), ('bits', bits), ('rows', rows)]:
        family = Family(name)
        fill(family)
        family.write()
