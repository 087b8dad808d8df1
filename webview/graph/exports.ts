/** The graph as a file, as it is shown. */

import { fileName } from '../file-name.ts';
import type { ExportFile } from '../protocol.ts';
import { type SvgColors, toSvg } from './layout/index.ts';
import { type Coloring, toDot } from './model/index.ts';
import { paintOf } from './view/elements.ts';
import type { GraphView } from './view/graph-view.ts';
import type { Palette } from './view/palette.ts';
import { depthOf, type Scene } from './view/scene.ts';

export type ExportKind = 'png' | 'svg' | 'dot';

export interface ExportInput {
  readonly scene: Scene;
  readonly view: GraphView;
  readonly palette: Palette;
  readonly coloring: Coloring | null;
  readonly title: string;
}

const writers = {
  png: ({ view }) => view.picture(),
  svg: ({ scene, palette, coloring }) => toSvg(scene.visible, scene.layout, svgColors(scene, palette, coloring)),
  dot: ({ scene, title }) => toDot(scene.visible, title),
} satisfies Record<ExportKind, (input: ExportInput) => string | Uint8Array | Promise<Uint8Array>>;

export async function exportFile(kind: ExportKind, input: ExportInput): Promise<ExportFile> {
  return { name: fileName(input.title, kind, 'graph'), data: await writers[kind](input) };
}

export function svgColors({ visible }: Scene, palette: Palette, coloring: Coloring | null): SvgColors {
  const nodes = new Map(
    visible.nodes.map((node) => [
      node.id,
      paintOf(node, depthOf(visible, node.id), palette, coloring?.colors.get(node.id)).fill,
    ]),
  );
  return {
    background: palette.background,
    text: palette.text,
    border: palette.operation.border,
    edge: palette.edge,
    reference: palette.reference,
    fault: palette.fault,
    node: palette.operation.fill,
    group: palette.container(0).fill,
    nodes,
    fontFamily: palette.fontFamily,
  };
}
