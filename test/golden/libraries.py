"""Programs of the parts of TensorFlow that are written in terms of others: losses, layers, metrics, cells.

Each gives the rounds of what it fetches, one `run` after another. Recorded are the nodes it makes, and what each round
gives after the initializers have run.
"""
import os

os.environ['TF_USE_LEGACY_KERAS'] = '1'

import numpy as np
from record import tensor_json, tf, write_json
from tensorflow.python.ops import math_ops


def reduction_dims(x, axis):
    """The rule of 1.x, which has a constant for scalars, too."""
    if axis is not None:
        return axis
    rank = x.shape.rank if isinstance(x, tf.Tensor) else None
    return tf.range(0, tf.rank(x)) if rank is None else tf.constant(np.arange(rank), dtype=tf.int32)


math_ops._ReductionDims = reduction_dims


def camel(name):
    head, *rest = name.split('_')
    return head + ''.join(part.title() for part in rest)


def name_of_1x(name):
    """2.x names the shape of a `Fill` one level deeper."""
    return name.replace('/Shape/shape_as_tensor', '/Shape')


def record(program):
    tf.reset_default_graph()
    rounds = program()
    graph = tf.get_default_graph()
    nodes = [[name_of_1x(op.name), op.type, *map(name_of_1x, op.node_def.input)] for op in graph.get_operations()]
    collections = {key: [item.name for item in graph.get_collection(key)]
                   for key in ('variables', 'trainable_variables', 'local_variables', 'metric_variables', 'losses',
                               'regularization_losses', 'update_ops')}
    initializers = [tf.global_variables_initializer(), tf.local_variables_initializer()]
    with tf.Session() as session:
        session.run(initializers)
        values = [[tensor_json(np.asarray(value)) for value in session.run(fetches)] for fetches in rounds]
    return {'name': camel(program.__name__), 'nodes': nodes,
            'collections': {key: names for key, names in collections.items() if names}, 'values': values}


def predictions():
    return tf.constant([[1.0, 2.0, -0.5], [3.0, 4.0, 0.25]], name='x'), tf.constant([[0.0, 1.0, 0.0], [1.0, 1.0, 0.5]], name='y')


def regression_losses():
    x, y = predictions()
    p = tf.sigmoid(x)
    return [[
        tf.losses.absolute_difference(y, x),
        tf.losses.mean_squared_error(y, x, weights=2.0),
        tf.losses.mean_squared_error(y, x, weights=tf.constant([[1.0], [0.0]])),
        tf.losses.huber_loss(y, x, delta=0.75),
        tf.losses.log_loss(y, p, epsilon=1e-6),
        tf.losses.cosine_distance(y, x, axis=1),
        tf.losses.mean_pairwise_squared_error(y, x),
        tf.losses.mean_pairwise_squared_error(y, x, weights=[[1.0], [0.5]], scope='pairs'),
        tf.losses.absolute_difference([1, 2], [3, 5], weights=[2, 0]),
        tf.losses.get_total_loss(),
    ]]


def loss_reductions():
    x, y = predictions()
    w = tf.constant([[1.0, 0.0, 2.0], [0.5, 0.0, 1.0]], name='w')
    keys = ['weighted_sum', 'weighted_sum_over_batch_size', 'weighted_mean', 'weighted_sum_by_nonzero_weights']
    losses = [tf.losses.mean_squared_error(y, x, w, reduction=key) for key in keys]
    none = tf.losses.mean_squared_error(y, x, w, reduction='none', loss_collection=None)
    weighted = tf.losses.compute_weighted_loss(tf.constant([1, 2], name='integers'), 3.0, loss_collection='others')
    return [[*losses, none, weighted, tf.losses.get_total_loss(name='all', scope='mean_squared_error_1')]]


def class_losses():
    x, y = predictions()
    classes = tf.constant([[2], [0]], name='classes')
    return [[
        tf.losses.hinge_loss(y, x),
        tf.losses.sigmoid_cross_entropy(y, x),
        tf.losses.sigmoid_cross_entropy(y, x, label_smoothing=0.25),
        tf.losses.softmax_cross_entropy(y, x),
        tf.losses.softmax_cross_entropy(y, x, weights=[1.0, 2.0], label_smoothing=0.1),
        tf.losses.sparse_softmax_cross_entropy(classes, x),
        tf.losses.sparse_softmax_cross_entropy(tf.constant([1, 2], name='flat'), x, weights=[[0.5], [1.0]]),
    ]]


PROGRAMS = [regression_losses, loss_reductions, class_losses]


def make():
    write_json('libraries', {'programs': [record(program) for program in PROGRAMS]})
