"""PyTorch, as its users write it: operations at once, gradients by its tape, its own Adam."""

import torch
from torch.nn import functional

import generator


def start(threads):
    torch.set_num_threads(threads)
    torch.set_num_interop_threads(1)
    parts = [f"PyTorch {torch.__version__}", blas()]
    return ", ".join(part for part in parts if part), torch.get_num_threads()


def blas():
    """Which library computes its matrix products."""
    described = torch.__config__.show()
    if torch.backends.mkl.is_available():
        return "MKL"
    return "OpenBLAS" if "open" in described.lower() else ""


def tensor(given):
    """In memory of PyTorch's own, as its results are: NumPy's arrays may lie in huge pages, which read a third faster."""
    return torch.from_numpy(generator.elements(given)).clone()


class Kernel:
    def __init__(self, compute, *inputs):
        self.compute = compute
        self.inputs = [tensor(given) for given in inputs]

    def values(self):
        with torch.inference_mode():
            return generator.samples(self.compute(*self.inputs).numpy())

    def run(self, times):
        with torch.inference_mode():
            for _ in range(times):
                self.compute(*self.inputs)


class ScalarGraph:
    def __init__(self, given):
        self.a, self.b = given["a"], given["b"]

    def call(self):
        a, b = torch.tensor(self.a), torch.tensor(self.b)
        return (a + a * b).item()

    def values(self):
        return [self.call()]

    def run(self, times):
        with torch.inference_mode():
            for _ in range(times):
                self.call()


class Dense:
    def __init__(self, layers):
        self.layers = [
            (tensor(layer["weights"]), tensor(layer["biases"]), layer["activation"]) for layer in layers
        ]

    def parameters(self):
        return [parameter for weights, biases, _ in self.layers for parameter in (weights, biases)]

    def __call__(self, values, keep=1):
        for weights, biases, activation in self.layers:
            values = torch.addmm(biases, values, weights)
            if activation == "none":
                continue
            values = torch.relu(values) if activation == "relu" else torch.softmax(values, 1)
            if keep < 1:
                values = functional.dropout(values, 1 - keep)
        return values


class Convolutional:
    """NCHW; the dense layers read the pixels in NHWC's order."""

    def __init__(self, given):
        self.convolutions = [
            (tensor(each["filter"]).permute(3, 2, 0, 1).contiguous(), tensor(each["biases"]))
            for each in given["convolutions"]
        ]
        self.dense = Dense(given["dense"])

    def parameters(self):
        return [each for pair in self.convolutions for each in pair] + self.dense.parameters()

    def __call__(self, images, keep=1):
        values = images.reshape(-1, 1, 28, 28)
        for weights, biases in self.convolutions:
            values = torch.relu(functional.conv2d(values, weights, biases, padding=1))
        values = functional.max_pool2d(values, 2)
        return self.dense(values.permute(0, 2, 3, 1).flatten(1))


class Training:
    def __init__(self, given, network, reduction):
        batches = given["batches"]
        self.network, self.reduction = network, reduction
        self.keep, self.compared = given.get("keep", 1), given["comparedSteps"]
        size = batches["size"]
        images, labels = generator.elements(batches["images"]), generator.classes(batches["labels"])
        starts = range(0, len(labels), size)
        self.batches = [(images[start : start + size], labels[start : start + size]) for start in starts]
        parameters = [parameter.requires_grad_() for parameter in network.parameters()]
        self.optimizer = adam(parameters, given["learningRate"])
        self.done = 0

    def step(self, keep):
        images, labels = self.batches[self.done % len(self.batches)]
        self.done += 1
        logits = self.network(torch.from_numpy(images), keep)
        loss = functional.cross_entropy(logits, torch.from_numpy(labels), reduction=self.reduction)
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()
        return loss

    def values(self):
        scale = len(self.batches[0][1]) if self.reduction == "sum" else 1
        return [self.step(1).item() / scale for _ in range(self.compared)]

    def run(self, times):
        for _ in range(times):
            self.step(self.keep)


def adam(parameters, rate):
    """With all of a parameter's update in one loop, where its version can."""
    try:
        return torch.optim.Adam(parameters, lr=rate, fused=True)
    except (TypeError, RuntimeError):
        return torch.optim.Adam(parameters, lr=rate)


class Evaluation:
    def __init__(self, given):
        self.network = Dense(given["layers"])
        self.images = generator.elements(given["images"])
        self.labels = generator.classes(given["labels"])

    def logits(self):
        return self.network(torch.from_numpy(self.images))

    def values(self):
        with torch.inference_mode():
            return generator.samples(self.logits().numpy())

    def run(self, times):
        with torch.inference_mode():
            for _ in range(times):
                hits = self.logits().argmax(1) == torch.from_numpy(self.labels)
                hits.float().mean().item()


def layer_norm(given):
    def compute(x, gain, bias):
        return functional.layer_norm(x, x.shape[1:], gain, bias, given["epsilon"])

    return Kernel(compute, given["x"], given["gain"], given["bias"])


def chain(given):
    def compute(a, b, c):
        return torch.relu(a * b + c) * 0.5 + torch.tanh(a)

    return Kernel(compute, given["a"], given["b"], given["c"])


IMPLEMENTATIONS = {
    "dense-training": lambda given: Training(given, Dense(given["layers"]), "sum"),
    "convolutional-training": lambda given: Training(given, Convolutional(given), "mean"),
    "evaluation": Evaluation,
    "product": lambda given: Kernel(torch.matmul, given["a"], given["b"]),
    "chain": chain,
    "scalar-graph": ScalarGraph,
    "softmax": lambda given: Kernel(lambda x: torch.softmax(x, 1), given["x"]),
    "layer-norm": layer_norm,
    "sum": lambda given: Kernel(torch.sum, given["x"]),
    "transpose": lambda given: Kernel(lambda x: x.t().contiguous(), given["x"]),
}
