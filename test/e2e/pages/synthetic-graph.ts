// Large graphs for the graph page, made by rule.

import type { GraphData, GraphNode } from '../../../webview/protocol.ts';

const node = (name: string, op: string, inputs: readonly string[], size: number): GraphNode => ({
  name,
  op,
  inputs,
  controlInputs: [],
  device: '',
  outputs: [{ dtype: 'float32', shape: [null, size] }],
  attributes: [['dtype', 'float32']],
});

/** `blocks` scopes of `layers` layers of 10 operations each, every block reading the one before. */
export function deepGraph(blocks: number, layers: number): GraphData {
  const nodes: GraphNode[] = [node('input', 'Placeholder', [], 64)];
  let last = 'input';
  for (let block = 0; block < blocks; block++) {
    for (let layer = 0; layer < layers; layer++) {
      const scope = `part_${block}_${'abcdefghij'[block % 10]}/layer_${layer}_x`;
      nodes.push(node(`${scope}/weights`, 'VariableV2', [], 64));
      nodes.push(node(`${scope}/read`, 'Identity', [`${scope}/weights`], 64));
      nodes.push(node(`${scope}/MatMul`, 'MatMul', [last, `${scope}/read`], 64));
      nodes.push(node(`${scope}/biases`, 'VariableV2', [], 64));
      nodes.push(node(`${scope}/Add`, 'Add', [`${scope}/MatMul`, `${scope}/biases`], 64));
      nodes.push(node(`${scope}/Relu`, 'Relu', [`${scope}/Add`], 64));
      nodes.push(node(`${scope}/keep`, 'Const', [], 1));
      nodes.push(node(`${scope}/Mul`, 'Mul', [`${scope}/Relu`, `${scope}/keep`], 64));
      nodes.push(node(`${scope}/shortcut`, 'Add', [`${scope}/Mul`, last], 64));
      nodes.push(node(`${scope}/out`, 'Identity', [`${scope}/shortcut`], 64));
      last = `${scope}/out`;
    }
  }
  return { nodes, traces: [] };
}

/** One scope with this many operations side by side and after each other, in threads of ten. */
export function wideGraph(children: number): GraphData {
  const nodes: GraphNode[] = [node('x', 'Placeholder', [], 8)];
  const ops = ['Add', 'Mul', 'Relu', 'Sub', 'Tanh', 'Exp', 'Neg'];
  for (let place = 0; place < children; place++) {
    const before = place % 10 === 0 ? 'x' : `wide/n${place - 1}q`;
    nodes.push(node(`wide/n${place}q`, ops[place % ops.length]!, [before], 8));
  }
  return { nodes, traces: [] };
}
