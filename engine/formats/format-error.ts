/** The one error for bytes or text that are not what their format demands. Knows no format. */

export interface FormatFault {
  /** What was being read: a file's path, or words such as `an event record`. */
  readonly what: string;
  /** What is wrong, as a clause without a final stop. */
  readonly problem: string;
  /** Where: the byte offset from the start of what was read. */
  readonly offset?: number;
  /** Where in text, both from 1. */
  readonly line?: number;
  readonly column?: number;
  /** What the reader of the message can do, as a sentence. */
  readonly cure?: string;
  /** The error underneath, if there was one. */
  readonly cause?: unknown;
}

/** A malformed, damaged or unsupported file. The message names the file, the place, the problem and the cure. */
export class FormatError extends Error {
  override readonly name = 'FormatError';
  readonly what: string;
  readonly problem: string;
  readonly offset: number | undefined;
  readonly line: number | undefined;
  readonly column: number | undefined;
  readonly cure: string | undefined;

  constructor(fault: FormatFault) {
    super(describe(fault), fault.cause === undefined ? undefined : { cause: fault.cause });
    this.what = fault.what;
    this.problem = fault.problem;
    this.offset = fault.offset;
    this.line = fault.line;
    this.column = fault.column;
    this.cure = fault.cure;
  }
}

function describe(fault: FormatFault): string {
  let place = '';
  if (fault.line !== undefined) place = `:${fault.line}:${fault.column ?? 1}`;
  const at = fault.offset === undefined ? '' : ` at byte ${fault.offset}`;
  return `${fault.what}${place}: ${fault.problem}${at}.${fault.cure === undefined ? '' : ` ${fault.cure}`}`;
}
