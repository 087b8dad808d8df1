"""Runs in onnxruntime what test/interop/onnx-write.ts exported, and compares every output with what it is here.

    node test/interop/onnx-write.ts FOLDER [COUNT [SEED]] && python test/interop/onnx_run.py FOLDER

ONNX's own checker reads each file first, shapes included. Where an output differs, the operation that gives it is run
alone on the inputs that it had here: what differs then is a fault, and what does not is a difference within the tolerance
that an ill-conditioned formula amplified. Needs onnx and onnxruntime.
"""

import base64
import collections
import json
import os
import re
import sys

import numpy as np
import onnx
import onnxruntime

sys.path.insert(0, os.path.dirname(__file__))
from arrays import from_wire

onnxruntime.set_default_logger_severity(4)
folder = sys.argv[1]


def overflows(base, exponent):
    """Whether a power of integers is beyond their type."""
    if base.dtype.kind not in "iu":
        return False
    return (np.abs(base.astype(np.float64) ** exponent) > np.iinfo(base.dtype).max).any()


TOLERANCE = {np.dtype(np.float32): 2e-5, np.dtype(np.float64): 1e-11}
# Of numbers that are none and infinite ones onnxruntime makes something else: whether an operation's inputs, or its
# result here, have such.
DIFFERENT = {
    # The mean of nothing is 0 there.
    "Mean": lambda result, *inputs: np.isnan(result).any() and any(i.size == 0 for i in inputs),
    # The largest of a window, of which one is not a number.
    "MaxPool": lambda result, x: np.isnan(x).any(),
    # Places of extremes, and distinct values, where one is not a number.
    "ArgMax": lambda result, x, *axis: np.issubdtype(x.dtype, np.floating) and np.isnan(x).any(),
    "ArgMin": lambda result, x, *axis: np.issubdtype(x.dtype, np.floating) and np.isnan(x).any(),
    "Unique": lambda result, x: np.issubdtype(x.dtype, np.floating) and np.isnan(x).any(),
    "UniqueWithCounts": lambda result, x: np.issubdtype(x.dtype, np.floating) and np.isnan(x).any(),
    # What a sum with the divisor rounds to the divisor is 0 here, as in TensorFlow 1.
    "FloorMod": lambda result, *inputs: inputs[0].dtype.kind == "f" and (result == 0).any(),
    # Sums of infinite numbers, or of such as overflow on the way.
    "MatMul": lambda result, *inputs: not np.isfinite(result).all(),
    # The largest of all, of which one is not a number.
    "Max": lambda result, *inputs: np.isnan(result).any(),
    "Min": lambda result, *inputs: np.isnan(result).any(),
    # Infinity minus infinity, and rows with what is no number, are nothing here; a number there.
    "LogSoftmax": lambda result, x: not np.isfinite(x).all(),
    # The extremes of a segment, of which one is not a number.
    "UnsortedSegmentMax": lambda result, *inputs: np.isnan(result).any(),
    "UnsortedSegmentMin": lambda result, *inputs: np.isnan(result).any(),
    # Powers of integers beyond what their type holds: here the lowest bits of them, as in TensorFlow.
    "Pow": lambda result, *inputs: overflows(inputs[0], inputs[-1]),
    # Sums over all channels of an infinite number and its opposite.
    "LRN": lambda result, x: not np.isfinite(x).all(),
}
# Sums of what was computed in single precision, and rounds otherwise in another plan.
MIXED = {"AddN", "Cast"}

stats = collections.Counter()
compared = collections.Counter()
no_kernel = collections.Counter()
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = 1
options.inter_op_num_threads = 1


def difference(ours, theirs, looser=1):
    ours = np.asarray(ours)
    theirs = np.asarray(theirs)
    if ours.dtype == object:
        theirs = np.array([str(t).encode() for t in theirs.ravel()], dtype=object).reshape(theirs.shape)
    if ours.shape != theirs.shape or ours.dtype != theirs.dtype:
        return f"{ours.dtype}{list(ours.shape)}, onnxruntime {theirs.dtype}{list(theirs.shape)}"
    same = ours == theirs
    if ours.dtype in TOLERANCE:
        tolerance = TOLERANCE[ours.dtype] * looser
        largest = np.abs(ours[np.isfinite(ours)]).max(initial=1)
        with np.errstate(all="ignore"):
            close = np.abs(ours - theirs) <= tolerance * (0.1 * largest + np.abs(theirs))
        same = same | (np.isnan(ours) & np.isnan(theirs)) | (close & np.isfinite(theirs))
    if np.all(same):
        return None
    at = np.argwhere(~same)[0]
    return f"element {at.tolist()} is {ours[tuple(at)]!r}, onnxruntime {theirs[tuple(at)]!r} ({(~same).sum()} differ)"


class Model:
    """One line of the file."""

    def __init__(self, line):
        self.line = line
        self.name = line["name"]
        self.problems = []
        data = base64.b64decode(line["model"]) if "model" in line else open(line["path"], "rb").read()
        self.proto = onnx.load_from_string(data)
        onnx.checker.check_model(self.proto, full_check=True)
        self.feeds = {name: feed(from_wire(array)) for name, array in line["feeds"]}
        self.values = {o["name"]: from_wire(o["result"]) for o in line["outputs"]}
        self.values.update({name: from_wire(array) for name, array in line["feeds"]})

    def check(self):
        outputs = self.run()
        for output in self.line["outputs"]:
            if output["name"] not in outputs:
                continue
            text = difference(self.values[output["name"]], outputs[output["name"]])
            if output["live"]:
                compared[output["type"]] += 1
            stats["outputs"] += 1
            if text is None:
                continue
            local = self.alone(output, text)
            if local is None:
                stats["amplified"] += 1
            else:
                self.problems.append(f"{output['type']} {output['name']}: {local}")

    def run(self):
        """The outputs that onnxruntime can compute, by name."""
        while True:
            if not self.proto.graph.output:
                return {}
            try:
                session = onnxruntime.InferenceSession(self.proto.SerializeToString(), options, providers=["CPUExecutionProvider"])
                break
            except Exception as error:
                found = re.search(r"Could not find an implementation for (\w+)\(\d+\) node with name '([^']*)'", str(error))
                if not found:
                    raise
                self.leave_out(found[2], no_kernel)
        try:
            wanted = {i.name for i in session.get_inputs()}
            names = [o.name for o in session.get_outputs()]
            return dict(zip(names, session.run(names, {k: v for k, v in self.feeds.items() if k in wanted})))
        except Exception as error:
            found = re.search(r"while running (\w+) node. Name:'([^']*)'", str(error))
            if not found:
                raise
            self.problems.append(f"onnxruntime refuses: {str(error)[:300]}")
            self.leave_out(found[2], collections.Counter())
            return self.run()

    def leave_out(self, name, counter):
        graph = self.proto.graph
        [node] = [n for n in graph.node if n.name == name]
        counter[f"{node.op_type} {self.type_of(node)}"] += 1
        gone = set()
        kept = []
        for each in graph.node:
            if each.name == name or any(i in gone for i in each.input):
                gone.update(each.output)
            else:
                kept.append(each)
        del graph.node[:]
        graph.node.extend(kept)
        outputs = [o for o in graph.output if o.name not in gone]
        del graph.output[:]
        graph.output.extend(outputs)

    def type_of(self, node):
        inferred = onnx.shape_inference.infer_shapes(self.proto).graph
        types = {v.name: v.type.tensor_type.elem_type for v in [*inferred.value_info, *inferred.input, *inferred.output]}
        types.update({t.name: t.data_type for t in inferred.initializer})
        of = types.get(node.input[0])
        return onnx.TensorProto.DataType.Name(of).lower() if of else "?"

    def alone(self, output, text):
        """What is left where the operation has the inputs that it had here; `text` where that cannot be had."""
        if "alone" not in output:
            return text
        model = onnx.load_from_string(base64.b64decode(output["alone"]["model"]))
        feeds = {name: feed(self.values[name]) for name in output["alone"]["inputs"]}
        session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
        given = {i.name: feeds[i.name] for i in session.get_inputs()}
        theirs = session.run(None, given)[0]
        ours = self.values[output["name"]]
        exempt = DIFFERENT.get(output["type"])
        if exempt and exempt(ours, *given.values()):
            return None
        text = difference(ours, theirs, 1e6 if output["type"] in MIXED and ours.dtype == np.float64 else 1)
        return text and f"{text} of {', '.join(short(v) for v in given.values())}"


def feed(array):
    if array.dtype == object:
        return np.array([item.decode() for item in array.ravel()], dtype=object).reshape(array.shape)
    return array


def short(array):
    text = np.array2string(np.asarray(array), threshold=40, edgeitems=4, precision=9).replace("\n", "")
    return f"{array.dtype}{list(array.shape)}{text[:200]}"


def main():
    failed = 0
    with open(os.path.join(folder, "models.ndjson")) as file:
        types = json.loads(next(file))["types"]
        for text in file:
            line = json.loads(text)
            model = None
            try:
                model = Model(line)
                model.check()
                problems = model.problems
            except Exception as error:
                if os.environ.get("VERBOSE"):
                    raise
                problems = [*(model.problems if model else []), f"{type(error).__name__}: {str(error)[:400]}"]
            stats["models"] += 1
            if problems:
                failed += 1
                print(f"FAILED {line['name']}")
                for problem in problems[:3]:
                    print(f"  {problem}")
    stats["operation types"] = len(compared)
    print(dict(stats), f"{failed} failed")
    if no_kernel:
        print("no kernel in onnxruntime:", ", ".join(f"{k} ({n})" for k, n in sorted(no_kernel.items())))
    missing = [each for each in types if each not in compared]
    if missing:
        print(f"No model has {', '.join(missing)}.")
    return 1 if failed or missing else 0


if __name__ == "__main__":
    sys.exit(main())
