/**
 * The errors users see, under TensorFlow's names. Each can carry the operation, its inputs' shapes and the line of the
 * user's file that made it, so that an editor can underline the cause.
 */

/** A position in a user's file; lines and columns count from 1. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What an error knows of the operation it is about. */
export interface FaultyOperation {
  readonly name: string;
  readonly type: string;
  readonly inputShapes?: readonly string[];
  /** Names of the tensors it was to read, where it could not be made. */
  readonly inputs?: readonly string[];
  readonly source?: SourceLocation;
}

/** Canonical status codes of TensorFlow's runtime. */
export const statusCodes = {
  CANCELLED: 1,
  UNKNOWN: 2,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  PERMISSION_DENIED: 7,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  ABORTED: 10,
  OUT_OF_RANGE: 11,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
  UNAVAILABLE: 14,
  DATA_LOSS: 15,
} as const;

/** Base of everything the engine throws on purpose. `operation` is undefined where no single one is at fault. */
export class TensorloomError extends Error {
  readonly operation: FaultyOperation | undefined;

  constructor(message: string, operation?: FaultyOperation, options?: ErrorOptions) {
    super(operation?.source ? `${message}\n    at ${formatLocation(operation)}` : message, options);
    this.name = new.target.name;
    this.operation = operation;
  }
}

/** Shapes that cannot fit, found while building a graph (TensorFlow raises ValueError). */
export class ShapeError extends TensorloomError {}
/** Element types that do not fit, found while building a graph (TensorFlow raises TypeError). */
export class DTypeError extends TensorloomError {}
/** A graph that cannot be built as asked, for another reason than shapes and types (TensorFlow's ValueError). */
export class GraphError extends TensorloomError {}
/** No gradient registered for an operation type (TensorFlow raises LookupError). */
export class LookupError extends TensorloomError {}

/** Base of the run-time errors, as `tf.errors.OpError`. */
export abstract class OpError extends TensorloomError {
  abstract readonly errorCode: number;
}
/** What was going on was stopped, as a run is whose session is closed. */
export class CancelledError extends OpError {
  readonly errorCode = statusCodes.CANCELLED;
}
/** A fault that nothing better is known of. */
export class UnknownError extends OpError {
  readonly errorCode = statusCodes.UNKNOWN;
}
/** A value that an operation cannot take, found while it runs: an index outside, a division by 0, a feed of another shape. */
export class InvalidArgumentError extends OpError {
  readonly errorCode = statusCodes.INVALID_ARGUMENT;
}
/** It took longer than it was given. */
export class DeadlineExceededError extends OpError {
  readonly errorCode = statusCodes.DEADLINE_EXCEEDED;
}
/** A file, a tensor in a checkpoint or a variable that is not there. */
export class NotFoundError extends OpError {
  readonly errorCode = statusCodes.NOT_FOUND;
}
/** What was to be made is there already. */
export class AlreadyExistsError extends OpError {
  readonly errorCode = statusCodes.ALREADY_EXISTS;
}
/** What the system does not allow, as reading a file. */
export class PermissionDeniedError extends OpError {
  readonly errorCode = statusCodes.PERMISSION_DENIED;
}
/** Memory, or another thing that there is only so much of, has run out. */
export class ResourceExhaustedError extends OpError {
  readonly errorCode = statusCodes.RESOURCE_EXHAUSTED;
}
/** Something else must come first: a variable that is read before it is initialised. */
export class FailedPreconditionError extends OpError {
  readonly errorCode = statusCodes.FAILED_PRECONDITION;
}
/** It was broken off by something else that goes on at the same time. */
export class AbortedError extends OpError {
  readonly errorCode = statusCodes.ABORTED;
}
/** Past the end of what is there, as of an iterator. */
export class OutOfRangeError extends OpError {
  readonly errorCode = statusCodes.OUT_OF_RANGE;
}
/** What this engine does not do, though TensorFlow does. */
export class UnimplementedError extends OpError {
  readonly errorCode = statusCodes.UNIMPLEMENTED;
}
/** What must not happen: a fault of the engine itself. */
export class InternalError extends OpError {
  readonly errorCode = statusCodes.INTERNAL;
}
/** What cannot be reached for now. */
export class UnavailableError extends OpError {
  readonly errorCode = statusCodes.UNAVAILABLE;
}
/** A file that is damaged: a checksum that does not fit, or an end too early. */
export class DataLossError extends OpError {
  readonly errorCode = statusCodes.DATA_LOSS;
}

function formatLocation({ name, source }: FaultyOperation): string {
  return `operation '${name}' (${source!.file}:${source!.line}:${source!.column})`;
}
