"""tf.image: sizes, orientation, frames, colors, boxes. Draws are compared by seed."""
from record import Family, T, ramp

METHODS = {'bilinear': 0, 'nearest': 1, 'bicubic': 2, 'area': 3}


def picture(shape, dtype='float32'):
    """Brightness between 0 and 1, or 0 and 255."""
    values = ramp(shape, 'float64', scale=0.071, offset=0.02, step=5, period=11).array % 1.0
    return T((values * 255).astype(dtype) if dtype == 'uint8' else values.astype(dtype), dtype)


def sizes(f):
    x = picture([2, 4, 3, 2])
    for fn in ['image.resizeBilinear', 'image.resizeNearestNeighbor', 'image.resizeBicubic']:
        for size in [[7, 5], [3, 2], [4, 3], [1, 1], [2, 9]]:
            f.case(fn, x, size, name=f'to {size}')
            f.case(fn, x, size, name=f'to {size}, corners', alignCorners=True)
            f.case(fn, x, size, name=f'to {size}, centers', halfPixelCenters=True)
        f.case(fn, picture([1, 5, 4, 1], 'float64'), [3, 7], grad=False)
        f.case(fn, picture([1, 3, 3, 1], 'uint8'), [4, 2])
        f.case(fn, picture([1, 16, 17, 1]), [5, 40], name='many taps')
    for size in [[7, 5], [3, 2], [2, 1], [4, 9]]:
        f.case('image.resizeArea', x, size, name=f'to {size}', grad=False)
        f.case('image.resizeArea', x, size, True, name=f'to {size}, corners', grad=False)
    f.case('image.resizeArea', picture([1, 9, 8, 2], 'uint8'), [2, 3], grad=False)
    for name, method in METHODS.items():
        grad = name != 'area'
        f.case('image.resizeImages', x, [5, 6], method, name=f'{name}, a batch', grad=grad)
        f.case('image.resizeImages', picture([4, 3, 2]), [2, 6], method, name=f'{name}, one', grad=grad)
    f.case('image.resizeImages', picture([4, 3, 2]), [4, 3], name='the same size')
    f.case('image.resizeImages', picture([4, 3, 2]), [8, 12], name='the same ratio', preserveAspectRatio=True, dynamic=False)
    f.case('image.resizeBilinear', x, [0, 2], error='positive')
    f.case('image.resizeBilinear', picture([4, 3, 2]), [2, 2], error='rank 4')
    f.case('image.resizeBilinear', x, [2, 2, 2], error='Dimension must be 2')
    f.case('image.resizeImages', picture([4, 3]), [2, 2], error='3 or 4 dimensions')


def orientation(f):
    one, batch = ramp([2, 3, 2]), ramp([2, 2, 3, 1])
    for x in [one, batch]:
        f.case('image.flipLeftRight', x)
        f.case('image.flipUpDown', x)
        f.case('image.transposeImage', x)
        for k in [0, 1, 2, 3, 5]:
            f.case('image.rot90', x, name=f'{list(x.array.shape)} {k} times', k=k)
    for seed in range(4):
        f.case('image.randomFlipLeftRight', one, seed=seed + 1, name=f'one, seed {seed}', grad=False)
        f.case('image.randomFlipUpDown', ramp([5, 2, 1, 1]), seed=seed + 1, name=f'a batch, seed {seed}', grad=False)
    f.case('image.flipLeftRight', ramp([2, 3]), error='3 or 4|at least 3')


def frames(f):
    one, batch = ramp([4, 5, 1]), ramp([2, 4, 5, 1])
    for x in [one, batch]:
        rank = x.array.ndim
        f.case('image.centralCrop', x, 0.5)
        f.case('image.centralCrop', x, 0.7, name=f'0.7 of rank {rank}')
        f.case('image.cropToBoundingBox', x, 1, 2, 2, 3)
        f.case('image.padToBoundingBox', x, 1, 2, 7, 8)
        for target in [[2, 3], [6, 8], [3, 8], [4, 5], [7, 2]]:
            f.case('image.resizeImageWithCropOrPad', x, *target, name=f'{target} of rank {rank}')
    f.case('image.centralCrop', one, 1.0, name='all')
    f.case('image.centralCrop', one, 1.5, error='central_fraction must be within')
    f.case('image.cropToBoundingBox', one, 1, 2, 2, 4, error='width must be >= target . offset')
    f.case('image.cropToBoundingBox', one, -1, 2, 2, 2, error='offset_height must be >= 0')
    f.case('image.padToBoundingBox', one, 4, 0, 7, 8, error='height must be <= target - offset')
    for seed in [1, 2]:
        f.case('randomCrop', batch, [1, 2, 3, 1], seed=seed, name=f'seed {seed}', grad=False)
    f.case('randomCrop', one, [5, 1, 1], error='Need value.shape >= size')


def colors(f):
    x, bytes_ = picture([2, 3, 2, 3]), picture([3, 2, 3], 'uint8')
    f.case('image.rgbToHsv', x, grad=False)
    f.case('image.rgbToHsv', T([[0, 0, 0], [0.5, 0.5, 0.5], [1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 0]]), grad=False)
    f.case('image.rgbToHsv', picture([4, 3], 'float64'), grad=False)
    f.case('image.hsvToRgb', x, grad=False)
    f.case('image.hsvToRgb', picture([4, 3], 'float64'), grad=False)
    f.case('image.rgbToHsv', picture([4, 2]), error='Dimension must be 3')
    f.case('image.rgbToGrayscale', x)
    f.case('image.rgbToGrayscale', bytes_)
    f.case('image.grayscaleToRgb', picture([2, 2, 1]))
    for image in [x, bytes_]:
        f.case('image.adjustBrightness', image, 0.3)
        f.case('image.adjustContrast', image, 1.7, grad=False)
        f.case('image.adjustGamma', image, 0.8, 1.2)
        f.case('image.adjustHue', image, 0.21, grad=False)
        f.case('image.adjustHue', image, -0.8, name=f'back {image.dtype}', grad=False)
        f.case('image.adjustSaturation', image, 0.4, grad=False)
        f.case('image.adjustSaturation', image, 3.0, name=f'much {image.dtype}', grad=False)
    f.case('image.adjustGamma', x, -1.0, error='non-negative')
    f.case('image.adjustHue', picture([2, 2]), 0.1, error='rank 3|rank 2|3 color')
    f.case('image.perImageStandardization', picture([2, 3, 2]))
    f.case('image.perImageStandardization', picture([2, 3, 2, 1]))
    f.case('image.perImageStandardization', picture([3, 2, 3], 'uint8'))
    f.case('image.psnr', x, picture([2, 3, 2, 3], 'float32').as_dtype('float32'), 1.0, name='of equals', grad=False)
    f.case('image.psnr', x, ramp([2, 3, 2, 3]), 1.0)
    f.case('image.psnr', bytes_, T(bytes_.array // 2, 'uint8'), 255)
    f.case('image.totalVariation', picture([3, 2, 3]))
    f.case('image.totalVariation', x)
    f.case('image.randomBrightness', x, 0.3, seed=2, grad=False)
    f.case('image.randomContrast', x, 0.3, 0.9, seed=2, grad=False)
    f.case('image.randomHue', x, 0.3, seed=2, grad=False)
    f.case('image.randomSaturation', x, 0.3, 0.9, seed=2, grad=False)


def conversions(f):
    kinds = {'uint8': [0, 1, 127, 255], 'int32': [0, 1 << 24, 2147483647], 'float32': [0.0, 0.25, 0.5, 1.0]}
    kinds['float64'] = kinds['float32']
    for source, values in kinds.items():
        for target in kinds:
            # 1.0 is beyond what int32 can hold in float32: what it becomes, C leaves open.
            values_ = values[:-1] if source == 'float32' and target == 'int32' else values
            f.case('image.convertImageDtype', T(values_, source), target, name=f'{source} to {target}')
    f.case('image.convertImageDtype', T([-0.5, 0.5, 2.0]), 'uint8', True, name='saturated')
    f.case('image.convertImageDtype', T([-5, 1 << 30], 'int32'), 'uint8', saturate=True, name='saturated integers')
    f.case('saturateCast', T([-5.5, 3.5, 300.0]), 'uint8')
    f.case('saturateCast', T([-5, 300], 'int32'), 'uint8')
    f.case('saturateCast', T([-(1 << 40), 1 << 40], 'int64'), 'int32')
    f.case('saturateCast', T([3, 200], 'uint8'), 'float32')


def boxes(f):
    x = picture([2, 5, 4, 2])
    some = T([[0.1, 0.2, 0.8, 0.9], [-0.3, 0.4, 0.6, 1.4], [0.9, 0.8, 0.2, 0.1]])
    which = T([0, 1, 1], 'int32')
    f.case('image.cropAndResize', x, some, which, [3, 4])
    f.case('image.cropAndResize', x, some, which, [1, 1], name='to one pixel')
    f.case('image.cropAndResize', x, some, which, [3, 2], 'nearest', name='nearest')
    f.case('image.cropAndResize', x, some, which, [2, 3], extrapolationValue=0.5, name='outside')
    f.case('image.cropAndResize', picture([2, 5, 4, 1], 'uint8'), some, which, [2, 2])
    f.case('image.cropAndResize', x, some, T([0, 1, 2], 'int32'), [2, 2], error='box_ind')
    f.case('image.cropAndResize', x, some, T([0, 1], 'int32'), [2, 2], error='Dimension')
    f.case('image.cropAndResize', x, T([[0.0, 1.0, 1.0]]), T([0], 'int32'), [2, 2], error='Dimension must be 4')
    corners = T([[0, 0, 1, 1], [0, 0.1, 1, 1.1], [0, -0.1, 1, 0.9], [0, 10, 1, 11], [1, 11.1, 0, 10.1], [0, 100, 1, 101]])
    scores = T([0.9, 0.75, 0.6, 0.95, 0.5, 0.3])
    suppress = lambda *args, **options: f.case('image.nonMaxSuppression', corners, scores, *args, grad=False, **options)
    suppress(3)
    suppress(30, name='all')
    suppress(30, 0.9, name='overlapping')
    suppress(30, 0.5, 0.55, name='above a score')
    suppress(0, name='none')
    suppress(3, 1.5, error='iou_threshold')
    f.case('image.nonMaxSuppression', corners, T([0.9, 0.75]), 3, error='dimension')


def windows(f):
    """Dilated steps of more than 1 and 5 x 5 filters too: more places than one kernel looks at."""
    ones = [1, 1, 1, 1]
    for padding in ['SAME', 'VALID']:
        for name, ksizes, strides, rates in [
            ('3 x 2', [1, 3, 2, 1], ones, ones),
            ('with steps', [1, 2, 2, 1], [1, 2, 3, 1], ones),
            ('with holes', [1, 2, 2, 1], ones, [1, 2, 2, 1]),
            ('with both', [1, 2, 2, 1], [1, 2, 1, 1], [1, 1, 2, 1]),
        ]:
            patches = [picture([2, 5, 6, 2]), ksizes, strides, rates, padding]
            f.case('extractImagePatches', *patches, name=f'{name}, {padding}', dynamic=False)
            filters = ramp([*ksizes[1:3], 2], scale=0.05)
            morph = [picture([2, 5, 6, 2]), filters, strides, rates, padding]
            f.case('nn.dilation2d', *morph, name=f'{name}, {padding}')
            f.case('nn.erosion2d', *morph, name=f'{name}, {padding}')
    f.case('nn.dilation2d', picture([1, 6, 6, 1], 'float64'), ramp([5, 5, 1], 'float64', scale=0.02), ones, ones, 'SAME')
    f.case('extractImagePatches', picture([1, 4, 4, 1], 'uint8'), [1, 2, 2, 1], ones, ones, 'VALID')
    f.case('nn.dilation2d', picture([1, 4, 4, 2]), ramp([2, 2, 3]), ones, ones, 'SAME', error='must be equal')


def make():
    for name, build in [
        ('image_sizes', sizes),
        ('image_orientation', orientation),
        ('image_frames', frames),
        ('image_colors', colors),
        ('image_conversions', conversions),
        ('image_boxes', boxes),
        ('image_windows', windows),
    ]:
        family = Family(name)
        build(family)
        family.write()
