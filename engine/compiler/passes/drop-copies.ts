/** Leaves out copies that change nothing: transposes that undo one another, for instance. */

import { isIdentity, type Primitive, type ValueId } from '../../ops/index.ts';
import { type Program, renameReads, writesOf } from '../program.ts';

export function dropCopies(program: Program): Program {
  const made = new Set<ValueId>();
  const copied = new Map<ValueId, ValueId>();
  const to = (value: ValueId) => copied.get(value) ?? value;
  const primitives = program.primitives.flatMap((original) => {
    const p = renameReads(original, to);
    const source = copiedValue(p, program);
    if (source !== undefined && made.has(source) && p.kind === 'elementwise') {
      copied.set(p.outputs[0], source);
      return [];
    }
    // What is fed, constant or a variable's lies where others put it: copies of it are wanted.
    if (p.kind !== 'feed' && p.kind !== 'constant' && p.kind !== 'read' && p.kind !== 'assign') {
      for (const output of writesOf(p)) if (p.kind !== 'reshape' || made.has(p.input)) made.add(output);
    }
    return [p];
  });
  return { ...program, primitives, results: program.results.map(to) };
}

function copiedValue(p: Primitive, { values }: Program): ValueId | undefined {
  if (p.kind !== 'elementwise' || p.exprs.length !== 1 || p.exprs[0].kind !== 'load') return undefined;
  const { value, view } = p.operands[p.exprs[0].operand];
  return isIdentity(view, values[value].shape, p.space) ? value : undefined;
}
