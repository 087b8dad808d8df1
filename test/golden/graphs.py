"""The graphs of small TensorFlow 1 programs: every node's name, type and inputs."""
from record import tf, write_json


def var(value, **options):
    return tf.Variable(value, use_resource=False, **options)


def scopes():
    with tf.name_scope('Scope_A'):
        a = tf.add(1, 2, name='A_add')
        b = tf.multiply(a, 3, name='A_mul')
    with tf.name_scope('Scope_B'):
        c = tf.add(4, 5, name='B_add')
        d = tf.multiply(c, 6, name='B_mul')
    tf.multiply(b, d, name='output')


def suffixes():
    tf.constant(1.0)
    tf.constant(2.0)
    tf.constant(3.0, name='Const_3')
    tf.constant(4.0)
    tf.constant(5.0)
    with tf.name_scope('s') as outer:
        tf.constant(1.0, name='x')
        with tf.name_scope('s'):
            tf.constant(1.0, name='x')
    with tf.name_scope('s'):
        tf.constant(1.0, name='x')
    with tf.name_scope(outer):
        tf.constant(1.0, name='x')
        tf.constant(1.0, name='y')
    with tf.name_scope('kept/inner'):
        with tf.name_scope(None):
            tf.constant(1.0, name='top')
    tf.constant(1.0, name='s/x')


def operators():
    a = tf.constant([1.0, 2.0], name='a')
    b = tf.constant([3.0, 4.0], name='b')
    c = a * b + a
    d = (c - b) / a
    -d
    c ** 2.0
    a + 1.0
    tf.multiply(a, b)
    with tf.name_scope('scope'):
        a + b
        a + b


def variables():
    v = var(3)
    w = var(tf.truncated_normal([2, 3], stddev=0.1, seed=1), name='weights')
    b = var(tf.constant(0.1, shape=[3]), name='biases', trainable=False)
    with tf.name_scope('scope'):
        var([1.0, 2.0], name='v')
    tf.assign(v, 4)
    v.assign_add(1)
    tf.matmul(tf.ones([1, 2]), w) + b
    tf.global_variables_initializer()


def mean_of_list():
    a, b, c = var(2.0, name='a'), var(4.0, name='b'), var(6.0, name='c')
    tf.reduce_mean([a, b, c])
    x = tf.placeholder(tf.float32, [None, 3], name='x')
    tf.reduce_mean(x)
    tf.reduce_sum(x, 1)
    tf.reduce_max(x, [0, 1], name='largest')
    tf.reduce_sum(tf.placeholder(tf.float32, name='any'))


def changing_number():
    number = var(1.0, name='ChangingNumber')
    factor = tf.constant(1.5)
    product = tf.multiply(number, factor)
    with tf.control_dependencies([product]):
        update = tf.assign(number, product)
    with tf.control_dependencies([update]):
        tf.identity(number, name='after')
    tf.group(update, name='all')
    tf.no_op()
    tf.summary.scalar('ChangingNumber', number)
    tf.summary.histogram('spread', number)
    tf.summary.merge_all()
    tf.global_variables_initializer()


def arrays():
    x = tf.placeholder(tf.float32, [2, 6], name='x')
    i = tf.placeholder(tf.int32, [3], name='i')
    tf.concat([x, x], 1)
    tf.split(x, 2, 1)
    tf.stack([x, x])
    tf.unstack(x)
    tf.expand_dims(x, 0)
    tf.squeeze(tf.reshape(x, [1, -1]))
    tf.transpose(x)
    tf.transpose(x, [1, 0])
    tf.tile(x, [1, 2])
    tf.pad(x, [[0, 0], [1, 1]])
    tf.slice(x, [0, 0], [1, 2])
    tf.gather(x, i)
    tf.one_hot(i, 4)
    tf.argmax(x, 1)
    tf.cast(i, tf.float32)
    tf.cast(x, tf.float32)
    tf.shape(x)
    tf.zeros_like(x)
    tf.fill([2], 0.5)
    tf.zeros([2, 2])
    tf.range(0, 5, 1)
    tf.clip_by_value(x, 0.0, 1.0)
    tf.add_n([x, x])
    tf.stop_gradient(x)


def network():
    with tf.name_scope('input'):
        x = tf.placeholder(tf.float32, [None, 4], name='input')
        labels = tf.placeholder(tf.float32, [None, 3], name='label')
    with tf.name_scope('model'):
        with tf.name_scope('fc1'):
            w = var(tf.truncated_normal([4, 5], stddev=0.1, seed=1), name='weights')
            b = var(tf.constant(0.1, shape=[5]), name='biases')
            with tf.name_scope('activation'):
                a = tf.nn.relu(tf.matmul(x, w) + b)
        with tf.name_scope('fc2'):
            w2 = var(tf.truncated_normal([5, 3], stddev=0.1, seed=2), name='weights')
            b2 = var(tf.constant(0.1, shape=[3]), name='biases')
            logits = tf.matmul(a, w2) + b2
    with tf.name_scope('train'):
        with tf.name_scope('loss'):
            loss = tf.nn.softmax_cross_entropy_with_logits(labels=labels, logits=logits)
        tf.train.AdamOptimizer(0.001).minimize(loss)
    with tf.name_scope('evaluation'):
        tf.reduce_mean(tf.cast(tf.equal(tf.argmax(logits, 1), tf.argmax(labels, 1)), tf.float32))
    tf.global_variables_initializer()


def momentum():
    w = var([1.0, 2.0], name='w')
    step = tf.train.get_or_create_global_step()
    loss = tf.reduce_sum(tf.square(w), name='loss')
    tf.train.MomentumOptimizer(0.1, 0.9).minimize(loss, global_step=step)
    tf.train.GradientDescentOptimizer(0.1).minimize(loss, name='again')
    tf.global_variables_initializer()


def losses():
    logits = tf.placeholder(tf.float32, [None, 3], name='logits')
    classes = tf.placeholder(tf.int64, [None], name='classes')
    labels = tf.placeholder(tf.float32, [None, 3], name='labels')
    tf.nn.sparse_softmax_cross_entropy_with_logits(labels=classes, logits=logits)
    tf.nn.softmax_cross_entropy_with_logits_v2(labels=labels, logits=logits)
    tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits)
    tf.nn.softmax(logits)
    tf.nn.log_softmax(logits)
    tf.nn.l2_loss(logits)
    tf.nn.top_k(logits, 2)
    tf.nn.in_top_k(logits, tf.placeholder(tf.int32, [None], name='targets'), 1)
    tf.nn.moments(logits, [0])


def sampled_losses():
    weights, biases = var(tf.ones([50, 4]), name='weights'), var(tf.zeros([50]), name='biases')
    labels = tf.placeholder(tf.int64, [None, 2], name='labels')
    inputs = tf.placeholder(tf.float32, [None, 4], name='inputs')
    tf.nn.nce_loss(weights, biases, labels, inputs, 5, 50, num_true=2)
    narrow = tf.placeholder(tf.int32, [None, 1], name='narrow')
    tf.nn.sampled_softmax_loss(weights, biases, narrow, inputs, 5, 50, seed=3)
    sampled = tf.nn.uniform_candidate_sampler(labels, 2, 6, False, 50, seed=1)
    tf.nn.nce_loss(weights, biases, labels, inputs, 6, 50, 2, sampled, True, name='own')


def tables_in_parts():
    parts = [var(tf.ones([n, 4]), name='part') for n in [3, 2, 2]]
    numbers = [var(tf.zeros([n]), name='number') for n in [4, 3]]
    ids = tf.placeholder(tf.int64, [None, 2], name='ids')
    tf.nn.embedding_lookup(parts, ids)
    tf.nn.embedding_lookup(parts, ids, 'div', name='div')
    tf.nn.embedding_lookup(parts, tf.placeholder(tf.int32, [3], name='three'), 'div', name='few')
    open_part = tf.placeholder(tf.float32, [None, None], name='open')
    tf.nn.embedding_lookup([open_part, open_part], ids, 'div', name='sizes', max_norm=2.0)
    tf.nn.embedding_lookup([open_part, parts[0]], ids, 'div', name='size')
    tf.nn.embedding_lookup(tf.placeholder(tf.float32, name='any'), 0, name='row', max_norm=2.0)
    tf.nn.embedding_lookup([[1.0, 2.0]], 1, name='plain')
    labels = tf.placeholder(tf.int64, [None, 1], name='labels')
    inputs = tf.placeholder(tf.float32, [None, 4], name='inputs')
    tf.nn.nce_loss(parts, numbers, labels, inputs, 3, 7, partition_strategy='div')
    tf.nn.sampled_softmax_loss(parts, numbers[0], labels, inputs, 3, 7, seed=3)


def randoms():
    tf.random_uniform([2], -1.0, 1.0, seed=1)
    tf.random_normal([2], seed=1)
    tf.truncated_normal([2], stddev=0.5, seed=1, name='init')
    tf.random_shuffle(tf.constant([1, 2, 3]), seed=1)
    tf.random_uniform([2], 0, 10, dtype=tf.int32, seed=1)


def convolution():
    x = tf.placeholder(tf.float32, [None, 8, 8, 1], name='x')
    k = var(tf.truncated_normal([3, 3, 1, 2], seed=1), name='kernel')
    h = tf.nn.bias_add(tf.nn.conv2d(x, k, [1, 1, 1, 1], 'SAME'), var(tf.zeros([2]), name='bias'))
    p = tf.nn.max_pool(tf.nn.relu(h), [1, 2, 2, 1], [1, 2, 2, 1], 'VALID')
    tf.nn.avg_pool(p, [1, 2, 2, 1], [1, 2, 2, 1], 'VALID')
    tf.reshape(p, [-1, 32])


def windows():
    row, image = tf.placeholder(tf.float32, [2, 9, 2], name='row'), tf.placeholder(tf.float32, [2, 6, 7, 2], name='image')
    any_size = tf.placeholder(tf.float32, [None, 2, None, 7], name='any')
    of_rows, filters = tf.placeholder(tf.float32, [3, 2, 4], name='of_rows'), tf.placeholder(tf.float32, [3, 2, 2, 3], name='filters')
    tf.nn.convolution(image, filters, 'SAME', strides=[2, 1])
    tf.nn.convolution(row, of_rows, 'VALID')
    tf.nn.convolution(image, filters, 'SAME', dilation_rate=[2, 3])
    tf.nn.convolution(row, of_rows, 'VALID', dilation_rate=[2], name='rows')
    tf.nn.convolution(any_size, filters, 'SAME', dilation_rate=[2, 2], data_format='NCHW')
    tf.nn.atrous_conv2d(image, filters, 2, 'VALID')
    tf.nn.atrous_conv2d_transpose(image, tf.placeholder(tf.float32, [2, 2, 3, 2], name='back'), [2, 6, 7, 3], 2, 'SAME')
    tf.nn.pool(image, [2, 2], 'MAX', 'SAME', strides=[2, 1])
    tf.nn.pool(row, [3], 'AVG', 'VALID', dilation_rate=[2])
    tf.nn.conv1d_transpose(row, tf.placeholder(tf.float32, [3, 5, 2], name='longer'), [2, 18, 5], 2)
    tf.nn.max_pool1d(row, 2, 2, 'VALID')
    tf.nn.avg_pool1d(row, 2, 2, 'VALID')
    tf.nn.max_pool2d(image, 2, 2, 'VALID')
    tf.nn.max_pool_with_argmax(image, [1, 2, 2, 1], [1, 2, 2, 1], 'VALID')
    tf.nn.conv2d_backprop_input([2, 6, 7, 2], filters, tf.placeholder(tf.float32, [2, 6, 7, 3], name='dy'), [1, 1, 1, 1], 'SAME')
    tf.nn.depthwise_conv2d_native(image, filters, [1, 1, 1, 1], 'SAME')


def statistics():
    x = tf.placeholder(tf.float32, [4, 3], name='x')
    tf.nn.weighted_moments(x, [0], tf.placeholder(tf.float32, [4, 1], name='w'))
    count, mean, variance, shift = tf.nn.sufficient_statistics(x, [0, 1], shift=0.5)
    tf.nn.normalize_moments(count, mean, variance, shift)
    count, mean, variance, _ = tf.nn.sufficient_statistics(x, [1])
    tf.nn.normalize_moments(count, mean, variance, None)
    tf.nn.log_poisson_loss(x, x)
    rows = tf.placeholder(tf.float32, [None], name='counts')
    tf.nn.log_poisson_loss(rows, rows, True)
    tf.fake_quant_with_min_max_args(x)
    tf.fake_quant_with_min_max_vars(x, -1.0, 1.0)
    tf.fake_quant_with_min_max_vars_per_channel(x, [-1.0, -1.0, -2.0], [1.0, 2.0, 1.0])


def edges():
    x = tf.placeholder(tf.float32, [2, 6, 7, 2], name='x')
    tf.image.image_gradients(x)
    tf.image.draw_bounding_boxes(tf.placeholder(tf.float32, [2, 6, 7, 3], name='images'), tf.placeholder(tf.float32, [2, 1, 4], name='boxes'))


def saver():
    a = var(1.0, name='a')
    with tf.name_scope('s'):
        b = var([2.0, 3.0], name='b')
    tf.train.Saver()


PROGRAMS = [scopes, suffixes, operators, variables, mean_of_list, changing_number, arrays, network, momentum, losses,
            sampled_losses, tables_in_parts, randoms, convolution, windows, statistics, edges, saver]


def camel(name):
    head, *rest = name.split('_')
    return head + ''.join(part.title() for part in rest)


def graph_of(program):
    with tf.Graph().as_default() as graph:
        program()
        nodes = [[op.name, op.type, *op.node_def.input] for op in graph.get_operations()]
        return {'name': camel(program.__name__), 'nodes': nodes}


def make():
    write_json('graphs', {'programs': [graph_of(p) for p in PROGRAMS]})
