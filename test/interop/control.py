"""Runs with TensorFlow the branches and loops that test/interop/control-write.ts wrote, and compares what it gives.

    node test/interop/control-write.ts FOLDER && python test/interop/control.py FOLDER

Needs tensorflow (2.x, in its version 1 mode).
"""

import base64
import json
import os
import sys

import numpy as np
import tensorflow as tf

sys.path.insert(0, os.path.dirname(__file__))
from arrays import from_wire

v1 = tf.compat.v1
v1.disable_v2_behavior()
v1.disable_control_flow_v2()

compared = 0
failed = 0
with open(os.path.join(sys.argv[1], "control.ndjson")) as lines:
    for line in lines:
        made = json.loads(line)
        definition = v1.GraphDef.FromString(base64.b64decode(made["graph"]))
        try:
            with tf.Graph().as_default(), v1.Session() as session:
                tf.import_graph_def(definition, name="")
                for run in made["runs"]:
                    session.run(made["initializer"])
                    feeds = {name: from_wire(value) for name, value in run["feeds"]}
                    for name, theirs, ours in zip(made["fetches"], session.run(made["fetches"], feeds), run["results"]):
                        np.testing.assert_allclose(from_wire(ours), theirs, rtol=1e-4, atol=1e-5, err_msg=name)
                        compared += 1
        except Exception as error:  # noqa: BLE001
            failed += 1
            print(f"FAILED {made['name']}: {str(error)[:2000]}")
print(f"{compared} tensors of branches and loops compared, {failed} graphs failed")
sys.exit(1 if failed or not compared else 0)
