/** `tf.train.steps`: a training loop of which the number of passes is known, but not which one is at work. */

import {
  IteratorValue,
  listOfUnknownLength,
  ObjectValue,
  SizeValue,
  unknownNumber,
  type Value,
} from '../../values/index.ts';
import type { Native } from '../classes/class-spec.ts';
import { refuse } from '../faults/refuse.ts';

export const steps: Native = (call, world) => {
  const { machine, args, site } = call;
  const [end, options] = args;
  const given = options instanceof ObjectValue ? machine.get(options, 'start', site) : undefined;
  const start: Value =
    given === undefined ? (options === undefined || options instanceof ObjectValue ? 0 : unknownNumber) : given;
  const wrong = [start, end].find(
    (count) => isNoCount(count) && !(count === end && count === Number.POSITIVE_INFINITY),
  );
  if (wrong !== undefined || (args.length === 0 && !call.hasMore)) {
    const error = new RangeError(`${String(wrong)} is no number of steps: give a whole number, such as 1000.`);
    return refuse(world, call, 'train.steps', error, { parameter: 'n' });
  }
  return new IteratorValue(machine.prototypes.iterator, passes(start, end), true);
};

function isNoCount(count: Value): boolean {
  return typeof count === 'number' && !(Number.isSafeInteger(count) && count >= 0);
}

function passes(start: Value, end: Value) {
  if (typeof start === 'number' && typeof end === 'number' && Number.isFinite(end)) {
    const length = Math.max(0, end - start);
    return length === 0 ? { items: [] } : { items: null, length, element: unknownNumber };
  }
  if (start === 0 && end instanceof SizeValue) return { items: null, length: end.dim, element: unknownNumber };
  return listOfUnknownLength(unknownNumber);
}
