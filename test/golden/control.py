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


PROGRAMS = [cond, cond_nested, cond_structures, cond_with_zero_gradient, case]


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
