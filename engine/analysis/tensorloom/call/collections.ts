/** Which calls put something into a graph's collections, and which read them: where one was not made, less is known. */

import { Tensor } from '../../../graph/index.ts';
import { unknown, type Value } from '../../values/index.ts';

const adding =
  /^(?:Variable|getVariable|summary\.\w+|(?:losses|layers|metrics)\.\w+|nn\.\w*Rnn|addToCollection|Graph\.addToCollections?|train\.\w+(?:\.(?:minimize|applyGradients|apply))?)$/;

const reading =
  /^(?:(?:VariableScope\.)?(?:global|local|trainable)Variables|getCollection(?:Ref)?|(?:Graph|VariableScope)\.get(?:Collection(?:Ref)?|AllCollectionKeys)|summary\.mergeAll|losses\.get\w+|train\.getGlobalStep)$/;

export function addsToCollections(name: string): boolean {
  return adding.test(name);
}

/** What a reader of collections gives, where something may be missing in them: of a list any item, and null may be none. */
export function readFromCollections(name: string, result: Value): Value {
  return reading.test(name) && !(result instanceof Tensor) ? unknown : result;
}
