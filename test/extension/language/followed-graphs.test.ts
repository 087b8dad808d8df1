import { expect, test } from 'vitest';
import { FollowedGraphs } from '../../../extension/language/followed-graphs.ts';
import type { LiveGraph } from '../../../language-server/protocol.ts';

const uri = 'file:///a.ts';
const graph = (version: number): LiveGraph => ({ uri, version, nodes: [], loops: [], faults: [], isComplete: true });
const settled = () => new Promise(setImmediate);

function desk({ runs = true, why = undefined as string | undefined } = {}) {
  const asked: { resolve(graph: LiveGraph | null): void; reject(error: Error): void }[] = [];
  const watches: string[] = [];
  const state = { runs, why };
  const opened: string[] = [];
  const graphs = new FollowedGraphs({
    open: async (file) => {
      opened.push(file);
      return state.why;
    },
    server: () =>
      state.runs
        ? {
            graph: () => {
              const { promise, resolve, reject } = Promise.withResolvers<LiveGraph | null>();
              asked.push({ resolve, reject });
              return promise;
            },
            watch: (file, on) => void watches.push(`${on ? 'watch' : 'leave'} ${file}`),
          }
        : undefined,
  });
  const heard: (number | string)[] = [];
  const follower = {
    onGraph: ({ version }: LiveGraph) => void heard.push(version),
    onNone: (why: string) => void heard.push(why),
  };
  return { graphs, asked, watches, state, opened, heard, follower };
}

test('a graph is asked for once the document is open, and watched from then on', async () => {
  const { graphs, asked, watches, opened, heard, follower } = desk();
  graphs.follow(uri, follower);
  await settled();
  expect(opened).toEqual([uri]);
  expect(watches).toEqual([`watch ${uri}`]);
  asked[0]?.resolve(graph(1));
  await settled();
  graphs.changed(graph(2));
  graphs.changed({ ...graph(3), uri: 'file:///other.ts' });
  expect(heard).toEqual([1, 2]);
});

test('an answer that was overtaken by a change is not shown', async () => {
  const { graphs, asked, heard, follower } = desk();
  graphs.follow(uri, follower);
  await settled();
  graphs.changed(graph(5));
  asked[0]?.resolve(graph(4));
  await settled();
  expect(heard).toEqual([5]);
});

test('what is no model is told why, and watched all the same: it may become one', async () => {
  const { graphs, asked, watches, heard, follower } = desk({ why: 'no import' });
  graphs.follow(uri, follower);
  await settled();
  expect([heard, asked.length, watches]).toEqual([['no import'], 0, [`watch ${uri}`]]);
  graphs.changed(graph(2));
  expect(heard).toEqual(['no import', 2]);
});

test('a server that knows no graph, or fails, is a reason too', async () => {
  const { graphs, asked, heard, follower } = desk();
  const followed = graphs.follow(uri, follower);
  await settled();
  asked[0]?.resolve(null);
  await settled();
  followed.refresh();
  await settled();
  asked[1]?.reject(new Error('Too large.'));
  await settled();
  expect(heard).toEqual(['The graph of this file cannot be found without running it.', 'Too large.']);
});

test('a server that starts later, or again, is asked for all that is followed', async () => {
  const { graphs, asked, watches, state, follower, heard } = desk({ runs: false });
  graphs.follow(uri, follower);
  await settled();
  expect([asked.length, watches]).toEqual([0, []]);
  state.runs = true;
  graphs.connected();
  await settled();
  expect(watches).toEqual([`watch ${uri}`]);
  asked[0]?.resolve(graph(1));
  await settled();
  graphs.connected();
  await settled();
  asked[1]?.resolve(graph(1));
  await settled();
  expect(heard).toEqual([1, 1]);
  graphs.disconnected('It has stopped.');
  expect(heard.at(-1)).toBe('It has stopped.');
});

test('a document that is opened again is asked for again; others are not', async () => {
  const { graphs, asked, follower } = desk();
  graphs.follow(uri, follower);
  await settled();
  graphs.opened('file:///other.ts');
  graphs.opened(uri);
  await settled();
  expect(asked).toHaveLength(2);
});

test('a file is left with its last follower', async () => {
  const { graphs, watches, follower, heard, asked } = desk();
  const one = graphs.follow(uri, follower);
  const other = graphs.follow(uri, { onGraph() {}, onNone() {} });
  await settled();
  one.dispose();
  expect(watches).not.toContain(`leave ${uri}`);
  other.dispose();
  expect(watches.at(-1)).toBe(`leave ${uri}`);
  asked.at(-1)?.resolve(graph(1));
  await settled();
  graphs.changed(graph(2));
  graphs.connected();
  await settled();
  expect(heard).toEqual([]);
});
