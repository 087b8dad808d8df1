/** A pattern's tree as a program of small steps: what the matcher walks through. Pure. */

import { type Assertion, type PatternNode, UnsupportedPattern } from './syntax.ts';

export type Step =
  | { readonly kind: 'character'; readonly matches: (unit: number) => boolean }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  /** Goes on at the next step, and else at the other. */
  | { readonly kind: 'split'; other: number }
  | { readonly kind: 'jump'; to: number }
  /** Whether the part of the program that begins at `start` matches here. */
  | { readonly kind: 'look'; start: number; readonly negative: boolean }
  | { readonly kind: 'end' };

/** Counted repetitions are written out; this many steps are more than a person types. */
const mostSteps = 2000;

/** Begins at step 0. @throws UnsupportedPattern for a tree of too many steps */
export function compile(tree: PatternNode): readonly Step[] {
  const steps: Step[] = [];
  const looks: { readonly step: Extract<Step, { kind: 'look' }>; readonly node: PatternNode }[] = [];
  emit(tree);
  add({ kind: 'end' });
  for (let look = looks.shift(); look !== undefined; look = looks.shift()) {
    look.step.start = steps.length;
    emit(look.node);
    add({ kind: 'end' });
  }
  return steps;

  function add<S extends Step>(step: S): S {
    if (steps.length >= mostSteps) throw new UnsupportedPattern('more repetitions than can be matched');
    steps.push(step);
    return step;
  }

  function emit(node: PatternNode): void {
    switch (node.kind) {
      case 'character':
      case 'assertion':
        add(node);
        return;
      case 'sequence':
        for (const part of node.parts) emit(part);
        return;
      case 'choice':
        emitChoice(node.options);
        return;
      case 'repeat':
        emitRepeat(node.node, node.min, node.max);
        return;
      case 'look':
        looks.push({ step: add({ kind: 'look', start: 0, negative: node.negative }), node: node.node });
        return;
      default:
        node satisfies never;
    }
  }

  function emitChoice(options: readonly PatternNode[]): void {
    const jumps = options.slice(0, -1).map((option) => {
      const split = add({ kind: 'split', other: 0 });
      emit(option);
      const jump = add({ kind: 'jump', to: 0 });
      split.other = steps.length;
      return jump;
    });
    emit(options.at(-1)!);
    for (const jump of jumps) jump.to = steps.length;
  }

  function emitRepeat(node: PatternNode, min: number, max: number): void {
    // What takes no step can be repeated without end.
    const before = steps.length;
    for (let i = 0; i < min && (i === 0 || steps.length > before); i++) emit(node);
    if (max === Number.POSITIVE_INFINITY) {
      const split = add({ kind: 'split', other: 0 });
      const start = steps.length - 1;
      emit(node);
      add({ kind: 'jump', to: start });
      split.other = steps.length;
      return;
    }
    const splits: Extract<Step, { kind: 'split' }>[] = [];
    for (let i = min; i < max; i++) {
      splits.push(add({ kind: 'split', other: 0 }));
      emit(node);
    }
    for (const split of splits) split.other = steps.length;
  }
}
