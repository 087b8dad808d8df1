/** Several summaries as one. */

import { GraphKeys, getDefaultGraph, type SummaryTensor, type Tensor } from '../../graph/index.ts';
import { op } from '../../ops/index.ts';
import { opScope } from '../op-scope.ts';
import { publicFunction } from '../signature.ts';
import { cleanTag, collect } from './scope.ts';

export interface MergeOptions {
  /** Collections to add the merged summary to; default: none. */
  readonly collections?: readonly string[];
  readonly name?: string;
}

/** One summary with the values of all `inputs`. A tag in two of them is a run-time error. */
export const merge = publicFunction(
  'summary.merge(inputs: tensors, {collections, name})',
  (inputs: readonly Tensor[], options: MergeOptions = {}): SummaryTensor => {
    const name = options.name === undefined ? undefined : cleanTag(options.name);
    const merged = opScope(name, 'Merge', inputs, () => op('MergeSummary', [inputs], {}, name));
    collect(merged, options.collections ?? []);
    return merged as SummaryTensor;
  },
);

export interface MergeAllOptions {
  /** The collection to merge; default `summaries`. */
  readonly key?: string;
  /** Only summaries whose name starts with this (a regular expression). */
  readonly scope?: string;
  readonly name?: string;
}

/** All summaries made so far in the default graph, as one; null, which cannot be run, if there are none. */
export const mergeAll = publicFunction(
  'summary.mergeAll({key, scope, name})',
  (options: MergeAllOptions = {}): SummaryTensor | null => {
    const { key = GraphKeys.SUMMARIES, scope, name } = options;
    const summaries = getDefaultGraph().collections.get<Tensor>(key, scope);
    return summaries.length === 0 ? null : merge(summaries, name === undefined ? {} : { name });
  },
);
