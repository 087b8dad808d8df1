/** What a user may pass as a summary, and as a global step. */

import {
  decodeMessage,
  type FormatError,
  type Summary,
  type Summary_Value,
  SummarySchema,
  utf8,
} from '../../formats/index.ts';
import { InvalidArgumentError, isGraphElement, NdArray, type StringElement, Tensor } from '../../graph/index.ts';

/** A Summary message, its serialized form, or what a run gave for a summary operation. */
export type SummaryLike = Summary | StringElement | NdArray<'string'>;
export type GlobalStep = number | bigint | NdArray;

/** The message, for the caller to change: one that was handed in is copied. @throws InvalidArgumentError */
export function toSummary(value: unknown): Summary {
  if (isSummary(value)) return { ...value, value: value.value.map((item): Summary_Value => ({ ...item })) };
  if (value instanceof NdArray && value.dtype === 'string' && value.size === 1) return parse(value.at(0) as never);
  if (typeof value === 'string' || value instanceof Uint8Array) return parse(value);
  refuse(value);
}

function isSummary(value: unknown): value is Summary {
  return (value as Summary | null | undefined)?.$typeName === SummarySchema.typeName;
}

function parse(serialized: StringElement): Summary {
  const bytes = utf8(serialized);
  let problem = 'they hold no summary';
  try {
    const summary = decodeMessage(SummarySchema, bytes, 'the summary');
    if (summary.value.length > 0 || bytes.length === 0) return summary;
  } catch (error) {
    ({ problem } = error as FormatError);
  }
  throw new InvalidArgumentError(
    `addSummary: the ${typeof serialized === 'string' ? 'string is' : 'bytes are'} not a serialized Summary ` +
      `(${problem}). Pass what a run gives for tf.summary.scalar(…) or tf.summary.mergeAll().`,
  );
}

function refuse(value: unknown): never {
  let cure = 'Pass what a run gives for tf.summary.scalar(…) or tf.summary.mergeAll().';
  let found = value === null ? 'null' : typeof value;
  if (value === null || value === undefined) {
    cure = 'tf.summary.mergeAll() gives null in a graph without summaries, and a run gives null for an operation.';
  } else if (value instanceof Tensor || isGraphElement(value)) {
    found = String(value);
    cure = 'Nothing has computed it yet: pass the result of running it in a session.';
  } else if (typeof (value as { then?: unknown }).then === 'function') {
    found = 'promise';
    cure = 'Await it: writer.addSummary(await sess.run(…), step).';
  } else if (Array.isArray(value)) {
    found = 'list';
    cure = 'Pass the one result that belongs to the summary, or merge summaries with tf.summary.merge([…]).';
  } else if (value instanceof NdArray) found = String(value);
  throw new InvalidArgumentError(`addSummary takes a serialized Summary, not ${article(found)}. ${cure}`);
}

function article(noun: string): string {
  if (/^(null|undefined|Tensor|NdArray|<)/.test(noun)) return noun;
  return /^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`;
}

/** @throws InvalidArgumentError for what is not a whole number that int64 holds. */
export function toStep(step: GlobalStep | null | undefined): bigint {
  if (step === null || step === undefined) return 0n;
  const value: unknown = step instanceof NdArray && step.size === 1 ? step.at(0) : step;
  if (typeof value === 'bigint' && BigInt.asIntN(64, value) === value) return value;
  // TensorFlow drops the fraction as well.
  if (typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < 2 ** 63)
    return BigInt(Math.trunc(value));
  throw new InvalidArgumentError(`The global step must be a number, but is ${String(step)}.`);
}
