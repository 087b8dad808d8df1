/** docs/conformity.md, from the evidence: which operation has been checked with which element type, and how. */

import { readFileSync } from 'node:fs';
import { type DType, isFloating } from '../../engine/graph/index.ts';
import { gradientCases } from '../gradients/cases/index.ts';
import type { EngineEvidence, TensorFlowEvidence } from './evidence.ts';
import { familyOf } from './families.ts';
import { reasonFor } from './reasons.ts';
import { everyType, type Row, rows } from './rows.ts';

const here = new URL('./', import.meta.url);
export const engineFile = new URL('engine.json', here);
export const tensorFlowFile = new URL('tensorflow.json', here);
export const docsPage = new URL('../../docs/conformity.md', here);

export interface Evidence {
  readonly engine: EngineEvidence;
  readonly tensorFlow: TensorFlowEvidence;
}

export const readEvidence = (): Evidence => ({
  engine: JSON.parse(readFileSync(engineFile, 'utf8')) as EngineEvidence,
  tensorFlow: JSON.parse(readFileSync(tensorFlowFile, 'utf8')) as TensorFlowEvidence,
});

export const checks = ['shape', 'forward', 'gradient', 'TensorFlow'] as const;
export type Check = (typeof checks)[number];

/** One operation type with one element type. */
export interface Cell {
  readonly name: string;
  /** What can be checked of it. */
  readonly applies: readonly Check[];
  readonly passed: readonly Check[];
  readonly lack: string | undefined;
}

export function cellOf(row: Row, dtype: DType | 'none', { engine, tensorFlow }: Evidence): Cell {
  const name = `${row.type} ${dtype}`;
  const lack = tensorFlow.lacks[name];
  const differentiable = row.hasGradient && dtype !== 'none' && isFloating(dtype);
  const applies = checks.filter((check) =>
    check === 'gradient'
      ? differentiable
      : check === 'TensorFlow'
        ? lack === undefined
        : check === 'shape'
          ? row.isAskedFor
          : true,
  );
  const evidence: Readonly<Record<Check, boolean>> = {
    shape: engine.shapes[name] > 0,
    forward: engine.forward[name] > 0,
    // A test fails where an operation with a gradient has no case, and each case is run in both precisions.
    gradient: engine.gradients[name] > 0 || gradientCases[row.type]?.length > 0,
    TensorFlow: tensorFlow.agreed[name] > 0,
  };
  return { name, applies, passed: applies.filter((check) => evidence[check]), lack };
}

export const typesOf = ({ types }: Row): readonly (DType | 'none')[] => (types.length > 0 ? types : ['none']);

export const cellsOfTable = (evidence: Evidence): Cell[] =>
  rows.flatMap((row) => typesOf(row).map((dtype) => cellOf(row, dtype, evidence)));

function textOf({ applies, passed, lack }: Cell): string {
  if (passed.length < applies.length) return passed.length > 0 ? `only ${passed.join(', ')}` : 'not here';
  return lack ? 'own' : 'yes';
}

function lineOf(row: Row, evidence: Evidence): string {
  const of = (dtype: DType | 'none') => (typesOf(row).includes(dtype) ? textOf(cellOf(row, dtype, evidence)) : '');
  const fixed =
    row.types.length === 0 ? [`${of('none')} (no element type)`, ...everyType.slice(1).map(() => '')] : undefined;
  return `| <a id="${row.type}"></a>${row.type} | ${(fixed ?? everyType.map(of)).join(' | ')} | ${row.hasGradient ? 'has one' : ''} |`;
}

function tableOf(family: string, evidence: Evidence): string[] {
  const own = rows.filter(({ type }) => familyOf(type) === family);
  return [
    `## ${family}`,
    '',
    `| operation | ${everyType.join(' | ')} | gradient |`,
    `|---|${everyType.map(() => '---|').join('')}---|`,
    ...own.map((row) => lineOf(row, evidence)),
    '',
  ];
}

function countsOf(cells: readonly Cell[]): string[] {
  return checks.map((check) => {
    const possible = cells.filter(({ applies }) => applies.includes(check));
    const passed = possible.filter((cell) => cell.passed.includes(check));
    return `| ${meanings[check]} | ${possible.length} | ${passed.length} |`;
  });
}

const meanings: Readonly<Record<Check, string>> = {
  shape: 'shape inference',
  forward: 'forward',
  gradient: 'gradient',
  TensorFlow: 'agreement with TensorFlow',
};

function gapsOf(cells: readonly Cell[]): string[] {
  const open = cells.filter(({ applies, passed }) => passed.length < applies.length);
  const byReason = Map.groupBy(open, ({ name, passed }) => reasonFor(name.split(' ')[0], passed));
  return [...byReason].map(([reason, those]) => `- ${reason}: ${those.map(({ name }) => name).join(', ')}.`);
}

export function pageOf(evidence: Evidence): string {
  const cells = cellsOfTable(evidence);
  const families = [...new Set(rows.map(({ type }) => familyOf(type)))].sort();
  const { engine, tensorFlow } = evidence;
  const count = (n: number) => n.toLocaleString('en');
  const text = [
    '# What has been checked',
    '',
    `Every operation type of the registry (${rows.length}) with every element type that it takes (${count(cells.length)} pairs), and what has been checked of each pair. \`npm run conformity\` writes this page from what really ran; a test fails while a new operation is not in it.`,
    '',
    '| check | pairs that it applies to | pairs checked |',
    '|---|---|---|',
    ...countsOf(cells),
    '',
    `- **Shape inference**: in ${count(engine.graphs)} random graphs, shapes and element types said before a run were those of the run, also where sizes were symbols. It applies to what a run can be asked for: not to references and handles, nor to what only branches and loops know.`,
    '- **Forward**: in a third of these graphs, the plan with every compiler pass gave, to the last bit, what JavaScript kernels without any pass give; in a tenth of them WebAssembly kernels gave the same within a rounding error. An operation has the mark when its own output was compared or, where that cannot be fetched, one that depends on it. That the numbers are the right ones is for the column TensorFlow to say.',
    '- **Gradient**: the gradient was the slope: in the random graphs along a random direction, in double precision, and for each input by itself in the cases of `test/gradients`, which run in both precisions. It applies where the operation has a gradient and the type is floating.',
    `- **Agreement with TensorFlow**: TensorFlow ${tensorFlow.version} ran the same GraphDef on the same feeds, in ${count(tensorFlow.graphs)} graphs of \`npm run test:interop\`, with the same results: integers and strings alike, floats within a rounding error of the operation. An operation has the mark when it stood in a graph of which everything that was fetched agreed: its own output was compared or, where that cannot be fetched or may rightly differ (the sign of a singular vector), what depends on it. It applies where TensorFlow's own definition takes the type and it has a processor kernel for it.`,
    '',
    'In the tables, *yes*: every check that applies has passed. *own*: every check has passed, and TensorFlow has no such type of the operation, or no processor kernel. *only …*: these checks have passed, others have not been made. *not here*: none has been made by random graphs. An empty field: the operation does not take the type.',
    '',
    ...families.flatMap((family) => tableOf(family, evidence)),
    '## What is missing, and why',
    '',
    ...gapsOf(cells),
    '',
  ];
  return text.join('\n');
}
