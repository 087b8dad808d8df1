import { runInNewContext } from 'node:vm';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { inlineWorker } from '../../../../scripts/build/inline-worker.ts';
import { layoutGraph } from '../../../../webview/graph/layout/layout-graph.ts';
import { layoutRequest } from '../../../../webview/graph/layout/request.ts';
import type { FromWorker } from '../../../../webview/graph/layout/worker-protocol.ts';
import { buildModel, initialViewState, visibleGraph } from '../../../../webview/graph/model/index.ts';
import { graphOf, node } from '../random-graph.ts';

test('the bundled worker lays out as this thread does, and needs nothing but its own text', async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { default } from './webview/graph/layout/layout-worker.ts?worker'`,
      resolveDir: process.cwd(),
    },
    bundle: true,
    write: false,
    format: 'cjs',
    plugins: [inlineWorker({ minify: true })],
  });
  const module: { exports: { default?: string } } = { exports: {} };
  runInNewContext(outputFiles[0]!.text, { module });
  const posted: FromWorker[] = [];
  const self: { postMessage: (message: FromWorker) => void; onmessage?: (event: { data: unknown }) => void } = {
    postMessage: (message) => posted.push(message),
  };
  runInNewContext(module.exports.default!, { self, performance, structuredClone });

  const graph = graphOf(node('a'), node('b', 'Add', ['a']), node('c', 'Add', ['b', 'a']));
  const request = layoutRequest(visibleGraph(buildModel(graph), initialViewState));
  self.onmessage!({ data: { id: 7, request } });
  const [message] = posted;
  expect(message).toMatchObject({ type: 'layout', id: 7 });
  const layout = message?.type === 'layout' ? message.layout : null;
  expect([...layout!.nodes].map(([id, { x, y }]) => [id, x, y])).toEqual(
    [...layoutGraph(request).nodes].map(([id, { x, y }]) => [id, x, y]),
  );
});
