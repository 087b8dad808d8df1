"""TensorFlow, as its users write it: compiled functions (tf.function), Adam by hand in them, as TensorFlow 1 has it."""

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import tensorflow

import generator


def start(threads):
    tensorflow.config.threading.set_intra_op_parallelism_threads(threads)
    tensorflow.config.threading.set_inter_op_parallelism_threads(1)
    tensorflow.config.set_visible_devices([], "GPU")
    return f"TensorFlow {tensorflow.__version__}", threads


def tensor(given):
    return tensorflow.constant(generator.elements(given))


def variable(given):
    return tensorflow.Variable(generator.elements(given))


class Kernel:
    def __init__(self, compute, *inputs):
        self.compute = tensorflow.function(compute)
        self.inputs = [tensor(given) for given in inputs]

    def values(self):
        return generator.samples(self.compute(*self.inputs).numpy())

    def run(self, times):
        for _ in range(times):
            self.compute(*self.inputs)


class ScalarGraph:
    def __init__(self, given):
        self.a, self.b = given["a"], given["b"]
        self.compute = tensorflow.function(lambda a, b: a + a * b)

    def call(self):
        return float(self.compute(tensorflow.constant(float(self.a)), tensorflow.constant(float(self.b))))

    def values(self):
        return [self.call()]

    def run(self, times):
        for _ in range(times):
            self.call()


class Dense:
    def __init__(self, layers):
        self.layers = [
            (variable(layer["weights"]), variable(layer["biases"]), layer["activation"]) for layer in layers
        ]

    def parameters(self):
        return [parameter for weights, biases, _ in self.layers for parameter in (weights, biases)]

    def __call__(self, values, keep=1):
        for weights, biases, activation in self.layers:
            values = tensorflow.matmul(values, weights) + biases
            if activation == "none":
                continue
            values = tensorflow.nn.relu(values) if activation == "relu" else tensorflow.nn.softmax(values)
            if keep < 1:
                values = tensorflow.nn.dropout(values, 1 - keep)
        return values


class Convolutional:
    def __init__(self, given):
        self.convolutions = [(variable(each["filter"]), variable(each["biases"])) for each in given["convolutions"]]
        self.dense = Dense(given["dense"])

    def parameters(self):
        return [each for pair in self.convolutions for each in pair] + self.dense.parameters()

    def __call__(self, images, keep=1):
        values = tensorflow.reshape(images, [-1, 28, 28, 1])
        for weights, biases in self.convolutions:
            values = tensorflow.nn.conv2d(values, weights, 1, "SAME")
            values = tensorflow.nn.relu(tensorflow.nn.bias_add(values, biases))
        values = tensorflow.nn.max_pool2d(values, 2, 2, "VALID")
        return self.dense(tensorflow.reshape(values, [-1, self.dense.layers[0][0].shape[0]]))


class Training:
    def __init__(self, given, network, reduce, scale):
        batches = given["batches"]
        self.keep, self.compared, self.scale = given.get("keep", 1), given["comparedSteps"], scale
        size = batches["size"]
        images, labels = generator.elements(batches["images"]), generator.one_hot(batches["labels"])
        starts = range(0, len(labels), size)
        self.batches = [(images[start : start + size], labels[start : start + size]) for start in starts]
        self.done = 0
        self.compute = compiled_step(network, reduce, given["learningRate"])

    def step(self, keep):
        images, labels = self.batches[self.done % len(self.batches)]
        self.done += 1
        return self.compute(tensorflow.constant(images), tensorflow.constant(labels), keep)

    def values(self):
        return [float(self.step(1)) / self.scale for _ in range(self.compared)]

    def run(self, times):
        for _ in range(times):
            loss = self.step(self.keep)
        loss.numpy()


def compiled_step(network, reduce, rate):
    parameters = network.parameters()
    means = [tensorflow.Variable(tensorflow.zeros_like(each)) for each in parameters]
    squares = [tensorflow.Variable(tensorflow.zeros_like(each)) for each in parameters]
    powers = [tensorflow.Variable(0.9), tensorflow.Variable(0.999)]

    @tensorflow.function
    def step(images, labels, keep):
        with tensorflow.GradientTape() as tape:
            logits = network(images, keep)
            loss = reduce(tensorflow.nn.softmax_cross_entropy_with_logits(labels, logits))
        gradients = tape.gradient(loss, parameters)
        for parameter, mean, square, gradient in zip(parameters, means, squares, gradients):
            tensorflow.raw_ops.ResourceApplyAdam(
                var=parameter.handle,
                m=mean.handle,
                v=square.handle,
                beta1_power=powers[0],
                beta2_power=powers[1],
                lr=rate,
                beta1=0.9,
                beta2=0.999,
                epsilon=1e-8,
                grad=gradient,
            )
        powers[0].assign(powers[0] * 0.9)
        powers[1].assign(powers[1] * 0.999)
        return loss

    return step


class Evaluation:
    def __init__(self, given):
        network = Dense(given["layers"])
        self.images = generator.elements(given["images"])
        self.labels = generator.classes(given["labels"])
        self.logits = tensorflow.function(network)

        @tensorflow.function
        def accuracy(images, labels):
            hits = tensorflow.equal(tensorflow.argmax(network(images), 1), labels)
            return tensorflow.reduce_mean(tensorflow.cast(hits, tensorflow.float32))

        self.accuracy = accuracy

    def values(self):
        return generator.samples(self.logits(tensorflow.constant(self.images)).numpy())

    def run(self, times):
        for _ in range(times):
            self.accuracy(tensorflow.constant(self.images), tensorflow.constant(self.labels)).numpy()


def layer_norm(given):
    def compute(x, gain, bias):
        mean, variance = tensorflow.nn.moments(x, 1, keepdims=True)
        return tensorflow.nn.batch_normalization(x, mean, variance, bias, gain, given["epsilon"])

    return Kernel(compute, given["x"], given["gain"], given["bias"])


def chain(given):
    def compute(a, b, c):
        return tensorflow.nn.relu(a * b + c) * 0.5 + tensorflow.tanh(a)

    return Kernel(compute, given["a"], given["b"], given["c"])


def dense_training(given):
    scale = given["batches"]["size"]
    return Training(given, Dense(given["layers"]), tensorflow.reduce_sum, scale)


IMPLEMENTATIONS = {
    "dense-training": dense_training,
    "convolutional-training": lambda given: Training(given, Convolutional(given), tensorflow.reduce_mean, 1),
    "evaluation": Evaluation,
    "product": lambda given: Kernel(tensorflow.matmul, given["a"], given["b"]),
    "chain": chain,
    "scalar-graph": ScalarGraph,
    "softmax": lambda given: Kernel(tensorflow.nn.softmax, given["x"]),
    "layer-norm": layer_norm,
    "sum": lambda given: Kernel(tensorflow.reduce_sum, given["x"]),
    "transpose": lambda given: Kernel(tensorflow.transpose, given["x"]),
}
