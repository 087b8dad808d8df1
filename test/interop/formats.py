"""Reads with TensorFlow, TensorBoard and NumPy what test/interop/formats-write.ts wrote, and asserts its content.

    node test/interop/formats-write.ts FOLDER && python test/interop/formats.py FOLDER

Needs tensorflow (2.x), tensorboard and numpy; safetensors is checked too where it is installed.
"""

import glob
import json
import os
import sys

import numpy as np
import tensorflow as tf
from google.protobuf import descriptor_pool, text_format
from tensorflow.core.protobuf import config_pb2, saved_model_pb2, tensor_bundle_pb2  # noqa: F401 (register descriptors)
from tensorflow.python.training import checkpoint_state_pb2  # noqa: F401
from tensorflow.core.framework import cost_graph_pb2, variable_pb2

v1 = tf.compat.v1
folder = sys.argv[1]

EXPECTED = {
    "scalar": np.float32(1.5),
    "layer/weights": (np.arange(6, dtype=np.float32) / 4).reshape(2, 3),
    "layer/bias64": np.array([0.1, -0.2, np.inf], np.float64),
    "counts": np.array([[1, -2], [2**31 - 1, -(2**31)]], np.int32),
    "global_step": np.int64(2**40 + 1),
    "pixels": np.arange(250, 256, dtype=np.uint8),
    "mask": np.array([True, False, True]),
    "empty": np.zeros((0, 4), np.float32),
}
WORDS = np.array([[b"", b"caf\xc3\xa9"], [b"\xff\x00", b"x" * 200]], dtype=object)


def path(name):
    return os.path.join(folder, name)


def check_array(name, found, expected):
    found = np.asarray(found)
    assert found.dtype == np.asarray(expected).dtype, (name, found.dtype)
    np.testing.assert_array_equal(found, expected, err_msg=name)


def checkpoints():
    for prefix, extra in ((path("model.ckpt"), 6000), (path("one.ckpt"), 0)):
        reader = tf.train.load_checkpoint(prefix)
        assert len(reader.get_variable_to_shape_map()) == len(EXPECTED) + 1 + extra
        for name, value in EXPECTED.items():
            check_array(name, reader.get_tensor(name), value)
        check_array("words", reader.get_tensor("words"), WORDS)
        for i in range(0, extra, 599):
            assert reader.get_tensor(f"many/a_variable_with_a_long_name_{i}/Adam_1") == i
    assert tf.train.latest_checkpoint(folder) == path("model.ckpt")
    state = tf.train.get_checkpoint_state(folder)
    assert [os.path.basename(p) for p in state.all_model_checkpoint_paths] == ["one.ckpt", "model.ckpt"]
    assert len(glob.glob(path("model.ckpt.data-*"))) == 2
    # A graph restores from it.
    with tf.Graph().as_default(), v1.Session() as session:
        weights = v1.get_variable("layer/weights", [2, 3], use_resource=False)
        v1.train.Saver([weights]).restore(session, path("model.ckpt"))
        check_array("restored", session.run(weights), EXPECTED["layer/weights"])


def graphs():
    graph = v1.GraphDef.FromString(open(path("graph.pb"), "rb").read())
    assert text_format.Parse(open(path("graph.pbtxt")).read(), v1.GraphDef()) == graph
    assert text_format.MessageToString(graph) == open(path("graph.pbtxt")).read()
    with tf.Graph().as_default() as imported:
        tf.import_graph_def(graph, name="")
        with v1.Session(graph=imported) as session:
            for name, value in EXPECTED.items():
                check_array(name, session.run(f"{name}:0"), value)
            check_array("words", session.run("words:0"), WORDS)
            check_array("double", session.run("layer/double:0"), EXPECTED["layer/weights"] * 2)
    meta = v1.MetaGraphDef.FromString(open(path("graph.meta"), "rb").read())
    assert meta.graph_def == graph and list(meta.meta_info_def.tags) == ["train"]
    assert meta.saver_def.version == 2 and meta.saver_def.keep_checkpoint_every_n_hours == 10000
    (variable,) = meta.collection_def["trainable_variables"].bytes_list.value
    assert variable_pb2.VariableDef.FromString(variable).variable_name == "v:0"
    fixture = os.path.join(os.path.dirname(__file__), "..", "fixtures", "formats", "graph.pb")
    theirs = v1.GraphDef.FromString(open(fixture, "rb").read())
    assert text_format.Parse(open(path("theirs.pbtxt")).read(), v1.GraphDef()) == theirs


def events():
    (name,) = glob.glob(path("events/*"))
    found = list(v1.train.summary_iterator(name))
    assert [event.WhichOneof("what") for event in found] == [
        "file_version", "graph_def", "summary", "tagged_run_metadata",
    ]
    assert found[0].file_version == "brain.Event:2" and found[0].wall_time == 1000
    assert found[1].graph_def == open(path("graph.pb"), "rb").read()
    loss, weights, digit = found[2].summary.value
    assert found[2].step == 7 and loss.tag == "loss" and loss.simple_value == 0.25
    assert list(weights.histo.bucket) == [1, 1, 1, 0] and weights.histo.bucket_limit[3] == sys.float_info.max
    pixel = tf.io.decode_png(digit.image.encoded_image_string)
    assert int(pixel[0, 0, 0]) == 200
    metadata = config_pb2.RunMetadata.FromString(found[3].tagged_run_metadata.run_metadata)
    assert metadata.step_stats.dev_stats[0].node_stats[0].op_end_rel_micros == 3

    from tensorboard.backend.event_processing import event_accumulator

    board = event_accumulator.EventAccumulator(path("events")).Reload()
    tags = board.Tags()
    assert tags["graph"] and tags["run_metadata"] == ["step8"], tags
    shown = set(tags["scalars"]) | set(tags["tensors"]) | set(tags["histograms"]) | set(tags["images"])
    assert {"loss", "weights", "digit/image"} <= shown, tags


def arrays():
    for name in ("arrays.npz", "compressed.npz"):
        with np.load(path(name)) as found:
            for key, value in EXPECTED.items():
                check_array(key, found[key], value)
    assert list(np.load(path("arrays.npz"))["text"]) == ["caf\u00e9", "a"]
    try:
        from safetensors.numpy import load_file
    except ImportError:
        print("safetensors is not installed: its file was not checked")
        return
    found = load_file(path("arrays.safetensors"))
    for key, value in EXPECTED.items():
        check_array(key, found[key], value)


def schemas():
    """Every field that we declare is TensorFlow's: number, type, and the values of its enum."""
    pool = descriptor_pool.Default()
    checked = 0
    for message in json.load(open(path("schemas.json"))):
        theirs = pool.FindMessageTypeByName(message["name"])
        for field in message["fields"]:
            match = theirs.fields_by_name[field["name"]]
            where = f"{message['name']}.{field['name']}"
            assert match.number == field["number"], where
            assert match.type == field["type"], where
            assert match.is_repeated == field["repeated"], where
            if field["values"] is not None:
                named = {value.name: value.number for value in match.enum_type.values}
                for name, number in field["values"]:
                    assert named[name] == number, f"{where}: {name}"
            elif field["reference"] is not None and not match.message_type.GetOptions().map_entry:
                assert match.message_type.full_name == field["reference"], where
            checked += 1
    assert checked > 200, checked
    return checked


if __name__ == "__main__":
    for check in (checkpoints, graphs, events, arrays, schemas):
        print(f"{check.__name__}: ok", check() or "")
