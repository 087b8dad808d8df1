// The layer rules over a tree of sources held in memory: which room a file is in, which it imports, and where modules
// import each other in a circle. Pure: reads no file.

import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { importCycles } from './cycles.ts';
import { type Import, importsOf } from './imports.ts';
import { rooms as allRooms, faces, packageFace, packageName, type Room, type World } from './table.ts';

export interface Tree {
  /** Sources by path from the repository root, with forward slashes. */
  readonly files: ReadonlyMap<string, string>;
  /** Packages that engine/package.json brings to whoever installs the library. */
  readonly engineDependencies: readonly string[];
}

export interface LayerReport {
  /** One line for each broken rule: where, what, and which rule. */
  readonly violations: readonly string[];
  readonly modules: number;
  readonly imports: number;
}

/** Which rooms of modules each world may reach outside the repository. */
const reachableFrom: Readonly<Record<World, { node: boolean; vscode: boolean }>> = {
  universal: { node: false, vscode: false },
  browser: { node: false, vscode: false },
  node: { node: true, vscode: false },
  vscode: { node: true, vscode: true },
};

export function checkLayers(tree: Tree, rooms: Readonly<Record<string, Room>> = allRooms): LayerReport {
  const violations: string[] = [];
  const runtimeEdges = new Map<string, string[]>();
  let imports = 0;

  for (const [path, source] of tree.files) {
    const name = roomOf(path);
    const room = rooms[name];
    if (room === undefined) {
      violations.push(`${path}: the folder ${name} is not in scripts/layers/table.ts; say there what it may import`);
      continue;
    }
    let found: Import[];
    try {
      found = importsOf(path, source);
    } catch (error) {
      violations.push(`${path}: does not parse, so its imports are unknown: ${(error as Error).message}`);
      continue;
    }
    imports += found.length;
    const loaded: string[] = [];
    for (const each of found) {
      const target = resolveInTree(path, each.specifier);
      const fault =
        target === undefined ? outsideFault(name, room, each, tree) : insideFault(path, rooms, each, target, tree);
      if (fault !== undefined) violations.push(`${path}:${each.line}: ${fault}`);
      if (target !== undefined && !each.typeOnly && !each.asUrl) loaded.push(target);
    }
    runtimeEdges.set(path, loaded);
  }

  for (const cycle of importCycles(runtimeEdges)) {
    violations.push(`${cycle[0]}: modules import each other in a circle: ${[...cycle, cycle[0]].join(' -> ')}`);
  }
  return { violations, modules: runtimeEdges.size, imports };
}

/**
 * The room that a file is in, the innermost of those around it: `engine/train/graph/adam.ts` -> `engine/train/graph`,
 * `engine/index.ts` -> `engine`. A folder of `engine` needs a row of its own, so it is a room even without one.
 */
export function roomOf(path: string): string {
  const folders = path.split('/').slice(0, -1);
  for (let depth = folders.length; depth > 1; depth--) {
    const folder = folders.slice(0, depth).join('/');
    if (folder in allRooms) return folder;
  }
  return folders[0] === 'engine' && folders.length > 1 ? `engine/${folders[1]}` : (folders[0] ?? path);
}

/** A module's path in the tree, or undefined for what is not a module of ours. */
function resolveInTree(from: string, specifier: string): string | undefined {
  if (specifier === packageName) return packageFace;
  if (!specifier.startsWith('.')) return undefined;
  const path = posix.join(posix.dirname(from), specifier);
  return path.endsWith('.ts') ? path : undefined;
}

function outsideFault(name: string, room: Room, { specifier, typeOnly }: Import, tree: Tree): string | undefined {
  if (specifier.startsWith('.') || specifier.startsWith('data:')) return undefined;
  const may = reachableFrom[room.world];
  if (specifier === 'vscode') return may.vscode ? undefined : `only extension/ may import vscode`;
  if (isBuiltin(specifier)) {
    if (!may.node) return `${name} runs outside Node too and may not import ${specifier}`;
    return specifier.startsWith('node:') ? undefined : `write node:${specifier} for Node's own modules`;
  }
  const dependency = /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
  if (dependency === packageName) return `the package has one face: import '${packageName}', not '${specifier}'`;
  const published = name === 'engine' || name.startsWith('engine/');
  if (published && !typeOnly && !tree.engineDependencies.includes(dependency)) {
    return `${dependency} is not among the dependencies of engine/package.json, so the published package would lack it`;
  }
  return undefined;
}

function insideFault(
  from: string,
  rooms: Readonly<Record<string, Room>>,
  { specifier, typeOnly }: Import,
  target: string,
  tree: Tree,
): string | undefined {
  if (!tree.files.has(target)) return `there is no ${target} (imported as ${specifier})`;
  const [here, there] = [roomOf(from), roomOf(target)];
  if (here === there) return undefined;
  const room = rooms[here];
  const reach = room?.imports[there];
  if (reach === undefined) return `${here} may not import ${there} (${specifier})`;
  const file = target.slice(there.length + 1);
  const doors = [...faces, ...(rooms[there]?.alsoFaces ?? [])];
  if (!room?.opensDoors && !doors.includes(file)) {
    return `${there} is imported through its ${doors.join(' or ')} only, not ${specifier}`;
  }
  if (reach === 'types' && !typeOnly) return `${here} may import types alone from ${there} (use import type)`;
  const only = reach === 'protocol' ? ['protocol.ts'] : reach;
  if (typeof only !== 'string' && !only.includes(file)) {
    return `${here} may import only the ${only.join(' or ')} of ${there}, not ${specifier}`;
  }
  return undefined;
}
