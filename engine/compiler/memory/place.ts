/** Gives every value its place and makes the plan. */

import { dtypes, type NumericData, type StringElement, sizeOf } from '../../graph/index.ts';
import type { Primitive, ValueId } from '../../ops/index.ts';
import type { Kernel, Place, Plan, PlanTensor, VariableUse } from '../plan.ts';
import { type Program, readsOf, writesOf } from '../program.ts';
import { packArena } from './arena.ts';
import { mayOverwrite } from './in-place.ts';
import { settleVariables } from './variables.ts';

export interface PlacementOptions {
  /** Values that are not alive together share memory, and kernels may work in place. */
  readonly reuse: boolean;
  /** Kernels write straight into variables. */
  readonly foldAssignments: boolean;
}

export function placeValues(
  input: Program,
  feeds: readonly PlanTensor[],
  resultNames: readonly string[],
  options: PlacementOptions,
): Plan {
  const { program, homes, aliases } = settleVariables(input, options.foldAssignments);
  // Copies made while settling may have reshapes of their own.
  const rootOf = (value: ValueId) => aliases.rootOf(value);
  const kernels = program.primitives.filter(isKernel);
  const constants = new Map<ValueId, NumericData | StringElement[]>();
  const places: (Place | undefined)[] = new Array(program.values.length);
  const reads = new Map<string, VariableUse>();
  const writes = new Map<string, VariableUse>();
  for (const p of program.primitives) {
    if (p.kind === 'constant') {
      constants.set(p.output, p.data);
      places[p.output] = { kind: 'constant', value: p.output };
    }
  }
  for (const p of input.primitives) {
    if (p.kind === 'assign') writes.set(p.variable, useOf(p.variable, p.output));
    else if (p.kind === 'read') {
      places[p.output] = { kind: 'variable', variable: p.variable };
      if (!writes.has(p.variable)) reads.set(p.variable, useOf(p.variable, p.output));
    }
  }
  for (const [root, variable] of homes) places[root] = { kind: 'variable', variable };

  const lifetimes = measureLifetimes();
  placeHostValues();
  const arenaBytes = placeArenaValues();
  for (const p of program.primitives) {
    if (p.kind === 'reshape') places[p.output] = places[rootOf(p.output)];
    if (p.kind === 'assign') places[p.output] = { kind: 'variable', variable: p.variable };
  }
  for (const p of input.primitives) if (p.kind === 'assign') places[p.output] ??= places[rootOf(p.output)];
  return {
    values: program.values,
    places,
    kernels,
    arenaBytes,
    constants,
    feeds: [...feeds],
    fetches: program.results.map((value, i) => ({ name: resultNames[i], value })),
    reads: [...reads.values()],
    writes: [...writes.values()],
  };

  function useOf(variable: string, value: ValueId): VariableUse {
    const { dtype, shape } = program.values[value];
    return { variable, dtype, shape };
  }

  /** First write and last read of every root that has no place yet. */
  function measureLifetimes(): Map<ValueId, { from: number; to: number }> {
    const found = new Map<ValueId, { from: number; to: number }>();
    const touch = (value: ValueId, position: number) => {
      const root = rootOf(value);
      if (places[root]) return;
      const lifetime = found.get(root);
      if (lifetime) lifetime.to = Math.max(lifetime.to, position);
      else found.set(root, { from: position, to: position });
    };
    for (const { value } of feeds) touch(value, -1);
    kernels.forEach((kernel, position) => {
      for (const value of readsOf(kernel)) touch(value, position);
      for (const value of writesOf(kernel)) if (kernel.kind !== 'assign') touch(value, position);
    });
    for (const value of program.results) touch(value, kernels.length);
    return found;
  }

  function placeHostValues(): void {
    let slot = 0;
    for (const root of lifetimes.keys()) {
      if (program.dynamic.has(root)) places[root] = { kind: 'dynamic', slot: slot++ };
      else if (program.values[root].dtype === 'string') places[root] = { kind: 'host', slot: slot++ };
    }
  }

  function placeArenaValues(): number {
    const groups = new Map<ValueId, ValueId>();
    const bytesOf = (value: ValueId) => {
      const { dtype, shape } = program.values[value];
      return sizeOf(shape) * dtypes[dtype].bytes;
    };
    if (options.reuse) {
      kernels.forEach((kernel, position) => {
        if (kernel.kind !== 'elementwise') return;
        const taken = new Set<ValueId>();
        for (const output of kernel.outputs) {
          if (places[output]) continue;
          const source = kernel.operands
            .map(({ value }) => rootOf(value))
            .find(
              (root) =>
                !places[root] &&
                !taken.has(root) &&
                lifetimes.get(root)?.to === position &&
                bytesOf(root) === bytesOf(output) &&
                mayOverwrite(program, kernel, root, rootOf),
            );
          if (source === undefined) continue;
          taken.add(source);
          groups.set(output, groups.get(source) ?? source);
        }
      });
    }
    const members = [...lifetimes].filter(([root]) => !places[root]);
    const merged = new Map<ValueId, { bytes: number; from: number; to: number }>();
    for (const [root, { from, to }] of members) {
      const leader = groups.get(root) ?? root;
      const group = merged.get(leader);
      const whole = { from: options.reuse ? from : -1, to: options.reuse ? to : kernels.length };
      if (group) {
        group.from = Math.min(group.from, whole.from);
        group.to = Math.max(group.to, whole.to);
      } else merged.set(leader, { bytes: bytesOf(root), ...whole });
    }
    const leaders = [...merged.keys()];
    const { offsets, bytes } = packArena([...merged.values()]);
    const offsetOf = new Map(leaders.map((leader, i) => [leader, offsets[i]]));
    for (const [root] of members) {
      places[root] = { kind: 'arena', offset: offsetOf.get(groups.get(root) ?? root)! };
    }
    return bytes;
  }
}

function isKernel(p: Primitive): p is Kernel {
  return p.kind !== 'constant' && p.kind !== 'feed' && p.kind !== 'read' && p.kind !== 'reshape';
}
