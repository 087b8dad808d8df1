/** The visible graph as Graphviz text. */

import { type EdgeKind, edgeText, type NodeKind, type VisibleGraph, type VisibleNode } from './visible.ts';

const edgeStyle = {
  data: '',
  reference: ', dir=both',
  control: ', style=dashed',
} satisfies Record<EdgeKind, string>;

const nodeShape = {
  operation: 'ellipse',
  scope: 'box',
  series: 'box3d',
  loop: 'box, peripheries=2',
} satisfies Record<NodeKind, string>;

/** Expanded groups are clusters; data flows up, as in the page. */
export function toDot(visible: VisibleGraph, title: string): string {
  const places = new Map(visible.nodes.map(({ id }, place) => [id, place]));
  const lines = [`digraph ${quote(title)} {`, '  rankdir=BT;', '  node [fontsize=10];'];
  // Clusters that are open; nodes come parents before their children, each group's without a gap.
  const open: VisibleNode[] = [];
  const indent = () => '  '.repeat(open.length + 1);
  const closeUntil = (parent: string | null) => {
    while (open.length > 0 && open.at(-1)!.id !== parent) {
      open.pop();
      lines.push(`${indent()}}`);
    }
  };
  for (const node of visible.nodes) {
    closeUntil(node.parent);
    if (node.expanded) {
      lines.push(`${indent()}subgraph cluster_${places.get(node.id)} {`);
      open.push(node);
      lines.push(`${indent()}label=${quote(node.label)};`);
    } else {
      const shape = node.fault !== null ? 'hexagon' : nodeShape[node.kind];
      const color = node.faults > 0 ? ', color=red' : '';
      lines.push(`${indent()}n${places.get(node.id)} [label=${quote(node.label)}, shape=${shape}${color}];`);
    }
  }
  closeUntil(null);
  for (const edge of visible.edges) {
    const { source, target, kind, faulty } = edge;
    const style = faulty ? ', color=red, style=dashed' : edgeStyle[kind];
    lines.push(`  n${places.get(source)} -> n${places.get(target)} [label=${quote(edgeText(edge))}${style}];`);
  }
  return `${lines.join('\n')}\n}\n`;
}

/** Backslashes too: Graphviz reads `\N` and others within quotes. */
function quote(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not get into the file
  return `"${text.replace(/[\u0000-\u001f]/g, ' ').replace(/[\\"]/g, '\\$&')}"`;
}
