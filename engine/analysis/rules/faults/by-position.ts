/** Options given by position, as Python allows. */

import { GraphError } from '../../../graph/index.ts';
import { ts } from '../../syntax.ts';
import { fix, textOf } from '../edits/text-edits.ts';
import { calledFunction } from '../syntax/library-names.ts';
import type { Describer } from './describer.ts';

export const byPositionFault: Describer = (fault) => {
  const { node } = fault.site;
  const { signature, error } = fault;
  const isIt = error instanceof GraphError && /what comes last goes by name/.test(error.message);
  if (!isIt || !signature || !ts.isCallExpression(node) || node.arguments.some(ts.isSpreadElement)) return undefined;
  const count = signature.parameters.length - (calledFunction(node)?.isMethod ? 1 : 0);
  const extra = node.arguments.slice(count);
  const names = signature.options.map(({ name }) => name);
  const properties = extra.map((argument, index) => `${names[index]}: ${textOf(argument)}`).join(', ');
  const start = extra[0]?.getStart(node.getSourceFile());
  const range = { file: node.getSourceFile().fileName, start, end: node.arguments.end };
  return {
    message:
      `tf.${fault.name} takes ${signature.parameters.map(({ name }) => name).join(', ')}; the rest goes by name, in one ` +
      `object: { ${names.join(', ')} }.`,
    fixes:
      extra.length > 0 && extra.length <= names.length
        ? [fix('Give them by name', { range, text: `{ ${properties} }` })]
        : [],
  };
};
