/**
 * Where operations were made, in GraphDefs: TensorFlow's GraphDebugInfo. One frame a line is written; of what others
 * wrote, whole stacks, the first frame that lies in no library is read.
 */

import { isAbsolute, relative, sep } from 'node:path';
import type {
  GraphDebugInfo,
  GraphDebugInfo_StackTrace,
  GraphDebugInfoSchema,
  MessageInitShape,
} from '../formats/index.ts';
import type { Operation, SourceLocation } from '../graph/index.ts';

/**
 * The places of operations that have one; undefined if none has. Paths are relative to the working directory where they
 * lie below it, with `/` between, so that what is written elsewhere says no more of this machine than it must.
 */
export function debugInfoOf(
  operations: readonly Operation[],
  workingDirectory = process.cwd(),
): MessageInitShape<typeof GraphDebugInfoSchema> | undefined {
  const files = new Map<string, number>();
  const ids = new Map<string, bigint>();
  const frames: NonNullable<MessageInitShape<typeof GraphDebugInfoSchema>['framesById']> = {};
  const traces: NonNullable<MessageInitShape<typeof GraphDebugInfoSchema>['tracesById']> = {};
  const nameToTraceId: Record<string, bigint> = {};
  for (const { name, source } of operations) {
    if (!source) continue;
    const place = `${source.file}:${source.line}:${source.column}`;
    let id = ids.get(place);
    if (id === undefined) {
      id = BigInt(ids.size + 1);
      ids.set(place, id);
      const fileIndex = files.get(source.file) ?? files.size;
      files.set(source.file, fileIndex);
      frames[String(id)] = { fileIndex, line: source.line, col: source.column };
      traces[String(id)] = { frameId: [id] };
    }
    nameToTraceId[name] = id;
  }
  if (ids.size === 0) return undefined;
  const paths = [...files.keys()].map((file) => below(workingDirectory, file));
  return { files: paths, framesById: frames, tracesById: traces, nameToTraceId };
}

function below(folder: string, file: string): string {
  const path = relative(folder, file);
  return path === '' || path.startsWith('..') || isAbsolute(path) ? file : path.split(sep).join('/');
}

const inLibrary = /(^|[\\/])(site-packages|dist-packages|node_modules)[\\/]|[\\/]tensorflow[\\/]python[\\/]/;

/** Looks up nodes by name. A place that does not hang together is none. */
export function sourcesFrom(info: GraphDebugInfo | undefined): (node: string) => SourceLocation | undefined {
  if (!info) return () => undefined;
  const { files, framesById, tracesById, traces, nameToTraceId } = info;
  const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
    Object.hasOwn(table, key) ? table[key] : undefined;
  const places = new Map<GraphDebugInfo_StackTrace, SourceLocation | undefined>();
  const placeIn = (trace: GraphDebugInfo_StackTrace): SourceLocation | undefined => {
    const frames = [...trace.frameId.map((id) => own(framesById, String(id))), ...trace.fileLineCols];
    const found = frames.flatMap((frame) => {
      const file = frame && files[frame.fileIndex];
      if (!file || frame.line < 1) return [];
      return [{ file, line: frame.line, column: Math.max(1, frame.col) }];
    });
    return found.find(({ file }) => !inLibrary.test(file)) ?? found[0];
  };
  return (node) => {
    const id = own(nameToTraceId, node) ?? own(nameToTraceId, `${node}@`);
    const trace = (id !== undefined && own(tracesById, String(id))) || own(traces, node) || own(traces, `${node}@`);
    if (!trace) return undefined;
    if (!places.has(trace)) places.set(trace, placeIn(trace));
    return places.get(trace);
  };
}
