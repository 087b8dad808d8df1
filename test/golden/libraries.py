"""Programs of the parts of TensorFlow that are written in terms of others: losses, layers, metrics, cells.

Each gives the rounds of what it fetches, one `run` after another. Recorded are the nodes it makes, and what each round
gives after the initializers have run.
"""
import os
import warnings

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
warnings.filterwarnings('ignore')


def camel(name):
    head, *rest = name.split('_')
    return head + ''.join(part.title() for part in rest)


def name_of_1x(name):
    """2.x names the shape of a `Fill` one level deeper, and writes some scopes otherwise."""
    return name.replace('/Shape/shape_as_tensor', '/Shape').replace('/Conv1D', '/conv1d')


def record(program):
    tf.reset_default_graph()
    rounds = program()
    graph = tf.get_default_graph()
    # What 2.x builds of other nodes is compared by its numbers and variables alone.
    nodes = None if program in OTHER_NODES else [[name_of_1x(op.name), op.type, *map(name_of_1x, op.node_def.input)] for op in graph.get_operations()]
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


def seeded():
    return tf.glorot_uniform_initializer(seed=7)


def numbers(*shape):
    count = int(np.prod(shape))
    return tf.constant(np.arange(count).reshape(shape) * 0.7 % 2 - 0.9, dtype=tf.float32)


def dense_layers():
    x = tf.placeholder_with_default([[1.0, 2.0, 3.0]], [None, 3], name='x')
    hidden = tf.layers.dense(x, 4, tf.nn.relu, kernel_initializer=seeded())
    out = tf.layers.dense(hidden, 2, name='out', use_bias=False, kernel_initializer=tf.ones_initializer(),
                          kernel_regularizer=lambda w: tf.reduce_sum(w))
    again = tf.layers.dense(hidden, 2, name='out', use_bias=False, reuse=True)
    with tf.name_scope('outer'):
        with tf.variable_scope('model'):
            inner = tf.layers.dense(hidden, 1, kernel_initializer=seeded(), bias_initializer=tf.ones_initializer(),
                                    trainable=False, bias_regularizer=lambda w: tf.reduce_sum(w))
    with tf.variable_scope('model', reuse=True):
        same = tf.layers.dense(hidden, 1)
    other = tf.layers.dense(hidden, 1, kernel_initializer=seeded())
    return [[out, again, inner, same, other]]


def layer_objects():
    x = tf.constant([[1.0, 2.0]], name='x')
    layer = tf.layers.Dense(2, kernel_initializer=seeded(), name='shared')
    a = layer(x)
    b = layer(a)
    other = tf.layers.Dense(2, kernel_initializer=seeded(), name='shared')
    return [[a, b, other(x)]]


def image_layers():
    x = numbers(2, 8, 8, 3)
    h = tf.layers.conv2d(x, 4, 3, padding='same', activation=tf.nn.relu, kernel_initializer=seeded())
    h = tf.layers.max_pooling2d(h, 2, 2)
    h = tf.layers.conv2d(h, 2, [2, 1], strides=(1, 2), kernel_initializer=seeded(), name='narrow')
    h = tf.layers.average_pooling2d(h, [2, 1], [2, 1], 'same')
    return [[h]]


def sequence_layers():
    x = numbers(2, 8, 3)
    h = tf.layers.conv1d(x, 4, 3, strides=2, kernel_initializer=seeded())
    return [[h, tf.layers.max_pooling1d(h, 2, 1), tf.layers.average_pooling1d(h, 3, 2, padding='same')]]


def other_layers():
    x = numbers(2, 4, 5, 3)
    up = tf.layers.conv2d_transpose(x, 2, 3, strides=2, padding='same', kernel_initializer=seeded())
    wide = tf.layers.conv2d_transpose(x, 2, (3, 2), strides=(2, 3), kernel_initializer=seeded())
    separable = tf.layers.separable_conv2d(x, 4, 2, depth_multiplier=2, depthwise_initializer=seeded(),
                                           pointwise_initializer=seeded())
    dilated = tf.layers.conv2d(x, 2, 2, dilation_rate=2, kernel_initializer=seeded())
    dense = tf.layers.dense(x, 2, kernel_initializer=seeded())
    return [[up, wide, separable, dilated, dense, tf.layers.flatten(x), tf.layers.dropout(x)]]


def volume_layers():
    x = numbers(2, 4, 5, 4, 3)
    h = tf.layers.conv3d(x, 2, 2, padding='same', activation=tf.nn.relu, kernel_initializer=seeded())
    h = tf.layers.max_pooling3d(h, 2, 1)
    h = tf.layers.conv3d(h, 4, [2, 1, 2], strides=(1, 2, 1), kernel_initializer=seeded(), name='narrow')
    return [[h, tf.layers.average_pooling3d(h, 1, 2, 'same')]]


def larger_layers():
    x = numbers(2, 2, 3, 2, 3)
    kernel = dict(kernel_initializer=seeded(), bias_initializer=tf.ones_initializer())
    sequence = numbers(2, 9, 3)
    separable = dict(depthwise_initializer=seeded(), pointwise_initializer=seeded(), bias_initializer=tf.ones_initializer())
    return [[
        tf.layers.conv3d_transpose(x, 2, 3, strides=2, padding='same', **kernel),
        tf.layers.conv3d_transpose(x, 2, (3, 2, 1), strides=(2, 3, 1), **kernel),
        tf.layers.separable_conv1d(sequence, 4, 3, strides=2, depth_multiplier=2, **separable),
        tf.layers.separable_conv1d(sequence, 2, 2, padding='same', dilation_rate=2, **separable),
        tf.layers.max_pooling3d(numbers(1, 2, 4, 4, 4), 2, 2, data_format='channels_first'),
    ]]


def batch_normalization():
    x = tf.placeholder_with_default([[1.0, 2.0, 3.0], [2.0, 2.5, -1.0]], [None, 3], name='x')
    trained = tf.layers.batch_normalization(x, training=True, momentum=0.9)
    fixed = tf.layers.batch_normalization(x, scale=False, beta_initializer=tf.ones_initializer())
    first = tf.layers.batch_normalization(numbers(2, 4, 3), axis=1, training=True, epsilon=0.1, name='first')
    updates = tf.get_collection(tf.GraphKeys.UPDATE_OPS)
    averages = [v for v in tf.global_variables() if 'moving' in v.op.name]
    with tf.control_dependencies(updates):
        done = tf.constant(1)
    return [[trained, fixed, first], [done], averages]


def fused_batch_normalization():
    x = numbers(2, 4, 3, 2)
    trained = tf.layers.batch_normalization(x, training=True, gamma_initializer=tf.constant_initializer([2.0, 3.0]))
    first = tf.layers.batch_normalization(x, axis=1, training=True, center=False)
    fixed = tf.layers.batch_normalization(x, moving_mean_initializer=tf.constant_initializer([0.5, -1.0]))
    gradients = tf.gradients(trained * trained * trained, [x, *tf.trainable_variables()[:2]])
    updates = tf.get_collection(tf.GraphKeys.UPDATE_OPS)
    averages = [v for v in tf.global_variables() if 'moving' in v.op.name]
    with tf.control_dependencies(updates):
        done = tf.constant(1)
    return [[trained, fixed], gradients, [done], averages]


def updated(*metrics):
    """The updates of metrics, twice, then their values."""
    values, updates = zip(*metrics)
    return [list(updates), list(updates), list(values)]


def mean_metrics():
    y = tf.constant([1, 0, 2, 1], name='y')
    x = tf.constant([1, 1, 2, 0], name='x')
    numbers_seen = tf.constant([[1.0, 2.0], [3.0, -4.0]], name='numbers')
    truth = tf.constant([[0.5, 2.0], [3.0, 1.0]], name='truth')
    return updated(
        tf.metrics.accuracy(y, x),
        tf.metrics.accuracy(tf.reshape(y, [4, 1]), x, weights=tf.constant([1.0, 0.0, 2.0, 1.0]), name='acc',
                            metrics_collections='mine'),
        tf.metrics.mean(numbers_seen),
        tf.metrics.mean(numbers_seen, weights=[[1.0], [0.5]]),
        tf.metrics.mean_squared_error(truth, numbers_seen),
        tf.metrics.mean_absolute_error(truth, numbers_seen),
        tf.metrics.root_mean_squared_error(truth, numbers_seen, weights=2.0),
    )


def count_metrics():
    y = tf.constant([1, 0, 1, 1, 0, 0], name='y')
    x = tf.constant([1, 1, 0, 1, 0, 0], name='x')
    w = tf.constant([1.0, 2.0, 0.5, 0.25, 4.0, 3.0], name='w')
    return updated(
        tf.metrics.true_positives(y, x), tf.metrics.false_positives(y, x, name='fp'),
        tf.metrics.true_negatives(y, x), tf.metrics.false_negatives(y, x),
        tf.metrics.precision(y, x), tf.metrics.recall(y, x),
    )


def weighted_counts():
    y = tf.constant([1, 0, 1, 1, 0, 0], name='y')
    x = tf.constant([1, 1, 0, 1, 0, 0], name='x')
    w = tf.constant([1.0, 2.0, 0.5, 0.25, 4.0, 3.0], name='w')
    return updated(tf.metrics.true_negatives(y, x, w), tf.metrics.precision(y, x, w), tf.metrics.recall(y, x, w, name='r'))


def class_metrics():
    y = tf.constant([1, 0, 2, 1], name='y')
    x = tf.constant([1, 1, 2, 0], name='x')
    w = tf.constant([1.0, 0.5, 2.0, 1.0], name='w')
    return updated(
        tf.metrics.mean_iou(y, x, 4), tf.metrics.mean_iou(y, x, 3, w),
        tf.metrics.mean_per_class_accuracy(y, x, 4), tf.metrics.mean_per_class_accuracy(y, x, 3, w),
    )


def areas():
    y = tf.constant([1, 0, 1, 1, 0, 0, 1], name='y')
    x = tf.constant([0.9, 0.6, 0.55, 0.7, 0.2, 0.3, 0.15], name='x')
    w = tf.constant([1.0, 2.0, 0.5, 0.25, 4.0, 3.0, 1.0], name='w')
    return updated(
        tf.metrics.auc(y, x), tf.metrics.auc(y, x, num_thresholds=11), tf.metrics.auc(y, x, w, num_thresholds=5),
        tf.metrics.auc(y, x, curve='PR', num_thresholds=9, name='pr'),
        tf.metrics.auc(y, x, curve='PR', summation_method='careful_interpolation'),
        tf.metrics.auc(y, x, summation_method='minoring', num_thresholds=7),
        tf.metrics.auc(y, x, summation_method='majoring', thresholds=[0.5, 0.25]),
    )


def threshold_metrics():
    y = tf.constant([1, 0, 1, 1, 0, 0, 1], name='y')
    x = tf.constant([0.9, 0.6, 0.55, 0.7, 0.2, 0.3, 0.15], name='x')
    w = tf.constant([1.0, 2.0, 0.5, 0.25, 4.0, 3.0, 1.0], name='w')
    at = [0.1, 0.25, 0.6]
    return updated(
        tf.metrics.precision_at_thresholds(y, x, at), tf.metrics.recall_at_thresholds(y, x, at, w, name='r'),
        tf.metrics.true_positives_at_thresholds(y, x, at), tf.metrics.false_positives_at_thresholds(y, x, at, w),
        tf.metrics.true_negatives_at_thresholds(y, x, at), tf.metrics.false_negatives_at_thresholds(y, x, at),
        tf.metrics.sensitivity_at_specificity(y, x, 0.7, num_thresholds=11),
        tf.metrics.specificity_at_sensitivity(y, x, 0.5, weights=w, name='s'),
    )


def other_means():
    y = tf.constant([[0.6, 0.8], [0.0, 1.0], [1.0, 0.0]], name='y')
    x = tf.constant([[0.8, 0.6], [0.0, -1.0], [0.0, 1.0]], name='x')
    scale = tf.constant([[1.0, 2.0], [0.0, 0.5], [4.0, 1.0]], name='scale')
    return updated(
        tf.metrics.percentage_below(x, 0.5), tf.metrics.percentage_below(x, 0.7, weights=[[1.0], [2.0], [0.5]], name='p'),
        tf.metrics.mean_relative_error(y, x, scale), tf.metrics.mean_relative_error(y, x, scale, weights=2.0),
        tf.metrics.mean_cosine_distance(y, x, 1), tf.metrics.mean_cosine_distance(y, x, 1, weights=[[1.0], [0.5], [2.0]]),
    )


def top_metrics():
    x = tf.constant([[0.1, 0.5, 0.4, 0.0], [0.7, 0.1, 0.15, 0.05], [0.2, 0.3, 0.1, 0.4]], name='x')
    one = tf.constant([1, 2, 0], dtype=tf.int64, name='one')
    several = tf.constant([[1, 2], [3, 3], [0, 3]], dtype=tf.int64, name='several')
    w = tf.constant([1.0, 2.0, 0.5], name='w')
    return updated(
        tf.metrics.precision_at_k(one, x, 1), tf.metrics.recall_at_k(one, x, 2),
        tf.metrics.precision_at_k(several, x, 2), tf.metrics.recall_at_k(several, x, 2),
        tf.metrics.precision_at_k(several, x, 3, class_id=3), tf.metrics.recall_at_k(several, x, 2, class_id=3),
        tf.metrics.precision_at_k(one, x, 2, weights=w), tf.metrics.recall_at_k(several, x, 3, weights=w, name='r'),
    )


def steps(count=2, size=3):
    return [tf.identity(numbers(2, size), name='x') for _ in range(count)]


def basic_cells():
    cells = tf.nn.rnn_cell
    x = steps()
    with tf.variable_scope('net', initializer=seeded()):
        lstm, state = tf.nn.static_rnn(cells.BasicLSTMCell(4), x, dtype=tf.float32)
    gru, last = tf.nn.static_rnn(cells.GRUCell(4, kernel_initializer=seeded()), x, dtype=tf.float32, scope='gru')
    cell = cells.BasicRNNCell(2, activation=tf.nn.relu)
    zero = cell.zero_state(2, tf.float32)
    with tf.variable_scope('z', initializer=seeded()):
        y, s = cell(x[0], zero)
        y, s = cell(x[1], s)
    return [[*lstm, *state, *gru, last, y, s]]


def lstm_cells():
    cells = tf.nn.rnn_cell
    x = steps()
    with tf.variable_scope('net', initializer=seeded()):
        peep, state = tf.nn.static_rnn(
            cells.LSTMCell(4, use_peepholes=True, num_proj=2, cell_clip=0.3, proj_clip=0.2), x, dtype=tf.float32)
        flat, whole = tf.nn.static_rnn(cells.LSTMCell(3, forget_bias=0.5, state_is_tuple=False), x, dtype=tf.float32,
                                       scope='flat')
        basic, sides = tf.nn.static_rnn(cells.BasicLSTMCell(3, forget_bias=2.0, state_is_tuple=False, name='own'), x,
                                        dtype=tf.float32, scope='sides')
    return [[*peep, *state, *flat, whole, *basic, sides]]


def stacked_cells():
    cells = tf.nn.rnn_cell
    x = steps()
    with tf.variable_scope('net', initializer=seeded()):
        stack = cells.MultiRNNCell([cells.LSTMCell(4), cells.DropoutWrapper(cells.GRUCell(3)), cells.BasicRNNCell(2)])
        outputs, state = tf.nn.static_rnn(stack, x, dtype=tf.float32)
    return [[*outputs, *state[0], state[1], state[2]]]


def dropped_cells():
    cells = tf.nn.rnn_cell
    x = steps()
    with tf.variable_scope('net', initializer=seeded()):
        cell = cells.DropoutWrapper(cells.BasicLSTMCell(4), input_keep_prob=0.5, state_keep_prob=0.75,
                                    output_keep_prob=0.25, seed=11)
        outputs, state = tf.nn.static_rnn(cell, x, dtype=tf.float32)
        lengths = tf.constant([1, 2])
        masked, last = tf.nn.static_rnn(cells.GRUCell(3), x, dtype=tf.float32, sequence_length=lengths, scope='masked')
    return [[*outputs, *state, *masked, last]]


def residual_cells():
    x = [tf.identity(numbers(2, 3), name='x') for _ in range(2)]
    with tf.variable_scope('net', initializer=seeded()):
        cell = tf.nn.rnn_cell.ResidualWrapper(tf.nn.rnn_cell.GRUCell(3))
        outputs, state = tf.nn.static_rnn(tf.nn.rnn_cell.MultiRNNCell([cell, tf.nn.rnn_cell.BasicRNNCell(2)]), x, dtype=tf.float32)
    return [[*outputs, *state]]


PROGRAMS = [regression_losses, loss_reductions, class_losses, dense_layers, layer_objects, image_layers, sequence_layers,
            other_layers, volume_layers, larger_layers, batch_normalization, fused_batch_normalization, mean_metrics, count_metrics, weighted_counts,
            class_metrics, areas, threshold_metrics, other_means, top_metrics, basic_cells, lstm_cells, stacked_cells, residual_cells, dropped_cells]
OTHER_NODES = [other_layers, larger_layers, fused_batch_normalization, count_metrics, weighted_counts, class_metrics, areas,
               top_metrics, threshold_metrics, dropped_cells]


def make():
    write_json('libraries', {'programs': [record(program) for program in PROGRAMS]})
