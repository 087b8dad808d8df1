"""Matrix products, convolution, pooling, activations, losses and normalization."""
from record import Family, T, ramp, tf

NAN, INF = float('nan'), float('inf')


def products(f):
    f.case('matmul', ramp([2, 3]), ramp([3, 4], offset=0.2))
    f.case('matmul', ramp([3, 2]), ramp([3, 4]), transposeA=True)
    f.case('matmul', ramp([2, 3]), ramp([4, 3]), transposeB=True)
    f.case('matmul', ramp([3, 2]), ramp([4, 3]), transposeA=True, transposeB=True)
    f.case('matmul', ramp([1, 3]), ramp([3, 1]))
    f.case('matmul', ramp([2, 3], 'float64'), ramp([3, 2], 'float64'))
    f.case('matmul', ramp([2, 3], 'int32'), ramp([3, 2], 'int32'))
    f.case('matmul', ramp([2, 3], 'int64'), ramp([3, 2], 'int64'))
    f.case('matmul', T([], shape=[0, 3]), ramp([3, 2]))
    f.case('matmul', T([], shape=[2, 0]), T([], shape=[0, 3]), name='empty inner axis')
    f.case('matmul', T([[NAN, 1.0], [INF, 0.0]]), ramp([2, 2]), name='non-finite', grad=False)
    f.case('matmul', ramp([2, 2, 3]), ramp([2, 3, 2]))
    f.case('matmul', ramp([2, 3, 2]), ramp([2, 3, 2]), transposeA=True)
    f.case('matmul', ramp([2, 2, 3]), ramp([2, 4, 3]), transposeB=True)
    f.case('matmul', ramp([2, 3, 2]), ramp([2, 2, 3]), transposeA=True, transposeB=True)
    f.case('matmul', ramp([2, 1, 2, 3]), ramp([3, 3, 2]), name='batch broadcast')
    f.case('matmul', ramp([2, 2, 3], 'float64'), ramp([2, 3, 1], 'float64'))
    f.case('matmul', ramp([17, 33], scale=0.1), ramp([33, 9], scale=0.1), name='odd sizes', rtol=1e-4, atol=1e-5)
    f.case('matmul', ramp([2, 3]), ramp([2, 3]), error='(dimension|shape|size)')
    f.case('matmul', ramp([3]), ramp([3, 2]), error='(rank|shape|dimension)')
    f.case('tensordot', ramp([2, 3, 4]), ramp([4, 3, 2]), 1, name='last with first')
    f.case('tensordot', ramp([2, 3, 4]), ramp([4, 3, 2]), [[1, 2], [1, 0]], name='pairs of axes')


def dilated(x, w, strides, padding, dilations):
    """conv2d with dilations through space_to_batch: TensorFlow's CPU has no gradient for the direct operation."""
    plain = lambda batches, _, how: tf.nn.conv2d(batches, w, strides, how)
    window = w.get_shape().as_list()[:2]
    return tf.nn.with_space_to_batch(x, dilations[1:3], padding, plain, filter_shape=window, spatial_dims=[1, 2])


def convolution(f):
    x, w = ramp([2, 5, 4, 2], scale=0.2), ramp([3, 2, 2, 3], scale=0.2)
    for padding in ['SAME', 'VALID']:
        f.case('nn.conv2d', x, w, [1, 1, 1, 1], padding, name=f'{padding}')
        f.case('nn.conv2d', x, w, [1, 2, 2, 1], padding, name=f'{padding} stride 2')
        f.case('nn.conv2d', x, w, [1, 2, 1, 1], padding, name=f'{padding} strides 2 and 1')
        f.case('nn.conv2d', x, ramp([2, 2, 2, 1], scale=0.2), [1, 1, 1, 1], padding, dilations=[1, 2, 2, 1], py=dilated, name=f'{padding} dilated')
    f.case('nn.conv2d', x, ramp([1, 1, 2, 4], scale=0.2), [1, 1, 1, 1], 'VALID', name='1x1')
    f.case('nn.conv2d', ramp([1, 7, 7, 1], scale=0.2), ramp([5, 5, 1, 2], scale=0.2), [1, 3, 3, 1], 'SAME', name='5x5 stride 3')
    f.case('nn.conv2d', ramp([1, 6, 5, 1], 'float64'), ramp([3, 3, 1, 1], 'float64'), [1, 1, 1, 1], 'SAME')
    f.case('nn.conv2d', T([], shape=[0, 5, 4, 2]), w, [1, 1, 1, 1], 'SAME', name='empty batch', grad=False)
    f.case('nn.conv2d', ramp([1, 5, 4, 3]), w, [1, 1, 1, 1], 'SAME', name='wrong depth', error='(depth|dimension|channel)')
    f.case('nn.conv2d', ramp([1, 2, 2, 2]), w, [1, 1, 1, 1], 'VALID', name='filter too large', error='(negative|size|filter|window)')
    f.case('nn.depthwiseConv2d', x, ramp([2, 2, 2, 2], scale=0.2), [1, 1, 1, 1], 'SAME')
    f.case('nn.conv1d', ramp([2, 5, 2], scale=0.2), ramp([3, 2, 2], scale=0.2), 1, 'SAME')


def pooling(f):
    x = ramp([2, 5, 4, 2])
    for fn in ['nn.maxPool', 'nn.avgPool']:
        for padding in ['SAME', 'VALID']:
            f.case(fn, x, [1, 2, 2, 1], [1, 2, 2, 1], padding, name=padding)
            f.case(fn, x, [1, 3, 2, 1], [1, 1, 2, 1], padding, name=f'{padding} overlapping')
        f.case(fn, ramp([1, 4, 4, 1], 'float64'), [1, 2, 2, 1], [1, 2, 2, 1], 'VALID')
        f.case(fn, x, [1, 1, 1, 1], [1, 2, 2, 1], 'SAME', name='window of one')
        f.case(fn, x, [1, 9, 9, 1], [1, 1, 1, 1], 'VALID', name='window too large', error='(negative|size|window)')
    f.case('nn.maxPool', T([1.0, 1.0, 1.0, 1.0], shape=[1, 2, 2, 1]), [1, 2, 2, 1], [1, 2, 2, 1], 'VALID', name='ties take the first')
    f.case('nn.maxPool', T([-1.0, -2.0, -3.0], shape=[1, 3, 1, 1]), [1, 2, 1, 1], [1, 2, 1, 1], 'SAME', name='negative values at the border')


def activations(f):
    points = T([-3.0, -1.0, -0.2, 0.4, 1.0, 7.5])
    edges = T([NAN, INF, -INF, 0.0, -0.0, 6.0])
    for fn in ['nn.relu', 'nn.relu6', 'nn.elu', 'nn.selu', 'nn.leakyRelu', 'nn.softplus', 'nn.softsign', 'nn.sigmoid', 'nn.tanh']:
        f.case(fn, points, name='points')
        f.case(fn, edges, name='edges', grad=fn not in ('nn.softsign', 'nn.elu', 'nn.selu'))
        f.case(fn, ramp([2, 3], 'float64'))
        f.case(fn, T([], shape=[0, 2]), name='empty')
    f.case('nn.relu', T([-2, 0, 3], 'int32'))
    f.case('nn.leakyRelu', points, alpha=0.05)
    f.case('nn.softplus', T([-100.0, -20.0, 20.0, 100.0]), name='far')
    for fn in ['nn.softmax', 'nn.logSoftmax']:
        f.case(fn, ramp([2, 3]))
        f.case(fn, ramp([2, 3]), axis=0)
        f.case(fn, ramp([2, 3, 2]), axis=1)
        f.case(fn, ramp([2, 3, 2]), axis=-1)
        f.case(fn, ramp([4]), name='rank 1')
        f.case(fn, T([[1000.0, 1001.0], [-1000.0, 0.0]]), name='large')
        f.case(fn, ramp([2, 3], 'float64'))
        f.case(fn, T([[0.0, -INF, 1.0]]), name='-infinity', grad=False)
        f.case(fn, T([[0.0, NAN, 1.0], [1.0, 2.0, 3.0]]), name='NaN stays in its row', grad=False)
        f.case(fn, T([], shape=[0, 3]), name='empty')
        f.case(fn, ramp([3, 1]), name='one class')
    f.case('nn.biasAdd', ramp([2, 3]), ramp([3], offset=2.0))
    f.case('nn.biasAdd', ramp([2, 2, 2, 3]), ramp([3], offset=2.0))
    f.case('nn.biasAdd', T([[1, 2]], 'int32'), T([3, 4], 'int32'))
    f.case('nn.biasAdd', ramp([2, 3]), ramp([2]), error='(dimension|bias|shape|size)')
    f.case('nn.xwPlusB', ramp([2, 3]), ramp([3, 2]), ramp([2]))
    f.case('nn.crelu', points)


def losses(f):
    labels = T([[0.1, 0.2, 0.7], [1.0, 0.0, 0.0]])
    logits = ramp([2, 3])
    for fn in ['nn.softmaxCrossEntropyWithLogits']:
        f.case(fn, labels=labels, logits=logits, name='rows')
        f.case(fn, labels=labels.as_dtype('float64'), logits=ramp([2, 3], 'float64'), name='float64')
        f.case(fn, labels=T([1.0, 0.0, 0.0] * 4, shape=[2, 2, 3]), logits=ramp([2, 2, 3]), name='rank 3')
        f.case(fn, labels=labels, logits=T([[1000.0, 0.0, -1000.0], [0.0, 1000.0, 0.0]]), name='large')
        f.case(fn, labels=T([], shape=[0, 3]), logits=T([], shape=[0, 3]), name='empty')
        f.case(fn, labels=labels, logits=ramp([2, 4]), name='different widths', error='(shape|dimension|size)')
    fn = 'nn.softmaxCrossEntropyWithLogitsV2'
    f.case(fn, labels=labels, logits=logits, name='gradient to labels too')
    f.case(fn, labels=labels, logits=logits, axis=0, name='axis 0')
    fn = 'nn.sparseSoftmaxCrossEntropyWithLogits'
    f.case(fn, labels=T([2, 0], 'int32'), logits=logits, name='int32 labels')
    f.case(fn, labels=T([2, 0], 'int64'), logits=ramp([2, 3], 'float64'), name='int64 labels')
    f.case(fn, labels=T([[2, 0], [1, 1]], 'int32'), logits=ramp([2, 2, 3]), name='rank 3')
    f.case(fn, labels=T(1, 'int32'), logits=ramp([3]), name='rank 1')
    f.case(fn, labels=T([2, 3], 'int32'), logits=logits, name='label out of range', error='(label|range|valid)')
    fn = 'nn.sigmoidCrossEntropyWithLogits'
    f.case(fn, labels=T([[0.0, 1.0, 0.3], [1.0, 0.0, 0.0]]), logits=logits, name='rows')
    f.case(fn, labels=T([0.0, 1.0, 0.0]), logits=T([100.0, -100.0, 0.0]), name='far')
    f.case(fn, labels=labels.as_dtype('float64'), logits=ramp([2, 3], 'float64'), name='float64')
    f.case(fn, labels=labels, logits=ramp([3, 2]), name='different shapes', error='shape')
    f.case('nn.weightedCrossEntropyWithLogits', labels=labels, logits=logits, posWeight=1.7, name='rows')
    f.case('nn.l2Loss', ramp([2, 3]))
    f.case('nn.l2Loss', ramp([3], 'float64'))
    f.case('nn.l2Loss', T([], shape=[0]), name='empty')


def normalization(f):
    x = ramp([4, 3])
    f.case('nn.moments', x, [0])
    f.case('nn.moments', x, [0, 1], keepDims=True)
    f.case('nn.moments', ramp([2, 3, 2, 2]), [0, 1, 2])
    f.case('nn.moments', ramp([3, 2], 'float64'), [1])
    f.case('nn.batchNormalization', x, T([0.1, 0.2, -0.3]), T([0.5, 1.5, 0.9]), T([1.0, 0.0, -1.0]), T([2.0, 1.0, 0.5]), 1e-3)
    f.case('nn.batchNormalization', x, T([0.1, 0.2, -0.3]), T([0.5, 1.5, 0.9]), None, None, 1e-3, name='without offset and scale')
    f.case('nn.l2Normalize', ramp([2, 3]), 1)
    f.case('nn.l2Normalize', ramp([2, 3]), [0, 1])
    f.case('nn.l2Normalize', T([[0.0, 0.0], [3.0, 4.0]]), 1, name='a zero row')
    f.case('nn.l2Normalize', ramp([2, 3], 'float64'), -1)
    f.case('nn.localResponseNormalization', ramp([1, 2, 2, 4]), depthRadius=1, bias=1.0, alpha=0.5, beta=0.5)


def ranking(f):
    f.case('nn.topK', ramp([2, 5]), 2)
    f.case('nn.topK', T([1.0, 3.0, 3.0, 2.0, 3.0]), 3, name='ties keep the lower index')
    f.case('nn.topK', T([[5, 1, 9], [7, 7, 2]], 'int32'), 2)
    f.case('nn.topK', ramp([2, 2, 3], 'float64'), 1)
    f.case('nn.topK', ramp([4]), 4, name='all')
    f.case('nn.topK', T([-INF, 1.0, INF]), 2, name='infinities')
    f.case('nn.topK', ramp([2]), 3, name='more than there are', error='(k|least|columns)')
    predictions = T([[0.1, 0.5, 0.4], [0.3, 0.3, 0.4], [0.2, 0.2, 0.2]])
    f.case('nn.inTopK', predictions, T([1, 0, 2], 'int32'), 1)
    f.case('nn.inTopK', predictions, T([2, 1, 2], 'int64'), 2)
    f.case('nn.inTopK', predictions, T([3, -1, 0], 'int32'), 1, name='target out of range')
    f.case('nn.inTopK', T([[NAN, 0.5], [INF, 0.0], [0.5, 0.1]]), T([1, 0, 0], 'int32'), 1, name='non-finite predictions')


def make():
    groups = [('products', products), ('convolution', convolution), ('pooling', pooling), ('activations', activations),
              ('losses', losses), ('normalization', normalization), ('ranking', ranking)]
    for name, fill in groups:
        family = Family(name)
        fill(family)
        family.write()
