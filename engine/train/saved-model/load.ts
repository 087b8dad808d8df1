/** `tf.savedModel.load`: a SavedModel's graph and variables, as TensorFlow 1 (and `tf.compat.v1`) writes them. */

import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  decodeSavedModel,
  FormatError,
  type MetaGraphDef,
  parsePbtxt,
  type SavedModel,
  SavedModelSchema,
} from '../../formats/index.ts';
import { DataLossError, NotFoundError, withDefaultGraph } from '../../graph/index.ts';
import { importMetaGraph } from '../../graphdef/index.ts';
import type { Session } from '../../session/index.ts';
import { fileFault } from '../checkpoint/file-error.ts';
import { Saver } from '../checkpoint/saver.ts';
import { decodeSignatures, type Signature } from './signatures.ts';

export interface LoadSavedModelOptions {
  /** Names are put under this scope; signatures keep the names of the file. */
  readonly importScope?: string;
}

export interface LoadedSavedModel {
  /** By key, `serving_default` among them as a rule. */
  readonly signatureDef: Readonly<Record<string, Signature>>;
  readonly tags: readonly string[];
}

/** Operations that a loaded model wants to be run once; the first is TensorFlow's later name. */
const initializers = ['saved_model_main_op', 'legacy_init_op'];

/** Whether the folder holds a SavedModel. */
export async function maybeSavedModelDirectory(exportDir: string): Promise<boolean> {
  for (const file of ['saved_model.pb', 'saved_model.pbtxt']) {
    const found = await access(join(exportDir, file)).then(
      () => true,
      () => false,
    );
    if (found) return true;
  }
  return false;
}

/**
 * Adds the MetaGraph with exactly these tags to the session's graph, restores its variables, and runs its initializer.
 * @throws NotFoundError if there is no SavedModel, or none with these tags; DataLossError for a damaged one; LookupError
 *   for an operation type that this engine does not have.
 */
export async function load(
  session: Session,
  tags: string | readonly string[],
  exportDir: string,
  { importScope }: LoadSavedModelOptions = {},
): Promise<LoadedSavedModel> {
  const wanted = typeof tags === 'string' ? [tags] : tags;
  const metaGraph = withTags(await readSavedModel(exportDir), wanted, exportDir);
  const { graph } = session;
  const before = new Set(initializers.flatMap((key) => graph.collections.get(key)));
  const { saverDef } = importMetaGraph(metaGraph, { graph, ...(importScope !== undefined && { importScope }) });
  if (saverDef) {
    const saver = withDefaultGraph(graph, () => Saver.fromProto(saverDef));
    await saver.restore(session, join(exportDir, 'variables', 'variables'));
  }
  await initialize(session, metaGraph, exportDir, importScope, before);
  return { signatureDef: decodeSignatures(metaGraph), tags: wanted };
}

async function readSavedModel(exportDir: string): Promise<SavedModel> {
  const binary = join(exportDir, 'saved_model.pb');
  const text = join(exportDir, 'saved_model.pbtxt');
  try {
    const bytes = await contentsOf(binary);
    if (bytes) return decodeSavedModel(bytes, binary);
    const characters = await contentsOf(text);
    if (characters) {
      const source = new TextDecoder('utf-8', { fatal: true }).decode(characters);
      return parsePbtxt(SavedModelSchema, source, { what: text, allowUnknownFields: true });
    }
  } catch (error) {
    if (error instanceof FormatError || error instanceof TypeError) {
      throw new DataLossError(error.message, undefined, { cause: error });
    }
    throw error;
  }
  throw new NotFoundError(`SavedModel file does not exist at: ${exportDir}/{saved_model.pbtxt|saved_model.pb}`);
}

function contentsOf(path: string): Promise<Uint8Array | undefined> {
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw fileFault(`read ${path}`, error);
  });
}

function withTags({ metaGraphs }: SavedModel, tags: readonly string[], exportDir: string): MetaGraphDef {
  const key = (list: readonly string[]) => JSON.stringify([...new Set(list)].sort());
  const found = metaGraphs.find(({ metaInfoDef }) => key(metaInfoDef?.tags ?? []) === key(tags));
  if (found) return found;
  const sets = metaGraphs.map(({ metaInfoDef }) => `{${(metaInfoDef?.tags ?? []).join(', ')}}`);
  throw new NotFoundError(
    `MetaGraphDef associated with tags {${tags.join(', ')}} could not be found in the SavedModel ${exportDir}. It has ` +
      `${sets.length === 0 ? 'none' : sets.join(', ')}.`,
  );
}

/** Runs what the model is initialized by, which may read files that lie beside it. */
async function initialize(
  session: Session,
  { assetFileDef }: MetaGraphDef,
  exportDir: string,
  importScope: string | undefined,
  before: ReadonlySet<unknown>,
): Promise<void> {
  const { graph } = session;
  const [operation] = initializers.flatMap((key) => graph.collections.get(key).filter((op) => !before.has(op)));
  if (operation === undefined) return;
  const scope = importScope ? `${importScope.replace(/\/$/, '')}/` : '';
  const feeds = assetFileDef.flatMap(({ tensorInfo, filename }) =>
    tensorInfo?.encoding.case === 'name'
      ? [[graph.getTensorByName(`${scope}${tensorInfo.encoding.value}`), join(exportDir, 'assets', filename)] as const]
      : [],
  );
  await session.run(operation as never, feeds);
}
