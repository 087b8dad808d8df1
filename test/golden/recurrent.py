"""Networks over sequences, as loops. Each program gives the tensors to fetch, and the feeds of several runs."""
import os

os.environ['TF_USE_LEGACY_KERAS'] = '1'

from record import np, tf
from tensorflow.python.ops import tensor_array_ops
from tensorflow.python.ops.gen_data_flow_ops import tensor_array_size_v3

# 1.x asks the list itself for its size.
tensor_array_ops._GraphTensorArray.size = lambda self, name=None: tensor_array_size_v3(self._handle, self.flow, name=name)


def placeholder(shape, name, dtype=tf.float32):
    return tf.placeholder(dtype, shape, name=name)


def waves(*shape):
    return np.round(np.sin(np.arange(np.prod(shape)) * 1.7), 3).reshape(shape)


def seeded():
    return tf.variable_scope('net', initializer=tf.glorot_uniform_initializer(seed=7))


def cells():
    return tf.nn.rnn_cell


def loss_of(*tensors):
    return tf.add_n([tf.reduce_sum(tf.square(t) + t) for t in tensors])


def gradients_of(tensors, *inputs):
    return tf.gradients(loss_of(*tensors), [*tf.trainable_variables(), *inputs])


def dynamic_lstm():
    x = placeholder([None, None, 3], 'x')
    n = placeholder([None], 'n', tf.int32)
    with seeded():
        outputs, state = tf.nn.dynamic_rnn(cells().BasicLSTMCell(4), x, n, dtype=tf.float32)
    fetches = [outputs, *state]
    return fetches + gradients_of(fetches, x), [{x: waves(2, 3, 3), n: [3, 1]}, {x: waves(3, 2, 3), n: [0, 2, 1]},
                                                {x: waves(1, 4, 3), n: [2]}]


def dynamic_without_lengths():
    x = placeholder([None, 2, 3], 'x')
    h = placeholder([2, 2], 'h')
    with seeded():
        outputs, state = tf.nn.dynamic_rnn(cells().GRUCell(2), x, initial_state=h, time_major=True, parallel_iterations=4,
                                           swap_memory=True, scope='gru')
        known, last = tf.nn.dynamic_rnn(cells().BasicRNNCell(3), outputs, time_major=True, dtype=tf.float32)
    fetches = [outputs, state, known, last]
    return fetches + gradients_of(fetches, x, h), [{x: waves(4, 2, 3), h: waves(2, 2)}, {x: waves(1, 2, 3), h: waves(2, 2)}]


def dynamic_stack():
    x = placeholder([2, 3, 2], 'x')
    n = tf.constant([2, 3], tf.int64, name='n')
    with seeded():
        layers = [cells().LSTMCell(3, use_peepholes=True, num_proj=2), cells().DropoutWrapper(cells().GRUCell(2)),
                  cells().BasicRNNCell(3)]
        outputs, state = tf.nn.dynamic_rnn(cells().MultiRNNCell(layers), x, n, dtype=tf.float32)
    fetches = [outputs, *state[0], state[1], state[2]]
    return fetches + gradients_of(fetches, x), [{x: waves(2, 3, 2)}]


def dynamic_in_one_tensor():
    x = placeholder([None, 3, 2], 'x')
    with seeded():
        outputs, state = tf.nn.dynamic_rnn(cells().LSTMCell(2, state_is_tuple=False), x, dtype=tf.float32)
    return [outputs, state] + gradients_of([outputs, state], x), [{x: waves(2, 3, 2)}]


def both_directions():
    x = placeholder([None, None, 2], 'x')
    n = placeholder([None], 'n', tf.int32)
    with seeded():
        outputs, states = tf.nn.bidirectional_dynamic_rnn(cells().BasicLSTMCell(2), cells().GRUCell(3), x, n, dtype=tf.float32)
        turned, last = tf.nn.bidirectional_dynamic_rnn(cells().BasicRNNCell(2), cells().BasicRNNCell(3),
                                                       tf.concat(outputs, 2), dtype=tf.float32, scope='top')
    fetches = [*outputs, *states[0], states[1], *turned, *last]
    return fetches + gradients_of(fetches, x), [{x: waves(2, 3, 2), n: [3, 1]}, {x: waves(1, 2, 2), n: [2]}]


def both_directions_unrolled():
    x = placeholder([2, 3, 2], 'x')
    n = placeholder([2], 'n', tf.int32)
    steps = tf.unstack(x, axis=1)
    with seeded():
        outputs, fw, bw = tf.nn.static_bidirectional_rnn(cells().BasicLSTMCell(2), cells().GRUCell(3), steps, dtype=tf.float32)
        masked, *states = tf.nn.static_bidirectional_rnn(cells().BasicRNNCell(2), cells().BasicRNNCell(2), outputs,
                                                         dtype=tf.float32, sequence_length=n, scope='top')
    fetches = [*outputs, *fw, bw, *masked, *states]
    return fetches + gradients_of(fetches, x), [{x: waves(2, 3, 2), n: [3, 1]}, {x: waves(2, 3, 2), n: [2, 0]}]


PROGRAMS = [dynamic_lstm, dynamic_without_lengths, dynamic_stack, dynamic_in_one_tensor, both_directions,
            both_directions_unrolled]
