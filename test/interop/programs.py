"""Trains with TensorFlow what test/interop/programs-write.ts trained: the same models spelt here, and those that it wrote.
The losses of all steps must be the same. Then writes its own MetaGraphs, checkpoints and frozen networks, for
test/interop/programs-read.ts to run:

    node test/interop/programs-write.ts FOLDER && python test/interop/programs.py FOLDER &&
        node test/interop/programs-read.ts FOLDER

Needs tensorflow (2.x, in its version 1 mode).
"""

import json
import os
import sys

import numpy as np
import tensorflow as tf

sys.path.insert(0, os.path.dirname(__file__))
from whole_programs import MODELS

v1 = tf.compat.v1
v1.disable_v2_behavior()
v1.disable_control_flow_v2()
folder = sys.argv[1]


def path(name):
    return os.path.join(folder, name)


def losses(session, loss, train, arrays, batch, steps):
    curve = []
    for step in steps:
        rows = slice(step * batch, (step + 1) * batch)
        feeds = {"x:0": arrays["x"][rows], "labels:0": arrays["labels"][rows], "keep_prob:0": 0.5}
        curve.append(float(session.run([loss, train], feeds)[0]))
    return curve


def same(found, wanted, what):
    """To rounding, which grows from step to step."""
    difference = np.abs(np.subtract(found, wanted)) / np.abs(wanted)
    print(f"ok {what}: {len(wanted)} losses differ by {difference.max():.1e} at most")
    np.testing.assert_allclose(found, wanted, rtol=1e-3, err_msg=what)
    np.testing.assert_allclose(found[:10], wanted[:10], rtol=2e-5, err_msg=what)


os.makedirs(path("theirs"), exist_ok=True)
for name, build in MODELS.items():
    with open(path(f"{name}.json")) as file:
        ours = json.load(file)
    arrays, batch, count = np.load(path(f"{name}.npz")), ours["batch"], ours["steps"]
    arrays = {key: arrays[key] for key in ("x", "labels")}
    half = count // 2

    with tf.Graph().as_default(), v1.Session() as session:
        loss, add_training = build()
        v1.add_to_collection("loss", loss)
        v1.train.export_meta_graph(path(f"theirs/{name}.untrained.meta"))
        train = add_training()
        v1.add_to_collection("train_op", train)
        saver = v1.train.Saver()
        session.run(v1.global_variables_initializer())
        curve = losses(session, loss, train, arrays, batch, range(half))
        saver.save(session, path(f"theirs/{name}.ckpt"))
        curve += losses(session, loss, train, arrays, batch, range(half, count))
        same(ours["losses"], curve, f"{name}, spelt twice")
    with tf.Graph().as_default(), v1.Session() as session:
        saver = v1.train.import_meta_graph(path(f"{name}.ckpt.meta"))
        loss, train = v1.get_collection("loss")[0], v1.get_collection("train_op")[0]
        saver.restore(session, path(f"{name}.ckpt"))
        same(
            ours["continued"],
            losses(session, loss, train, arrays, batch, range(half, count)),
            f"{name}, written there and continued in TensorFlow",
        )
    if name == "recurrent":
        # Gradients through a loop and its branches that were built there.
        with tf.Graph().as_default(), v1.Session() as session:
            v1.train.import_meta_graph(path(f"{name}.untrained.meta"))
            loss = v1.get_collection("loss")[0]
            train = v1.train.AdagradOptimizer(0.1).minimize(loss)
            session.run(v1.global_variables_initializer())
            found = losses(session, loss, train, arrays, batch, range(count))
            same(ours["losses"], found, f"{name}, written there and differentiated in TensorFlow")
    with tf.Graph().as_default(), v1.Session() as session:
        saver = v1.train.import_meta_graph(path(f"theirs/{name}.ckpt.meta"))
        saver.restore(session, path(f"theirs/{name}.ckpt"))
        loss, train = v1.get_collection("loss")[0], v1.get_collection("train_op")[0]
        continued = losses(session, loss, train, arrays, batch, range(half, count))
    # The same with variables as Keras makes them: what reads and updates them are other operations.
    v1.enable_resource_variables()
    with tf.Graph().as_default(), v1.Session() as session:
        loss, add_training = build()
        v1.add_to_collection("loss", loss)
        v1.add_to_collection("train_op", add_training())
        saver = v1.train.Saver()
        session.run(v1.global_variables_initializer())
        resource_curve = losses(session, loss, v1.get_collection("train_op")[0], arrays, batch, range(half))
        same(resource_curve, curve[:half], f"{name}, with resource variables")
        saver.save(session, path(f"theirs/{name}-resource.ckpt"))
    v1.disable_resource_variables()
    with open(path(f"theirs/{name}.json"), "w") as file:
        json.dump({"batch": batch, "steps": count, "losses": curve, "continued": continued}, file)
