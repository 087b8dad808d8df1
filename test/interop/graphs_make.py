"""Makes random graphs with TensorFlow's own functions (AddV2, SelectV2, BatchMatMulV2, GatherV2 ... and what its own
gradients add) and runs them, for test/interop/graphs-read.ts to run again.

    python test/interop/graphs_make.py FOLDER [COUNT [SEED]] && node test/interop/graphs-read.ts FOLDER

Needs tensorflow (2.x, in its version 1 mode).
"""

import base64
import json
import os
import random
import sys

os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"

import numpy as np
import tensorflow as tf

sys.path.insert(0, os.path.dirname(__file__))
from arrays import to_wire

v1 = tf.compat.v1
v1.disable_v2_behavior()
folder = sys.argv[1]
count = int(sys.argv[2]) if len(sys.argv) > 2 else 60
first = int(sys.argv[3]) if len(sys.argv) > 3 else 0

UNARY = [
    tf.exp, tf.tanh, tf.sigmoid, tf.square, tf.abs, tf.negative, tf.sin, tf.cos, tf.atan, tf.floor, tf.sign, tf.nn.relu,
    tf.nn.elu, tf.nn.selu, tf.nn.softplus, tf.nn.softsign, tf.nn.relu6, tf.math.erf, tf.math.asinh, tf.math.expm1,
    tf.nn.leaky_relu, tf.identity, tf.zeros_like, tf.ones_like, lambda x: tf.sqrt(tf.abs(x) + 1.0),
    lambda x: tf.math.log(tf.square(x) + 0.5), lambda x: tf.math.rsqrt(tf.abs(x) + 0.5), tf.stop_gradient,
]  # fmt: skip
BINARY = [
    lambda x, y: x + y, lambda x, y: x - y, lambda x, y: x * y, lambda x, y: x / (tf.abs(y) + 1.0), tf.maximum, tf.minimum,
    tf.math.squared_difference, lambda x, y: tf.where(x > y, x, y), lambda x, y: tf.math.floormod(x, tf.abs(y) + 1.0),
    lambda x, y: tf.cast(tf.logical_or(x <= y, tf.equal(x, y)), x.dtype), tf.math.divide_no_nan, tf.math.atan2,
]  # fmt: skip
REDUCTIONS = [tf.reduce_sum, tf.reduce_mean, tf.reduce_max, tf.reduce_min, tf.reduce_prod, tf.reduce_logsumexp,
              tf.math.reduce_std, tf.math.reduce_variance]  # fmt: skip


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.numpy = np.random.RandomState(seed)
        self.feeds = []
        self.pool = []

    def one(self, items):
        return self.random.choice(items)

    def flip(self):
        return self.random.random() < 0.5

    def array(self, shape, dtype):
        return (self.numpy.randint(-32, 33, shape) / 16).astype(dtype)

    def fresh(self, shape):
        dtype = self.one(["float32", "float32", "float64"])
        said = [None if self.random.random() < 0.3 else n for n in shape]
        x = v1.placeholder(dtype, said)
        self.feeds.append((x, self.array(shape, dtype)))
        return self.add(x, shape)

    def add(self, x, shape):
        self.pool.append((x, list(shape)))
        return x, list(shape)

    def pick(self, low=0, high=4):
        found = [(x, s) for x, s in self.pool if low <= len(s) <= high and 0 not in s]
        return self.one(found) if found and self.random.random() < 0.85 else self.fresh(
            [self.random.randint(1, 4) for _ in range(self.random.randint(low, min(high, low + 2)))])

    def constant(self, shape, dtype):
        return tf.constant(self.array(shape, dtype.as_numpy_dtype))


def unary(m):
    x, _ = m.pick()
    return m.one(UNARY)(x)


def binary(m):
    x, s = m.pick()
    y = m.constant([1 if m.random.random() < 0.3 else n for n in s[m.random.randint(0, len(s)):]], x.dtype)
    return m.one(BINARY)(*((x, y) if m.flip() else (y, x)))


def reduction(m):
    x, s = m.pick(1)
    axis = m.one([None, 0, -1, list(range(len(s)))])
    return m.one(REDUCTIONS)(x, axis=axis, keepdims=m.flip())


def matmul(m):
    x, s = m.pick(2)
    a, b = m.flip(), m.flip()
    n = s[-2 if a else -1]
    batch = s[:-2][m.random.randint(0, len(s) - 2):]
    y = m.constant(batch + ([3, n] if b else [n, 3]), x.dtype)
    return tf.matmul(x, y, transpose_a=a, transpose_b=b)


def moved(m):
    x, s = m.pick(1)
    n, k = len(s), m.random.randint(0, s[0])
    axis = m.random.randint(-n, n - 1)
    return m.one([
        lambda: tf.transpose(x), lambda: tf.reshape(x, [-1]), lambda: tf.expand_dims(x, axis), lambda: tf.squeeze(x),
        lambda: tf.concat([x, x * 2], axis), lambda: tf.stack([x, -x], axis), lambda: x[k:], lambda: x[..., tf.newaxis, ::-1],
        lambda: tf.unstack(x, num=s[axis], axis=axis)[0], lambda: tf.split(x, s[axis], axis)[-1], lambda: x[-1],
        lambda: tf.tile(x, [2] * n), lambda: tf.pad(x, [[1, 2]] * n, constant_values=1.5), lambda: tf.reverse(x, [axis]),
        lambda: tf.gather(x, [[0, s[axis] - 1]], axis=axis), lambda: tf.gather_nd(x, [[0], [s[0] - 1]]),
        lambda: tf.cumsum(x, axis, exclusive=m.flip(), reverse=m.flip()), lambda: x[::2],
        lambda: tf.boolean_mask(x, m.numpy.rand(s[0]) < 0.5), lambda: tf.broadcast_to(x, [2] + s), lambda: tf.fill(tf.shape(x), x[(0,) * n]),
        lambda: tf.one_hot(tf.argmax(x, axis), 4, axis=-1, dtype=x.dtype), lambda: tf.math.top_k(x, 1)[0],
        lambda: tf.cast(tf.where(x > 0), x.dtype), lambda: tf.pad(x, [[0, 0]] * n, "REFLECT"), lambda: tf.slice(x, [0] * n, [-1] * n),
        lambda: tf.math.unsorted_segment_sum(x, [i % 2 for i in range(s[0])], 3), lambda: tf.scatter_nd([[i] for i in range(s[0])], x, [s[0] + 1] + s[1:]),
        lambda: tf.cast(tf.cast(x * 3, tf.int32) // 2, x.dtype), lambda: tf.dynamic_stitch([[1], [0]], [x[:1], x[-1:]]),
        lambda: tf.nn.softmax(x, axis), lambda: tf.nn.log_softmax(x), lambda: tf.nn.l2_normalize(x, axis), lambda: tf.clip_by_norm(x, 1.5),
    ])()  # fmt: skip


def neural(m):
    dtype = m.one([tf.float32, tf.float64])
    x = m.constant([2, 5, 6, 3], dtype)
    w = m.constant([2, 3, 3, 2], dtype)
    padding, stride = m.one(["SAME", "VALID"]), m.one([1, 2])
    return m.one([
        lambda: tf.nn.conv2d(x, w, stride, padding), lambda: tf.nn.depthwise_conv2d(x, w, [1, stride, stride, 1], padding),
        lambda: tf.nn.max_pool2d(x, 2, stride, padding), lambda: tf.nn.avg_pool2d(x, [3, 2], stride, padding),
        lambda: tf.nn.bias_add(x, m.constant([3], dtype)), lambda: tf.nn.conv2d(x, w, 1, [[0, 0], [1, 0], [2, 1], [0, 0]]),
        lambda: tf.nn.batch_normalization(x, *tf.nn.moments(x, [0, 1, 2]), None, None, 0.01),
        lambda: tf.nn.softmax_cross_entropy_with_logits(labels=x, logits=-x), lambda: tf.nn.l2_loss(x),
        lambda: tf.nn.sparse_softmax_cross_entropy_with_logits(labels=tf.zeros([2, 5, 6], tf.int64), logits=x),
        lambda: tf.nn.sigmoid_cross_entropy_with_logits(labels=x, logits=x * 2), lambda: tf.nn.local_response_normalization(tf.cast(x, tf.float32)),
        lambda: v1.nn.dropout(x, rate=0.4, seed=m.random.randint(1, 99)), lambda: tf.nn.conv2d_transpose(x, m.constant([2, 2, 1, 3], dtype), [2, 10, 12, 1], 2),
        lambda: v1.random_normal([2, 3], seed=m.random.randint(1, 99), dtype=dtype), lambda: v1.random_uniform([2, 3], -1, 2, dtype, m.random.randint(1, 99)),
        lambda: tf.tensordot(x, w, [[3], [2]]),
    ])()  # fmt: skip


def training(m):
    """A layer, a loss and an optimizer, with 1.x's variables."""
    x = v1.placeholder(tf.float32, [None, 4])
    m.feeds.append((x, m.array([3, 4], "float32")))
    w = v1.Variable(v1.truncated_normal([4, 3], seed=7), use_resource=False)
    table = v1.Variable(m.constant([5, 4], tf.float32), use_resource=False)
    logits = tf.matmul(x + tf.gather(table, [0, 3, m.random.randint(0, 4)]), w)
    loss = tf.reduce_mean(v1.nn.sparse_softmax_cross_entropy_with_logits(labels=[0, 2, 1], logits=tf.tanh(logits)))
    optimizer = m.one([
        lambda: v1.train.GradientDescentOptimizer(0.1), lambda: v1.train.AdamOptimizer(0.05), lambda: v1.train.AdagradOptimizer(0.1),
        lambda: v1.train.MomentumOptimizer(0.1, 0.9, use_nesterov=True), lambda: v1.train.RMSPropOptimizer(0.05), lambda: v1.train.AdadeltaOptimizer(1.0),
    ])()  # fmt: skip
    step = optimizer.minimize(loss, global_step=v1.train.get_or_create_global_step())
    return loss, step


def phases(m, seed):
    """Targets and fetches of each run."""
    if seed % 5 == 4:
        loss, step = training(m)
        initialize = v1.global_variables_initializer()
        reads = [loss, *[v.value() for v in v1.global_variables()]]
        return [([initialize], []), ([], reads)] + 2 * [([step], []), ([], reads)]
    for _ in range(14):
        made = m.one([unary, binary, reduction, matmul, moved, moved, neural])(m)
        with v1.Session() as session:
            shape = session.run(tf.shape(made), dict(m.feeds))
        if np.prod(shape) <= 2000:
            m.add(made, shape)
    outputs = [x for x, s in m.pool if 0 not in s]
    loss = tf.add_n([tf.reduce_sum(tf.cast(tf.tanh(x), tf.float32)) for x in outputs])
    gradients = [g for g in v1.gradients(loss, [x for x, _ in m.feeds]) if g is not None]
    return [([], [tf.convert_to_tensor(t) for t in [*outputs, loss, *gradients]])]


def make(seed):
    with tf.Graph().as_default() as graph:
        m = Maker(seed)
        runs = phases(m, seed)
        feeds = dict(m.feeds)
        result = []
        with v1.Session() as session:
            for targets, fetches in runs:
                values = session.run([fetches, targets], feeds)[0]
                result.append({
                    "targets": [op.name for op in targets],
                    "fetches": [t.name for t in fetches],
                    "results": [to_wire(v, t.dtype.base_dtype.name) for v, t in zip(values, fetches)],
                })
        return {
            "name": f"made {seed}",
            "graph": base64.b64encode(graph.as_graph_def().SerializeToString()).decode(),
            "feeds": [(x.name, to_wire(value, x.dtype.name)) for x, value in m.feeds],
            "phases": result,
        }


with open(os.path.join(folder, "made.ndjson"), "w") as file:
    for seed in range(first, first + count):
        file.write(json.dumps(make(seed)) + "\n")
print(f"{count} graphs made by TensorFlow")
