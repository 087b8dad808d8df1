/** Looks into a checkpoint without a graph: names, shapes, types, values. */

import {
  BundleNotFoundError,
  BundleReader,
  type FileSystem,
  FormatError,
  nodeFileSystem,
  TensorNotFoundError,
} from '../../formats/index.ts';
import { DataLossError, type DType, InvalidArgumentError, type NdArray, NotFoundError } from '../../graph/index.ts';
import { latestCheckpoint } from './checkpoint-state.ts';
import { fileFault } from './file-error.ts';

/** A checkpoint that is looked into by name. `tf.train.newCheckpointReader` opens one; `close` or `await using` closes it. */
export class CheckpointReader implements AsyncDisposable {
  readonly prefix: string;
  readonly #bundle: BundleReader;

  private constructor(prefix: string, bundle: BundleReader) {
    this.prefix = prefix;
    this.#bundle = bundle;
  }

  /** @throws NotFoundError if there is no checkpoint under the prefix, DataLossError if it is damaged. */
  static async open(prefix: string, fileSystem: FileSystem = nodeFileSystem): Promise<CheckpointReader> {
    try {
      return new CheckpointReader(prefix, await BundleReader.open(prefix, fileSystem));
    } catch (error) {
      if (error instanceof BundleNotFoundError) {
        throw new NotFoundError(
          `Unsuccessful TensorSliceReader constructor: Failed to find any matching files for ${prefix}`,
          undefined,
          { cause: error },
        );
      }
      throw readFault(prefix, error);
    }
  }

  hasTensor(name: string): boolean {
    return this.#bundle.has(name);
  }

  /** The shape of each tensor, by name, in the names' order. */
  getVariableToShapeMap(): Record<string, readonly number[]> {
    return Object.fromEntries(this.#bundle.entries().map(({ key, shape }) => [key, shape]));
  }

  /** The element type of each tensor; `DT_…` where there are no arrays of the type here. */
  getVariableToDtypeMap(): Record<string, DType | string> {
    return Object.fromEntries(this.#bundle.entries().map(({ key, dtype, dtypeName }) => [key, dtype ?? dtypeName]));
  }

  /** @throws NotFoundError for a name that the checkpoint lacks, DataLossError for damaged data. */
  async getTensor(name: string): Promise<NdArray> {
    try {
      return await this.#bundle.read(name);
    } catch (error) {
      if (error instanceof TensorNotFoundError) {
        throw new NotFoundError(`Key ${name} not found in checkpoint ${this.prefix}.${listed(error)}`, undefined, {
          cause: error,
        });
      }
      throw readFault(this.prefix, error);
    }
  }

  close(): Promise<void> {
    return this.#bundle.close();
  }
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

function listed({ available }: TensorNotFoundError): string {
  if (available.length === 0) return ' It holds no tensors.';
  const more = available.length > 10 ? ` and ${available.length - 10} more` : '';
  return ` It holds ${available.slice(0, 10).join(', ')}${more}.`;
}

function readFault(prefix: string, error: unknown): unknown {
  if (error instanceof FormatError) return new DataLossError(error.message, undefined, { cause: error });
  return fileFault(`read checkpoint ${prefix}`, error);
}

/** As `tf.train.NewCheckpointReader`. */
export function newCheckpointReader(prefix: string): Promise<CheckpointReader> {
  return CheckpointReader.open(prefix);
}

/** The reader of a checkpoint, or of the newest one in a folder. @throws NotFoundError if there is none. */
export async function loadCheckpoint(checkpointDirOrFile: string): Promise<CheckpointReader> {
  const newest = await latestCheckpoint(checkpointDirOrFile);
  if (newest) return CheckpointReader.open(newest);
  try {
    return await CheckpointReader.open(checkpointDirOrFile);
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    throw new NotFoundError(
      `Couldn't find 'checkpoint' file or checkpoints in given directory or prefix ${checkpointDirOrFile}`,
      undefined,
      { cause: error },
    );
  }
}

/** Names and shapes of all variables in a checkpoint (or the newest one in a folder), sorted by name. */
export async function listVariables(checkpointDirOrFile: string): Promise<[name: string, shape: readonly number[]][]> {
  await using reader = await loadCheckpoint(checkpointDirOrFile);
  return Object.entries(reader.getVariableToShapeMap());
}

/** The value of one variable in a checkpoint (or the newest one in a folder); `v:0` and `v` name the same. */
export async function loadVariable(checkpointDirOrFile: string, name: string): Promise<NdArray> {
  if (name === '') throw new InvalidArgumentError('loadVariable needs the name of a variable.');
  await using reader = await loadCheckpoint(checkpointDirOrFile);
  // Awaited here: the reader closes when this function is left.
  return await reader.getTensor(name.replace(/:0$/, ''));
}
