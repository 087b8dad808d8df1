"""Runs in TensorFlow the random graphs that test/interop/graphs-write.ts ran here, and compares everything fetched.

    node test/interop/graphs-write.ts FOLDER [COUNT [SEED]] && python test/interop/graphs.py FOLDER

Of a graph that disagrees, the operations at fault are named: those that differ from TensorFlow's even where
TensorFlow computes them from the inputs that we had. Values that differ only because an ill-conditioned formula
amplified a difference within the tolerance are counted. Needs tensorflow (2.x, in its version 1 mode).
"""

import base64
import collections
import functools
import json
import os
import sys

# The plain kernels: the others are neither deterministic nor careful with empty arrays.
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"

import numpy as np
import tensorflow as tf
from tensorflow.python.framework import kernels, op_def_registry

sys.path.insert(0, os.path.dirname(__file__))
from arrays import from_wire
from summaries import summary_difference

v1 = tf.compat.v1
v1.disable_v2_behavior()
folder = sys.argv[1]

TOLERANCE = {np.dtype(np.float32): 2e-5, np.dtype(np.float64): 1e-11}
# What they give is one sum or product of many numbers: the error is relative to the largest of them.
SUMMING = {
    "CropAndResizeGradBoxes",
    "Sum", "Mean", "MatMul", "BatchMatMul", "BatchMatMulV2", "Conv2D", "Conv2DBackpropInput", "Conv2DBackpropFilter",
    "DepthwiseConv2dNative", "DepthwiseConv2dNativeBackpropInput", "DepthwiseConv2dNativeBackpropFilter", "Cumsum",
    "AddN", "AccumulateNV2", "AvgPool", "AvgPoolGrad", "BiasAddGrad", "UnsortedSegmentSum", "ScatterNd", "LRNGrad",
    "SoftmaxCrossEntropyWithLogits", "UnsortedSegmentProd", "SegmentSum", "SegmentMean", "SegmentProd",
    "FusedBatchNormGradV3",
}  # fmt: skip
# In double precision, what they give is computed in single precision all the same.
SINGLE = {"ResizeBilinearGrad", "ResizeBicubicGrad", "CropAndResizeGradImage"}
# Drawn alike to the last bit, as integers are anyway; normal numbers, which come through logarithms and sines, to one
# rounding.
DRAWN = {
    "RandomUniform": 0, "RandomStandardNormal": 1, "TruncatedNormal": 1, "RandomGamma": 8, "RandomPoissonV2": 0,
    "StatelessRandomUniform": 0, "StatelessRandomNormal": 4, "StatelessTruncatedNormal": 4,
}  # fmt: skip
# Where our answer is another on purpose: elements of the outputs, from the inputs.
DELIBERATE = {
    # What does not pass is 0, as on TensorFlow's graphics processors; its other kernel multiplies by 0, and NaN comes out.
    "ReluGrad": lambda gradients, features: ~np.isfinite(gradients),
    "Relu6Grad": lambda gradients, features: ~np.isfinite(gradients),
    # Not-a-number is the largest of all; TensorFlow's order depends on where it stands.
    "TopKV2": lambda x, k: np.any(np.isnan(x), -1, keepdims=True),
    # Likewise the extremes of a segment, and the largest of a window.
    "SegmentMax": lambda x, ids: np.isnan(x).any(),
    "SegmentMin": lambda x, ids: np.isnan(x).any(),
    "UnsortedSegmentMax": lambda x, ids, count: np.isnan(x).any(),
    "UnsortedSegmentMin": lambda x, ids, count: np.isnan(x).any(),
    "MaxPool": lambda x: np.isnan(x).any(),
    "MaxPoolGrad": lambda x, y, gradient: np.isnan(x).any(),
    # An infinite maximum has the gradient as any other has; in TensorFlow it goes nowhere.
    "MaxPool3DGrad": lambda x, y, gradient: ~np.isfinite(x).all(),
    # Numbers outside the image count as 0, and TensorFlow multiplies them.
    "Conv2D": lambda x, w: ~np.isfinite(x).all() | ~np.isfinite(w).all(),
    "Conv2DBackpropInput": lambda sizes, w, dy: ~np.isfinite(dy).all() | ~np.isfinite(w).all(),
    "Conv2DBackpropFilter": lambda x, sizes, dy: ~np.isfinite(x).all() | ~np.isfinite(dy).all(),
    # Sums over all channels with factors that are mostly 0, of which one is NaN; ours are over the window.
    "LRN": lambda x: ~np.isfinite(x).all(),
    "LRNGrad": lambda gradients, x, y: ~np.isfinite(x).all(),
    # As in 1.15, what a sum with the divisor rounds to the divisor is 0.
    "FloorMod": lambda x, y: np.abs(x) < 1e-20,
    # At the pole: -infinity, as its limit from the right.
    "Digamma": lambda x: x == 0,
    # -1 and 1; TensorFlow's rational function of a double divides infinities.
    "Erf": lambda x: np.isinf(x),
    # Far to the left the sum is not attempted.
    "Zeta": lambda x, q: q < -4,
    "Polygamma": lambda a, x: ((x < -4) & (a == a)) | ((a == 0) & (x == 0)),
}


def difference(ours, theirs, largest=1.0, tolerance=None):
    """Why two arrays are not the same, or None. `largest`: the magnitude that errors are relative to, at least."""
    ours = np.asarray(ours)
    # A string of rank 0 comes as bytes.
    theirs = np.asarray(theirs, dtype=object if ours.dtype == object else None)
    if ours.shape != theirs.shape or ours.dtype != theirs.dtype:
        return f"{ours.dtype}{list(ours.shape)}, TensorFlow {theirs.dtype}{list(theirs.shape)}"
    if ours.dtype not in TOLERANCE:
        if ours.dtype == object and ours.size and all(map(summary_like, theirs.ravel())):
            found = [summary_difference(a, b) for a, b in zip(ours.ravel(), theirs.ravel())]
            return next((text for text in found if text), None)
        same = ours == theirs
    else:
        tolerance = tolerance or TOLERANCE[ours.dtype]
        with np.errstate(all="ignore"):
            close = np.abs(ours - theirs) <= tolerance * (0.1 * largest + np.abs(theirs))
        same = (ours == theirs) | (np.isnan(ours) & np.isnan(theirs)) | (close & np.isfinite(theirs))
    if np.all(same):
        return None
    at = np.argwhere(~same)[0]
    return f"element {at.tolist()} is {ours[tuple(at)]!r}, TensorFlow {theirs[tuple(at)]!r} ({(~same).sum()} differ)"


def drawn_alike(ours, theirs, roundings):
    if ours.shape != theirs.shape:
        return False
    close = np.abs(ours - theirs) <= roundings * np.spacing(np.maximum(np.abs(theirs), 1))
    return bool(np.all(close))


def summary_like(value):
    return len(value) > 3 and value[:1] == b"\n" and b"\n" in value[1:4]


class Graph:
    """One graph of the file, imported."""

    def __init__(self, line):
        self.program = json.loads(line)
        self.name = self.program["name"]
        self.graph_def = v1.GraphDef.FromString(base64.b64decode(self.program["graph"]))
        self.feeds = {name: from_wire(array) for name, array in self.program["feeds"]}
        self.problems = []
        self.amplified = 0
        # False once a part of it could not run.
        self.compared = True
        self.graph = tf.Graph()
        with self.graph.as_default():
            tf.import_graph_def(self.graph_def, name="")
        self.static = self.static_shapes()
        self.missing = self.without_kernel()

    def static_shapes(self):
        shapes = {}
        for node in self.graph_def.node:
            for i, shape in enumerate(node.attr["_output_shapes"].list.shape):
                name = f"{node.name}:{i}"
                shapes[name] = tf.TensorShape(shape)
                theirs = self.graph.get_tensor_by_name(name).shape
                if not theirs.is_compatible_with(shapes[name]):
                    self.problems.append(f"{name} ({node.op}) has static shape {shapes[name]}, TensorFlow {theirs}")
        return shapes

    def without_kernel(self):
        """Operations that TensorFlow has no processor kernel of for their types, and what depends on them."""
        operations = self.graph.get_operations()
        missing = {op for op in operations if not has_kernel(op)}
        for op in missing:
            unsupported[f"{op.type} {','.join(sorted({t.dtype.name for t in [*op.inputs, *op.outputs]}))}"] += 1
        # Not in order of what depends on what.
        before = -1
        while before < len(missing):
            before = len(missing)
            for op in operations:
                if any(t.op in missing for t in op.inputs) or any(o in missing for o in op.control_inputs):
                    missing.add(op)
        return missing

    def session(self):
        return v1.Session(graph=self.graph, config=CONFIG)

    def check(self):
        with self.session() as session:
            for i, phase in enumerate(self.program["phases"]):
                self.check_phase(session, phase, f"run {i}")
        if "ends" in self.program and not self.problems:
            self.check_ends()
        if "gradients" in self.program and not self.problems:
            self.check_gradients()

    def check_phase(self, session, phase, label):
        wanted = [
            (name, from_wire(array))
            for name, array in zip(phase["fetches"], phase["results"])
            if self.graph.get_tensor_by_name(name).op not in self.missing
        ]
        names = [name for name, _ in wanted]
        targets = [self.graph.get_operation_by_name(name) for name in phase["targets"]]
        if any(op in self.missing for op in targets):
            self.compared = False
            return
        try:
            theirs = session.run([names, targets], self.feeds)[0]
        except tf.errors.OpError as error:
            self.problems.append(f"{label}: TensorFlow refuses: {error.message[:600]}")
            return
        ours = dict(wanted)
        self.ours, self.theirs = ours, dict(zip(names, theirs))
        for name, value in zip(names, theirs):
            if not self.static[name].is_compatible_with(np.shape(value)):
                self.problems.append(f"{label}: {name} has static shape {self.static[name]}, is {np.shape(value)}")
            tensor = self.graph.get_tensor_by_name(name)
            if tensor.op.type in DRAWN and not drawn_alike(ours[name], value, DRAWN[tensor.op.type]):
                self.problems.append(f"{label}: {describe(tensor, ours)}: {short(ours[name])}, TensorFlow {short(value)}")
            text = difference(ours[name], value)
            if text is None:
                continue
            text = self.local_difference(tensor, ours, text)
            if text is None:
                self.amplified += 1
            else:
                self.problems.append(f"{label}: {describe(tensor, ours)}: {text}")

    def local_difference(self, tensor, ours, text):
        """What is left where TensorFlow has our inputs; the first difference where it cannot have them."""
        op = tensor.op
        # What a loop or a list hands out went through many operations, of which none can be fetched.
        if op.type == "Exit" or op.type.startswith("TensorArray"):
            return difference(ours[tensor.name], self.theirs[tensor.name], 10, TOLERANCE[np.dtype(np.float32)])
        if not op.inputs or any(t.name not in ours or t.dtype._is_ref_dtype for t in op.inputs):
            return text
        inputs = [ours[t.name] for t in op.inputs]
        # What it only waits for may need the others.
        feeds = {**self.feeds, **{t.name: value for t, value in zip(op.inputs, inputs)}}
        with self.session() as session:
            theirs = session.run(tensor, feeds)
        largest = 1.0
        if op.type in SUMMING:
            finite = [np.abs(a[np.isfinite(a)].astype(float)).max(initial=1) for a in inputs if a.dtype.kind in "fi"]
            largest = np.prod(finite) if "Mat" in op.type or "Conv" in op.type else max(finite, default=1)
        value = ours[tensor.name]
        if op.type in DELIBERATE:
            chosen = np.broadcast_to(DELIBERATE[op.type](*inputs), value.shape)
            value = np.where(chosen, theirs, value)
        return difference(value, theirs, 10 * largest, TOLERANCE[np.dtype(np.float32)] if op.type in SINGLE else None)

    def check_ends(self):
        """The same where only the ends are fetched, and what lies between need not come about."""
        ends = self.program["ends"]
        for name, array in zip(ends["fetches"], ends["results"]):
            if name not in self.theirs:
                continue
            value = from_wire(array)
            if difference(value, self.theirs[name]) and difference(value, self.ours[name]):
                text = difference(value, self.ours[name])
                tensor = self.graph.get_tensor_by_name(name)
                if self.ill_conditioned(name, value):
                    self.amplified += 1
                    continue
                self.problems.append(f"fetched alone, {describe(tensor, self.ours)}: {text}, fetched with all others")

    def ill_conditioned(self, name, value):
        """Whether TensorFlow's own value moves as far as ours is off when its feeds move by a rounding error."""
        moved = {k: v * (1 + 3e-7 if v.dtype == np.float32 else 1) if v.dtype in TOLERANCE else v for k, v in self.feeds.items()}
        with self.session() as session:
            theirs = session.run(name, {k: v.astype(self.feeds[k].dtype) for k, v in moved.items()})
        if theirs.shape != value.shape or theirs.dtype not in TOLERANCE:
            return theirs.shape != value.shape or bool(np.any(theirs != value))
        with np.errstate(all="ignore"):
            off = np.nanmax(np.abs(value - self.theirs[name]), initial=0)
            return bool(off <= 100 * np.nanmax(np.abs(theirs - self.theirs[name]), initial=0))

    def check_gradients(self):
        """TensorFlow's own gradients of the same loss."""
        found = self.program["gradients"]
        loss = self.graph.get_tensor_by_name(found["loss"])
        if loss.op in self.missing:
            return
        xs = [self.graph.get_tensor_by_name(x) for x, _ in found["of"]]
        with self.graph.as_default(), v1.Session(config=CONFIG) as session:
            try:
                theirs = v1.gradients(loss, xs)
            except TypeError:
                # Some of TensorFlow's gradients do not take axes of int64.
                stats["gradients TensorFlow lacks"] += 1
                return
            except LookupError as error:
                self.problems.append(f"TensorFlow has no gradient: {error}")
                return
            values = iter(session.run([g for g in theirs if g is not None], self.feeds))
        for x, ours, gradient in zip(xs, [g for _, g in found["of"]], theirs):
            # TensorFlow fills in zeros for the other outputs of an operation, and gives these to who asks for them.
            filled = gradient is not None and getattr(gradient, "op", None) and gradient.op.type == "ZerosLike"
            if (ours is None) != (gradient is None) and not filled:
                self.problems.append(f"gradient to {x.name}: ours is {ours}, TensorFlow's {gradient}")
            value = next(values) if gradient is not None else None
            if ours is None or value is None or ours not in self.ours:
                continue
            if hasattr(value, "indices"):
                value = densify(value)
            stats["gradients"] += 1
            text = difference(self.ours[ours], value, 100 * np.abs(value[np.isfinite(value)]).max(initial=1))
            if text and not self.amplified:
                self.problems.append(f"gradient {ours} to {x.name} ({x.op.type} for {[c.type for c in x.consumers()]}): {text}")
            elif text:
                self.amplified += 1


def densify(slices):
    dense = np.zeros(slices.dense_shape, slices.values.dtype)
    np.add.at(dense, slices.indices, slices.values)
    return dense


def describe(tensor, ours):
    """The smallest graph that shows a fault: one operation, its attributes and its inputs."""
    op = tensor.op
    attributes = {key: op.get_attr(key) for key in op.node_def.attr if not key.startswith("_") and key != "value"}
    inputs = [f"{t.name}={short(ours[t.name])}" if t.name in ours else t.name for t in op.inputs]
    return f"{op.type} {tensor.name} of {', '.join(inputs)} {' '.join(str(attributes).split())}"


def short(array):
    text = np.array2string(np.asarray(array), threshold=40, edgeitems=4, precision=9).replace("\n", "")
    return f"{array.dtype}{list(array.shape)}{text[:300]}"


def has_kernel(op):
    """Whether a processor kernel takes the operation's types."""
    types = {key: value.type for key, value in op.node_def.attr.items() if value.HasField("type")}
    found = constraints_of(op.type)
    return op.type == "AccumulateNV2" or any(all(types[k] in allowed for k, allowed in c.items() if k in types) for c in found)


@functools.cache
def constraints_of(type):
    """For each processor kernel, the types that it takes by attribute."""
    return [
        {c.name: list(c.allowed_values.list.type) for c in kernel.constraint}
        for kernel in kernels.get_registered_kernels_for_op(type).kernel
        if kernel.device_type in ("CPU", "DEFAULT") and kernel.label == ""
    ]


unsupported = collections.Counter()
stats = collections.Counter()
CONFIG = v1.ConfigProto(intra_op_parallelism_threads=1, inter_op_parallelism_threads=1)
# What has no kernel and is not fetched need not be placed.
CONFIG.graph_options.place_pruned_graph = True
CONFIG.graph_options.optimizer_options.opt_level = -1
CONFIG.graph_options.rewrite_options.disable_meta_optimizer = True


class Conformity:
    """In how many graphs each type of operation agreed, by element type; what of it TensorFlow lacks."""

    def __init__(self):
        with open(os.path.join(folder, "rows.json")) as file:
            self.rows = {row["type"]: row for row in json.load(file)}
        self.agreed = collections.Counter()

    def add(self, graph):
        if not graph.compared:
            return
        cells = set()
        # Gradients that TensorFlow has added meanwhile are its own.
        ours = {node.name for node in graph.graph_def.node}
        for op in graph.graph.get_operations():
            if op.name not in ours or op in graph.missing or op.type not in self.rows:
                continue
            row = self.rows[op.type]
            value = op.get_attr(row["attribute"]) if "attribute" in row else row["types"]
            names = [t if isinstance(t, str) else type_name(t) for t in (value if isinstance(value, list) else [value])]
            cells.update(f"{op.type} {name}" for name in names or ["none"])
        self.agreed.update(cells)

    def lacks(self):
        found = {}
        for type, row in self.rows.items():
            definition = op_def_registry.get(type)
            for name in row["types"]:
                reason = lack_of(definition, row.get("attribute"), name)
                if reason:
                    found[f"{type} {name}"] = reason
        return found

    def write(self, graphs):
        evidence = {
            "version": tf.__version__,
            "graphs": graphs,
            "agreed": dict(sorted(self.agreed.items())),
            "lacks": dict(sorted(self.lacks().items())),
        }
        with open(os.path.join(folder, "conformity.json"), "w") as file:
            json.dump(evidence, file, indent=2)
            file.write("\n")


def type_name(dtype):
    return tf.as_dtype(dtype).base_dtype.name


def lack_of(definition, attribute, name):
    """Why TensorFlow cannot run an operation on a type: it has no such operation, type or processor kernel."""
    if definition is None:
        return "operation"
    enum = tf.as_dtype(name).as_datatype_enum
    spec = next((a for a in definition.attr if a.name == attribute), None)
    if spec is not None and spec.allowed_values.list.type and enum not in spec.allowed_values.list.type:
        return "type"
    if spec is None or spec.type != "type":
        return None
    found = constraints_of(definition.name)
    # Some are taken apart before they run.
    fits = not found or any(enum in kernel.get(attribute, [enum]) for kernel in found)
    return None if fits else "kernel"


def main():
    failed = 0
    conformity = Conformity()
    with open(os.path.join(folder, "graphs.ndjson")) as file:
        for line in file:
            graph = None
            try:
                graph = Graph(line)
                graph.check()
                problems = graph.problems
            except Exception as error:
                if os.environ.get("VERBOSE"):
                    raise
                problems = [f"{type(error).__name__}: {str(error)[:400]}"]
            if graph and not problems:
                conformity.add(graph)
            stats["graphs"] += 1
            stats["operations"] += len(graph.graph_def.node) if graph else 0
            stats["amplified"] += graph.amplified if graph else 0
            if problems:
                failed += 1
                print(f"FAILED {json.loads(line)['name']}")
                for problem in problems[:3]:
                    print(f"  {problem}")
    conformity.write(stats["graphs"])
    print(dict(stats), f"{failed} failed")
    if unsupported:
        print("no kernel in TensorFlow:", ", ".join(f"{k} ({n})" for k, n in sorted(unsupported.items())))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
