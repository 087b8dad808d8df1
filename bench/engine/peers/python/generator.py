"""The inputs of a workload, as generator.ts makes them."""

import numpy


def chances(seed, count):
    """In [0, 1), multiples of 2^-24: Murmur3's finaliser over a mix of seed and index."""
    with numpy.errstate(over="ignore"):
        bits = numpy.arange(1, count + 1, dtype=numpy.uint32) * numpy.uint32(0x9E3779B1)
        bits ^= numpy.uint32((seed * 0x85EBCA6B) & 0xFFFFFFFF)
        bits = (bits ^ (bits >> numpy.uint32(16))) * numpy.uint32(0x85EBCA6B)
        bits = (bits ^ (bits >> numpy.uint32(13))) * numpy.uint32(0xC2B2AE35)
        bits ^= bits >> numpy.uint32(16)
    return (bits >> numpy.uint32(8)) / (1 << 24)


def elements(tensor):
    low, high = tensor["low"], tensor["high"]
    values = low + chances(tensor["seed"], int(numpy.prod(tensor["shape"]))) * (high - low)
    return values.astype(numpy.float32).reshape(tensor["shape"])


def classes(labels):
    return numpy.floor(chances(labels["seed"], labels["rows"]) * labels["classes"]).astype(numpy.int64)


def one_hot(labels):
    return numpy.eye(labels["classes"], dtype=numpy.float32)[classes(labels)]


def samples(values):
    """The elements that are compared."""
    flat = numpy.asarray(values, dtype=numpy.float64).reshape(-1)
    count = min(flat.size, 256)
    return [float(flat[sample * flat.size // count]) for sample in range(count)]
