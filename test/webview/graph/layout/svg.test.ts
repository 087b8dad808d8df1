import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { layoutGraph } from '../../../../webview/graph/layout/layout-graph.ts';
import { layoutRequest } from '../../../../webview/graph/layout/request.ts';
import { escaped, type SvgColors, toSvg } from '../../../../webview/graph/layout/svg.ts';
import { buildModel, expandAll, initialViewState, visibleGraph } from '../../../../webview/graph/model/index.ts';
import { anyGraph, graphOf, node } from '../random-graph.ts';

const colors: SvgColors = {
  background: '#fff',
  text: '#000',
  border: '#888',
  edge: '#666',
  reference: '#c60',
  fault: '#e00',
  node: '#eee',
  group: '#fafafa',
  nodes: new Map([['op:x', 'rgb(1, 2, 3)']]),
  fontFamily: '"Segoe UI", sans-serif',
};

function draw(graph: Parameters<typeof buildModel>[0]): string {
  const model = buildModel(graph);
  const visible = visibleGraph(model, expandAll(model, initialViewState, null));
  return toSvg(visible, layoutGraph(layoutRequest(visible)), colors);
}

test('draws each node with its name and colour, and each edge', () => {
  const svg = draw(graphOf(node('x'), node('fc1/y', 'Relu', ['x'], { controlInputs: ['z'] }), node('z')));
  expect(svg.match(/<ellipse /g)).toHaveLength(3);
  expect(svg).toContain('fill="rgb(1, 2, 3)"');
  expect(svg).toContain('<title>fc1/y</title>');
  expect(svg.match(/marker-end=/g)).toHaveLength(2);
  expect(svg.match(/stroke-dasharray="4 3"/g)).toHaveLength(1);
  expect(svg).toContain('>?×784</text>');
});

test('holds hostile names as text only', () => {
  const allowed = new Set(['svg', 'marker', 'path', 'rect', 'g', 'title', 'text', 'ellipse']);
  fc.assert(
    fc.property(anyGraph, (graph) => {
      const svg = draw(graph);
      for (const [, tag] of svg.matchAll(/<\/?([^\s/>]+)/g)) expect(allowed).toContain(tag);
      expect(svg.isWellFormed()).toBe(true);
      // Attributes are quoted, and nothing else follows a tag's name.
      expect(svg.replace(/<\/?[a-z]+(?: [a-zA-Z-]+="[^"<>]*")*\/?>/g, '')).not.toMatch(/[<>]/);
    }),
  );
});

test('replaces what XML cannot hold', () => {
  expect(escaped('a\u0000b\ud800<&"\'>')).toBe('a\ufffdb\ufffd&lt;&amp;&quot;&#39;&gt;');
});

test('what could not be made is red, with its message, and so are the edges into it', () => {
  const svg = draw(graphOf(node('x'), node('y', 'Relu', ['x'], { fault: 'Too <wide>.' }), node('z', 'Relu', ['x'])));
  expect(svg).toContain('<title>y: Too &lt;wide&gt;.</title>');
  expect(svg.match(/stroke="#e00" stroke-width="[\d.]+" stroke-linejoin="round" stroke-dasharray="8 4"/g)).toHaveLength(
    1,
  );
  expect(svg.match(/<ellipse /g)).toHaveLength(2);
  expect(svg).toContain('>✗ ?×784</text>');
});
