/**
 * What is written in terms of other functions (losses, layers, metrics, cells) makes TensorFlow's nodes, puts them into the
 * same collections, and gives the same numbers.
 */

import { describe, expect, it } from 'vitest';
import { difference } from './compare.ts';
import { tf } from './engine.ts';
import { readFixture, type TensorJson } from './fixture.ts';
import { programs } from './library-programs/index.ts';
import { linesOf, type NodeJson, ourLines } from './node-lines.ts';

interface Program {
  readonly name: string;
  /** null: TensorFlow 2 builds other nodes than 1.x. */
  readonly nodes: readonly NodeJson[] | null;
  readonly collections: Readonly<Record<string, readonly string[]>>;
  /** What each round of fetches gives. */
  readonly values: readonly (readonly TensorJson[])[];
}

describe('libraries are TensorFlow’s', () => {
  for (const { name, nodes, collections, values } of readFixture<{ programs: Program[] }>('libraries').programs) {
    describe(name, () => {
      it('makes the same nodes, in the same collections', () => {
        const graph = new tf.Graph();
        graph.asDefault(() => programs[name](tf));
        if (nodes) expect(ourLines(graph.getOperations())).toEqual(linesOf(nodes));
        const ours = Object.keys(collections).map((key) => [
          key,
          graph.getCollection(key).map((item: { name: string }) => item.name),
        ]);
        expect(Object.fromEntries(ours)).toEqual(collections);
      });

      it('gives the same numbers', async () => {
        const graph = new tf.Graph();
        const [rounds, initializers] = graph.asDefault(() => [
          programs[name](tf),
          [tf.globalVariablesInitializer(), tf.localVariablesInitializer()],
        ]);
        using session = new tf.Session({ graph });
        await session.run(initializers);
        expect(rounds.length).toBe(values.length);
        for (const [i, round] of rounds.entries()) {
          const found = await session.run(round);
          const faults = values[i].map((expected, k) => difference(found[k], round[k].dtype, expected));
          expect(faults).toEqual(values[i].map(() => undefined));
        }
      });
    });
  }
});
