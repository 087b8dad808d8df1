"""Windows of any number of axes, with holes, with places; statistics; edges, similarity and outlines of images; rounding."""
from images import picture
from record import Family, T, ramp


def convolutions(f):
    row, image, volume = ramp([2, 9, 2], scale=0.2), ramp([1, 6, 7, 2], scale=0.2), ramp([1, 4, 4, 4, 2], scale=0.2)
    filters = {1: ramp([3, 2, 3], scale=0.2), 2: ramp([3, 2, 2, 3], scale=0.2), 3: ramp([2, 2, 2, 2, 1], scale=0.2)}
    inputs = {1: row, 2: image, 3: volume}
    for axes in [1, 2, 3]:
        for padding in ['SAME', 'VALID']:
            call = lambda **options: f.case('nn.convolution', inputs[axes], filters[axes], padding, rtol=1e-4, atol=1e-5, **options)
            call(name=f'{axes} axes, {padding}')
            call(name=f'{axes} axes, {padding}, with steps', strides=[2, 1, 2][:axes])
            call(name=f'{axes} axes, {padding}, with holes', dilationRate=[2, 3, 2][:axes])
    f.case('nn.convolution', ramp([1, 6, 6, 1], 'float64'), ramp([2, 2, 1, 1], 'float64'), 'SAME', dilationRate=[1, 2])
    f.case('nn.convolution', image, filters[2], 'SAME', strides=[2, 2], dilationRate=[2, 2], error='strides > 1')
    f.case('nn.convolution', image, filters[2], 'SAME', dilationRate=[2, 2, 2], error='dilation')
    f.case('nn.convolution', ramp([2, 3]), ramp([2, 3]), 'SAME', error='rank|spatial')
    f.case('nn.atrousConv2d', image, filters[2], 2, 'SAME', rtol=1e-4, atol=1e-5)
    f.case('nn.atrousConv2d', image, filters[2], 2, 'VALID', rtol=1e-4, atol=1e-5, name='VALID')
    f.case('nn.atrousConv2d', image, filters[2], 1, 'VALID', rtol=1e-4, atol=1e-5, name='without holes')
    wide = ramp([2, 3, 4, 2], scale=0.2)
    value = ramp([2, 5, 7, 2], scale=0.2)
    transposed = lambda *args, **options: f.case('nn.atrousConv2dTranspose', value, wide, *args, rtol=1e-4, atol=1e-5, **options)
    transposed([2, 5, 7, 4], 2, 'SAME')
    transposed([2, 5, 7, 4], 1, 'SAME', name='without holes')
    transposed([2, 7, 11, 4], 2, 'VALID', name='VALID')
    sequence, backwards = ramp([2, 4, 3], scale=0.2), ramp([3, 2, 3], scale=0.2)
    f.case('nn.conv1dTranspose', sequence, backwards, [2, 8, 2], 2, rtol=1e-4, atol=1e-5)
    f.case('nn.conv1dTranspose', sequence, backwards, [2, 6, 2], 1, 'VALID', rtol=1e-4, atol=1e-5, name='VALID')
    gradient, sizes = ramp([2, 5, 4, 3], scale=0.2), ramp([2, 5, 4, 2], scale=0.2)
    kernel = ramp([3, 2, 2, 3], scale=0.2)
    f.case('nn.conv2dBackpropInput', [2, 5, 4, 2], kernel, gradient, [1, 1, 1, 1], 'SAME', rtol=1e-4, atol=1e-5)
    f.case('nn.conv2dBackpropFilter', sizes, [3, 2, 2, 3], gradient, [1, 1, 1, 1], 'SAME', rtol=1e-4, atol=1e-5)
    depthwise, results = ramp([2, 2, 2, 2], scale=0.2), ramp([2, 5, 4, 4], scale=0.2)
    f.case('nn.depthwiseConv2dNative', sizes, depthwise, [1, 1, 1, 1], 'SAME', rtol=1e-4, atol=1e-5)
    f.case('nn.depthwiseConv2dNativeBackpropInput', [2, 5, 4, 2], depthwise, results, [1, 1, 1, 1], 'SAME', rtol=1e-4, atol=1e-5)
    f.case('nn.depthwiseConv2dNativeBackpropFilter', sizes, [2, 2, 2, 2], results, [1, 1, 1, 1], 'SAME', rtol=1e-4, atol=1e-5)


def pools(f):
    inputs = {1: ramp([2, 7, 2]), 2: ramp([2, 5, 6, 2]), 3: ramp([1, 6, 5, 4, 2])}
    for axes in [1, 2, 3]:
        for kind in ['MAX', 'AVG']:
            x, window = inputs[axes], [3, 2, 2][:axes]
            f.case('nn.pool', x, window, kind, 'VALID', name=f'{kind} over {axes}')
            f.case('nn.pool', x, window, kind, 'SAME', name=f'{kind} over {axes}, with steps', strides=[2, 1, 2][:axes])
            f.case('nn.pool', x, window, kind, 'VALID', name=f'{kind} over {axes}, with holes', dilationRate=[2, 3, 2][:axes])
    f.case('nn.pool', inputs[2], [2, 2], 'MAX', 'SAME', dilationRate=[2, 2], error='SAME')
    f.case('nn.pool', inputs[2], [2, 2], 'MAX', 'VALID', strides=[3, 1], error='strides')
    f.case('nn.pool', inputs[2], [2], 'MAX', 'VALID', error='rank')
    for kind in ['max', 'avg']:
        f.case(f'nn.{kind}Pool1d', inputs[1], 3, 2, 'SAME')
        f.case(f'nn.{kind}Pool1d', inputs[1], [2], [1], 'VALID', name='VALID')
        f.case(f'nn.{kind}Pool2d', inputs[2], [1, 2, 3, 1], [1, 2, 1, 1], 'SAME')
    f.case('nn.maxPool2d', inputs[2], 2, 2, 'VALID', name='one number')
    for padding in ['SAME', 'VALID']:
        for batch in [False, True]:
            label = f'{padding}, places {"of the batch" if batch else "of each image"}'
            f.case('nn.maxPoolWithArgmax', inputs[2], [1, 2, 3, 1], [1, 2, 2, 1], padding, includeBatchInIndex=batch, name=label)
    f.case('nn.maxPoolWithArgmax', inputs[2], [1, 3, 3, 1], [1, 1, 1, 1], 'SAME', outputDtype='int32', grad=False, name='int32 places')
    f.case('nn.maxPoolWithArgmax', T([1.0] * 8, shape=[2, 2, 2, 1]), [1, 2, 2, 1], [1, 1, 1, 1], 'SAME', name='of equals the first')
    f.case('nn.maxPoolWithArgmax', ramp([1, 3, 3, 1], 'float64'), [1, 2, 2, 1], [1, 1, 1, 1], 'VALID')
    f.case('nn.maxPoolWithArgmax', inputs[2], [1, 9, 9, 1], [1, 1, 1, 1], 'VALID', error='negative')


def statistics(f):
    x = ramp([4, 3, 2])
    weights = T([[0.5, 1.0], [2.0, 0.0], [1.0, 3.0]])
    f.case('nn.weightedMoments', x, [0, 1], weights)
    f.case('nn.weightedMoments', x, [1], weights, keepDims=True)
    f.case('nn.weightedMoments', x, [0], 2.0, name='one weight')
    f.case('nn.weightedMoments', x, [1], T([[0.0, 1.0]] * 3), name='weights of 0')
    f.case('nn.weightedMoments', ramp([3, 2], 'float64'), [0], ramp([3, 2], 'float64', offset=0.1))
    f.case('nn.sufficientStatistics', x, [0, 1])
    f.case('nn.sufficientStatistics', x, [2, 0], keepDims=True)
    f.case('nn.sufficientStatistics', x, [1], T(0.25), name='with a shift')
    f.case('nn.sufficientStatistics', ramp([3, 2], 'float64'), [-1])
    f.case('nn.normalizeMoments', T(12.0), T([3.0, -4.0]), T([9.0, 20.0]), None)
    f.case('nn.normalizeMoments', T(12.0), T([3.0, -4.0]), T([9.0, 20.0]), T([0.5, 0.25]), name='with a shift')
    counts = T([0.0, 1.0, 2.0, 5.0, 0.5, 17.0])
    f.case('nn.logPoissonLoss', counts, ramp([6]))
    f.case('nn.logPoissonLoss', T([1.0, 2.0, 3.0, 5.0, 1.5, 17.0]), ramp([6]), True, name='whole')
    f.case('nn.logPoissonLoss', counts, ramp([6]), True, name='whole, with 0', grad=False)
    f.case('nn.logPoissonLoss', T([1.0, 4.0], 'float64'), ramp([2], 'float64'), True)
    f.case('nn.logPoissonLoss', counts, ramp([3]), error='same shape')
    image, of = ramp([2, 2, 2, 3]), [T([0.1, 0.2, -0.3]), T([0.5, 1.5, 0.9]), T([1.0, 0.0, -1.0]), T([2.0, 1.0, 0.5])]
    f.case('nn.batchNormWithGlobalNormalization', image, *of, 1e-3, True)
    f.case('nn.batchNormWithGlobalNormalization', image, *of, 1e-3, False, name='without gamma')


def alike(x):
    """Contrasts of equal signs: where they differ, TensorFlow's gradient of the power of 0 is not a number."""
    return T((x.array * 0.7 + ramp(list(x.array.shape), scale=0.01, offset=0.1).array).astype('float32'))


def pictures(f):
    x = picture([1, 5, 4, 3])
    f.case('image.imageGradients', x)
    f.case('image.imageGradients', picture([1, 3, 3, 1], 'float64'))
    f.case('image.imageGradients', picture([3, 3, 1]), error='4D')
    f.case('image.sobelEdges', x)
    f.case('image.sobelEdges', picture([1, 3, 4, 2], 'float64'))
    for space in ['Yiq', 'Yuv']:
        f.case(f'image.rgbTo{space}', x, dynamic=False)
        f.case(f'image.{space.lower()}ToRgb', picture([4, 3], 'float64'), dynamic=False)
    for size in [[8, 8], [3, 8], [9, 2], [5, 4]]:
        f.case('image.resizeImageWithPad', x, *size, name=f'to {size}')
    f.case('image.resizeImageWithPad', picture([4, 6, 2]), 7, 5, 1, name='one, nearest')
    f.case('image.resizeImageWithPad', picture([4, 6, 2]), 0, 5, error='target_height must be > 0')
    boxes = T([[[0.1, 0.2, 0.8, 0.9], [0.4, -0.3, 1.4, 0.6]], [[0.0, 0.0, 1.0, 1.0], [0.9, 0.8, 0.2, 0.1]]])
    colors = T([[0.1, 0.2, 0.3, 1.0], [0.9, 0.8, 0.7, 0.5], [0.4, 0.4, 0.4, 0.4]])
    for depth in [1, 3, 4]:
        image = picture([2, 7, 6, depth])
        f.case('image.drawBoundingBoxes', image, boxes, grad=False, name=f'{depth} channels')
        f.case('image.drawBoundingBoxes', image, boxes, colors=colors, grad=False, name=f'{depth} channels, in colors')
    many = T([[[i / 13, i / 20, 1 - i / 26, 0.97 - i / 30] for i in range(12)]])
    f.case('image.drawBoundingBoxes', picture([1, 14, 17, 3]), many, grad=False, name='more boxes than colors')
    f.case('image.drawBoundingBoxes', picture([2, 4, 4, 2]), boxes, error='channel depth')
    a, b = picture([2, 12, 11, 1]), alike(picture([2, 12, 11, 1]))
    exact = dict(rtol=1e-4, atol=1e-5)
    f.case('image.ssim', a, b, 1.0, **exact)
    f.case('image.ssim', a, b, 1.0, 5, 1.0, 0.02, 0.05, name='another window', **exact)
    f.case('image.ssim', a, a, 1.0, name='of equals', **exact, grad=False)
    f.case('image.ssim', picture([12, 13, 1], 'uint8'), picture([12, 13, 1]).as_dtype('uint8'), 255, **exact)
    f.case('image.ssim', a, picture([2, 11, 12, 1]), 1.0, error='compatible')
    f.case('image.ssim', picture([1, 8, 8, 1]), picture([1, 8, 8, 1]), 1.0, name='too small', error='assert|negative')
    f.case('image.ssimMultiscale', a, b, 1.0, [0.4, 0.6], 5, **exact)
    f.case('image.ssimMultiscale', picture([1, 17, 18, 2]), alike(picture([1, 17, 18, 2])), 1.0, [0.2, 0.3, 0.5], filterSize=4, name='three sizes', **exact)


def rounding(f):
    x = ramp([3, 4], scale=1.3, offset=-7.0)
    f.case('fakeQuantWithMinMaxArgs', x)
    f.case('fakeQuantWithMinMaxArgs', x, -1.3, 5.1, 4, name='four bits')
    f.case('fakeQuantWithMinMaxArgs', x, -1.3, 5.1, 4, True, name='narrow')
    f.case('fakeQuantWithMinMaxArgs', x, 0.5, 5.0, name='above 0')
    f.case('fakeQuantWithMinMaxArgs', x, 1.0, 1.0, error='smaller than max')
    f.case('fakeQuantWithMinMaxArgs', x, -1.0, 1.0, 17, error='num_bits')
    for bits, narrow in [(8, False), (4, True), (16, False)]:
        f.case('fakeQuantWithMinMaxVars', x, T(-3.1), T(5.3), bits, narrow, name=f'{bits} bits{", narrow" if narrow else ""}')
        f.case('fakeQuantWithMinMaxVarsPerChannel', x, T([-3.1, -1.0, 0.0, -6.0]), T([5.3, 1.0, 4.0, 0.5]), bits, narrow, name=f'{bits} bits{", narrow" if narrow else ""}')
    f.case('fakeQuantWithMinMaxVars', x, T(0.0), T(0.0), name='no range')
    f.case('fakeQuantWithMinMaxVars', x, T([0.0]), T([1.0]), error='rank')
    f.case('fakeQuantWithMinMaxVarsPerChannel', ramp([4], scale=1.3, offset=-7.0), T([-3.1, -1.0, 0.0, -6.0]), T([5.3, 1.0, 4.0, 0.5]), name='one axis')
    f.case('fakeQuantWithMinMaxVarsPerChannel', ramp([2, 3, 2, 2], scale=1.3, offset=-7.0), T([-3.1, -1.0]), T([5.3, 1.0]))
    f.case('fakeQuantWithMinMaxVarsPerChannel', x, T([-1.0, -1.0]), T([1.0, 1.0]), error='dimension|equal')


def make():
    for name, build in [
        ('any_convolutions', convolutions),
        ('any_pools', pools),
        ('statistics', statistics),
        ('pictures', pictures),
        ('rounding', rounding),
    ]:
        family = Family(name)
        build(family)
        family.write()
