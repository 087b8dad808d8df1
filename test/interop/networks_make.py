"""Freezes networks with TensorFlow, for test/interop/networks-read.ts to run: MobileNet as a TensorFlow 1 program spells it,
and the architectures that come with Keras, all with random weights and random statistics of their batch normalization.

    python test/interop/networks_make.py FOLDER && node test/interop/networks-read.ts FOLDER

Needs tensorflow (2.x).
"""

import json
import os
import sys

import numpy as np
import tensorflow as tf
from tensorflow.python.framework.convert_to_constants import convert_variables_to_constants_v2

sys.path.insert(0, os.path.dirname(__file__))
from arrays import to_wire

v1 = tf.compat.v1
applications = tf.keras.applications
folder = sys.argv[1]
os.makedirs(folder, exist_ok=True)
random = np.random.RandomState(1)


def write(name, graph_def, images, output):
    """The graph, and what it gives for some images: its output, and what the softmax is of."""
    with tf.Graph().as_default() as graph, v1.Session() as session:
        tf.import_graph_def(graph_def, name="")
        softmax = next(op for op in graph.get_operations() if op.type == "Softmax")
        fetches = [output, softmax.inputs[0].name]
        values = session.run(fetches, {"images:0": images})
    with open(os.path.join(folder, f"{name}.pb"), "wb") as file:
        file.write(graph_def.SerializeToString())
    wire = [to_wire(value, "float32") for value in values]
    with open(os.path.join(folder, f"{name}.json"), "w") as file:
        json.dump({"images": to_wire(images, "float32"), "fetches": fetches, "values": wire}, file)
    print(f"{name}: {len(graph_def.node)} nodes, {len({node.op for node in graph_def.node})} types")


def mobile_net():
    """Howard et al. 2017, figure 1 and table 1, for images of 224x224, as a program of TensorFlow 1."""
    images = v1.placeholder(tf.float32, [None, 224, 224, 3], name="images")

    def normalized(x):
        size = x.shape[-1]
        draw = lambda low, high: v1.Variable(random.uniform(low, high, size).astype(np.float32))  # noqa: E731
        scale, offset, mean, variance = draw(0.5, 1.5), draw(-0.3, 0.3), draw(-0.1, 0.1), draw(0.5, 1.5)
        return tf.nn.relu6(v1.nn.fused_batch_norm(x, scale, offset, mean, variance, 0.001, is_training=False)[0])

    def weights(*shape):
        stddev = np.sqrt(2 / np.prod(shape[:3] if shape[3] > 1 else shape[:2]))
        return v1.Variable(random.normal(0, stddev, shape).astype(np.float32), name="weights")

    x = normalized(v1.nn.conv2d(images, weights(3, 3, 3, 32), [1, 2, 2, 1], "SAME"))
    plan = [(64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2)] + [(512, 1)] * 5 + [(1024, 2), (1024, 1)]
    for i, (filters, stride) in enumerate(plan):
        with v1.variable_scope(f"block{i}"):
            channels = int(x.shape[-1])
            x = normalized(v1.nn.depthwise_conv2d(x, weights(3, 3, channels, 1), [1, stride, stride, 1], "SAME"))
            x = normalized(v1.nn.conv2d(x, weights(1, 1, channels, filters), [1, 1, 1, 1], "SAME"))
    x = v1.nn.avg_pool(x, [1, 7, 7, 1], [1, 1, 1, 1], "VALID")
    logits = v1.nn.conv2d(x, weights(1, 1, 1024, 1001), [1, 1, 1, 1], "SAME") + tf.zeros([1001])
    return tf.nn.softmax(tf.squeeze(logits, [1, 2]), name="predictions")


def frozen_mobile_net():
    with tf.Graph().as_default() as graph, v1.Session() as session:
        v1.disable_resource_variables()
        mobile_net()
        session.run(v1.global_variables_initializer())
        frozen = v1.graph_util.convert_variables_to_constants(session, graph.as_graph_def(), ["predictions"])
    write("mobilenet-v1", frozen, random.uniform(-1, 1, (2, 224, 224, 3)).astype(np.float32), "predictions:0")


def frozen_application(make, size):
    tf.keras.utils.set_random_seed(1)
    model = make(weights=None, input_shape=(size, size, 3))
    for variable in model.variables:
        if "variance" in variable.path or "gamma" in variable.path:
            variable.assign(random.uniform(0.7, 1.3, variable.shape))
        elif "mean" in variable.path or "beta" in variable.path or "bias" in variable.path:
            variable.assign(random.uniform(-0.2, 0.2, variable.shape))
    images = tf.TensorSpec([None, size, size, 3], tf.float32, name="images")
    concrete = tf.function(lambda images: model(images, training=False)).get_concrete_function(images)
    frozen = convert_variables_to_constants_v2(concrete)
    data = random.uniform(0, 1, (2, size, size, 3)).astype(np.float32)
    write(make.__name__, frozen.graph.as_graph_def(), data, frozen.outputs[0].name)


def exported_model():
    """A SavedModel as TensorFlow 2 writes it: variables are resources, and what is run is in functions."""
    layers = tf.keras.layers
    tf.keras.utils.set_random_seed(2)
    model = tf.keras.Sequential(
        [
            layers.Input((16, 16, 3)),
            layers.Conv2D(8, 3, padding="same"),
            layers.BatchNormalization(),
            layers.ReLU(),
            layers.MaxPooling2D(),
            layers.SeparableConv2D(8, 3),
            layers.Dropout(0.3),
            layers.Flatten(),
            layers.Dense(5, activation="softmax"),
        ]
    )
    for variable in model.variables:
        if variable.dtype == "float32":
            variable.assign(variable + random.uniform(0, 0.02, variable.shape))
    model.export(os.path.join(folder, "exported"), verbose=False)
    images = random.uniform(0, 1, (2, 16, 16, 3)).astype(np.float32)
    with open(os.path.join(folder, "exported.json"), "w") as file:
        json.dump({"images": to_wire(images, "float32"), "output": to_wire(model(images).numpy(), "float32")}, file)
    print("exported: a SavedModel of TensorFlow 2")


exported_model()
for make, size in (
    (applications.MobileNet, 224),
    (applications.MobileNetV2, 96),
    (applications.EfficientNetB0, 64),
    (applications.ResNet50, 64),
):
    frozen_application(make, size)
frozen_mobile_net()
