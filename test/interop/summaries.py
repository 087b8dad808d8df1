"""Comparing serialized summaries by what they say: pictures by their pixels, sounds by their samples."""

import io
import wave

import numpy as np
import tensorflow as tf

v1 = tf.compat.v1


def pixels(value):
    with tf.Graph().as_default(), v1.Session() as session:
        return session.run(tf.io.decode_png(value))


def samples(value):
    with wave.open(io.BytesIO(value)) as sound:
        return np.frombuffer(sound.readframes(sound.getnframes()), np.int16).astype(int)


def summary_difference(ours, theirs):
    """Why two serialized summaries do not say the same, or None."""
    if ours == theirs:
        return None
    ours, theirs = (v1.Summary.FromString(data) for data in (ours, theirs))
    if [v.tag for v in ours.value] != [v.tag for v in theirs.value]:
        return f"tags {[v.tag for v in ours.value]}, TensorFlow {[v.tag for v in theirs.value]}"
    for a, b in zip(ours.value, theirs.value):
        kind = a.WhichOneof("value")
        if kind != b.WhichOneof("value"):
            return f"{a.tag} is {kind}, TensorFlow {b.WhichOneof('value')}"
        if not same(kind, a, b):
            if kind == "image":
                a, b = (pixels(v.image.encoded_image_string).tolist() for v in (a, b))
            return f"{kind} {str(a)[:600]}, TensorFlow {str(b)[:600]}"
    return None


def same(kind, a, b):
    if kind == "image":
        sizes = (a.image.width, a.image.height, a.image.colorspace) == (b.image.width, b.image.height, b.image.colorspace)
        return sizes and np.array_equal(pixels(a.image.encoded_image_string), pixels(b.image.encoded_image_string))
    if kind == "audio":
        fields = ("sample_rate", "num_channels", "length_frames", "content_type")
        found = [samples(v.audio.encoded_audio_string) for v in (a, b)]
        return all(getattr(a.audio, f) == getattr(b.audio, f) for f in fields) and np.array_equal(*found)
    if kind == "histo":
        fields = ("min", "max", "num", "sum", "sum_squares", "bucket_limit", "bucket")
        return all(np.allclose(getattr(a.histo, f), getattr(b.histo, f), rtol=1e-6, equal_nan=True) for f in fields)
    if kind == "tensor":
        return np.array_equal(tf.make_ndarray(a.tensor), tf.make_ndarray(b.tensor)) or (
            a.tensor.SerializeToString() == b.tensor.SerializeToString()
        )
    return a.SerializeToString(deterministic=True) == b.SerializeToString(deterministic=True)
