/** `tf.train.writeGraph`: a graph into a file of its own. */

import { join } from 'node:path';
import { encodeGraphDef, formatPbtxt, type GraphDef, GraphDefSchema, writeFileAtomic } from '../formats/index.ts';
import { Graph } from '../graph/index.ts';
import { exportGraphDef } from '../graphdef/index.ts';
import { fileFault } from './checkpoint/file-error.ts';
import { makeFolderOf } from './checkpoint/folder.ts';

/**
 * Writes a graph, or a GraphDef, to `name` in the folder `logdir`, which is made if it is missing.
 * @param asText - Text (`.pbtxt`), the default, or false for the binary form (`.pb`).
 * @returns the file's path
 * @throws PermissionDeniedError and others of `tf.errors` where it cannot be written
 */
export async function writeGraph(
  graphOrGraphDef: Graph | GraphDef,
  logdir: string,
  name: string,
  asText: boolean | { readonly asText?: boolean } = true,
): Promise<string> {
  const text = typeof asText === 'boolean' ? asText : (asText.asText ?? true);
  const graphDef =
    graphOrGraphDef instanceof Graph ? exportGraphDef(graphOrGraphDef, { addShapes: false }) : graphOrGraphDef;
  const bytes = text ? new TextEncoder().encode(formatPbtxt(GraphDefSchema, graphDef)) : encodeGraphDef(graphDef);
  const path = join(logdir, name);
  makeFolderOf(path);
  await writeFileAtomic(path, bytes).catch((error: unknown) => {
    throw fileFault(`write ${path}`, error);
  });
  return path;
}
