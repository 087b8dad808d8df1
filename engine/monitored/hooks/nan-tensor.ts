/** `tf.train.NanTensorHook`: ends a training whose loss is no number. */

import { NdArray, type Tensor, TensorloomError } from '../../graph/index.ts';
import { log } from '../log.ts';
import { SessionRunArgs, type SessionRunContext, SessionRunHook, type SessionRunValues } from '../session-run-hook.ts';

/** What a NanTensorHook throws: the loss was no number, after which step. */
export class NanLossDuringTrainingError extends TensorloomError {
  constructor(message = 'NaN loss during training.') {
    super(message);
  }
}

export interface NanTensorOptions {
  /** Throw a NanLossDuringTrainingError, or else ask for a stop. Default true. */
  readonly failOnNanLoss?: boolean;
}

/** Looks at the loss after each run; one that is NaN ends the training, by an error or by a stop. */
export class NanTensorHook extends SessionRunHook {
  readonly #loss: Tensor;
  readonly #fails: boolean;

  /** @param lossTensor - Watched in every run. `tf.train.checkFinite` also says where a NaN came from. */
  constructor(lossTensor: Tensor, { failOnNanLoss = true }: NanTensorOptions = {}) {
    super();
    this.#loss = lossTensor;
    this.#fails = failOnNanLoss;
  }

  override beforeRun(): SessionRunArgs {
    return new SessionRunArgs(this.#loss);
  }

  override afterRun(context: SessionRunContext, { results }: SessionRunValues): void {
    const values = results instanceof NdArray ? (results.data as unknown as Iterable<unknown>) : [results];
    if (![...values].some(Number.isNaN)) return;
    log('Model diverged with loss = NaN.');
    if (this.#fails) throw new NanLossDuringTrainingError();
    context.requestStop();
  }
}
