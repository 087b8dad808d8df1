"""Programs with branches and loops: their graphs, and what TensorFlow computes with them."""
import base64
import gzip

import own_gradients
import recurrent as networks
from record import np, tensor_json, tf, write_json

tf.disable_control_flow_v2()


def placeholder(dtype, shape, name):
    return tf.placeholder(dtype, shape, name=name)


def var(value, name):
    return tf.Variable(value, name=name, use_resource=False)


# Each gives the tensors to fetch, and the feeds of several runs.


def cond():
    p = placeholder(tf.bool, [], 'p')
    x = placeholder(tf.float32, [2], 'x')
    y = placeholder(tf.float32, [2], 'y')
    result = tf.cond(p, lambda: tf.multiply(x, y), lambda: x)
    grads = tf.gradients(result, [x, y])
    return [result, *grads], [{p: flag, x: [1, 2], y: [3, 4]} for flag in (True, False)]


def cond_nested():
    p = placeholder(tf.bool, [], 'p')
    q = placeholder(tf.bool, [], 'q')
    x = placeholder(tf.float32, [], 'x')
    v = var(2.0, 'v')
    inner = lambda: tf.cond(q, lambda: tf.square(x), lambda: tf.multiply(x, v))
    result = tf.cond(p, lambda: tf.multiply(inner(), 3.0), lambda: tf.sin(v))
    grads = tf.gradients(result, [x, v])
    return [result, *grads], [{p: a, q: b, x: 1.5} for a in (True, False) for b in (True, False)]


def cond_structures():
    p = placeholder(tf.bool, [], 'p')
    x = placeholder(tf.float32, [None], 'x')
    result = tf.cond(p, lambda: {'a': x, 'b': [tf.reduce_sum(x), 1.0]}, lambda: {'a': tf.square(x), 'b': [2.0, 3.0]})
    grads = tf.gradients([result['a'], result['b'][0]], [x])
    return [result['a'], *result['b'], *grads], [{p: flag, x: [1, 2, 3]} for flag in (True, False)]


def cond_with_zero_gradient():
    p = placeholder(tf.bool, [], 'p')
    x = placeholder(tf.float32, [None, 2], 'x')
    result = tf.cond(p, lambda: tf.reduce_sum(x), lambda: tf.constant(3.0))
    return [result, *tf.gradients(result, [x])], [{p: flag, x: [[1, 2], [3, 4]]} for flag in (True, False)]


def case():
    x = placeholder(tf.float32, [], 'x')
    pairs = [(tf.less(x, 0.0), lambda: tf.negative(x)), (tf.less(x, 2.0), lambda: tf.square(x))]
    result = tf.case(pairs, default=lambda: tf.multiply(x, 10.0))
    return [result, *tf.gradients(result, [x])], [{x: value} for value in (-3, 1.5, 4)]


def while_counts():
    x = placeholder(tf.float32, [2], 'x')
    n = placeholder(tf.int32, [], 'n')
    start = tf.constant(0, name='start')
    result = tf.while_loop(lambda i, a: tf.less(i, n), lambda i, a: (tf.add(i, 1), a * x + tf.reduce_sum(x)),
                           [start, tf.ones([2])])
    return list(result), [{x: [1, 2], n: value} for value in (0, 1, 7)]


def while_with_branches():
    x = placeholder(tf.float32, [], 'x')
    body = lambda a: tf.cond(tf.greater(a, 2.0), lambda: tf.multiply(a, 2.0), lambda: tf.add(a, 0.5))
    result = tf.while_loop(lambda a: tf.less(a, 20.0), body, [x], maximum_iterations=5)
    return [result], [{x: value} for value in (-4, 1.5, 30)]


def while_nested():
    x = placeholder(tf.float32, [], 'x')
    v = var(1.5, 'v')
    inner = lambda a: tf.while_loop(lambda b: tf.less(b, 4.0), lambda b: tf.multiply(b, v), [a])
    body = lambda i, a: (tf.add(i, 1.0), tf.subtract(inner(a), 3.0))
    result = tf.while_loop(lambda i, a: tf.less(i, 5.0), body, [tf.constant(0.0, name='start'), x])
    return list(result), [{x: value} for value in (0.25, 3)]


def while_in_cond():
    p = placeholder(tf.bool, [], 'p')
    x = placeholder(tf.float32, [], 'x')
    loop = lambda: tf.while_loop(lambda a: tf.less(a, 10.0), lambda a: tf.add(a, x), [x])
    result = tf.cond(p, loop, lambda: tf.negative(x))
    return [result], [{p: True, x: 3}, {p: False, x: 0}]


def while_assigns():
    n = placeholder(tf.int32, [], 'n')
    v = var(1.0, 'v')
    def body(i):
        with tf.control_dependencies([tf.assign_add(v, 2.0)]):
            return tf.add(i, 1)
    count = tf.while_loop(lambda i: tf.less(i, n), body, [tf.constant(0, name='start')])
    with tf.control_dependencies([count]):
        after = tf.identity(v, name='after')
    return [count, after], [{n: value} for value in (0, 3)]


def while_grows():
    x = placeholder(tf.float32, [None], 'x')
    result = tf.while_loop(lambda i, a: tf.less(tf.size(a), 20), lambda i, a: (tf.add(i, 1), tf.concat([a, a], 0)),
                           [tf.constant(0, name='start'), x],
                           shape_invariants=[tf.TensorShape([]), tf.TensorShape([None])])
    return list(result), [{x: [1, 2, 3]}, {x: [4]}]


def while_gradient():
    x = placeholder(tf.float32, [2], 'x')
    w = placeholder(tf.float32, [2], 'w')
    n = placeholder(tf.int32, [], 'n')
    body = lambda i, a: (tf.add(i, 1), tf.sin(a) * w + tf.square(a))
    result = tf.while_loop(lambda i, a: tf.less(i, n), body, [tf.constant(0, name='start'), x])[1]
    return [result, *tf.gradients(result, [x, w])], [{x: [0.5, -0.3], w: [0.9, 1.1], n: value} for value in (0, 1, 4)]


def while_gradient_of_unused():
    x = placeholder(tf.float32, [], 'x')
    y = placeholder(tf.float32, [], 'y')
    z = placeholder(tf.float32, [], 'z')
    body = lambda i, a, b, c: (tf.add(i, 1), tf.multiply(a, b), tf.add(b, c), z)
    result = tf.while_loop(lambda i, a, b, c: tf.less(i, 3), body, [tf.constant(0, name='start'), x, y, tf.identity(x, name='c')])
    return [result[1], *tf.gradients(result[1], [x, y, z])], [{x: 2, y: 3, z: 0.5}]


def while_gradient_nested():
    x = placeholder(tf.float32, [], 'x')
    v = var(0.7, 'v')
    inner = lambda i, a: tf.while_loop(lambda j, b: tf.less(j, i), lambda j, b: (tf.add(j, 1), tf.multiply(tf.sin(b), v) + a),
                                       [tf.constant(0, name='inner'), a])[1]
    body = lambda i, a: (tf.add(i, 1), tf.multiply(inner(i, a), x))
    result = tf.while_loop(lambda i, a: tf.less(i, 4), body, [tf.constant(0, name='start'), x])[1]
    return [result, *tf.gradients(result, [x, v])], [{x: value} for value in (0.8, -1.2)]


def while_gradient_with_branches():
    x = placeholder(tf.float32, [None], 'x')
    w = placeholder(tf.float32, [], 'w')
    v = var(0.5, 'v')
    def body(i, a):
        big = tf.greater(tf.reduce_sum(a), 2.0)
        a = tf.cond(big, lambda: tf.multiply(a, v), lambda: tf.square(a) + w)
        a = tf.cond(tf.equal(i, 1), lambda: tf.exp(a), lambda: tf.cond(big, lambda: tf.multiply(a, w), lambda: a))
        return tf.add(i, 1), a
    result = tf.while_loop(lambda i, a: tf.less(i, 4), body, [tf.constant(0, name='start'), x])[1]
    return [result, *tf.gradients(result, [x, w, v])], [{x: value, w: 0.3} for value in ([0.5, 0.9], [1.5, 1.25, -0.5])]


def while_gradient_in_cond():
    p = placeholder(tf.bool, [], 'p')
    x = placeholder(tf.float32, [], 'x')
    y = placeholder(tf.float32, [], 'y')
    loop = lambda: tf.while_loop(lambda a: tf.less(a, 10.0), lambda a: tf.multiply(a, x) + y, [tf.multiply(x, y)])
    result = tf.cond(p, loop, lambda: tf.square(x))
    return [result, *tf.gradients(result, [x, y])], [{p: flag, x: 1.5, y: 0.7} for flag in (True, False)]


def while_gradient_grows():
    x = placeholder(tf.float32, [None], 'x')
    result = tf.while_loop(lambda a: tf.less(tf.size(a), 12), lambda a: tf.concat([a, tf.square(a)], 0), [x],
                           shape_invariants=[tf.TensorShape([None])])
    return [result, *tf.gradients(result, [x])], [{x: [0.5, 0.25, 0.75]}]


def recurrent():
    x = placeholder(tf.float32, [None, 4, 2], 'x')
    w = var([[0.1, -0.2, 0.3], [0.4, 0.5, -0.6]], 'w')
    u = var([[0.2, 0.1, 0.0], [-0.3, 0.2, 0.1], [0.5, 0.0, -0.1]], 'u')
    inputs = tf.TensorArray(tf.float32, 4, name='inputs').unstack(tf.transpose(x, [1, 0, 2]))
    outputs = tf.TensorArray(tf.float32, 4, name='outputs')
    h0 = tf.zeros(tf.stack([tf.shape(x)[0], 3]))
    def body(i, h, out):
        h = tf.tanh(tf.matmul(inputs.read(i), w) + tf.matmul(h, u))
        return tf.add(i, 1), h, out.write(i, h)
    _, last, out = tf.while_loop(lambda i, h, out: tf.less(i, 4), body, [tf.constant(0, name='start'), h0, outputs],
                                 shape_invariants=[tf.TensorShape([]), tf.TensorShape([None, 3]), tf.TensorShape([])])
    states = out.stack()
    loss = tf.reduce_sum(tf.square(states)) + tf.reduce_sum(last)
    feed = np.round(np.sin(np.arange(16)).reshape(2, 4, 2), 3)
    return [states, last, *tf.gradients(loss, [w, u, x])], [{x: feed}, {x: feed[:1]}]


def tensor_arrays():
    x = placeholder(tf.float32, [3, 2], 'x')
    array = tf.TensorArray(tf.float32, 3, clear_after_read=False).unstack(x)
    picked = array.gather([2, 0])
    split = tf.TensorArray(tf.float32, 2, infer_shape=False).split(x, [1, 2])
    joined = tf.multiply(split.concat(), x)
    written = tf.TensorArray(tf.float32, 2).write(0, tf.square(x)).write(1, x).stack()
    loss = tf.reduce_sum(tf.multiply(picked, picked)) + tf.reduce_sum(joined) + tf.reduce_sum(written)
    return [picked, joined, written, array.read(1), *tf.gradients(loss, [x])], [{x: [[1, 2], [3, 4], [5, 6]]}]


def functional():
    x = placeholder(tf.float32, [None, 2], 'x')
    y = placeholder(tf.float32, [None], 'y')
    w = var([0.5, -0.25], 'w')
    mapped = tf.map_fn(lambda row: tf.square(row) * w, x)
    pairs = tf.map_fn(lambda e: (tf.reduce_sum(e[0]) * e[1], tf.greater(e[1], 0.0)), (x, y), dtype=(tf.float32, tf.bool))
    left = tf.foldl(lambda a, row: tf.sin(a) + row * w, x)
    right = tf.foldr(lambda a, row: tf.sin(a) * row, x, initializer=tf.ones([2]))
    scanned = tf.scan(lambda a, row: a * w + row, x)
    back = tf.scan(lambda a, e: (a[0] + e[1], a[1] * tf.reduce_sum(e[0])), (x, y), initializer=(tf.constant(0.0), tf.constant(1.0)),
                   reverse=True)
    loss = tf.add_n([tf.reduce_sum(t) for t in (mapped, pairs[0], left, right, scanned, *back)])
    feed = {x: [[0.5, 1.5], [-0.25, 0.75], [1.25, -1]], y: [1, -2, 3]}
    return [mapped, *pairs, left, right, scanned, *back, *tf.gradients(loss, [x, y, w])], [feed]


PROGRAMS = [cond, cond_nested, cond_structures, cond_with_zero_gradient, case, while_counts, while_with_branches,
            while_nested, while_in_cond, while_assigns, while_grows, while_gradient, while_gradient_of_unused,
            while_gradient_nested, while_gradient_with_branches, while_gradient_in_cond, while_gradient_grows, recurrent,
            tensor_arrays, functional, *networks.PROGRAMS, *own_gradients.PROGRAMS]
OTHER_NODES = (recurrent, tensor_arrays, functional, networks.both_directions_unrolled, *own_gradients.OTHER_NODES)


def camel(name):
    head, *rest = name.split('_')
    return head + ''.join(part.title() for part in rest)


def recorded(program):
    with tf.Graph().as_default() as graph, tf.Session() as session:
        fetches, feeds = program()
        initializer = tf.global_variables_initializer()
        runs = []
        for feed in feeds:
            session.run(initializer)
            values = session.run(fetches, feed)
            runs.append({
                'feeds': [[t.name, tensor_json(np.array(v, t.dtype.as_numpy_dtype))] for t, v in feed.items()],
                'values': [tensor_json(np.asarray(value)) for value in values],
            })
        definition = graph.as_graph_def()
        return {
            'name': camel(program.__name__),
            'fetches': [t.name for t in fetches],
            'runs': runs,
            'nodes': [[n.name, n.op, *n.input] for n in definition.node if not n.name.startswith('gradients')]
                     if program not in OTHER_NODES else [],
            'graph': base64.b64encode(gzip.compress(definition.SerializeToString(deterministic=True), 9, mtime=0)).decode(),
        }


def make():
    write_json('control', {'programs': [recorded(program) for program in PROGRAMS]})
