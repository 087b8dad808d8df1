/** Places of operations in the program, as related information. */

import type { Operation } from '../../graph/index.ts';
import type { RelatedPlace } from '../diagnostic.ts';
import type { Program } from '../program/program.ts';
import { rangeOfCall } from './text/call-text.ts';

/** The call that made an operation, with what is to be said there; nothing where it is not known. */
export function placeOf(op: Operation, message: string, program: Program): RelatedPlace[] {
  const origin = program.originOf(op);
  return origin ? [{ range: rangeOfCall(origin.site.node), message }] : [];
}
