// What running the examples shows: what each prints, which operations are made by which function, and of what their
// gradients are made.

import { isFloating, type Operation, type Tensor } from '../../engine/graph/index.ts';
import { gradients, placeholder } from '../../engine/index.ts';
import type { Example } from './examples.ts';
import { makeRunnable } from './program.ts';
import { type Recording, record } from './recorder.ts';

export interface Evidence extends Recording {
  readonly example: Example;
  readonly lines: readonly string[];
}

/** Runs examples one after the other. @throws Error that names the example, for one that fails */
export async function gatherEvidence(examples: readonly Example[]): Promise<Evidence[]> {
  const evidence: Evidence[] = [];
  const programs = makeRunnable(examples.map(({ program }) => program));
  for (const [i, example] of examples.entries()) {
    let lines: string[] = [];
    try {
      const recording = await record(async (tf) => {
        lines = await programs[i](tf);
      });
      evidence.push({ ...recording, example, lines });
    } catch (error) {
      const names = [...example.functions, ...example.types].join(', ');
      throw new Error(`The example of ${names} in ${example.family}.ts fails: ${(error as Error).message}`, {
        cause: error,
      });
    }
  }
  return evidence;
}

/**
 * Of which operation types, sorted, the gradient of an operation is made; undefined where it cannot be built for this
 * operation alone, as for parts of loops and for those of integers.
 */
export function gradientTypes(operation: Operation): string[] | undefined {
  const { graph } = operation;
  const isDifferentiable = ({ dtype }: Tensor) => isFloating(dtype);
  const ys = operation.outputs.filter(isDifferentiable);
  const xs = operation.inputs.filter(isDifferentiable);
  if (ys.length === 0 || xs.length === 0 || loopParts.has(operation.type)) return undefined;
  try {
    return graph.asDefault(() => {
      const gradYs = ys.map((y) => placeholder(y.dtype, y.shape));
      const given = graph.getOperations().length;
      gradients(ys, xs, { gradYs });
      const made = graph.getOperations().slice(given).filter(isItsOwn);
      return [...new Set(made.map(({ type }) => type))].sort();
    });
  } catch {
    return undefined;
  }
}

/** Their gradient is a loop of its own. */
export const loopParts: ReadonlySet<string> = new Set([
  'Enter',
  'RefEnter',
  'Exit',
  'NextIteration',
  'LoopCond',
  'Merge',
  'Switch',
  'RefSwitch',
]);

/** What gradients come in by, and are held back with, is the same for all. */
function isItsOwn({ type, name }: Operation): boolean {
  return type !== 'Const' && name.includes('_grad/') && !name.includes('/tuple/');
}
