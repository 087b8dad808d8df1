"""Solved equations, inverses, determinants, and decompositions, whose vectors are compared up to their sign."""
import numpy as np

from record import Family, T, ramp, tensor_json, tf, weights, write_json


def spd(batch, n, dtype='float32'):
    """Symmetric positive definite: G · Gᵀ + I."""
    g = ramp([*batch, n, n], 'float64').array
    return T((np.matmul(g, np.swapaxes(g, -1, -2)) + np.eye(n)).astype(dtype), dtype)


def regular(batch, n, dtype='float32'):
    """Far from singular."""
    return T((ramp([*batch, n, n], 'float64').array + 3 * np.eye(n)).astype(dtype), dtype)


def equations(f):
    for dtype in ['float32', 'float64']:
        a, b = regular([], 3, dtype), ramp([3, 2], dtype)
        stack, rhs = regular([2, 2], 3, dtype), ramp([2, 2, 3, 1], dtype)
        f.case('matrixInverse', a)
        f.case('matrixInverse', stack, adjoint=True)
        f.case('linalg.inv', stack)
        f.case('matrixDeterminant', a)
        f.case('matrixDeterminant', stack)
        f.case('linalg.slogdet', stack)
        f.case('linalg.logdet', spd([2], 3, dtype))
        f.case('matrixSolve', a, b)
        f.case('matrixSolve', stack, rhs, adjoint=True)
        f.case('matrixTriangularSolve', a, b)
        f.case('matrixTriangularSolve', a, b, lower=False, name=f'upper {dtype}')
        f.case('matrixTriangularSolve', a, b, adjoint=True, name=f'lower, transposed {dtype}')
        f.case('matrixTriangularSolve', stack, rhs, lower=False, adjoint=True)
        f.case('choleskySolve', T(np.linalg.cholesky(spd([], 3, dtype).array), dtype), b)
        f.case('cholesky', spd([], 4, dtype))
        f.case('linalg.expm', T(ramp([2, 3, 3], 'float64').array * [[[0.01]], [[0.3]]], dtype), dynamic=False)
        f.case('linalg.expm', T(ramp([2, 2, 2], 'float64').array * [[[0.8]], [[5]]], dtype), dynamic=False)
        f.case('cholesky', spd([2], 3, dtype))
    f.case('matrixTriangularSolve', regular([], 3), ramp([2, 3, 1]), name='one matrix for a stack')
    f.case('matrixDeterminant', T([[1, 2], [2, 4]], 'float64'), name='of a singular matrix', grad=False)
    f.case('linalg.slogdet', T([[1, 2], [2, 4]], 'float64'), name='of a singular matrix', grad=False)
    f.case('matrixDeterminant', T([], shape=[0, 0]), grad=False)
    f.case('matrixInverse', T([], shape=[2, 0, 0]), grad=False)
    f.case('matrixDeterminant', T([[0, 1], [1, 0]]), name='rows exchanged')
    f.case('matrixSolve', T([], shape=[0, 2, 2]), T([], shape=[0, 2, 3]), grad=False)
    f.case('matrixSolve', regular([2], 3), ramp([2, 2, 1]), error='dimension')
    f.case('matrixSolve', regular([2], 3), ramp([3, 3, 1]), error='shape|dimension')
    f.case('cholesky', ramp([2, 3]), error='dimension')
    f.case('cholesky', ramp([3]), error='rank')
    f.case('matrixInverse', T([[1, 2], [2, 4]]), error='Input is not invertible')
    f.case('matrixSolve', T([[1, 2], [2, 4]]), ramp([2, 1]), error='Input matrix is not invertible')
    f.case('matrixInverse', T([[1, 2], [3, 4]], 'int32'), error='int32')
    f.case('linalg.expm', T([[1, 2], [3, 4]], 'int32'), error='does not support matrices of type')
    f.case('linalg.expm', T([[0, 0], [0, 0]]), dynamic=False)


def least_squares(f):
    """Gradients need the sizes here: TensorFlow branches on them when it runs."""
    for dtype in ['float32', 'float64']:
        tall, wide = ramp([4, 2], dtype), ramp([2, 4], dtype)
        f.case('matrixSolveLs', tall, ramp([4, 2], dtype), l2Regularizer=0.5, dynamic=False)
        f.case('matrixSolveLs', wide, ramp([2, 1], dtype), l2Regularizer=0.5, dynamic=False)
    f.case('matrixSolveLs', ramp([4, 2], 'float64'), ramp([4, 1], 'float64'), name='tall', dynamic=False)
    f.case('matrixSolveLs', ramp([2, 2, 3], 'float64'), ramp([2, 2, 1], 'float64'), name='wide', dynamic=False)
    f.case('matrixSolveLs', ramp([4, 2], 'float64'), ramp([4, 1], 'float64'), fast=False, name='slow', grad=False)
    short = T([[1, 2], [2, 4], [3, 6]], 'float64')
    f.case('matrixSolveLs', short, ramp([3, 1], 'float64'), fast=False, name='without full rank', grad=False)


def parts(f):
    f.case('trace', ramp([3, 3]))
    f.case('trace', ramp([2, 2, 3]))
    f.case('linalg.trace', T([[1, 2], [3, 4]], 'int32'))
    f.case('matrixTranspose', ramp([2, 3]))
    f.case('matrixTranspose', ramp([2, 2, 3]))
    f.case('linalg.adjoint', ramp([2, 3, 1]))
    f.case('matrixTranspose', ramp([3]), error='rank')
    f.case('linalg.diag', ramp([2, 3]))
    f.case('linalg.diagPart', ramp([2, 3, 3]))
    f.case('linalg.setDiag', ramp([3, 3]), ramp([3], offset=5.0))
    f.case('linalg.bandPart', ramp([3, 3]), 1, 0)
    f.case('linalg.eye', 3, name='3')
    f.case('cross', ramp([2, 3]), ramp([2, 3], step=5))
    f.case('linalg.cross', ramp([3], 'int32'), T([1, 2, 3], 'int32'))
    f.case('cross', ramp([2, 2]), ramp([2, 2]), error='3|shape')
    f.case('diag', ramp([3]))
    f.case('linalg.tensorDiag', ramp([2, 2], 'float64'))
    f.case('diagPart', ramp([3, 3]))
    f.case('linalg.tensorDiagPart', ramp([2, 3, 2, 3]))
    f.case('diagPart', ramp([2, 3]), error='equal|match')
    f.case('diagPart', ramp([2]), error='even')
    f.case('linalg.matvec', ramp([2, 3]), ramp([3]))
    f.case('linalg.matvec', ramp([2, 3, 2]), ramp([2, 3]), transposeA=True)
    f.case('linalg.matvec', ramp([2, 3]), ramp([2]), error='dimension|size')
    f.case('linalg.norm', ramp([2, 3]))
    f.case('norm', ramp([2, 3], 'float64'), 2, [0, 1])
    f.case('norm', ramp([2, 3, 2], 'float64'), 2, [0, -1], keepDims=True)
    f.case('norm', ramp([3, 2]), ord=3, axis=[0, 1], error='norm')
    f.case('linalg.matmul', ramp([2, 3]), ramp([3, 2]))
    f.case('linalg.l2Normalize', ramp([2, 3]))


def orthogonal(f):
    """Where TensorFlow's signs are not left open: Householder's for QR; values have none."""
    for shape in [[3, 3], [4, 2], [2, 2, 2]]:
        f.case('qr', ramp(shape, 'float64'), dynamic=False)
    f.case('qr', ramp([4, 2], 'float64'), fullMatrices=True, grad=False)
    f.case('qr', ramp([2, 4]), grad=False)
    f.case('qr', ramp([3, 3]), dynamic=False)
    f.case('qr', T([], shape=[3, 0]), fullMatrices=True, grad=False)
    for shape in [[3, 3], [4, 2], [2, 4], [2, 3, 2]]:
        f.case('svd', ramp(shape, 'float64'), computeUv=False)
    f.case('svd', ramp([4, 3]), computeUv=False)
    f.case('svd', T([[0, 0], [0, 0]]), computeUv=False, name='of zeros', grad=False)
    f.case('svd', T([], shape=[3, 0]), computeUv=False, grad=False)
    f.case('selfAdjointEigvals', spd([], 4, 'float64'))
    f.case('selfAdjointEigvals', ramp([2, 3, 3], 'float64'), name='of the lower triangles')
    f.case('linalg.eigvalsh', spd([], 3))
    f.case('selfAdjointEigvals', T(np.diag([2.0, 1.0, 2.0])), name='equal ones')


def vectors():
    """Singular and eigenvectors as TensorFlow gives them, and the gradient of a loss that does not see their signs."""
    entries = []

    def record(name, fn, value, call):
        with tf.Graph().as_default(), tf.Session() as session:
            x = tf.placeholder(value.dtype, value.array.shape)
            outputs = list(call(x))
            first, *rest = outputs
            loss = tf.reduce_sum(first * weights(first.shape.as_list()))
            for v in rest:
                loss += tf.reduce_sum(tf.square(v) * weights(v.shape.as_list()))
            gradient = tf.gradients(loss, x)[0]
            got = session.run([*outputs, gradient], {x: value.array})
        *found, gradient = [tensor_json(v) for v in got]
        entries.append({'name': name, **fn, 'input': tensor_json(value.array), 'outputs': found, 'gradient': gradient})

    for shape in [[3, 3], [4, 2], [2, 4], [2, 3, 2]]:
        record(f'svd {shape}', {'fn': 'svd'}, ramp(shape, 'float64'), lambda x: tf.svd(x))
    for shape in [[3, 4], [4, 3]]:
        call = lambda x: tf.svd(x, full_matrices=True)
        matrix = ramp(shape, 'float64', step=5, period=11)
        record(f'svd {shape}, full', {'fn': 'svd', 'full': True}, matrix, call)
    for a in [spd([], 4, 'float64'), ramp([2, 3, 3], 'float64')]:
        record(f'eigenvectors {list(a.array.shape)}', {'fn': 'selfAdjointEig'}, a, tf.self_adjoint_eig)
    write_json('vectors', {'cases': entries})


def make():
    for name, build in [
        ('equations', equations),
        ('least_squares', least_squares),
        ('matrix_parts', parts),
        ('orthogonal', orthogonal),
    ]:
        family = Family(name)
        build(family)
        family.write()
    vectors()
