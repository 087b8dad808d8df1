/** The fault of reading a variable too early, which compiler, session and backends find in different ways. */

import { FailedPreconditionError, type FaultyOperation } from './errors.ts';

/** A variable is read that holds nothing in the session. */
export function uninitializedVariable(variable: string, operation?: FaultyOperation): FailedPreconditionError {
  return new FailedPreconditionError(
    `Attempting to use uninitialized value ${variable}. Run tf.globalVariablesInitializer(), made when all variables are, ` +
      'or restore a checkpoint, before you read it.',
    operation,
  );
}
