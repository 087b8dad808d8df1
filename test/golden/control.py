"""Programs with branches and loops: their graphs, and what TensorFlow computes with them."""
import base64

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


PROGRAMS = [cond, cond_nested, cond_structures, cond_with_zero_gradient, case, while_counts, while_with_branches,
            while_nested, while_in_cond, while_assigns, while_grows]


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
            'nodes': [[n.name, n.op, *n.input] for n in definition.node if not n.name.startswith('gradients')],
            'graph': base64.b64encode(definition.SerializeToString()).decode(),
        }


def make():
    write_json('control', {'programs': [recorded(program) for program in PROGRAMS]})
