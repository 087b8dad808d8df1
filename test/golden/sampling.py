"""Candidate samplers, losses of sampled classes, parametrized and stateless random numbers: exact outputs, run after run."""
import numpy as np

from record import T, arg_json, tensor_json, tf, write_json

RUNS = 3


def kernel(op, inputs, attributes, runs=RUNS):
    """What `runs` runs of one session give."""
    given = {k: tf.as_dtype(v) if 'dtype' in k else v for k, v in attributes.items()}
    with tf.Graph().as_default(), tf.Session() as session:
        constants = {name: tf.constant(t.array, t.dtype) for name, t in inputs.items()}
        out = getattr(tf.raw_ops, op)(**constants, **given)
        out = list(out) if isinstance(out, tuple) else [out]
        values = [[tensor_json(v) for v in session.run(out)] for _ in range(runs)]
    return {'op': op, 'inputs': [arg_json(t) for t in inputs.values()], 'attributes': arg_json(attributes), 'runs': values}


def candidates():
    cases = []
    true = T([[0, 3], [1, 4], [2, 2]], 'int64')
    for op in ['UniformCandidateSampler', 'LogUniformCandidateSampler', 'LearnedUnigramCandidateSampler']:
        for range_max, count, unique, seed, seed2 in [
            (10, 4, True, 42, 7), (10, 4, False, 42, 7), (10, 10, True, 1, 0), (16, 9, True, 0, 3),
            (100000, 64, True, 87654321, 5), (5, 20, False, (1 << 40) + 5, (1 << 35) + 3),
        ]:
            attributes = {'num_true': 2, 'num_sampled': count, 'unique': unique, 'range_max': range_max,
                          'seed': seed, 'seed2': seed2}
            cases.append(kernel(op, {'true_classes': true}, attributes))
    for range_max in [5000000000, 1 << 38, (1 << 45) + 12345]:
        attributes = {'num_true': 1, 'num_sampled': 5, 'unique': True, 'range_max': range_max, 'seed': 3, 'seed2': 4}
        cases.append(kernel('UniformCandidateSampler', {'true_classes': T([[1]], 'int64')}, attributes))
        cases.append(kernel('LogUniformCandidateSampler', {'true_classes': T([[1]], 'int64')}, attributes))
    weights = [3.0, 1.0, 0.5, 8.0, 2.0, 0.25, 4.0]
    for extra in [
        {'range_max': 7}, {'range_max': 7, 'distortion': 0.75}, {'range_max': 7, 'distortion': 0.0},
        {'range_max': 9, 'num_reserved_ids': 2}, {'range_max': 4, 'num_shards': 2}, {'range_max': 3, 'num_shards': 2, 'shard': 1},
        {'range_max': 5, 'num_shards': 2, 'shard': 1, 'num_reserved_ids': 3},
    ]:
        for unique in [True, False]:
            attributes = {'num_true': 1, 'num_sampled': 3, 'unique': unique, 'seed': 42, 'seed2': 7, 'unigrams': weights, **extra}
            cases.append(kernel('FixedUnigramCandidateSampler', {'true_classes': T([[1], [2], [0]], 'int64')}, attributes))
    many = [float((i * 7919) % 97 + 1) for i in range(500)]
    attributes = {'num_true': 1, 'num_sampled': 40, 'unique': True, 'seed': 5, 'seed2': 6, 'unigrams': many, 'range_max': 500,
                  'distortion': 0.75}
    cases.append(kernel('FixedUnigramCandidateSampler', {'true_classes': T([[1], [499]], 'int64')}, attributes))
    attributes = {'num_true': 2, 'num_sampled': 6, 'unique': True, 'seed': 1, 'seed2': 2}
    cases.append(kernel('AllCandidateSampler', {'true_classes': true}, attributes))
    for true_classes, sampled in [([[1, 2], [3, 1]], [5, 1, 3]), ([[1, 1], [3, 0]], [1, 3, 1]), ([[1, 2]], [7])]:
        inputs = {'true_classes': T(true_classes, 'int64'), 'sampled_candidates': T(sampled, 'int64')}
        cases.append(kernel('ComputeAccidentalHits', inputs, {'num_true': 2}, 1))
    return cases


def gamma_gradients():
    """How values change with alpha: around the middle and far from it."""
    cases = []
    for dtype in ['float32', 'float64']:
        alphas = np.array([0.01, 0.1, 0.3, 0.9, 1, 1.5, 2.5, 9.9, 20, 100], dtype)
        deviations = np.linspace(-2.5, 2.5, 7)[:, None]
        parts = np.array([1e-4, 1e-3, 1e-2, 0.1, 0.3, 0.5, 1])[:, None]
        samples = np.maximum(alphas + deviations * np.sqrt(alphas), alphas * parts).astype(dtype)
        inputs = {'alpha': T(alphas, dtype), 'sample': T(samples, dtype)}
        cases.append(kernel('RandomGammaGrad', inputs, {}, 1))
    return cases


def gamma_graphs():
    """Values with two parameters, and the gradients to both."""
    cases = []
    for dtype in ['float32', 'float64']:
        with tf.Graph().as_default(), tf.Session() as session:
            alpha, beta = tf.constant([0.5, 2, 30], dtype), tf.constant([2, 0.25, 3], dtype)
            x = tf.random_gamma([2, 4], alpha, beta, dtype=dtype, seed=3)
            values = session.run([x, *tf.gradients(x * x, [alpha, beta])])
        cases.append({'dtype': dtype, 'values': [tensor_json(v) for v in values]})
    return cases


def drawn():
    cases = []
    for dtype in ['float32', 'float64']:
        alphas = T([0.01, 0.5, 1.0, 1.5, 20.0, 1000.0], dtype)
        for shape, seed, seed2 in [([7], 42, 7), ([2, 3], 0, 9), ([], 5, 0)]:
            inputs = {'shape': T(np.array(shape, 'int32'), 'int32'), 'alpha': alphas}
            cases.append(kernel('RandomGamma', inputs, {'seed': seed, 'seed2': seed2}))
    inputs = {'shape': T([300], 'int32'), 'alpha': T([[0.9], [2.0]], 'float32')}
    cases.append(kernel('RandomGamma', inputs, {'seed': 1, 'seed2': 2}))
    for rates, dtype in [('float32', 'float32'), ('float64', 'int64'), ('float32', 'float64'), ('int32', 'int32')]:
        lam = T([1, 3, 10, 12, 100, 5000] if rates == 'int32' else [0.0, 0.3, 9.5, 10.0, 55.5, 123456.0], rates)
        for shape, seed, seed2 in [([9], 42, 7), ([2, 2], 0, 9)]:
            inputs = {'shape': T(shape, 'int32'), 'rate': lam}
            cases.append(kernel('RandomPoissonV2', inputs, {'dtype': dtype, 'seed': seed, 'seed2': seed2}))
    inputs = {'shape': T([400], 'int32'), 'rate': T([2.0, 30.0], 'float32')}
    cases.append(kernel('RandomPoissonV2', inputs, {'dtype': 'float32', 'seed': 8, 'seed2': 9}))
    for op in ['StatelessRandomUniform', 'StatelessRandomNormal', 'StatelessTruncatedNormal']:
        for dtype in ['float32', 'float64']:
            for seed, kind in [([1, 2], 'int32'), ([-1, 5], 'int32'), ([1 << 40, -(1 << 50)], 'int64'), ([0, 0], 'int64')]:
                inputs = {'shape': T([7], 'int32'), 'seed': T(seed, kind)}
                cases.append(kernel(op, inputs, {'dtype': dtype}, 2))
    for dtype, low, high in [('int32', -5, 17), ('int64', 0, 1 << 40)]:
        inputs = {'shape': T([3, 3], 'int32'), 'seed': T([3, 4], 'int64'), 'minval': T(low, dtype), 'maxval': T(high, dtype)}
        cases.append(kernel('StatelessRandomUniformInt', inputs, {}, 2))
    logits = T([[0.0, 1.0, -1.0, 0.5], [2.0, 0.0, 0.0, -3.0]])
    for samples in [1, 6, 9]:
        inputs = {'logits': logits, 'num_samples': T(samples, 'int32'), 'seed': T([5, -6], 'int64')}
        cases.append(kernel('StatelessMultinomial', inputs, {'output_dtype': 'int32'}, 2))
    return cases


def ramp(*shape):
    n = int(np.prod(shape))
    return T((((np.arange(n) * 7 + 3) % 23 - 11) / 16.0).astype('float32'), 'float32', list(shape))


def losses():
    """Values of both losses and their gradients to weights, biases and inputs, with candidates that a seed decides."""
    cases = []
    for fn, num_true, remove, own, parts, strategy in [
        ('nce_loss', 1, False, 'uniform', None, 'mod'), ('nce_loss', 2, True, 'uniform', None, 'mod'),
        ('nce_loss', 1, True, 'log_uniform', None, 'mod'), ('sampled_softmax_loss', 1, True, None, None, 'mod'),
        ('sampled_softmax_loss', 2, False, None, None, 'mod'), ('sampled_softmax_loss', 2, True, 'uniform', None, 'mod'),
        ('nce_loss', 2, True, 'uniform', [3, 3, 2, 2, 2], 'mod'), ('nce_loss', 1, False, 'uniform', [6, 6], 'div'),
        ('sampled_softmax_loss', 1, True, None, [3, 3, 2, 2, 2], 'div'),
        ('sampled_softmax_loss', 2, True, 'uniform', [4, 4, 4], 'mod'),
    ]:
        weights, biases, inputs = ramp(12, 3), ramp(12), ramp(4, 3)
        labels = T((np.arange(4 * num_true) * 5) % 12, 'int64', [4, num_true])
        with tf.Graph().as_default(), tf.Session() as session:
            w, b, x = [tf.constant(t.array) for t in (weights, biases, inputs)]
            in_parts = (tf.split(w, parts), tf.split(b, parts)) if parts else (w, b)
            y = tf.constant(labels.array)
            options = {'num_true': num_true, 'remove_accidental_hits': remove, 'partition_strategy': strategy}
            if own:
                sampler = getattr(tf.nn, own + '_candidate_sampler')
                options['sampled_values'] = sampler(y, num_true, 6, True, 12, seed=11)
            else:
                options['seed'] = 11
            loss = getattr(tf.nn, fn)(*in_parts, y, x, 6, 12, **options)
            gradients = [tf.convert_to_tensor(g) for g in tf.gradients(tf.reduce_sum(loss), [w, b, x])]
            runs = [[tensor_json(v) for v in session.run([loss, *gradients])] for _ in range(2)]
        cases.append({'fn': fn, 'numTrue': num_true, 'remove': remove, 'sampler': own, 'parts': parts, 'strategy': strategy,
                      'arguments': [arg_json(t) for t in (weights, biases, labels, inputs)], 'runs': runs})
    return cases


def sparse():
    cases = []
    for indices, shape, values, default in [
        (T([1, 3], 'int32'), [5], T([7.0, 8.0]), T(0.5)), (T(2, 'int32'), [4], T(9, 'int32'), T(-1, 'int32')),
        (T([[0, 1], [2, 0]], 'int64'), [3, 2], T([1, 2], 'int64'), T(0, 'int64')),
        (T([[0, 1], [2, 0]], 'int32'), [3, 2], T('a', 'string'), T('-', 'string')),
    ]:
        inputs = {'sparse_indices': indices, 'output_shape': T(shape, indices.dtype), 'sparse_values': values,
                  'default_value': default}
        cases.append(kernel('SparseToDense', inputs, {'validate_indices': True}, 1))
    inputs = {'sparse_indices': T([3, 1, 3], 'int32'), 'output_shape': T([4], 'int32'), 'sparse_values': T([1.0, 2.0, 3.0]),
              'default_value': T(0.0)}
    cases.append(kernel('SparseToDense', inputs, {'validate_indices': False}, 1))
    return cases


def make():
    write_json('sampling', {'kernels': candidates() + drawn() + gamma_gradients() + sparse(), 'losses': losses(),
                            'gammas': gamma_graphs()})
