// Writes the GraphDef of the scale goals: 20,000 nodes in nested scopes, one of which has 300 children at once.

import { writeFileSync } from 'node:fs';
import { create, encodeGraphDef, GraphDefSchema } from '../../../engine/formats/index.ts';

interface Node {
  readonly name: string;
  readonly op: string;
  readonly input: readonly string[];
}

/** The scope whose expansion is timed, and how many children it has. */
export const wideScope = { name: 'wide', children: 300 } as const;

const layersAScope = 60;

export function writeLargeGraph(path: string, count: number): void {
  const nodes: Node[] = [{ name: 'input', op: 'Placeholder', input: [] }];
  let last = 'input';
  // A grid inside the wide scope: each child reads the one before and one further back.
  for (let child = 0; child < wideScope.children; child++) {
    const name = `${wideScope.name}/${['Add', 'Mul', 'Relu', 'MatMul'][child % 4]}_${child}`;
    const back =
      child >= 7 ? [`${wideScope.name}/${['Add', 'Mul', 'Relu', 'MatMul'][(child - 7) % 4]}_${child - 7}`] : [];
    nodes.push({ name, op: ['Add', 'Mul', 'Relu', 'MatMul'][child % 4] as string, input: [last, ...back] });
    last = name;
  }
  for (let layer = 0; nodes.length < count; layer++) {
    const scope = `block_${Math.floor(layer / layersAScope)}/${['attention', 'dense', 'norm'][layer % 3]}_${layer}`;
    const made: Node[] = [
      { name: `${scope}/weights`, op: 'VariableV2', input: [] },
      { name: `${scope}/weights/read`, op: 'Identity', input: [`${scope}/weights`] },
      { name: `${scope}/MatMul`, op: 'MatMul', input: [last, `${scope}/weights/read`] },
      { name: `${scope}/biases`, op: 'VariableV2', input: [] },
      { name: `${scope}/biases/read`, op: 'Identity', input: [`${scope}/biases`] },
      { name: `${scope}/Add`, op: 'Add', input: [`${scope}/MatMul`, `${scope}/biases/read`] },
      { name: `${scope}/Relu`, op: 'Relu', input: [`${scope}/Add`] },
    ];
    nodes.push(...made.slice(0, count - nodes.length));
    last = nodes.at(-1)?.name ?? last;
  }
  const graph = create(GraphDefSchema, { node: nodes.map((node) => ({ ...node, input: [...node.input] })) });
  writeFileSync(path, encodeGraphDef(graph));
}
