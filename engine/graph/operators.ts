/** JavaScript's operators on tensors: `a + b` would be the text of two descriptions, and `a * 2` NaN, without a word. */

import { GraphError } from './errors.ts';

/** What a tensor or variable answers to `Symbol.toPrimitive`. @throws GraphError where it is not text that is asked for */
export function describeOnly(element: object, hint: string): string {
  if (hint === 'string') return element.toString();
  throw new GraphError(
    `JavaScript's operators do not compute with tensors: write a.add(b), a.mul(2), tf.less(a, b); and \`\${a}\` for the ` +
      `description. Found ${element}.`,
  );
}
