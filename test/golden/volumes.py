"""Convolution and pooling of volumes, one axis more than images."""
from record import Family, ramp


def convolution(f):
    x, w = ramp([2, 4, 5, 3, 2], scale=0.2), ramp([3, 2, 2, 2, 3], scale=0.2)
    ones = [1, 1, 1, 1, 1]
    for padding in ['SAME', 'VALID']:
        f.case('nn.conv3d', x, w, ones, padding, name=padding, rtol=1e-4, atol=1e-5)
        f.case('nn.conv3d', x, w, [1, 2, 3, 1, 1], padding, name=f'{padding}, with steps', rtol=1e-4, atol=1e-5)
    f.case('nn.conv3d', ramp([1, 5, 4, 4, 1], 'float64'), ramp([2, 3, 1, 1, 2], 'float64'), ones, 'SAME')
    f.case('nn.conv3d', x, ramp([1, 1, 1, 2, 2]), ones, 'VALID', name='1 x 1 x 1')
    f.case('nn.conv3d', ramp([1, 1, 3, 3, 1]), ramp([3, 2, 2, 1, 1]), ones, 'SAME', name='filter larger than volume')
    f.case('nn.conv3d', ramp([1, 2, 3, 3, 1]), ramp([3, 2, 2, 1, 1]), ones, 'VALID', error='Negative dimension size')
    f.case('nn.conv3d', x, ramp([2, 2, 2, 3, 2]), ones, 'SAME', error='(depth|dimension|channel)')
    f.case('nn.conv3d', ramp([2, 4, 5, 3]), w, ones, 'SAME', error='rank 5')
    shape = [1, 6, 4, 5, 2]
    value, filters = ramp([1, 3, 2, 5, 3], scale=0.2), ramp([2, 3, 2, 2, 3], scale=0.2)
    f.case('nn.conv3dTranspose', value, filters, shape, [1, 2, 2, 1, 1], 'SAME', rtol=1e-4, atol=1e-5)


def pooling(f):
    x = ramp([2, 4, 5, 3, 2])
    for fn in ['nn.maxPool3d', 'nn.avgPool3d']:
        for padding in ['SAME', 'VALID']:
            f.case(fn, x, [1, 2, 2, 2, 1], [1, 2, 2, 2, 1], padding, name=padding)
            f.case(fn, x, [1, 3, 2, 1, 1], [1, 1, 2, 1, 1], padding, name=f'{padding}, overlapping')
        f.case(fn, ramp([1, 5, 2, 2, 1]), [1, 1, 2, 1, 1], [1, 3, 1, 1, 1], 'VALID', name='planes between')
        f.case(fn, ramp([4, 5, 3, 2]), [1, 2, 2, 2, 1], [1, 2, 2, 2, 1], 'VALID', error='rank 5')


def make():
    family = Family('volumes')
    convolution(family)
    pooling(family)
    family.write()
