/** Fetches of what is no part of a graph. */

import { rangeOf } from '../../syntax.ts';
import { FunctionLike, PromiseValue } from '../../values/index.ts';
import { fix, replaceValue, textOf } from '../edits/text-edits.ts';
import type { Describer } from './describer.ts';

export const fetchFault: Describer = (fault) => {
  const fetch = fault.args.find(({ parameter }) => parameter === 'fetches');
  if (fault.code !== 'fetch-invalid' || !fetch) return undefined;
  const { value, expression } = fetch;
  const range = expression && { range: rangeOf(expression) };
  if (value instanceof FunctionLike) {
    return {
      message: 'A function cannot be fetched: call it, so that it builds a tensor, and fetch that.',
      ...range,
      fixes: [expression && fix('Call the function', replaceValue(expression, `${textOf(expression)}()`))],
    };
  }
  if (value === null) {
    return {
      message:
        'null cannot be fetched. tf.summary.mergeAll() gives null where no summary was made before it is called; a gradient ' +
        'is null where nothing depends on the variable.',
      ...range,
    };
  }
  const className = typeof value === 'object' ? value.constructor.name : '';
  if (className.endsWith('Optimizer')) {
    return { message: 'An optimizer cannot be fetched: fetch the operation that its minimize gives.', ...range };
  }
  if (value === undefined) {
    return { message: 'undefined cannot be fetched: what was to be a tensor is not there.', ...range };
  }
  if (value instanceof PromiseValue) {
    return {
      code: 'missing-await',
      message: 'A promise cannot be fetched: write await where it comes from.',
      ...range,
      fixes: [expression && fix('Add await', replaceValue(expression, `await ${textOf(expression)}`))],
    };
  }
  return undefined;
};
