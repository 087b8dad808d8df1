"""Reads with TensorFlow and TensorBoard what test/interop/model-write.ts wrote, trains on from it, and writes a model of
TensorFlow's own, for test/interop/model-read.ts to read:

    node test/interop/model-write.ts FOLDER && python test/interop/model.py FOLDER && node test/interop/model-read.ts FOLDER

Needs tensorflow (2.x, in its version 1 mode) and tensorboard.
"""

import json
import os
import sys

import numpy as np
import tensorflow as tf
from google.protobuf import text_format
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

v1 = tf.compat.v1
v1.disable_v2_behavior()
folder = sys.argv[1]
with open(os.path.join(folder, "expected.json")) as file:
    expected = json.load(file)
FEEDS = {"x:0": expected["xs"], "labels:0": expected["ys"]}


def path(name):
    return os.path.join(folder, name)


def close(found, wanted):
    np.testing.assert_allclose(found, wanted, rtol=2e-5, atol=1e-6)


def our_checkpoint_and_meta_graph():
    with tf.Graph().as_default(), v1.Session() as session:
        saver = v1.train.import_meta_graph(path("model.ckpt.meta"))
        saver.restore(session, path("model.ckpt"))
        close(session.run("y:0", FEEDS), expected["output"])
        close(session.run(v1.get_collection("outputs")[0], FEEDS), expected["output"])
        assert [v.name for v in v1.global_variables()] == expected["variables"]
        assert [v.name for v in v1.trainable_variables()] == expected["trainable"]
        assert v1.get_collection("numbers") == [7]
        assert session.run("global_step:0") == 40
        # TensorFlow trains on with our graph: gradients and optimizer are nodes like others.
        session.run(v1.get_collection("train_op")[0], FEEDS)
        close(session.run("mean_loss:0", FEEDS), expected["lossAfterOneMoreStep"])
        assert session.run("global_step:0") == 41
        saver.save(session, path("continued.ckpt"), write_meta_graph=False)


def our_saved_model():
    with tf.Graph().as_default(), v1.Session() as session:
        signatures = v1.saved_model.load(session, ["serve"], path("saved-model")).signature_def
        signature = signatures["serving_default"]
        output = session.run(signature.outputs["y"].name, {signature.inputs["x"].name: expected["xs"]})
        close(output, expected["output"])
    weights = np.load(path("weights.npz"))
    assert weights["fc1/weights"].shape == (3, 8) and weights["global_step"] == 40
    # As those who import weights do it: by their own names.
    renamed = {key.replace("/", "."): value for key, value in weights.items()}
    np.savez(path("renamed.npz"), **renamed)


def our_graphs():
    with open(path("graph.pb"), "rb") as file:
        graph_def = v1.GraphDef.FromString(file.read())
    assert len(graph_def.node) == expected["nodes"]
    with tf.Graph().as_default() as graph:
        tf.import_graph_def(graph_def, name="")
        assert graph.get_tensor_by_name("y:0").shape.as_list() == [None, 2]
    with open(path("graph.meta.pbtxt")) as file:
        meta = text_format.Parse(file.read(), v1.MetaGraphDef())
    assert meta.meta_info_def.stripped_default_attrs
    with tf.Graph().as_default(), v1.Session() as session:
        v1.train.import_meta_graph(meta, import_scope="again")
        session.run(v1.global_variables_initializer())
        assert session.run("again/y:0", {"again/x:0": expected["xs"]}).shape == (4, 2)


def our_events():
    events = EventAccumulator(path("events"), size_guidance={"scalars": 0, "images": 0, "tensors": 0})
    events.Reload()
    scalars = events.Scalars("loss")
    assert [s.step for s in scalars] == list(range(40))
    close([s.value for s in scalars], expected["losses"])
    assert len(events.Graph().node) == expected["nodes"]
    assert events.MetaGraph().collection_def["trainable_variables"].bytes_list.value
    histogram = events.Histograms("weights")[-1].histogram_value
    assert histogram.num == 8 and abs(histogram.sum - 4) < 1e-4, histogram
    image = events.Images("pixels/image")[-1]
    assert (image.width, image.height) == (1, 3)
    with tf.Graph().as_default(), v1.Session() as session:
        assert session.run(tf.io.decode_png(image.encoded_image_string)).shape == (3, 1, 1)
    assert tf.make_ndarray(events.Tensors("note")[0].tensor_proto) == b"# from here"
    stats = events.RunMetadata("traced").step_stats.dev_stats
    names = {node.node_name for device in stats for node in device.node_stats}
    assert names and all(node.all_end_rel_micros > 0 for device in stats for node in device.node_stats)


def their_model():
    """As a TensorFlow 1 program would be written: reference variables, a gradient descent, summaries."""
    os.makedirs(path("theirs"), exist_ok=True)
    with tf.Graph().as_default(), v1.Session() as session:
        x = v1.placeholder(tf.float32, [None, 4], name="x")
        labels = v1.placeholder(tf.int64, [None], name="labels")
        with v1.name_scope("layer"):
            w = v1.Variable(v1.truncated_normal([4, 6], stddev=0.5, seed=5), name="w")
            b = v1.Variable(tf.zeros([6]), name="b")
            hidden = tf.tanh(tf.matmul(x, w) + b)
        out = v1.Variable(v1.random_uniform([6, 3], seed=6), name="out")
        logits = tf.matmul(hidden, out, name="logits")
        y = tf.nn.softmax(logits, name="y")
        loss = tf.reduce_mean(
            v1.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits), name="mean_loss"
        )
        step = v1.train.get_or_create_global_step()
        train = v1.train.MomentumOptimizer(0.1, 0.9).minimize(loss, global_step=step)
        v1.add_to_collection("train_op", train)
        v1.add_to_collection("outputs", y)
        v1.summary.scalar("loss", loss)
        v1.summary.histogram("hidden", hidden)
        v1.summary.image("pixels", tf.reshape(x, [-1, 2, 2, 1]), max_outputs=2)
        v1.summary.text("note", tf.constant("# from there"))
        v1.summary.audio("beep", tf.zeros([1, 100, 1]), 8000.0)
        merged = v1.summary.merge_all()
        xs = [[0.5, -1, 2, 0], [1, 1, 1, 1], [-2, 0.25, 0, 3]]
        ys = [0, 2, 1]
        feeds = {x: xs, labels: ys}
        session.run(v1.global_variables_initializer())
        writer = v1.summary.FileWriter(path("theirs/events"), session.graph)
        losses = []
        for i in range(20):
            writer.add_summary(session.run(merged, feeds), i)
            losses.append(float(session.run(loss, feeds)))
            session.run(train, feeds)
        writer.close()
        saver = v1.train.Saver()
        saver.save(session, path("theirs/model.ckpt"))
        v1.train.export_meta_graph(path("theirs/meta.pbtxt"), as_text=True)
        output = session.run(y, feeds).tolist()
        v1.saved_model.simple_save(session, path("theirs/saved-model"), {"x": x}, {"y": y})
        session.run(train, feeds)
        result = {
            "xs": xs,
            "ys": ys,
            "losses": losses,
            "output": output,
            "lossAfterOneMoreStep": float(session.run(loss, feeds)),
            "variables": [v.name for v in v1.global_variables()],
            "trainable": [v.name for v in v1.trainable_variables()],
        }
    # TensorFlow 2's event files keep everything in tensors.
    v1.enable_v2_behavior()
    writer = tf.summary.create_file_writer(path("theirs/events2"))
    with writer.as_default():
        for i in range(5):
            tf.summary.scalar("loss", 0.5 * i, step=i)
        tf.summary.histogram("h", [1.0, 2.0, 3.0, 4.0], step=1)
        tf.summary.image("i", tf.zeros([2, 3, 5, 1]), step=1)
        tf.summary.text("t", "hello", step=1)
        tf.summary.audio("a", tf.zeros([1, 10, 1]), 8000, step=1)
    writer.close()
    with open(path("theirs/expected.json"), "w") as file:
        json.dump(result, file)


for check in (our_checkpoint_and_meta_graph, our_saved_model, our_graphs, our_events, their_model):
    check()
    print("ok", check.__name__)
