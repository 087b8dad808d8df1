/** `tf.train.Saver`: saves the variables of a session and restores them. */

import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import {
  create,
  decodeMessage,
  encodeMessage,
  type FileSystem,
  indexPath,
  nodeFileSystem,
  SaverDefSchema,
  writeBundle,
} from '../../formats/index.ts';
import {
  type GraphElement,
  GraphError,
  GraphKeys,
  getDefaultGraph,
  isGraphElement,
  NotFoundError,
  runReporter,
  Tensor,
  withDefaultGraph,
} from '../../graph/index.ts';
import { prefixedSaver, registerCollection } from '../../graphdef/index.ts';
import type { Session } from '../../session/index.ts';
import {
  buildSaver,
  isVariableList,
  type SaverGraph,
  type SaverGraphOptions,
  type VariableList,
} from '../graph/index.ts';
import { CheckpointReader } from './checkpoint-reader.ts';
import { checkpointExists, updateCheckpointState } from './checkpoint-state.ts';
import { fileFault } from './file-error.ts';
import { makeFolderOf } from './folder.ts';
import { removeLeftovers } from './leftovers.ts';
import { type SaverDefinition, saverDefinition, writeMetaGraph } from './meta-graph.ts';
import { removeCheckpoint } from './remove-checkpoint.ts';
import { restoreVariables } from './restore.ts';
import { Retention } from './retention.ts';
import { snapshot } from './snapshot.ts';

export interface SaverOptions extends SaverGraphOptions {
  /** How many of the newest checkpoints are kept; 0 or null keeps all. Default 5. */
  readonly maxToKeep?: number | null;
  /** Beside these, one checkpoint every so many hours is kept for good. Default 10000. */
  readonly keepCheckpointEveryNHours?: number;
  /** Build for these nodes of an imported graph in place of new ones. */
  readonly saverDef?: SaverDefinition;
  /** Add no nodes before `build()` is called. Default false. */
  readonly deferBuild?: boolean;
  /** Write steps as 8 digits, so that names sort. Default false. */
  readonly padStepNumber?: boolean;
  /** Store relative paths in the `checkpoint` file, so that the folder can be moved. Default false. */
  readonly saveRelativePaths?: boolean;
  /** Taken for compatibility: a checkpoint is one shard, in format V2. */
  readonly sharded?: boolean;
  readonly writeVersion?: number;
  readonly restoreSequentially?: boolean;
  /** The disk, for tests. */
  readonly fileSystem?: FileSystem;
}

export interface SaveOptions {
  /** Goes into the name: `prefix-step`. A number, or a tensor that holds it. */
  readonly globalStep?: number | bigint | Tensor | GraphElement;
  /** Name of the state file. Default `checkpoint`. */
  readonly latestFilename?: string;
  /** Default `meta`. */
  readonly metaGraphSuffix?: string;
  /** Write the graph beside the variables. Default true. */
  readonly writeMetaGraph?: boolean;
  /** Update the state file, and delete checkpoints that are too many. Default true. */
  readonly writeState?: boolean;
}

export class Saver {
  readonly #options: SaverOptions;
  readonly #fileSystem: FileSystem;
  readonly #retention: Retention;
  #built: SaverGraph | undefined;
  #last: Promise<unknown> = Promise.resolve();
  readonly #swept = new Set<string>();

  /**
   * `new Saver(varList, options)`, or `new Saver(options)`.
   * @param varList - Variables, or an object (or Map) of variables by the names to save them under.
   * @throws GraphError if there are no variables, or two of one name.
   */
  constructor(varList?: VariableList | SaverOptions | null, options: SaverOptions = {}) {
    this.#options = isVariableList(varList) ? { ...options, varList } : { ...varList, ...options };
    this.#fileSystem = this.#options.fileSystem ?? nodeFileSystem;
    const { maxToKeep = 5, keepCheckpointEveryNHours = 10000 } = this.#options;
    if (maxToKeep !== null && !(Number.isInteger(maxToKeep) && maxToKeep >= 0)) {
      throw new RangeError(`maxToKeep must be a whole number of checkpoints, but is ${maxToKeep}.`);
    }
    this.#retention = new Retention(maxToKeep ?? 0, keepCheckpointEveryNHours);
    if (!this.#options.deferBuild) this.build();
  }

  /** A saver for the nodes of an imported graph. */
  static fromProto(saverDef: SaverDefinition): Saver {
    return new Saver(null, {
      saverDef,
      maxToKeep: saverDef.maxToKeep,
      ...(saverDef.keepCheckpointEveryNHours > 0 && { keepCheckpointEveryNHours: saverDef.keepCheckpointEveryNHours }),
    });
  }

  /** Adds the saver's nodes to the default graph. Only needed after `deferBuild`. @throws as the constructor. */
  build(): void {
    if (this.#built) return;
    this.#built = buildSaver(this.#options, this.#options.saverDef);
  }

  /** What a MetaGraph says of this saver, or null where it has no variables. */
  asSaverDef(): SaverDefinition | null {
    const { nodes } = this.#state('asSaverDef');
    const { maxToKeep = 5, keepCheckpointEveryNHours = 10000 } = this.#options;
    return nodes && saverDefinition(nodes, maxToKeep ?? 0, keepCheckpointEveryNHours);
  }

  /**
   * Saves the variables under `savePath` (with a step: `savePath-step`), and gives that prefix. Missing folders are
   * made. A process that is killed meanwhile leaves the checkpoint of that name, and the others, as they were.
   * @returns the prefix, also where there are no variables (`allowEmpty`) and nothing but the MetaGraph is written.
   * @throws FailedPreconditionError for an uninitialized variable, ResourceExhaustedError where the disk is full.
   */
  save(
    session: Session,
    savePath: string,
    options: SaveOptions | number | bigint | Tensor | GraphElement = {},
  ): Promise<string> {
    const isStep = typeof options !== 'object' || options instanceof Tensor || isGraphElement(options);
    const given = isStep ? { globalStep: options } : (options as SaveOptions);
    // One after the other: two saves under one prefix must not mix.
    const saving = this.#last.catch(() => {}).then(() => this.#save(session, savePath, given));
    this.#last = saving;
    return saving;
  }

  async #save(session: Session, savePath: string, options: SaveOptions): Promise<string> {
    const { variables } = this.#state('save');
    const {
      latestFilename = 'checkpoint',
      metaGraphSuffix = 'meta',
      writeMetaGraph: withMetaGraph = true,
      writeState = true,
    } = options;
    checkPaths(savePath, latestFilename, options.globalStep !== undefined);
    const prefix = await this.#prefix(session, savePath, options.globalStep);
    makeFolderOf(prefix, this.#fileSystem);
    await this.#sweep(dirname(prefix), basename(savePath), latestFilename);
    if (variables.length > 0) {
      const tensors = await snapshot(session, variables);
      await this.#guarded(`save checkpoint ${prefix}`, () =>
        writeBundle(prefix, tensors, { fileSystem: this.#fileSystem }),
      );
      if (writeState) await this.#record(dirname(savePath), prefix, latestFilename, metaGraphSuffix);
    }
    if (withMetaGraph) {
      const path = `${prefix}.${metaGraphSuffix}`;
      await writeMetaGraph(session.graph, this.asSaverDef(), path, { fileSystem: this.#fileSystem });
    }
    if (variables.length > 0) runReporter().checkpoint(prefix);
    return prefix;
  }

  /** Before the first save of a name: what killed processes left of it. */
  async #sweep(folder: string, base: string, latestFilename: string): Promise<void> {
    const name = `${folder}/${base}`;
    if (this.#swept.has(name)) return;
    this.#swept.add(name);
    await removeLeftovers(folder, [base, latestFilename], this.#fileSystem);
  }

  async #prefix(session: Session, savePath: string, step: SaveOptions['globalStep']): Promise<string> {
    if (step === undefined) return savePath;
    const value = typeof step === 'number' || typeof step === 'bigint' ? step : await session.run(step as Tensor);
    const text = String(value);
    if (!/^-?\d+$/.test(text)) throw new RangeError(`globalStep must be a whole number, but is ${text}.`);
    return `${savePath}-${this.#options.padStepNumber ? text.padStart(8, '0') : text}`;
  }

  async #record(folder: string, prefix: string, latestFilename: string, metaGraphSuffix: string): Promise<void> {
    const outdated = this.#retention.add(prefix);
    await this.#guarded(`update the state file of ${folder}`, () =>
      updateCheckpointState(folder, prefix, {
        allModelCheckpointPaths: this.lastCheckpoints,
        latestFilename,
        saveRelativePaths: this.#options.saveRelativePaths ?? false,
        fileSystem: this.#fileSystem,
      }),
    );
    if (outdated === undefined) return;
    await this.#guarded(`delete checkpoint ${outdated}`, () =>
      removeCheckpoint(outdated, metaGraphSuffix, this.#fileSystem),
    );
  }

  async #guarded<T>(action: string, body: () => Promise<T>): Promise<T> {
    try {
      return await body();
    } catch (error) {
      throw fileFault(action, error);
    }
  }

  /**
   * Puts the values of a checkpoint into the session's variables, which need no other initialization.
   * @throws NotFoundError if there is no such checkpoint or it lacks a variable, InvalidArgumentError for another shape
   *   or type, DataLossError for damaged files. The session is then as it was.
   */
  async restore(session: Session, savePath: string): Promise<void> {
    const { variables } = this.#state('restore');
    if (variables.length === 0) return;
    if (typeof savePath !== 'string') {
      throw new GraphError(`Can't load save_path when it is ${String(savePath)}: give the prefix that save() gave.`);
    }
    if (!(await checkpointExists(savePath, this.#fileSystem))) {
      throw new NotFoundError(
        `The passed save_path is not a valid checkpoint: ${savePath}. There is no file ${savePath}.index.`,
      );
    }
    process.stderr.write(`Restoring parameters from ${savePath}\n`);
    await using reader = await CheckpointReader.open(savePath, this.#fileSystem);
    const source = { read: (key: string) => reader.getTensor(key) };
    await restoreVariables(session, variables, source, { reshape: this.#options.reshape ?? false });
  }

  /** Prefixes of the checkpoints that this saver keeps, oldest first. */
  get lastCheckpoints(): string[] {
    return this.#retention.kept.map(({ path }) => path);
  }
  /** Takes over checkpoints of an earlier saver, oldest first. Without times none of them is ever deleted. */
  setLastCheckpoints(paths: readonly string[]): void {
    this.setLastCheckpointsWithTime(paths.map((path) => [path, Number.POSITIVE_INFINITY]));
  }
  /** As setLastCheckpoints, with the time each was saved in seconds since 1970. */
  setLastCheckpointsWithTime(checkpoints: readonly (readonly [path: string, time: number])[]): void {
    this.#retention.kept = checkpoints.map(([path, time]) => ({ path, time }));
  }
  /** Takes over those of an earlier run's checkpoints that are still there; they are deleted as they grow too many. */
  async recoverLastCheckpoints(paths: readonly string[]): Promise<void> {
    const found: [path: string, time: number][] = [];
    for (const path of paths) {
      const facts = await stat(indexPath(path)).catch(() => undefined);
      if (facts) found.push([path, facts.mtimeMs / 1000]);
    }
    this.setLastCheckpointsWithTime(found);
  }

  /** The graph with its collections and this saver, as the bytes of a MetaGraphDef; also written to `filename`. */
  exportMetaGraph(filename?: string): Promise<Uint8Array> {
    const { variables } = this.#state('exportMetaGraph');
    const graph = variables[0]?.ref.graph ?? getDefaultGraph();
    return writeMetaGraph(graph, this.asSaverDef(), filename, { fileSystem: this.#fileSystem });
  }

  #state(method: string) {
    if (this.#built) return this.#built;
    throw new GraphError(`build() must be called before ${method}() on a Saver made with deferBuild.`);
  }
}

function checkPaths(savePath: string, latestFilename: string, hasStep: boolean): void {
  if (basename(latestFilename) !== latestFilename) {
    throw new RangeError(`'latestFilename' must not contain path components, but is '${latestFilename}'.`);
  }
  if (savePath === '' || /[/\\]$/.test(savePath)) {
    throw new RangeError(`savePath must end in a name for the checkpoint, but is '${savePath}'.`);
  }
  if (!hasStep && basename(savePath) === latestFilename) {
    throw new RangeError(`'latestFilename' collides with 'savePath': '${latestFilename}' and '${savePath}'.`);
  }
}

/** Savers of the collection `savers` go with the graph, as in TensorFlow. */
registerCollection(GraphKeys.SAVERS, {
  encode: (item) => {
    const saverDef = item instanceof Saver ? item.asSaverDef() : null;
    return saverDef ? encodeMessage(SaverDefSchema, create(SaverDefSchema, saverDef)) : undefined;
  },
  decode: (bytes, graph, prefix) => {
    const saverDef = decodeMessage(SaverDefSchema, bytes, 'a saver of the MetaGraph');
    return withDefaultGraph(graph, () => Saver.fromProto(prefixedSaver(saverDef, prefix)));
  },
});
