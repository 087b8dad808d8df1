import { expect, test } from 'vitest';
import { newestOnly } from '../../../webview/graph/newest.ts';

function begun() {
  const pieces: { readonly piece: number; finish(): void; fail(error: Error): void }[] = [];
  const add = newestOnly((piece: number) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    pieces.push({ piece, finish: resolve, fail: reject });
    return promise;
  });
  return { add, pieces, begun: () => pieces.map(({ piece }) => piece) };
}

test('what is begun is finished, and of what came meanwhile only the newest is begun', async () => {
  const { add, pieces, begun: all } = begun();
  const done = add(1);
  add(2);
  add(3);
  expect(all()).toEqual([1]);
  pieces[0]?.finish();
  await new Promise(setImmediate);
  expect(all()).toEqual([1, 3]);
  pieces[1]?.finish();
  await done;
  void add(4);
  expect(all()).toEqual([1, 3, 4]);
});

test('work that fails stops nothing that comes later', async () => {
  const { add, pieces, begun: all } = begun();
  const done = add(1);
  pieces[0]?.fail(new Error('no'));
  await expect(done).rejects.toThrow('no');
  void add(2);
  expect(all()).toEqual([1, 2]);
});
