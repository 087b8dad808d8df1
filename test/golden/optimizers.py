"""Optimizers on a small problem, step by step: every variable after every step; and learning-rate schedules."""
import numpy as np

from record import snake, tensor_json, tf, write_json

STEPS = 5
X = np.array([[0.5, -1.0], [1.5, 2.0], [-0.5, 0.25], [2.0, -0.75]], 'float32')
Y = np.array([1.0, -2.0, 0.5, 3.0], 'float32')
W0, B0 = [0.3, -0.8], 0.1
EMBEDDING = (np.arange(8).reshape(4, 2) / 4 - 0.9).astype('float32')
INDICES = [1, 3, 1]

# class, positional arguments (AdagradDA takes the global step after them), options
OPTIMIZERS = [
    ('GradientDescentOptimizer', [0.1], {}),
    ('MomentumOptimizer', [0.1, 0.9], {}),
    ('MomentumOptimizer', [0.1, 0.9], {'useNesterov': True}),
    ('AdamOptimizer', [], {}),
    ('AdamOptimizer', [0.1], {'beta1': 0.8, 'beta2': 0.95, 'epsilon': 1e-4}),
    ('RMSPropOptimizer', [0.1], {}),
    ('RMSPropOptimizer', [0.1], {'decay': 0.8, 'momentum': 0.5, 'epsilon': 1e-3}),
    ('RMSPropOptimizer', [0.1], {'momentum': 0.3, 'centered': True}),
    ('AdagradOptimizer', [0.1], {}),
    ('AdagradOptimizer', [0.1], {'initialAccumulatorValue': 0.5}),
    ('AdadeltaOptimizer', [], {}),
    ('AdadeltaOptimizer', [1.0], {'rho': 0.9, 'epsilon': 1e-4}),
    ('FtrlOptimizer', [0.1], {}),
    ('FtrlOptimizer', [0.1], {'l1RegularizationStrength': 0.05, 'l2RegularizationStrength': 0.1}),
    ('FtrlOptimizer', [0.1], {'learningRatePower': -0.7, 'initialAccumulatorValue': 0.2}),
    ('FtrlOptimizer', [0.1], {'l2ShrinkageRegularizationStrength': 0.1}),
    ('ProximalGradientDescentOptimizer', [0.1], {'l1RegularizationStrength': 0.05, 'l2RegularizationStrength': 0.1}),
    ('ProximalGradientDescentOptimizer', [0.1], {}),
    ('ProximalAdagradOptimizer', [0.1], {'l1RegularizationStrength': 0.05, 'l2RegularizationStrength': 0.1}),
    ('ProximalAdagradOptimizer', [0.1], {}),
    ('AdagradDAOptimizer', [0.1], {'l1RegularizationStrength': 0.01, 'l2RegularizationStrength': 0.02}),
]


def dense():
    w = tf.Variable(W0, use_resource=False, name='w')
    b = tf.Variable(B0, use_resource=False, name='b')
    x, y = tf.constant(X, name='x'), tf.constant(Y, name='y')
    error = tf.subtract(tf.add(tf.reduce_sum(tf.multiply(x, w), axis=1), b), y)
    return tf.reduce_mean(tf.square(error), name='loss')


def sparse():
    table = tf.Variable(EMBEDDING, use_resource=False, name='table')
    rows = tf.gather(table, tf.constant(INDICES))
    return tf.reduce_sum(tf.square(tf.subtract(rows, 0.5)), name='loss')


PROBLEMS = {'dense': dense, 'sparse': sparse}


def optimizer_case(problem, cls, args, options):
    with tf.Graph().as_default() as graph, tf.Session() as session:
        loss = PROBLEMS[problem]()
        before = {op.name for op in graph.get_operations()}
        py_options = {snake(k): v for k, v in options.items()}
        step = None
        if cls == 'AdagradDAOptimizer':
            step = tf.train.get_or_create_global_step()
        positional = args if step is None else [*args, step]
        optimizer = getattr(tf.train, cls)(*positional, **py_options)
        train = optimizer.minimize(loss, global_step=step)
        variables = tf.global_variables()
        session.run(tf.global_variables_initializer())
        names = [v.op.name for v in variables]
        record = lambda: {n: tensor_json(np.asarray(v)) for n, v in zip(names, session.run(variables))}
        initial, history = record(), []
        for _ in range(STEPS):
            session.run(train)
            history.append(record())
        case = {'problem': problem, 'optimizer': cls, 'args': args, 'options': options, 'variables': names,
                'slotNames': optimizer.get_slot_names(), 'trainable': [v.op.name for v in tf.trainable_variables()],
                'initial': initial, 'steps': history, 'loss': tensor_json(np.asarray(session.run(loss)))}
        if problem == 'dense':
            case['operations'] = [[op.name, op.type] for op in graph.get_operations() if op.name not in before]
        return case


def optimizers():
    cases = [optimizer_case('dense', *o) for o in OPTIMIZERS]
    return cases + [optimizer_case('sparse', *o) for o in OPTIMIZERS]


def averages():
    cases = []
    for decay, num_updates, zero_debias in [(0.9, False, False), (0.9, True, False), (0.75, False, True)]:
        with tf.Graph().as_default(), tf.Session() as session:
            v = tf.Variable([1.0, -2.0], use_resource=False, name='v')
            step = tf.Variable(0, use_resource=False, name='step', trainable=False)
            change = tf.group(v.assign_add([0.5, 0.25]), step.assign_add(1))
            ema = tf.train.ExponentialMovingAverage(decay, step if num_updates else None, zero_debias=zero_debias)
            update = ema.apply([v])
            variables = tf.global_variables()
            session.run(tf.global_variables_initializer())
            names = [x.op.name for x in variables]
            history = []
            for _ in range(STEPS):
                session.run(change)
                session.run(update)
                history.append({n: tensor_json(np.asarray(x)) for n, x in zip(names, session.run(variables))})
            cases.append({'decay': decay, 'numUpdates': num_updates, 'zeroDebias': zero_debias, 'variables': names,
                          'averageName': ema.average_name(v), 'average': ema.average(v).op.name, 'steps': history})
    return cases


# function, arguments with the global step as 'step', options, steps to look at
SCHEDULES = [
    ('exponentialDecay', [0.1, 'step', 10, 0.5], {}), ('exponentialDecay', [0.1, 'step', 10, 0.5], {'staircase': True}),
    ('naturalExpDecay', [0.1, 'step', 10, 0.5], {}), ('naturalExpDecay', [0.1, 'step', 10, 0.5], {'staircase': True}),
    ('inverseTimeDecay', [0.1, 'step', 10, 0.5], {}), ('inverseTimeDecay', [0.1, 'step', 10, 0.5], {'staircase': True}),
    ('polynomialDecay', [0.1, 'step', 10], {}), ('polynomialDecay', [0.1, 'step', 10], {'endLearningRate': 0.01, 'power': 2.0}),
    ('polynomialDecay', [0.1, 'step', 10], {'endLearningRate': 0.01, 'power': 0.5, 'cycle': True}),
    ('piecewiseConstant', ['step', [3, 10], [1.0, 0.5, 0.1]], {}),
    ('cosineDecay', [0.1, 'step', 10], {}), ('cosineDecay', [0.1, 'step', 10], {'alpha': 0.2}),
    ('cosineDecayRestarts', [0.1, 'step', 5], {}), ('linearCosineDecay', [0.1, 'step', 10], {}),
]
AT_STEPS = [0, 1, 2, 3, 4, 5, 9, 10, 11, 15, 19, 20, 21, 30]


def schedules():
    cases = []
    for fn, args, options in SCHEDULES:
        with tf.Graph().as_default(), tf.Session() as session:
            step = tf.placeholder(tf.int32, [])
            rate = getattr(tf.train, snake(fn))(*[step if a == 'step' else a for a in args], **{snake(k): v for k, v in options.items()})
            values = [float(str(session.run(rate, {step: s}))) for s in AT_STEPS]
        cases.append({'fn': fn, 'args': args, 'options': options, 'steps': AT_STEPS, 'values': values})
    return cases


def make():
    problem = {'x': tensor_json(X), 'y': tensor_json(Y), 'w': W0, 'b': B0, 'table': tensor_json(EMBEDDING), 'indices': INDICES}
    write_json('optimizers', {'problem': problem, 'optimizers': optimizers(), 'averages': averages(), 'schedules': schedules()})
