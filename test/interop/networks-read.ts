/** Runs the frozen networks that test/interop/networks_make.py wrote: outputs as TensorFlow's, to 1e-4. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { decodeGraphDef, encodeGraphDef } from '../../engine/formats/index.ts';
import { exportGraphDef } from '../../engine/graphdef/index.ts';
import * as tf from '../../engine/index.ts';
import { fromWire, type WireArray } from './random-graphs/wire.ts';

interface Expected {
  readonly images: WireArray;
  readonly fetches: readonly string[];
  readonly values: readonly WireArray[];
}

const folder = process.argv[2];
if (!folder) throw new Error('Name the folder to read from.');

const names = readdirSync(folder)
  .filter((name) => name.endsWith('.pb'))
  .map((name) => basename(name, '.pb'));
for (const name of names) {
  const { images, fetches, values } = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Expected;
  const bytes = readFileSync(join(folder, `${name}.pb`));
  const graph = new tf.Graph();
  graph.asDefault(() => tf.importGraphDef(bytes, { name: '' }));
  using sess = new tf.Session({ graph });
  const found = await sess.run(
    fetches.map((fetch) => graph.getTensorByName(fetch)),
    { 'images:0': fromWire(images) },
  );
  const differences = found.map((value, i) => difference(value as tf.NdArray, fromWire(values[i])));
  for (const [i, largest] of differences.entries()) assert.ok(largest <= 1e-4, `${name}, ${fetches[i]}: ${largest}`);
  assert.equal(exportGraphDef(graph).node.length, decodeGraphDef(bytes).node.length);
  assert.ok(encodeGraphDef(exportGraphDef(graph)).length > 0);
  console.log(`ok ${name}: differs by ${Math.max(...differences).toExponential(1)} at most`);
}
await exportedModel(folder);
assert.ok(names.length >= 5, `Only ${names.length} networks are there.`);

/** A SavedModel of TensorFlow 2, from its variables' file. */
async function exportedModel(parent: string): Promise<void> {
  const text = readFileSync(join(parent, 'exported.json'), 'utf8');
  const { images, output } = JSON.parse(text) as { readonly images: WireArray; readonly output: WireArray };
  using sess = new tf.Session({ graph: new tf.Graph() });
  const { signatureDef } = await tf.savedModel.load(sess, 'serve', join(parent, 'exported'));
  const [[input], [given]] = [signatureDef.serving_default.inputs, signatureDef.serving_default.outputs].map(
    Object.values,
  );
  const found = (await sess.run(given.name, { [input.name]: fromWire(images) })) as tf.NdArray;
  const largest = difference(found, fromWire(output));
  assert.ok(largest <= 1e-4, `The SavedModel differs by ${largest}.`);
  console.log(`ok a SavedModel of TensorFlow 2: differs by ${largest.toExponential(1)} at most`);
}

/** The largest difference, as a part of the largest number. */
function difference(found: tf.NdArray, wanted: tf.NdArray): number {
  assert.deepEqual(found.shape, wanted.shape);
  const [a, b] = [found.data as Float32Array, wanted.data as Float32Array];
  const scale = b.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  assert.ok(scale > 0 && Number.isFinite(scale));
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0) / scale;
}
