"""Writes every fixture of test/fixtures/golden with TensorFlow. `python make.py [family module ...]`."""
import importlib
import sys

sys.dont_write_bytecode = True

MODULES = [
    'elementwise',
    'special',
    'reductions',
    'arrays',
    'neural',
    'linear_algebra',
    'images',
    'volumes',
    'windows',
    'random_values',
    'sampling',
    'optimizers',
    'graphs',
    'libraries',
    'control',
]

if __name__ == '__main__':
    for module in sys.argv[1:] or MODULES:
        importlib.import_module(module).make()
