"""The process of a peer in Python: answers requests, one JSON a line, until its input ends. As serve.ts does.

Usage: serve.py torch|tensorflow THREADS
"""

import importlib
import json
import sys
import time

MARK = "@bench "


def answer(message):
    print(MARK + json.dumps(message), flush=True)


def finite(values):
    """JSON has no NaN and no infinity."""
    return [value if value - value == 0 else None for value in values]


def timed(prepared, times):
    start = time.perf_counter_ns()
    prepared.run(times)
    return {"type": "ran", "nanoseconds": time.perf_counter_ns() - start}


def serve(library, threads):
    peer = importlib.import_module(library + "_peer")
    name, used = peer.start(threads)
    answer({"type": "hello", "library": name, "threads": used})
    prepared = None
    for line in sys.stdin:
        request = json.loads(line)
        try:
            if request["type"] == "run":
                answer(timed(prepared, request["times"]))
                continue
            specification = request["specification"]
            prepared = peer.IMPLEMENTATIONS[specification["kind"]](specification)
            if request["type"] == "prepare":
                answer({"type": "prepared", "values": finite(prepared.values())})
            else:
                answer(timed(prepared, 1))
        except Exception as error:
            answer({"type": "failed", "message": f"{type(error).__name__}: {error}"})


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]))
