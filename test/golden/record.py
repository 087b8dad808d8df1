"""Records one call of TensorFlow as a fixture case: arguments, outputs, gradients, and how exact they are.

The call is written once, in the vocabulary of our public API (camelCase names, one options object last); it is
translated to Python's names here, so that a fixture cannot disagree with the call that made it.
"""
import collections
import json
import os
import re

os.environ.setdefault('TF_CPP_MIN_LOG_LEVEL', '3')
os.environ.setdefault('TF_ENABLE_ONEDNN_OPTS', '0')

import numpy as np
import tensorflow.compat.v1 as tf

tf.disable_v2_behavior()
tf.logging.set_verbosity(tf.logging.FATAL)

FIXTURES = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'fixtures', 'golden')
FLOATS = ('float32', 'float64')
DEFAULT_RTOL = {'float32': 1e-5, 'float64': 1e-12}
DEFAULT_ATOL = {'float32': 1e-6, 'float64': 1e-12}


class T:
    """A tensor argument. constant=True: give it as a constant in every mode (its value decides a static shape)."""

    def __init__(self, values, dtype='float32', shape=None, constant=False):
        array = np.array(values, dtype=object if dtype == 'string' else dtype)
        self.array = array if shape is None else array.reshape(shape)
        self.dtype = dtype
        self.constant = constant

    def as_dtype(self, dtype):
        return T(self.array, dtype, constant=self.constant)


def ramp(shape, dtype='float32', scale=0.37, offset=-1.1, step=7, period=13):
    """Distinct looking, reproducible numbers: a scrambled ramp, no randomness."""
    n = int(np.prod(shape))
    values = ((np.arange(n) * step) % period + np.arange(n) / 17.0) * scale + offset
    if dtype not in FLOATS:
        values = np.floor(np.abs(values) * 10) if dtype == 'uint8' else np.round(values * 3)
    return T(values.astype(dtype), dtype, shape)


def snake(name):
    return re.sub(r'([A-Z])', lambda m: '_' + m.group(1).lower(), name)


def resolve(fn):
    target = tf
    for part in fn.split('.'):
        target = getattr(target, snake(part))
    return target


def number(value, dtype):
    """A JSON value for one element: shortest decimal that reads back as the same float."""
    if dtype == 'bool':
        return int(value)
    if dtype == 'int64':
        return str(int(value))
    if dtype == 'string':
        return value.decode('utf8') if isinstance(value, bytes) else str(value)
    if dtype in FLOATS:
        if np.isnan(value):
            return 'NaN'
        if np.isinf(value):
            return 'Infinity' if value > 0 else '-Infinity'
        short = float(str(np.float32(value))) if dtype == 'float32' else float(value)
        if short == int(short) and abs(short) < 2**53 and not (short == 0 and np.signbit(short)):
            return int(short)
        return short
    return int(value)


def tensor_json(array, dtype=None):
    if dtype is None:
        dtype = 'string' if array.dtype == object else array.dtype.name
    return {'dtype': dtype, 'shape': list(array.shape), 'data': [number(v, dtype) for v in array.reshape(-1)]}


def arg_json(value):
    if isinstance(value, T):
        node = {'tensor': tensor_json(value.array, value.dtype)}
        if value.constant:
            node['constant'] = True
        return node
    if isinstance(value, (list, tuple)):
        return [arg_json(v) for v in value]
    if isinstance(value, dict):
        return {k: arg_json(v) for k, v in value.items()}
    if isinstance(value, float) and not np.isfinite(value):
        return number(value, 'float64')
    return value


def map_tensors(value, f):
    if isinstance(value, T):
        return f(value)
    if isinstance(value, (list, tuple)):
        return [map_tensors(v, f) for v in value]
    if isinstance(value, dict):
        return {k: map_tensors(v, f) for k, v in value.items()}
    return value


def flatten(value):
    if value is None:
        return []
    if isinstance(value, (list, tuple)):
        return [leaf for v in value for leaf in flatten(v)]
    return [value]


def weights(shape):
    """Fixed cotangents, none of them zero and all exact in float32."""
    n = int(np.prod(shape))
    return (((np.arange(n) * 7 + 3) % 11 - 4.5) / 4).reshape(shape)


# shapes: what is known of the outputs' shapes before the run.
Run = collections.namedtuple('Run', 'values gradients cotangents shapes')


def build_and_run(call, args, options, mode, want_grad):
    """Builds the call in a fresh graph. mode: 'fed' (placeholders of known shape) or 'dynamic' (unknown sizes)."""
    with tf.Graph().as_default(), tf.Session() as session:
        feeds, inputs = {}, []

        def place(t):
            if t.constant:
                return tf.constant(t.array, t.dtype)
            shape = t.array.shape if mode == 'fed' else [None] * t.array.ndim
            node = tf.placeholder(t.dtype, shape)
            feeds[node] = t.array
            if t.dtype in FLOATS:
                inputs.append(node)
            return node

        py_args = map_tensors(args, place)
        py_options = {snake(k): map_tensors(v, place) for k, v in options.items()}
        outputs = [tf.convert_to_tensor(o) for o in flatten(call(*py_args, **py_options))]
        values = session.run(outputs, feeds)
        gradients, cotangents = None, None
        if want_grad and inputs and any(o.dtype.name in FLOATS for o in outputs):
            cotangents = [weights(v.shape) if o.dtype.name in FLOATS else None for o, v in zip(outputs, values)]
            total = [tf.reduce_sum(o * tf.constant(w, o.dtype)) for o, w in zip(outputs, cotangents) if w is not None]
            try:
                gs = tf.gradients(total, inputs)
                present = [tf.convert_to_tensor(g) for g in gs if g is not None]
                got = iter(session.run(present, feeds) if present else [])
                gradients = [None if g is None else next(got) for g in gs]
            except LookupError:
                cotangents = None
        shapes = [o.shape.as_list() if o.shape.rank is not None else None for o in outputs]
        return Run([np.asarray(v) for v in values], gradients, cotangents, shapes)


def needed_rtol(low, high):
    """How far TensorFlow's own float32 answer lies from its float64 answer, as a relative tolerance."""
    worst = 0.0
    for a, b in zip(low, high):
        if a is None or b is None or a.dtype != np.float32 or a.shape != b.shape:
            continue
        a, b = a.astype('float64').reshape(-1), b.astype('float64').reshape(-1)
        ok = np.isfinite(a) & np.isfinite(b)
        excess = np.abs(a - b)[ok] - DEFAULT_ATOL['float32']
        if excess.size:
            worst = max(worst, float(np.max(excess / np.maximum(np.abs(b[ok]), 1e-30))))
    return worst


class Family:
    def __init__(self, name):
        self.name = name
        self.cases = []
        self.names = set()

    def case(self, fn, *args, name=None, py=None, grad=True, error=None, rtol=None, atol=None, dynamic=True, **options):
        """Records one call. error: the pattern our message must match; TensorFlow must refuse the call too."""
        label = self.unique(fn, name, args)
        call = py or resolve(fn)
        entry = {'name': label, 'fn': fn, 'args': arg_json(list(args))}
        if options:
            entry['options'] = arg_json(options)
        if error is not None:
            try:
                build_and_run(call, args, options, 'fed', False)
            except (ValueError, TypeError, tf.errors.OpError):
                entry['error'] = error
                self.cases.append(entry)
                return
            raise AssertionError(f'{label}: TensorFlow accepts this call')
        run = build_and_run(call, args, options, 'fed', grad)
        entry['outputs'] = [tensor_json(v) for v in run.values]
        if run.shapes != [list(v.shape) for v in run.values]:
            entry['static_shapes'] = run.shapes
        if run.gradients is not None and run.cotangents is not None:
            entry['gradients'] = [None if g is None else tensor_json(g) for g in run.gradients]
            entry['ys_weights'] = [None if w is None else tensor_json(w, 'float64') for w in run.cotangents]
        if dynamic:
            shapes = self.shapes_when_dynamic(call, args, options, run.values)
            if shapes is not None:
                entry['dynamic_shapes'] = shapes
        tolerance = self.tolerance(label, call, args, options, run, grad)
        if rtol is not None:
            tolerance['rtol'] = rtol
        if atol is not None:
            tolerance['atol'] = atol
        if tolerance:
            entry['tolerance'] = tolerance
        self.cases.append(entry)

    def unique(self, fn, name, args):
        if name is None:
            tensors = []
            map_tensors(list(args), lambda t: tensors.append(f'{t.dtype}{list(t.array.shape)}'.replace(' ', '')))
            name = ' '.join(tensors) or 'plain'
        label, n = f'{fn} {name}', 2
        while label in self.names:
            label, n = f'{fn} {name} #{n}', n + 1
        self.names.add(label)
        return label

    def shapes_when_dynamic(self, call, args, options, values):
        """Static output shapes for inputs of unknown sizes; None where TensorFlow needs the sizes."""
        try:
            again = build_and_run(call, args, options, 'dynamic', False)
        except Exception:
            return None
        same = all(np.array_equal(a, b, equal_nan=a.dtype.name in FLOATS) for a, b in zip(again.values, values))
        return again.shapes if same else None

    def tolerance(self, label, call, args, options, run, grad):
        wide = lambda t: t.as_dtype('float64') if t.dtype == 'float32' else t
        has32 = []
        map_tensors([list(args), options], lambda t: has32.append(t.dtype == 'float32'))
        if not any(has32):
            return {}
        try:
            high = build_and_run(call, map_tensors(list(args), wide), map_tensors(options, wide), 'fed', grad)
        except Exception:
            return {}
        worst = needed_rtol(run.values, high.values)
        if run.gradients is not None and high.gradients is not None:
            worst = max(worst, needed_rtol(run.gradients, high.gradients))
        if worst > 1e-2:
            print(f'look at {label}: float32 and float64 differ by {worst:.2g}')
        return {'rtol': float(f'{4 * worst:.1g}')} if worst > 3e-6 else {}

    def write(self):
        write_json(self.name, {'cases': self.cases})


def write_json(name, document):
    """One list item a line, so that a changed case is a changed line."""
    os.makedirs(FIXTURES, exist_ok=True)
    path = os.path.join(FIXTURES, name + '.json')
    dump = lambda v: json.dumps(v, separators=(',', ':'), allow_nan=False)
    with open(path, 'w') as f:
        parts = []
        for key, value in document.items():
            if isinstance(value, list):
                parts.append(f'{dump(key)}: [\n' + ',\n'.join(dump(v) for v in value) + '\n]')
            else:
                parts.append(f'{dump(key)}: {dump(value)}')
        f.write('{\n' + ',\n'.join(parts) + '\n}\n')
    count = sum(len(v) for v in document.values() if isinstance(v, list))
    print(f'{name}.json: {count} entries, {os.path.getsize(path)} bytes')
