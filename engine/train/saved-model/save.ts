/** `tf.savedModel.simpleSave`: a graph and its variables as a SavedModel that TensorFlow serves. */

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeSavedModel, nodeFileSystem, writeFileAtomic } from '../../formats/index.ts';
import { type Graph, type GraphElement, GraphError, GraphKeys, Tensor, withDefaultGraph } from '../../graph/index.ts';
import { metaGraphOf } from '../../graphdef/index.ts';
import type { Session } from '../../session/index.ts';
import { fileFault } from '../checkpoint/file-error.ts';
import { makeFolderOf } from '../checkpoint/folder.ts';
import { Saver } from '../checkpoint/saver.ts';
import { signatureConstants, tagConstants } from '../graph/index.ts';
import { encodeSignature } from './signatures.ts';

/** Tensors (or variables) by the names under which they are asked for. */
export type NamedTensors = Readonly<Record<string, Tensor | GraphElement>>;

/**
 * Writes the session's graph and variables to a new folder, with the tag `serve` and one signature, `serving_default`.
 * `saved_model.pb` comes last: a folder with one is complete.
 * @throws GraphError if the folder has something in it, or an input or output is no tensor of the session's graph;
 *   FailedPreconditionError for an uninitialized variable.
 */
export async function simpleSave(
  session: Session,
  exportDir: string,
  inputs: NamedTensors,
  outputs: NamedTensors,
): Promise<void> {
  const { graph } = session;
  const signature = encodeSignature(tensorsOf(graph, inputs, 'inputs'), tensorsOf(graph, outputs, 'outputs'));
  await checkEmpty(exportDir);
  const hasVariables = graph.collections.get(GraphKeys.GLOBAL_VARIABLES).length > 0;
  const saver = hasVariables ? withDefaultGraph(graph, () => new Saver({ maxToKeep: 0 })) : undefined;
  const metaGraph = metaGraphOf(graph, { saverDef: saver?.asSaverDef() ?? null });
  metaGraph.metaInfoDef!.tags = [tagConstants.SERVING];
  metaGraph.signatureDef = { [signatureConstants.DEFAULT_SERVING_SIGNATURE_DEF_KEY]: signature };
  const options = { writeMetaGraph: false, writeState: false };
  await saver?.save(session, join(exportDir, 'variables', 'variables'), options);
  const bytes = encodeSavedModel({ savedModelSchemaVersion: 1n, metaGraphs: [metaGraph] });
  const path = join(exportDir, 'saved_model.pb');
  makeFolderOf(path);
  await writeFileAtomic(path, bytes, nodeFileSystem).catch((error: unknown) => {
    throw fileFault(`write ${path}`, error);
  });
}

function tensorsOf(graph: Graph, named: NamedTensors, what: string): Record<string, Tensor> {
  return Object.fromEntries(
    Object.entries(named).map(([key, value]) => {
      const element = graph.asGraphElement(value);
      if (element instanceof Tensor) return [key, element];
      throw new GraphError(`simpleSave: ${what}['${key}'] must be a tensor, but is the operation '${element.name}'.`);
    }),
  );
}

async function checkEmpty(exportDir: string): Promise<void> {
  const found = await readdir(exportDir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw fileFault(`read the folder ${exportDir}`, error);
  });
  if (found.length === 0) return;
  throw new GraphError(
    `Export directory ${exportDir} already exists, and isn't empty. Please choose a different export directory, or ` +
      'delete all the contents of the specified directory.',
  );
}
