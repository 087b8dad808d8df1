/** Errors of a reader of checkpoints that are not faults of the files. */

/** No checkpoint has this prefix. */
export class BundleNotFoundError extends Error {
  override readonly name = 'BundleNotFoundError';
  readonly prefix: string;

  constructor(prefix: string, cause: unknown) {
    super(`There is no checkpoint at ${prefix}: the file ${prefix}.index does not exist. Check the path.`, { cause });
    this.prefix = prefix;
  }
}

/** The checkpoint has no tensor of this name. */
export class TensorNotFoundError extends Error {
  override readonly name = 'TensorNotFoundError';
  readonly key: string;
  readonly prefix: string;
  /** The names that the checkpoint has. */
  readonly available: readonly string[];

  constructor(key: string, prefix: string, available: readonly string[]) {
    const shown = available.slice(0, 10).join(', ') + (available.length > 10 ? ', …' : '');
    super(`Key ${key} not found in checkpoint ${prefix}. It holds ${shown || 'no tensors'}.`);
    this.key = key;
    this.prefix = prefix;
    this.available = available;
  }
}
