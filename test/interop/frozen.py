"""Runs in TensorFlow the frozen graphs of test/interop/frozen-write.ts, and compares what they give.

node test/interop/frozen-write.ts FOLDER && python test/interop/frozen.py FOLDER
"""

import json
import os
import sys

import numpy as np
import tensorflow as tf

sys.path.insert(0, os.path.dirname(__file__))
from arrays import from_wire

v1 = tf.compat.v1
v1.disable_v2_behavior()
failed = runs = 0

with open(os.path.join(sys.argv[1], "frozen.ndjson")) as file:
    for text in file:
        line = json.loads(text)
        graph_def = v1.GraphDef.FromString(open(line["path"], "rb").read())
        variables = [node.name for node in graph_def.node if node.op == "VariableV2"]
        with tf.Graph().as_default(), v1.Session() as session:
            tf.import_graph_def(graph_def, name="")
            names = [name for name, _ in line["outputs"]]
            theirs = session.run(names, {name: from_wire(array) for name, array in line["feeds"]})
        same = all(np.allclose(from_wire(ours), t, 2e-5, 2e-6) for (_, ours), t in zip(line["outputs"], theirs))
        runs += 1
        if variables or not same:
            failed += 1
            print(f"FAILED {line['path']}: {variables or 'other numbers'}")

print(f"{runs} runs of frozen graphs, {failed} failed")
sys.exit(1 if failed or not runs else 0)
