/** A program at random, as text, that builds and runs: TypeScript's syntax, the package's public functions. */

import { Random } from './random.ts';
import { writeSession } from './session.ts';
import { elementwiseSteps } from './steps/elementwise.ts';
import { layerSteps } from './steps/layers.ts';
import { makerSteps, placeholder } from './steps/makers.ts';
import { reducingSteps } from './steps/reducing.ts';
import { shapingSteps } from './steps/shaping.ts';
import { denseFunction, structureSteps } from './steps/structures.ts';
import type { Size } from './tensor-type.ts';
import { type Input, type Step, Writer } from './writer.ts';

export interface GeneratedProgram {
  readonly seed: number;
  /** Sources by name; `model.ts` is run. */
  readonly files: Readonly<Record<string, string>>;
  /** What must be fed to evaluate any of its tensors. */
  readonly inputs: readonly Input[];
  /** Whether it asks what only a run knows: then the two graphs may differ in what lies in branches. */
  readonly hasUnknown: boolean;
}

/** Kinds of steps, and how often one is drawn in comparison. */
const families: readonly (readonly [steps: Readonly<Record<string, Step>>, weight: number])[] = [
  [makerSteps, 3],
  [elementwiseSteps, 6],
  [shapingSteps, 5],
  [reducingSteps, 3],
  [layerSteps, 4],
  [structureSteps, 4],
];
const drawn = families.flatMap(([steps, weight]) => Array.from({ length: weight }, () => Object.values(steps)));
/** Structures lie in each other no deeper. */
const deepest = 3;
const structures = new Set(Object.values(structureSteps));

export function generateProgram(seed: number): GeneratedProgram {
  const random = new Random(seed);
  const namespace = random.of(['tf', 'tf', 'tf', 'T', undefined]);
  const w = new Writer(random, namespace, grow);
  for (const line of w.numbers.declarations()) w.line(line);
  const batch: Size = { size: random.between(2, 4) };
  placeholder(w, 'float32', [random.chance(0.7) ? batch : random.between(2, 4), random.between(2, 5)]);
  const layers = random.chance(0.15) ? writeLayers(w, random, namespace) : undefined;
  grow(w, random.between(6, 18));
  if (random.chance(0.6)) writeSession(w);
  const exported = w.known().flatMap(({ name }) => (/^\w+$/.test(name) ? [name] : []));
  const body = [
    importLine(namespace, w.imported),
    ...(layers ? [`import { ${layers.name} } from './layers.ts';`] : []),
    '',
    ...w.lines,
    `export { ${exported.join(', ')} };`,
    '',
  ].join('\n');
  return {
    seed,
    files: { 'model.ts': body, ...(layers && { 'layers.ts': layers.text }) },
    inputs: w.inputs,
    hasUnknown: w.hasUnknown,
  };
}

/** Adds steps at random. */
function grow(w: Writer, count: number): void {
  for (let done = 0, tried = 0; done < count && tried < 20 * count; tried++) {
    const step = w.random.of(w.random.of(drawn));
    if (structures.has(step) && w.depth >= deepest) continue;
    if (step(w)) done++;
  }
}

/** A second file with a function that builds a layer, called once in the first. */
function writeLayers(w: Writer, random: Random, namespace: string | undefined) {
  const layers = new Writer(random, namespace, () => {});
  const name = w.fresh('imported');
  const call = denseFunction(layers, name, w);
  const [x] = w.known();
  const units = random.between(2, 4);
  w.hasVariables = true;
  w.declare(call(x.name, w.numbers.int(units), "'imported'"), { dtype: 'float32', sizes: [x.type.sizes[0], units] });
  const text = [importLine(namespace, layers.imported), ...layers.lines, `export { ${name} };`, ''].join('\n');
  return { name, text };
}

function importLine(namespace: string | undefined, imported: ReadonlySet<string>): string {
  if (namespace !== undefined) return `import * as ${namespace} from 'tensorloom';`;
  return `import { ${[...imported].sort().join(', ')} } from 'tensorloom';`;
}
