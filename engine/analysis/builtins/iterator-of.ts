/** Makes the iterators that methods give. */

import { IteratorValue, type ListContents } from '../values/index.ts';
import type { Call } from './method-table.ts';

export function iteratorOf({ machine }: Pick<Call, 'machine'>, items: ListContents): IteratorValue {
  return new IteratorValue(machine.prototypes.iterator, items);
}
