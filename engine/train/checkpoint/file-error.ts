/** Faults of the file system under checkpoints, as the errors of TensorFlow's runtime. */

import {
  NotFoundError,
  type OpError,
  PermissionDeniedError,
  ResourceExhaustedError,
  UnknownError,
} from '../../graph/index.ts';

const classes: Record<string, new (message: string, operation: undefined, options: ErrorOptions) => OpError> = {
  ENOENT: NotFoundError,
  ENOTDIR: NotFoundError,
  EACCES: PermissionDeniedError,
  EPERM: PermissionDeniedError,
  EROFS: PermissionDeniedError,
  ENOSPC: ResourceExhaustedError,
  EDQUOT: ResourceExhaustedError,
  EFBIG: ResourceExhaustedError,
};

const cures: Record<string, string> = {
  ENOSPC: 'The disk is full: free some space and save again.',
  EDQUOT: 'The disk quota is used up: free some space and save again.',
  EFBIG: 'The file would be larger than this process may write (ulimit -f): raise the limit.',
  EACCES: 'This user may not write there: choose another folder.',
  EPERM: 'This user may not write there: choose another folder.',
  EROFS: 'That file system is read-only: choose another folder.',
  ENOTDIR: 'A part of the path is a file, not a folder: choose another path.',
};

/** `error` under the class that TensorFlow would raise, if it comes from the file system; any other as it is. */
export function fileFault(action: string, error: unknown): unknown {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== 'string' || !(error instanceof Error)) return error;
  const ErrorClass = Object.hasOwn(classes, code) ? classes[code] : UnknownError;
  const cure = Object.hasOwn(cures, code) ? ` ${cures[code]}` : '';
  return new ErrorClass(`Cannot ${action}: ${error.message}.${cure}`, undefined, { cause: error });
}
