"""Random operations: exact outputs of the kernels for given seeds, and the seeds that graphs give to operations."""
import numpy as np
from tensorflow.python.framework import random_seed

from record import T, arg_json, map_tensors, resolve, snake, tensor_json, tf, write_json

KERNELS = {
    'RandomUniform': ['float32', 'float64'],
    'RandomStandardNormal': ['float32', 'float64'],
    'TruncatedNormal': ['float32', 'float64'],
}
SEEDS = [(87654321, 1), (1, 0), (0, 2147483647), (42, 7), ((1 << 40) + 5, (1 << 35) + 3)]


def runs(build, count=2):
    """The node's seeds and what `count` runs of one session give."""
    with tf.Graph().as_default(), tf.Session() as session:
        out = build()
        return [session.run(out) for _ in range(count)]


def kernel(op, size, seed, seed2, count=2, **attrs):
    raw = getattr(tf.raw_ops, op)
    args = {k: tf_dtype(v) for k, v in attrs.items()}
    values = runs(lambda: raw(shape=[size], seed=seed, seed2=seed2, **args), count)
    return {'op': op, 'size': size, 'seed': str(seed), 'seed2': str(seed2), **attrs, 'runs': [tensor_json(v)['data'] for v in values]}


def tf_dtype(value):
    return tf.as_dtype(value) if isinstance(value, str) else value


def kernels():
    cases = []
    for op, dtypes in KERNELS.items():
        for dtype in dtypes:
            for seed, seed2 in SEEDS:
                cases.append(kernel(op, 10, seed, seed2, dtype=dtype))
            for size in [0, 1, 3, 4, 5]:
                cases.append(kernel(op, size, 42, 7, dtype=dtype))
        cases.append(kernel(op, 1030, 42, 7, dtype='float32'))
        cases.append(kernel(op, 515, 42, 7, dtype='float64', count=1))
    for dtype, low, high in [('int32', 0, 10), ('int32', -5, 6), ('int32', -2147483648, 2147483647), ('int64', 0, 10),
                             ('int64', -3, 1 << 40), ('int64', -(1 << 63), (1 << 63) - 1), ('int64', 0, (1 << 33) + 1)]:
        for size in [3, 9] if low else [9, 1030]:
            values = runs(lambda: tf.raw_ops.RandomUniformInt(
                shape=[size], minval=tf.constant(low, dtype), maxval=tf.constant(high, dtype), seed=42, seed2=7))
            cases.append({'op': 'RandomUniformInt', 'size': size, 'seed': '42', 'seed2': '7', 'dtype': dtype,
                          'minval': str(low), 'maxval': str(high), 'runs': [tensor_json(v)['data'] for v in values]})
    for size in [0, 1, 2, 3, 5, 8, 9, 100]:
        values = runs(lambda: tf.raw_ops.RandomShuffle(value=tf.range(size), seed=42, seed2=7), 3)
        cases.append({'op': 'RandomShuffle', 'size': size, 'seed': '42', 'seed2': '7', 'runs': [v.tolist() for v in values]})
    values = runs(lambda: tf.raw_ops.RandomShuffle(value=tf.tile(tf.range(7)[:, None], [1, 2]), seed=3, seed2=9), 2)
    cases.append({'op': 'RandomShuffle', 'size': 7, 'seed': '3', 'seed2': '9', 'runs': [v[:, 0].tolist() for v in values]})
    logits = [[0.0, 1.0, -1.0, 0.5], [2.0, 0.0, 0.0, float('-inf')]]
    for samples in [1, 6, 9]:
        values = runs(lambda: tf.raw_ops.Multinomial(logits=tf.constant(logits), num_samples=samples, seed=42, seed2=7))
        cases.append({'op': 'Multinomial', 'size': samples, 'seed': '42', 'seed2': '7', 'logits': arg_json(logits),
                      'runs': [v.tolist() for v in values]})
    return cases


# Programs of the public API: the seeds of each operation and two runs. Bounds are given on purpose: TensorFlow 2 makes
# fewer nodes than 1.x for random_uniform without them, and a graph seed alone counts nodes.
UNIFORM = ('randomUniform', [[5]], {'minval': -1.0, 'maxval': 2.0})
NORMAL = ('randomNormal', [[5]], {'mean': 1.0, 'stddev': 0.5})
TRUNCATED = ('truncatedNormal', [[2, 3]], {'stddev': 0.1})
INTEGERS = ('randomUniform', [[6]], {'minval': 3, 'maxval': 40, 'dtype': 'int32'})
SHUFFLE = ('randomShuffle', [T([[1, 2], [3, 4], [5, 6], [7, 8]], 'int32', constant=True)], {})
PROGRAMS = [
    ('operation seed alone', None, [(UNIFORM, 1), (NORMAL, 2), (TRUNCATED, 3), (INTEGERS, 4), (SHUFFLE, 5)]),
    ('graph seed alone', 1234, [(UNIFORM, None), (NORMAL, None), (TRUNCATED, None), (UNIFORM, None)]),
    ('both seeds', 1234, [(UNIFORM, 1), (NORMAL, 2), (TRUNCATED, 3), (INTEGERS, 4), (SHUFFLE, 5)]),
    ('both zero', 0, [(UNIFORM, 0), (TRUNCATED, 0)]),
    ('large and negative seeds', -7, [(UNIFORM, 1 << 33), (NORMAL, -1)]),
    ('graph seed, operation seed on one of two', 99, [(UNIFORM, 5), (UNIFORM, None)]),
]


def programs():
    cases = []
    for name, graph_seed, calls in PROGRAMS:
        with tf.Graph().as_default() as graph, tf.Session() as session:
            if graph_seed is not None:
                tf.set_random_seed(graph_seed)
            steps, outputs = [], []
            for (fn, args, options), seed in calls:
                before = {op.name for op in graph.get_operations()}
                py_args = map_tensors(args, lambda t: tf.constant(t.array, t.dtype))
                py_options = {snake(k): v for k, v in options.items()}
                if seed is not None:
                    py_options['seed'] = seed
                outputs.append(resolve(fn)(*py_args, **py_options))
                node = next(op for op in graph.get_operations() if op.name not in before and 'seed2' in op.node_def.attr)
                entry = {'fn': fn, 'args': arg_json(args), 'options': arg_json(options) | ({} if seed is None else {'seed': seed}),
                         'op': node.type, 'attributes': {k: node.get_attr(k) for k in ['seed', 'seed2']}}
                steps.append(entry)
            for _ in range(2):
                for entry, value in zip(steps, session.run(outputs)):
                    entry.setdefault('runs', []).append(tensor_json(np.asarray(value)))
        cases.append({'name': name, 'graphSeed': graph_seed, 'calls': steps})
    return cases


def seed_as_in_1x(get_seed):
    """TensorFlow 1.x gives an operation without a seed the id of the graph's last operation, where 2.x counts calls."""
    def wrapped(op_seed):
        graph = tf.get_default_graph()
        if op_seed is None and graph.seed is not None:
            op_seed = len(graph.get_operations())
        return get_seed(op_seed)
    return wrapped


def dropout():
    """Masks of nn.dropout with an operation seed (new noise each run)."""
    cases = []
    x = T((np.arange(24) / 8 + 0.5).astype('float32'), shape=[4, 6])
    for keep, noise_shape in [(0.5, None), (0.2, None), (0.75, [4, 1]), (1.0, None)]:
        options = {'seed': 11, **({} if noise_shape is None else {'noiseShape': noise_shape})}
        values = runs(lambda: tf.nn.dropout(tf.constant(x.array), keep_prob=keep, seed=11, noise_shape=noise_shape))
        cases.append({'fn': 'nn.dropout', 'args': arg_json([x, keep]), 'options': options, 'runs': [tensor_json(v) for v in values]})
    return cases


def make():
    random_seed.get_seed = seed_as_in_1x(random_seed.get_seed)
    write_json('random', {'kernels': kernels(), 'programs': programs(), 'dropout': dropout()})
