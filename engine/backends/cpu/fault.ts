/** What a kernel throws when the data it runs on is at fault, and how that becomes the error a user reads. */

import type { Kernel } from '../../compiler/index.ts';
import { InternalError, InvalidArgumentError, type OpError, TensorloomError } from '../../graph/index.ts';

/** Thrown inside a kernel, which does not know whose it is. Always an invalid argument. */
export class KernelFault extends Error {}

/** The error for what `kernel` threw: an OpError that names the operation. Errors of the engine pass unchanged. */
export function kernelError(cause: unknown, kernel: Kernel): OpError | TensorloomError {
  if (cause instanceof KernelFault) {
    return new InvalidArgumentError(faultMessage(cause.message, kernel.covers), operationOf(kernel), { cause });
  }
  if (cause instanceof TensorloomError) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  return new InternalError(
    `The ${kernel.kind} kernel of ${kernel.covers.join(', ')} failed: ${message}. This is a fault of Tensorloom.`,
    operationOf(kernel),
    { cause },
  );
}

/** The first covered operation stands for the kernel; its type is the primitive's, as the plan knows no other. */
export function operationOf(kernel: Kernel): { name: string; type: string } {
  return { name: kernel.covers[0] ?? kernel.kind, type: kernel.kind };
}

/** A fused kernel cannot tell which of its operations failed, so the message lists them. */
function faultMessage(message: string, covers: readonly string[]): string {
  return covers.length > 1 ? `${message} (in one of the operations ${covers.join(', ')})` : message;
}
