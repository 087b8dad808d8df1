import { expect, test, vi } from 'vitest';
import { answer } from '../../../../webview/graph/layout/answer.ts';
import { LayoutCancelled, LayoutClient, type WorkerLike } from '../../../../webview/graph/layout/client.ts';
import { RankCache } from '../../../../webview/graph/layout/rank-cache.ts';
import type { ToWorker } from '../../../../webview/graph/layout/worker-protocol.ts';

const request = { nodes: [], edges: [], flow: [] };

/** Answers when told to, as a worker that is at work. */
function fakeWorkers() {
  const started: { readonly worker: WorkerLike; readonly got: ToWorker[]; ended: boolean; answerAll(): void }[] = [];
  const start = (): WorkerLike => {
    const one = {
      got: [] as ToWorker[],
      ended: false,
      worker: {
        postMessage: (message: unknown) => one.got.push(structuredClone(message) as ToWorker),
        terminate: () => {
          one.ended = true;
        },
        onmessage: null,
        onerror: null,
      } as WorkerLike,
      answerAll: () => {
        for (const message of one.got.splice(0)) {
          answer(message, new RankCache(), (data) => one.worker.onmessage?.({ data: structuredClone(data) }));
        }
      },
    };
    started.push(one);
    return one.worker;
  };
  return { started, start };
}

test('a worker answers, and is kept for the next request', async () => {
  const { started, start } = fakeWorkers();
  const client = new LayoutClient(start);
  for (let round = 0; round < 2; round += 1) {
    const layout = client.layout(request);
    await vi.waitFor(() => expect(started[0]!.got).toHaveLength(1));
    started[0]!.answerAll();
    expect((await layout).bounds.width).toBe(0);
  }
  expect(started).toHaveLength(1);
});

test('a newer request ends the worker of the older, which rejects', async () => {
  const { started, start } = fakeWorkers();
  const client = new LayoutClient(start);
  const first = client.layout(request);
  const rejected = expect(first).rejects.toThrow(LayoutCancelled);
  await vi.waitFor(() => expect(started[0]!.got).toHaveLength(1));
  const second = client.layout(request);
  await rejected;
  await vi.waitFor(() => expect(started[1]?.got).toHaveLength(1));
  expect(started[0]!.ended).toBe(true);
  started[0]!.answerAll();
  started[1]!.answerAll();
  expect((await second).nodes.size).toBe(0);
});

test('a request that is overtaken before the worker is up is never sent', async () => {
  const { started, start } = fakeWorkers();
  const client = new LayoutClient(async () => start());
  const first = client.layout(request);
  const second = client.layout(request);
  await expect(first).rejects.toThrow(LayoutCancelled);
  await vi.waitFor(() => expect(started.flatMap(({ got }) => got)).toHaveLength(1));
  for (const one of started) one.answerAll();
  await second;
});

test('a worker that fails or cannot start is said, and another is tried', async () => {
  const { started, start } = fakeWorkers();
  let broken = true;
  const client = new LayoutClient(() => {
    if (broken) throw new Error('blocked');
    return start();
  });
  await expect(client.layout(request)).rejects.toThrow('The layout worker cannot start: blocked.');
  broken = false;
  const second = client.layout(request);
  await vi.waitFor(() => expect(started[0]?.got).toHaveLength(1));
  started[0]!.worker.onerror?.({ message: 'out of memory' });
  await expect(second).rejects.toThrow('out of memory');
  expect(started[0]!.ended).toBe(true);
  const third = client.layout({ ...request, flow: null as never });
  await vi.waitFor(() => expect(started[1]?.got).toHaveLength(1));
  started[1]!.answerAll();
  await expect(third).rejects.toThrow('The graph cannot be laid out: ');
});
