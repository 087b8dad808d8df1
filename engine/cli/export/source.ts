/** Where an exported model comes from: a SavedModel, a MetaGraph with its checkpoint, or a GraphDef. */

import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Graph, type Operation, withDefaultGraph } from '../../graph/index.ts';
import { importGraphDef } from '../../graphdef/index.ts';
import { Session } from '../../session/index.ts';
import { importMetaGraph, Saver } from '../../train/index.ts';
import { load } from '../../train/saved-model/index.ts';
import { UsageError } from '../usage-error.ts';
import type { ExportArguments } from './index.ts';

/** Names of tensors by the names that they are to have. */
export type Names = Readonly<Record<string, string>>;

export interface OpenedModel extends Disposable {
  readonly session: Session;
  /** What the model itself says of them. */
  readonly inputs?: Names;
  readonly outputs?: Names;
  /** Puts values into the variables among these operations. */
  restore(needed: readonly Operation[]): Promise<void>;
}

/** @throws UsageError for a source that is not there, or is of no known kind */
export async function openModel(source: string, options: ExportArguments): Promise<OpenedModel> {
  const stat = statSync(source, { throwIfNoEntry: false });
  if (!stat) throw new UsageError(`${source}: there is no such file or folder.`);
  if (stat.isDirectory()) return openSavedModel(source, options);
  if (source.endsWith('.meta')) return openMetaGraph(source, options);
  if (/\.pb(?:txt)?$/.test(source)) return openGraph(source, options);
  throw new UsageError(
    `${source} is of no kind that can be exported: a SavedModel folder, a MetaGraph (.meta) or a GraphDef (.pb, .pbtxt).`,
  );
}

async function openSavedModel(folder: string, { signature: asked, tags }: ExportArguments): Promise<OpenedModel> {
  if (!['saved_model.pb', 'saved_model.pbtxt'].some((file) => existsSync(join(folder, file)))) {
    throw new UsageError(`${folder} holds no SavedModel: there is no saved_model.pb in it.`);
  }
  const session = new Session({ graph: new Graph() });
  try {
    const { signatureDef } = await load(session, tags?.split(',') ?? ['serve'], folder);
    const key = asked ?? 'serving_default';
    const signature = Object.hasOwn(signatureDef, key) ? signatureDef[key] : undefined;
    if (!signature && asked !== undefined) {
      throw new UsageError(
        `${folder} has no signature '${key}'; it has ${Object.keys(signatureDef).join(', ') || 'none'}.`,
      );
    }
    const names = (infos: Readonly<Record<string, { readonly name: string }>>): Names =>
      Object.fromEntries(Object.entries(infos).map(([name, info]) => [name, info.name]));
    return opened(session, async () => {}, signature && [names(signature.inputs), names(signature.outputs)]);
  } catch (error) {
    session.close();
    throw error;
  }
}

async function openMetaGraph(path: string, { checkpoint }: ExportArguments): Promise<OpenedModel> {
  const graph = new Graph();
  const saver = await importMetaGraph(path, { graph });
  const session = new Session({ graph });
  return opened(session, async () => {
    await saver?.restore(session, checkpoint ?? path.replace(/\.meta$/, ''));
  });
}

async function openGraph(path: string, { checkpoint }: ExportArguments): Promise<OpenedModel> {
  const graph = new Graph();
  importGraphDef(path.endsWith('.pbtxt') ? await readFile(path, 'utf8') : await readFile(path), { graph, name: '' });
  const session = new Session({ graph });
  return opened(session, async (needed) => {
    const variables = needed.filter(({ type }) => type === 'VariableV2' || type === 'Variable');
    if (variables.length === 0) return;
    if (checkpoint === undefined) {
      throw new UsageError(`${path} has variables (${variables[0].name}): say where their values are with --checkpoint.`);
    }
    const varList = variables.map(({ outputs: [ref] }) => ref);
    await withDefaultGraph(graph, () => new Saver(varList as never)).restore(session, checkpoint);
  });
}

const opened = (
  session: Session,
  restore: OpenedModel['restore'],
  [inputs, outputs]: readonly Names[] = [],
): OpenedModel => ({
  session,
  restore,
  ...(inputs && { inputs }),
  ...(outputs && { outputs }),
  [Symbol.dispose]: () => session.close(),
});
