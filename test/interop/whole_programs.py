"""The models of test/interop/whole-programs/models.ts, spelt in TensorFlow's own functions: each gives its loss, and what
adds the training to the graph."""

import tensorflow as tf

v1 = tf.compat.v1


def mean_loss(loss):
    return tf.reduce_mean(loss, name="mean_loss")


def image_inputs():
    return (
        v1.placeholder(tf.float32, [None, 784], name="x"),
        v1.placeholder(tf.float32, [None, 10], name="labels"),
        v1.placeholder(tf.float32, [], name="keep_prob"),
    )


def dense():
    x, labels, keep_prob = image_inputs()

    def layer(inputs, rows, columns, seed):
        w = v1.Variable(v1.truncated_normal([rows, columns], stddev=0.1, seed=seed), name="weights")
        return tf.matmul(inputs, w) + v1.Variable(tf.constant(0.1, shape=[columns]), name="biases")

    fc1 = v1.nn.dropout(tf.nn.softmax(layer(x, 784, 500, 1)), keep_prob, seed=2)
    fc2 = v1.nn.dropout(tf.nn.relu(layer(fc1, 500, 100, 3)), keep_prob, seed=4)
    logits = layer(fc2, 100, 10, 5)
    loss = mean_loss(v1.nn.softmax_cross_entropy_with_logits(labels=labels, logits=logits))
    return loss, lambda: v1.train.AdamOptimizer(0.001).minimize(loss)


def convolutional():
    x, labels, keep_prob = image_inputs()
    global_step = v1.Variable(0, name="global_step", trainable=False, dtype=tf.int64)
    images = tf.reshape(x + v1.random_normal(tf.shape(x), stddev=0.05, seed=11), [-1, 28, 28, 1])

    def convolved(inputs, channels, filters, seed):
        with v1.variable_scope(f"conv{seed}"):
            kernel = v1.get_variable(
                "kernel", [3, 3, channels, filters], initializer=v1.glorot_uniform_initializer(seed=seed)
            )
            gamma = v1.get_variable("gamma", [filters], initializer=v1.ones_initializer())
            beta = v1.get_variable("beta", [filters], initializer=v1.zeros_initializer())
            average = v1.get_variable("moving_mean", [filters], initializer=v1.zeros_initializer(), trainable=False)
            y = v1.nn.conv2d(inputs, kernel, [1, 1, 1, 1], "SAME")
            normal, mean, _ = v1.nn.fused_batch_norm(y, gamma, beta, epsilon=0.001)
            v1.add_to_collection(v1.GraphKeys.UPDATE_OPS, v1.assign_sub(average, (average - mean) * 0.1))
            return v1.nn.max_pool(tf.nn.relu(normal), [1, 2, 2, 1], [1, 2, 2, 1], "VALID")

    features = tf.reshape(convolved(convolved(images, 1, 8, 12), 8, 16, 13), [-1, 7 * 7 * 16])
    initializer = v1.variance_scaling_initializer(2.0, distribution="truncated_normal", seed=14)
    w = v1.get_variable("weights", [7 * 7 * 16, 10], initializer=initializer)
    logits = tf.matmul(v1.nn.dropout(features, keep_prob, seed=15), w)
    error = mean_loss(v1.nn.softmax_cross_entropy_with_logits(labels=labels, logits=logits))
    loss = tf.add(error, tf.nn.l2_loss(w) * 0.001, name="whole_loss")
    rate = v1.train.exponential_decay(0.01, global_step, 10, 0.9, staircase=True)
    optimizer = v1.train.MomentumOptimizer(rate, 0.9, use_nesterov=True)
    gradients, variables = zip(*optimizer.compute_gradients(loss))
    clipped, _ = tf.clip_by_global_norm(gradients, 1.0)
    with tf.control_dependencies(v1.get_collection(v1.GraphKeys.UPDATE_OPS)):
        train = optimizer.apply_gradients(zip(clipped, variables), global_step=global_step)
    return loss, lambda: train


def recurrent():
    x = v1.placeholder(tf.int32, [None, 12], name="x")
    labels = v1.placeholder(tf.int64, [None], name="labels")
    keep_prob = v1.placeholder(tf.float32, [], name="keep_prob")
    units = 16
    initializer = v1.random_uniform_initializer(-0.3, 0.3, seed=21)
    table = v1.get_variable("table", [10, 8], initializer=initializer)
    kernel = v1.get_variable("kernel", [8 + units, 2 * units], initializer=initializer)
    bias = v1.get_variable("bias", [2 * units], initializer=v1.zeros_initializer())
    out = v1.get_variable("out", [units, 2], initializer=initializer)
    steps = tf.TensorArray(tf.float32, 12).unstack(tf.transpose(tf.nn.embedding_lookup(table, x), [1, 0, 2]))

    def body(t, state):
        gate, candidate = tf.split(tf.matmul(tf.concat([steps.read(t), state], 1), kernel) + bias, 2, 1)
        g = tf.sigmoid(gate)
        fresh = v1.nn.dropout(tf.tanh(candidate), keep_prob, seed=22)
        taken = v1.cond(t < 4, lambda: fresh * 0.5, lambda: fresh)
        return t + 1, g * state + (1 - g) * taken

    start = tf.zeros(tf.stack([tf.shape(x)[0], units]))
    invariants = [tf.TensorShape([]), tf.TensorShape([None, units])]
    _, last = v1.while_loop(lambda t, _: t < 12, body, [tf.constant(0), start], shape_invariants=invariants)
    logits = tf.matmul(last, out)
    loss = mean_loss(v1.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits))
    return loss, lambda: v1.train.AdagradOptimizer(0.1).minimize(loss)


MODELS = {"dense": dense, "convolutional": convolutional, "recurrent": recurrent}
