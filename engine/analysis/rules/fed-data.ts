/** What a placeholder is fed in the program's runs. */

import type { Tensor } from '../../graph/index.ts';
import type { Feed, Program } from '../program/program.ts';
import { type DataMeaning, DataValue } from '../values/index.ts';

/** The feeds of a tensor in all runs. */
export function feedsOf(tensor: Tensor, { runs }: Program): Feed[] {
  return runs.flatMap(({ feeds }) => feeds.filter((feed) => feed.tensor === tensor));
}

/** A feed of the tensor with data of that meaning, if all its feeds are such. */
export function fedWith(tensor: Tensor, meaning: DataMeaning, program: Program): Feed | undefined {
  const feeds = feedsOf(tensor, program);
  const isMeant = ({ value }: Feed) => value instanceof DataValue && value.meaning === meaning;
  return feeds.every(isMeant) ? feeds[0] : undefined;
}
