/**
 * Settles variables: which kernels write straight into a variable's memory, and which old contents must be copied first
 * because something still reads them afterwards.
 */

import { identityView, load, type Primitive, type ValueId } from '../../ops/index.ts';
import { addValue, hasEffect, type Program, readsOf, renameReads, writesOf } from '../program.ts';
import { Aliases } from './aliases.ts';
import { mayOverwrite } from './in-place.ts';
import { mayFail } from './may-fail.ts';

export interface Settled {
  readonly program: Program;
  /** Memory roots that lie in a variable. */
  readonly homes: ReadonlyMap<ValueId, string>;
  readonly aliases: Aliases;
}

const end = Number.POSITIVE_INFINITY;

/** Before each position, how many primitives may end the run. */
function countFailing({ primitives }: Program): Uint32Array {
  const counts = new Uint32Array(primitives.length + 1);
  primitives.forEach((p, i) => {
    counts[i + 1] = counts[i] + (mayFail(p) || (p.kind === 'host' && hasEffect(p)) ? 1 : 0);
  });
  return counts;
}

/** @param fold whether assignments may be folded into the kernel that makes the value. */
export function settleVariables(program: Program, fold: boolean): Settled {
  const aliases = new Aliases(program.primitives);
  const homes = new Map<ValueId, string>();
  /** For each variable, its contents one after the other: root and the position at which it is written. */
  const versions = new Map<string, { root: ValueId; written: number }[]>();
  const producers = new Map<ValueId, number>();
  const uses = new Map<ValueId, number[]>();
  const removed = new Set<number>();
  const failing = countFailing(program);
  const note = (variable: string, root: ValueId, written: number) => {
    homes.set(root, variable);
    const list = versions.get(variable);
    if (list) list.push({ root, written });
    else versions.set(variable, [{ root, written }]);
  };
  program.primitives.forEach((p, index) => {
    for (const value of writesOf(p)) producers.set(value, index);
    if (p.kind === 'reshape') return;
    for (const value of readsOf(p)) addUse(aliases.rootOf(value), index);
  });
  for (const value of program.results) addUse(aliases.rootOf(value), end);

  program.primitives.forEach((p, index) => {
    if (p.kind === 'read') noteRead(p.variable, p.output);
    if (p.kind !== 'assign') return;
    const root = aliases.rootOf(p.value);
    const made = producers.get(root)!;
    if (fold && mayFold(p, root, made, index)) {
      removed.add(index);
      // Whoever read the assignment's output reads the value itself, in the variable's memory.
      for (const use of uses.get(p.output) ?? []) addUse(root, use);
      aliases.merge(p.output, root);
      note(p.variable, root, made);
    } else note(p.variable, p.output, index);
  });

  return { program: protect(), homes, aliases };

  /** A second read of the same contents is the same memory. */
  function noteRead(variable: string, output: ValueId): void {
    const current = versions.get(variable)?.at(-1);
    if (!current) {
      note(variable, output, -1);
      return;
    }
    for (const use of uses.get(output) ?? []) addUse(current.root, use);
    aliases.merge(output, current.root);
  }

  function addUse(root: ValueId, index: number): void {
    const list = uses.get(root);
    if (list) list.push(index);
    else uses.set(root, [index]);
  }

  function mayFold(
    assign: Extract<Primitive, { kind: 'assign' }>,
    root: ValueId,
    made: number,
    index: number,
  ): boolean {
    const producer = program.primitives[made];
    const kind = producer.kind;
    if (kind === 'constant' || kind === 'feed' || kind === 'read' || kind === 'assign' || kind === 'host') return false;
    if (homes.has(root) || program.values[root].dtype === 'string') return false;
    // A kernel that fails half way must leave the variable as it was.
    if (mayFail(producer)) return false;
    const old = versions.get(assign.variable) ?? [];
    // A producer with two outputs makes one version at a time, too.
    if (old.some(({ written }) => written >= made && written < index)) return false;
    // What fails before the assignment's own turn must leave the variable as it was.
    if (failing[index] > failing[made + 1]) return false;
    // The producer itself may read the old contents in place; whoever reads them later gets a copy (see protect).
    return old.every((version) => mayOverwrite(program, producer, version.root, (value) => aliases.rootOf(value)));
  }

  /** Copies contents that are read after the variable is next written, and drops folded assignments. */
  function protect(): Program {
    const copies = new Map<number, ValueId[]>();
    for (const list of versions.values()) {
      list.sort((a, b) => a.written - b.written);
      list.slice(0, -1).forEach(({ root }, i) => {
        const next = list[i + 1].written;
        if (uses.get(root)?.some((use) => use > next)) copies.set(next, [...(copies.get(next) ?? []), root]);
      });
    }
    if (copies.size === 0) return withoutRemoved();
    const primitives: Primitive[] = [];
    const replaced = new Map<ValueId, ValueId>();
    const to = (value: ValueId) => (replaced.get(aliases.rootOf(value)) === undefined ? value : copyOf(value));
    program.primitives.forEach((p, index) => {
      const copiedHere = copies.get(index) ?? [];
      for (const root of copiedHere) {
        const { shape, dtype } = program.values[root];
        const copy = addValue(program, { dtype, shape }).id;
        const operands = [{ value: root, view: identityView(shape.length) }];
        primitives.push({
          kind: 'elementwise',
          outputs: [copy],
          space: shape,
          operands,
          exprs: [load(0, dtype)],
          covers: p.covers,
        });
        replaced.set(root, copy);
      }
      if (removed.has(index)) return;
      // The kernel that overwrites contents may still read them where they lie.
      const stillThere = (value: ValueId) => copiedHere.includes(aliases.rootOf(value));
      primitives.push(p.kind === 'reshape' ? p : renameReads(p, (value) => (stillThere(value) ? value : to(value))));
    });
    return { ...program, primitives, results: program.results.map(to) };

    /** A value in old memory, as the copy of that memory under the value's own shape. */
    function copyOf(value: ValueId): ValueId {
      const copy = replaced.get(aliases.rootOf(value))!;
      const { shape, dtype } = program.values[value];
      if (shape.join() === program.values[copy].shape.join()) return copy;
      const view = addValue(program, { dtype, shape }).id;
      primitives.push({ kind: 'reshape', output: view, input: copy, covers: [] });
      aliases.merge(view, copy);
      return view;
    }
  }

  function withoutRemoved(): Program {
    return removed.size === 0
      ? program
      : { ...program, primitives: program.primitives.filter((_, index) => !removed.has(index)) };
  }
}
