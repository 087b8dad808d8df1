/** A graph in Graphviz's language: name scopes as clusters, shapes on the edges, control dependencies dotted. */

import type { GraphDescription } from '../../runner/index.ts';
import { edgesOf } from './edges.ts';

interface Scope {
  readonly name: string;
  readonly scopes: Map<string, Scope>;
  readonly nodes: number[];
}

export function formatDot(graph: GraphDescription): string {
  const root: Scope = { name: '', scopes: new Map(), nodes: [] };
  graph.nodes.forEach(({ name }, index) => {
    let scope = root;
    for (const part of name.split('/').slice(0, -1)) {
      const path = scope.name === '' ? part : `${scope.name}/${part}`;
      const inner = scope.scopes.get(part) ?? { name: path, scopes: new Map(), nodes: [] };
      scope.scopes.set(part, inner);
      scope = inner;
    }
    scope.nodes.push(index);
  });
  const lines = ['digraph model {', '  rankdir=BT;', '  node [shape=box, style=rounded, fontname="sans-serif"];'];
  writeScope(root, '  ');
  for (const { from, to, shape } of edgesOf(graph)) {
    const style = shape === undefined ? 'style=dotted' : `label=${quote(shape)}`;
    lines.push(`  n${from} -> n${to} [${style}];`);
  }
  return `${lines.join('\n')}\n}\n`;

  function writeScope(scope: Scope, indent: string): void {
    for (const index of scope.nodes) {
      const { name, op } = graph.nodes[index]!;
      const last = name.slice(name.lastIndexOf('/') + 1);
      lines.push(`${indent}n${index} [label=${quote(last === op ? op : `${last}\n${op}`)}, tooltip=${quote(name)}];`);
    }
    for (const inner of scope.scopes.values()) {
      lines.push(`${indent}subgraph ${quote(`cluster ${inner.name}`)} {`, `${indent}  label=${quote(inner.name)};`);
      writeScope(inner, `${indent}  `);
      lines.push(`${indent}}`);
    }
  }
}

function quote(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}
