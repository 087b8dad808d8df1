/** Tags of summaries: from the name scope, in characters that node names allow. */

import { GraphKeys, type SummaryTensor, type Tensor } from '../../graph/index.ts';
import { opScope } from '../op-scope.ts';

export interface SummaryOptions {
  /** Collections to add the summary to; default `summaries`, which `mergeAll` merges. */
  readonly collections?: readonly string[];
  /** Groups summaries: it goes before the tag, and before the name scope. */
  readonly family?: string;
}

const announced = new Set<string>();

/** The name with "_" for each character that a node's name cannot have, without leading "/". Says so once a name. */
export function cleanTag(name: string): string {
  const clean = name.replace(/[^-/\w.]/g, '_').replace(/^\/+/, '');
  if (clean !== name && !announced.has(name)) {
    announced.add(name);
    console.warn(`INFO:tensorflow:Summary name ${name} is illegal; using ${clean} instead.`);
  }
  return clean;
}

/** Builds a summary in the scope that its name and family give, and puts it into its collections. */
export function summaryScope(
  name: string,
  options: SummaryOptions,
  values: readonly unknown[],
  build: (tag: string, scope: string) => Tensor,
): SummaryTensor {
  const clean = cleanTag(name);
  const family = options.family === undefined ? undefined : cleanTag(options.family);
  const summary = opScope(family === undefined ? clean : `${family}/${clean}`, 'summary', values, (scope) => {
    const path = scope.replace(/\/+$/, '');
    return build(family === undefined ? path : `${family}/${path}`, scope);
  });
  collect(summary, options.collections ?? [GraphKeys.SUMMARIES]);
  return summary as SummaryTensor;
}

export function collect(summary: Tensor, collections: readonly string[]): void {
  summary.graph.collections.addToAll(collections, summary);
}
