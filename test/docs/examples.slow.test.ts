/** The examples of the reference, as the analysis sees them: the same graphs, and nothing wrong. */

import { expect, it } from 'vitest';
import { analyze } from '../../engine/analysis/index.ts';
import type { Operation } from '../../engine/graph/index.ts';
import { gatherEvidence } from '../../scripts/docs/evidence.ts';
import { readExamples } from '../../scripts/docs/examples.ts';
import { inEmptyFolder } from '../../scripts/docs/in-empty-folder.ts';
import { examplesFolder } from '../../scripts/docs/knowledge.ts';

const file = 'model.ts';
/** What these add is known only when files are read, or when a session is made. */
const addsLater =
  /tf\.importGraphDef|tf\.train\.importMetaGraph|tf\.savedModel\.load|tf\.train\.MonitoredTrainingSession/;

const described = ({ type, name, outputs }: Operation) =>
  `${type} ${name} ${outputs.map(({ dtype, shape }) => `${dtype} ${shape.toBrackets()}`).join(', ')}`;

it('are the graphs that running them makes, without a mistake', async () => {
  const examples = readExamples(examplesFolder);
  const evidence = await inEmptyFolder(() => gatherEvidence(examples));
  const faults = evidence.flatMap(({ example: { program, functions, types }, operations }) => {
    const { program: seen, diagnostics } = analyze(file, {
      readFile: (name) => (name === file ? program : undefined),
      resolveImport: () => undefined,
    });
    const found = seen.graphs.flatMap((graph) => graph.getOperations().map(described)).sort();
    const made = operations.map(described).sort();
    const isSame = addsLater.test(program) || found.join('\n') === made.join('\n');
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    return isSame && errors.length === 0 ? [] : [[...functions, ...types].join(', ')];
  });
  expect(faults).toEqual([]);
  expect(evidence.filter(({ example }) => !addsLater.test(example.program)).length).toBeGreaterThan(450);
});
