"""Reductions over axes, arg-reductions and cumulative sums."""
from record import Family, T, ramp

NAN, INF = float('nan'), float('inf')
FLOAT = ['reduceSum', 'reduceMean', 'reduceMax', 'reduceMin', 'reduceProd']


def numeric(f):
    for fn in FLOAT + ['reduceLogsumexp']:
        x = ramp([2, 3, 2])
        f.case(fn, x, name='all axes')
        f.case(fn, x, axis=0)
        f.case(fn, x, axis=-1)
        f.case(fn, x, axis=[0, 2])
        f.case(fn, x, axis=[-1, 0], name='negative axes')
        f.case(fn, x, axis=1, keepDims=True)
        f.case(fn, x, axis=[], name='no axes')
        f.case(fn, ramp([2, 3]), keepDims=True, name='all axes kept')
        f.case(fn, T(2.5, shape=[]), name='scalar')
        f.case(fn, ramp([1, 3, 1]), axis=[0, 2], name='size-1 axes')
        f.case(fn, ramp([2, 3], 'float64'), axis=1)
        f.case(fn, T([], shape=[0, 3]), axis=1, name='empty result')
        f.case(fn, T([[1.0, NAN], [INF, 2.0]]), axis=1, name='non-finite', grad=False)
        f.case(fn, x, axis=3, name='axis out of range', error='(out of range|invalid reduction dimension|must be in)')
    f.case('reduceSum', T([], shape=[0, 3]), axis=0, name='over an empty axis')
    f.case('reduceProd', T([], shape=[0, 3]), axis=0, name='over an empty axis')
    f.case('reduceMax', T([], shape=[0, 2]), axis=0, name='over an empty axis', grad=False)
    f.case('reduceMin', T([], shape=[0, 2]), axis=0, name='over an empty axis', grad=False)
    f.case('reduceMean', T([], shape=[0, 2]), axis=0, name='over an empty axis', grad=False)
    for fn in FLOAT:
        f.case(fn, T([[7, -2, 3], [1, 5, -9]], 'int32'), axis=1)
        f.case(fn, T([[7, -2, 3], [1, 5, -9]], 'int64'))
    f.case('reduceMean', T([7, -2, -10], 'int32'), name='int32 mean truncates')
    f.case('reduceSum', T([3000000000, 3000000000, 9007199254740993], 'int64'), name='beyond 2^53')
    f.case('reduceMax', T([[1, 200], [3, 4]], 'uint8'), axis=1)
    f.case('reduceMax', T([[2.0, 2.0, 1.0], [0.0, 0.0, 0.0]]), axis=1, name='ties share the gradient')
    f.case('reduceMin', T([[2.0, 2.0, 1.0], [0.0, 0.0, 0.0]]), axis=1, name='ties share the gradient')
    f.case('reduceProd', T([[2.0, 0.0, 3.0], [0.0, 0.0, 4.0]]), axis=1, name='zeros in the product')
    f.case('reduceMean', [T(1.0), T(2.0), T(6.0)], name='a list of scalars')
    f.case('reduceSum', [ramp([2]), ramp([2], offset=1.0)], name='a list of vectors')
    f.case('reduceSum', ramp([2, 3]), 1, name='axis by position')
    f.case('reduceSum', ramp([40, 33], scale=0.1), name='1320 elements', rtol=1e-4)
    f.case('reduceMean', ramp([3, 200], scale=0.1), axis=1, name='rows of 200')
    f.case('reduceSum', ramp([200, 3], scale=0.1), axis=0, name='columns of 200', rtol=1e-4)
    f.case('reduceLogsumexp', T([1000.0, 1000.5]), name='large')
    f.case('reduceLogsumexp', T([-INF, -INF]), name='all -infinity', grad=False)


def logical(f):
    x = T([[True, True], [True, False], [False, False]], 'bool')
    for fn in ['reduceAll', 'reduceAny']:
        f.case(fn, x)
        f.case(fn, x, axis=1)
        f.case(fn, x, axis=[0], keepDims=True)
        f.case(fn, T([], 'bool'), name='empty')


def arg(f):
    for fn in ['argmax', 'argmin']:
        f.case(fn, ramp([3, 4]), name='default axis')
        f.case(fn, ramp([3, 4]), 1)
        f.case(fn, ramp([2, 3, 2]), -1)
        f.case(fn, ramp([2, 3, 2]), -2)
        f.case(fn, T([[1.0, 3.0, 3.0], [2.0, 2.0, 2.0], [0.0, -1.0, -1.0]]), 1, name='ties')
        f.case(fn, T([3, 9, 9, -1, -1], 'int32'), 0)
        f.case(fn, T([3, 9, 9, -1, -1], 'int64'), 0)
        f.case(fn, T([3, 200, 200, 1], 'uint8'), 0)
        f.case(fn, ramp([2, 3], 'float64'), 1)
        f.case(fn, T([[-INF, INF, 0.0], [INF, -INF, -INF]]), 1, name='infinities')
        f.case(fn, ramp([2, 3]), 1, outputType='int32')
        f.case(fn, T([], shape=[0, 3]), 1, name='empty result')
        f.case(fn, ramp([1, 3]), 0, name='size-1 axis')
        f.case(fn, T([], shape=[0, 3]), 0, name='over an empty axis', error='empty')


def cumulative(f):
    for fn in ['cumsum', 'cumprod']:
        f.case(fn, ramp([2, 3]))
        f.case(fn, ramp([2, 3]), axis=1)
        f.case(fn, ramp([2, 3]), axis=-1, exclusive=True)
        f.case(fn, ramp([2, 3]), axis=1, reverse=True)
        f.case(fn, ramp([2, 3]), axis=0, exclusive=True, reverse=True)
        f.case(fn, T([1, 2, 3], 'int32'))
        f.case(fn, T([], shape=[0]), name='empty')


def norms(f):
    for axis in [None, 0, [0, 1], -1]:
        options = {} if axis is None else {'axis': axis}
        f.case('norm', ramp([2, 3]), **options)
    f.case('norm', ramp([2, 3]), ord=1, axis=1, keepDims=True)
    f.case('countNonzero', T([[0.0, 1.0], [2.0, 0.0]]), axis=1)
    for fn in ['math.reduceVariance', 'math.reduceStd']:
        f.case(fn, ramp([2, 3]))
        f.case(fn, ramp([2, 3, 2], 'float64'), [0, -1], True)
        f.case(fn, T([], shape=[0, 2]), axis=0, name='of nothing', grad=False)


def make():
    family = Family('reductions')
    for fill in [numeric, logical, arg, cumulative]:
        fill(family)
    family.write()
    extra = Family('norms')
    norms(extra)
    extra.write()
