/** Which loop each operation runs in. TensorFlow calls it a frame: `Enter` leads into one, `Exit` out of it. */

import { GraphError, type Operation } from '../../graph/index.ts';

export interface Frame {
  /** As its `Enter`s name it; '' for the outermost, which is no loop. */
  readonly name: string;
  readonly parent: Frame | null;
  /** Those that run in it; an `Enter` runs in the frame around, an `Exit` in the one that it leaves. */
  readonly members: Operation[];
  readonly enters: Operation[];
  readonly inner: Map<string, Frame>;
}

export const isEnter = ({ type }: Operation) => type === 'Enter' || type === 'RefEnter';
export const isExit = ({ type }: Operation) => type === 'Exit' || type === 'RefExit';
export const isNextIteration = ({ type }: Operation) => type === 'NextIteration' || type === 'RefNextIteration';

const frame = (name: string, parent: Frame | null): Frame => ({
  name,
  parent,
  members: [],
  enters: [],
  inner: new Map(),
});

/**
 * The outermost frame of operations, with those inside.
 * @throws GraphError for an `Exit` that is in no loop
 */
export function findFrames(operations: readonly Operation[]): Frame {
  const outermost = frame('', null);
  const known = new Map<Operation, Frame>();
  const given = new Set(operations);
  const consumers = consumersWithin(operations, given);
  const queue: Operation[] = [];
  const place = (op: Operation, where: Frame) => {
    if (known.has(op)) return;
    known.set(op, where);
    queue.push(op);
  };
  for (const op of operations) {
    if (!sourcesOf(op).some((source) => given.has(source))) place(op, outermost);
  }
  for (let op = queue.pop(); op; op = queue.pop()) {
    const after = frameAfter(op, known.get(op)!);
    for (const consumer of consumers.get(op) ?? []) place(consumer, after);
  }
  for (const op of operations) {
    const where = known.get(op);
    if (!where) throw new GraphError(`Operation '${op.name}' waits for itself outside any loop.`, op.describe());
    where.members.push(op);
    if (isEnter(op)) frameAfter(op, where).enters.push(op);
  }
  return outermost;
}

function frameAfter(op: Operation, where: Frame): Frame {
  if (isEnter(op)) {
    const name = String(op.attr('frame_name', 'string'));
    const found = where.inner.get(name) ?? frame(name, where);
    where.inner.set(name, found);
    return found;
  }
  if (!isExit(op)) return where;
  if (where.parent) return where.parent;
  throw new GraphError(`Operation '${op.name}' leaves a loop, but is in none.`, op.describe());
}

function consumersWithin(operations: readonly Operation[], given: ReadonlySet<Operation>) {
  const consumers = new Map<Operation, Operation[]>();
  for (const op of operations) {
    for (const source of sourcesOf(op)) {
      if (!given.has(source)) continue;
      const list = consumers.get(source);
      if (list) list.push(op);
      else consumers.set(source, [op]);
    }
  }
  return consumers;
}

export function sourcesOf(op: Operation): Operation[] {
  return [...op.inputs.map((input) => input.op), ...op.controlInputs];
}
