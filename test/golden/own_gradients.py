"""Programs with gradients of their own, gradients of gradients, and functions that share their variables."""
from record import np, tf


def placeholder(dtype, shape, name):
    return tf.placeholder(dtype, shape, name=name)


def values(*shape):
    """Distinct numbers, out of order."""
    count = int(np.prod(shape))
    return np.round(np.sin(np.arange(count) * 1.7) + np.arange(count) / 50, 3).reshape(shape)


def custom_gradient():
    x = placeholder(tf.float32, [3], 'x')
    y = placeholder(tf.float32, [3], 'y')

    @tf.custom_gradient
    def scaled(a, b):
        # Far from the derivatives: what is asked for is what is said here.
        return [tf.exp(a) * b, tf.reduce_sum(a)], lambda d1, d2: (d1 * 2.0 + a, d2 * tf.square(b))

    product, total = scaled(x, y)
    first = tf.gradients([tf.square(product), total], [x, y])
    return [product, total, *first, *tf.gradients(first, [x, y])], [{x: [0.5, -1, 2], y: [3, 1, 0.25]}]


def custom_gradient_with_variables():
    x = placeholder(tf.float32, [2], 'x')
    w = tf.get_variable('w', initializer=[0.5, -2.0])
    b = tf.get_variable('b', initializer=[1.0, 3.0])

    @tf.custom_gradient
    def line(a):
        def grad(dy, variables):
            assert [v.op.name for v in variables] == ['b', 'w']
            return dy * 10.0, [dy + 1.0, dy * a]
        return a * w + b, grad

    return [line(x), *tf.gradients(tf.square(line(x)), [x, w, b])], [{x: [2, 5]}]


def gradient_override():
    x = placeholder(tf.float32, [4], 'x')

    @tf.RegisterGradient('GuidedRelu')
    def guided(op, grad):
        return tf.where(grad > 0.0, tf.where(op.inputs[0] > 0.0, grad, tf.zeros_like(grad)), tf.zeros_like(grad))

    weights = tf.constant([1.0, -1.0, 1.0, 1.0], name='weights')
    with tf.get_default_graph().gradient_override_map({'Relu': 'GuidedRelu', 'Sign': 'Identity'}):
        kept = tf.nn.relu(x, name='kept')
        with tf.get_default_graph().gradient_override_map({'Relu': 'Relu'}):
            inner = tf.nn.relu(x, name='inner')
        sign = tf.sign(x, name='sign')
    plain = tf.nn.relu(x, name='plain')
    fetches = [tf.gradients(tf.multiply(y, weights), x)[0] for y in (kept, inner, sign, plain)]
    return fetches, [{x: [1, 2, -3, 4]}]


def gradients_of_pooling():
    x = placeholder(tf.float32, [1, 5, 4, 2], 'x')
    v = placeholder(tf.float32, [1, 5, 4, 2], 'v')
    third = []
    for ksize, strides, padding in (([1, 2, 2, 1], [1, 2, 2, 1], 'SAME'), ([1, 3, 2, 1], [1, 1, 1, 1], 'VALID')):
        y = tf.nn.max_pool(x, ksize, strides, padding)
        first, = tf.gradients(tf.square(y) * y, [x])
        second, = tf.gradients(first * v, [x])
        third += [second, *tf.gradients(second * v, [x])]
    # Some numbers stand twice in a window.
    return third, [{x: feed, v: values(1, 5, 4, 2)} for feed in (values(1, 5, 4, 2), np.round(values(1, 5, 4, 2)))]


def gradients_of_pooling_volumes():
    x = placeholder(tf.float32, [1, 3, 4, 3, 1], 'x')
    v = placeholder(tf.float32, [1, 3, 4, 3, 1], 'v')
    found = []
    for ksize, strides, padding in (([1, 2, 2, 2, 1], [1, 2, 2, 2, 1], 'SAME'), ([1, 2, 3, 2, 1], [1, 1, 1, 1, 1], 'VALID')):
        first, = tf.gradients(tf.square(tf.nn.max_pool3d(x, ksize, strides, padding)), [x])
        found += tf.gradients(first * v, [x])
    return found, [{x: values(1, 3, 4, 3, 1), v: values(1, 3, 4, 3, 1) + 0.5}]


def gradients_of_batch_norm():
    x = placeholder(tf.float32, [2, 3, 2, 2], 'x')
    v = placeholder(tf.float32, [2, 3, 2, 2], 'v')
    scale = placeholder(tf.float32, [2], 'scale')
    offset = placeholder(tf.float32, [2], 'offset')
    found = []
    given = {'mean': tf.constant([0.25, -0.5], name='mean'), 'variance': tf.constant([2.0, 0.5], name='variance')}
    for moments in ({}, given):
        y, _, _ = tf.nn.fused_batch_norm(x, scale, offset, epsilon=0.1, is_training=not moments, **moments)
        first = tf.gradients(y * y * v, [x, scale, offset])
        found += tf.gradients([first[0] * v, first[1] * first[1], first[2]], [x, scale, offset])
    return found, [{x: values(2, 3, 2, 2), v: values(2, 3, 2, 2) / 4, scale: [1.5, -0.5], offset: [0.25, 1]}]


def hessian():
    x = placeholder(tf.float32, [2], 'x')
    w = tf.get_variable('w', initializer=[[0.5, -2.0], [1.0, 3.0]])
    product = tf.reduce_sum(tf.matmul(w, tf.expand_dims(x, 1)) * tf.expand_dims(x * x, 1))
    return tf.hessians([product, tf.reduce_sum(tf.sin(w) * w)], [x, w]), [{x: [2, 5]}, {x: [-1, 0.5]}]


def template():
    x = placeholder(tf.float32, [None, 2], 'x')

    def layer(values, size):
        w = tf.get_variable('w', [2, size], initializer=tf.constant_initializer(0.5))
        return tf.nn.relu(tf.matmul(values, w, name='product'), name='out')

    shared = tf.make_template('layer', layer, size=2)
    first = shared(x)
    second = shared(first)
    other = tf.make_template('layer', layer, size=3)(x)
    with tf.variable_scope('around'):
        early = tf.make_template('early', layer, create_scope_now_=True, size=1)
        unique = tf.make_template('any', layer, unique_name_='named', size=1)
    results = [early(x), early(x), unique(x), unique(x)]
    with tf.name_scope('elsewhere'):
        third = shared(second)
    return [first, second, other, *results, third], [{x: [[1, 2], [-3, 4]]}]


PROGRAMS = [custom_gradient, custom_gradient_with_variables, gradient_override, gradients_of_pooling,
            gradients_of_pooling_volumes, gradients_of_batch_norm, hessian, template]
# Their nodes are not those of 1.15: 2.21 looks for variables with an Identity, and folds what the others compute of shapes.
OTHER_NODES = [custom_gradient, custom_gradient_with_variables, hessian]
