// `npm run bench -- analysis`: how fast the analysis is, beside TypeScript's own check of the same edits on the same
// machine. Prints a table; asserts nothing, as times are the machine's. Takes some two minutes.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundleForBench } from './analysis/bundle.ts';
import { largeModelFile } from './analysis/model-file.ts';
import type { AnalysisReport, ServerReport, TypeCheckerReport } from './analysis/report.ts';
import { printReport } from './analysis/table.ts';

const bench = import.meta.dirname;
const example = resolve(bench, '..', 'examples', 'convolutional.ts');

export async function benchmarkAnalysis(): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'tensorloom-bench-'));
  try {
    const model = join(scratch, 'model.ts');
    writeFileSync(model, largeModelFile());
    const programs = join(scratch, 'programs');
    mkdirSync(programs);
    const { analyzeEdits, languageServer } = await bundleForBench(programs);
    console.log('measuring the analysis …');
    const large = run<AnalysisReport>(analyzeEdits, model, '240');
    const small = run<AnalysisReport>(analyzeEdits, example, '240');
    console.log('measuring the language server …');
    const server = run<ServerReport>(join(bench, 'analysis', 'serve-edits.ts'), model, '240', languageServer);
    console.log('measuring TypeScript …');
    const typeChecker = run<TypeCheckerReport>(join(bench, 'analysis', 'type-check-edits.ts'), model, '24', bench);
    printReport({ large, server, small, typeChecker });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function run<Report>(program: string, ...args: string[]): Report {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', program, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 24,
  });
  if (status !== 0) throw new Error(`${program} ended with ${status}:\n${stderr.slice(-2000)}`);
  return JSON.parse(stdout);
}
