/** The equations of einsum as data: `ij,jk->ik` has a letter for each axis of each operand and of the result. */

import { GraphError } from '../../graph/index.ts';

export interface EinsumEquation {
  /** Labels of each operand's axes. */
  readonly operands: readonly string[];
  /** Labels of the result's axes. */
  readonly output: string;
}

/**
 * Without `->` the result has the labels that occur once, in alphabetical order.
 * @throws GraphError for what is no equation, and for what TensorFlow 1 does not take either: `...`, and a label twice in
 * one operand.
 */
export function parseEinsum(text: string): EinsumEquation {
  const equation = text.replaceAll(' ', '');
  if (equation.includes('...')) {
    throw new GraphError(`Subscripts with an ellipsis are not supported: ${text}. Name each axis by a letter.`);
  }
  if (!/^[a-zA-Z]*(,[a-zA-Z]*)*(->[a-zA-Z]*)?$/.test(equation)) {
    throw new GraphError(`Subscripts have incorrect format: ${text}. An equation looks like 'ij,jk->ik'.`);
  }
  const [left, right] = equation.split('->');
  const operands = left.split(',');
  for (const labels of operands) {
    const twice = repeated(labels);
    if (twice) {
      throw new GraphError(
        `Subscript not supported: the axis ${twice} appears more than once in '${labels}' of ${text}.`,
      );
    }
  }
  if (right === undefined) return { operands, output: onceOnly(operands.join('')) };
  if (repeated(right)) throw new GraphError(`Output subscripts contain a label appearing more than once: ${text}.`);
  const unknown = [...right].find((label) => !left.includes(label));
  if (unknown) {
    throw new GraphError(
      `Output subscripts contain the label ${unknown} not present in the input subscripts: ${text}.`,
    );
  }
  return { operands, output: right };
}

const repeated = (labels: string) => [...labels].find((label, i) => labels.indexOf(label) !== i);

function onceOnly(labels: string): string {
  const once = [...labels].filter((label) => labels.indexOf(label) === labels.lastIndexOf(label));
  return once.sort().join('');
}
