"""Arrays as JSON, as test/interop/random-graphs/wire.ts writes and reads them."""

import base64

import numpy as np


def from_wire(array):
    if array["dtype"] == "string":
        items = np.empty(len(array["data"]), dtype=object)
        items[:] = [base64.b64decode(item) for item in array["data"]]
        return items.reshape(array["shape"])
    return np.frombuffer(base64.b64decode(array["data"]), array["dtype"]).reshape(array["shape"])


def to_wire(value, dtype):
    array = np.asarray(value)
    if dtype == "string":
        data = [base64.b64encode(item).decode() for item in array.ravel()]
    else:
        data = base64.b64encode(np.ascontiguousarray(array.astype(dtype)).tobytes()).decode()
    return {"dtype": dtype, "shape": list(array.shape), "data": data}
