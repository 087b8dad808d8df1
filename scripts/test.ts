// `npm test`: types, lint, layers and every fast test, with one summary at the end. Runs all of them even when one
// fails, so that a single run tells everything. Arguments go to Vitest.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTool, type ToolResult } from './tool.ts';

const checks: Readonly<Record<string, readonly string[]>> = {
  types: ['scripts/typecheck.ts'],
  lint: ['scripts/lint.ts'],
  layers: ['scripts/check-layers.ts'],
};

interface TestCounts {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
}

const summary: string[] = [];
let allPassed = true;

const results = await Promise.all(
  Object.entries(checks).map(async ([name, command]) => [name, await runTool(command)] as const),
);
for (const [name, result] of results) {
  if (!result.passed) process.stdout.write(`--- ${name} ---\n${result.output}\n`);
  note(name, result);
}

const folder = mkdtempSync(join(tmpdir(), 'tensorloom-test-'));
const countsFile = join(folder, 'counts.json');
const vitest = ['vitest', 'run', '--project', 'fast*', '--reporter=default', '--reporter=json'];
const tests = await runTool([...vitest, `--outputFile.json=${countsFile}`, ...process.argv.slice(2)], { show: true });
note('tests', tests);

for (const line of summary) console.log(line);
const counts = readCounts();
if (counts === undefined || counts.numPassedTests + counts.numFailedTests === 0) {
  console.log('no tests ran');
  allPassed = false;
} else {
  const skipped = counts.numPendingTests > 0 ? `, ${counts.numPendingTests} skipped` : '';
  console.log(`${counts.numPassedTests} passed, ${counts.numFailedTests} failed${skipped}`);
}
process.exitCode = allPassed ? 0 : 1;

function note(name: string, { passed, seconds }: ToolResult): void {
  if (!passed) allPassed = false;
  summary.push(`${name.padEnd(8)} ${passed ? 'passed' : 'FAILED'}  ${seconds.toFixed(1)} s`);
}

function readCounts(): TestCounts | undefined {
  try {
    return JSON.parse(readFileSync(countsFile, 'utf8'));
  } catch {
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
