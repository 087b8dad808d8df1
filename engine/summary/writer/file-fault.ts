/** Faults of the file system under event files, as the errors of TensorFlow's runtime, with what to do about them. */

import {
  NotFoundError,
  type OpError,
  PermissionDeniedError,
  ResourceExhaustedError,
  UnknownError,
} from '../../graph/index.ts';

interface Fault {
  readonly error: new (message: string, operation: undefined, options: ErrorOptions) => OpError;
  readonly cause: string;
  readonly cure: string;
}

const retry = 'What was added is kept and written by the next flush, close or add that succeeds.';
const elsewhere = 'Name a folder that you may write to.';

const faults: Readonly<Record<string, Fault>> = {
  ENOSPC: { error: ResourceExhaustedError, cause: 'the disk is full', cure: `Free some space. ${retry}` },
  EDQUOT: { error: ResourceExhaustedError, cause: 'the disk quota is used up', cure: `Free some space. ${retry}` },
  EFBIG: {
    error: ResourceExhaustedError,
    cause: 'it would grow larger than this process may write (ulimit -f)',
    cure: 'Raise the limit, or write fewer or smaller summaries.',
  },
  EMFILE: {
    error: ResourceExhaustedError,
    cause: 'the process has too many files open',
    cure: 'Close writers that are done, or share them with FileWriterCache.',
  },
  EACCES: { error: PermissionDeniedError, cause: 'this user may not write there', cure: elsewhere },
  EPERM: { error: PermissionDeniedError, cause: 'this user may not write there', cure: elsewhere },
  EROFS: { error: PermissionDeniedError, cause: 'that file system is read-only', cure: elsewhere },
  ENOENT: { error: NotFoundError, cause: 'a folder of the path is not there', cure: elsewhere },
  ENOTDIR: { error: NotFoundError, cause: 'a part of the path is a file, not a folder', cure: 'Name another folder.' },
  EEXIST: { error: NotFoundError, cause: 'there is a file of that name', cure: 'Name another folder.' },
};

/** @param action what was tried, such as `write the event file a/b` */
export function fileFault(action: string, cause: unknown): unknown {
  const code = (cause as { code?: unknown } | null)?.code;
  if (typeof code !== 'string') return cause;
  const known = Object.hasOwn(faults, code) ? faults[code] : undefined;
  const FaultError = known?.error ?? UnknownError;
  const said = known ? `${known.cause} (${code}). ${known.cure}` : `${(cause as Error).message}.`;
  return new FaultError(`Cannot ${action}: ${said}`, undefined, { cause });
}
