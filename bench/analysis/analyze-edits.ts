// Measures the analysis of one file, from a cold start through many keystrokes. Run as a process of its own, bundled as
// the language server is: `analyze-edits.js FILE KEYSTROKES`.

import { readFileSync } from 'node:fs';
import { type Analysis, analyze, checkProgram, parse, type ts } from '../../engine/analysis/index.ts';
import { type Keystroke, keystrokes } from './edits.ts';
import { percentile, sinceStart, type Time, timed } from './measure.ts';
import { type Latency, send } from './report.ts';

const early = 20;
const [file, count] = [process.argv[2], Number(process.argv[3])];
const original = readFileSync(file, 'utf8');
const trees = new Map<string, ts.SourceFile>();

const first = analyzed(original);
const cold = sinceStart();
const operations = first.program.graphs.reduce((sum, graph) => sum + graph.getOperations().length, 0);
if (!first.isModel || operations === 0) throw new Error(`${file} builds no graph: there is nothing to measure.`);

const strokes = keystrokes(original, count);
const warmUp = strokes.slice(0, early).map(timeOf);
const times = strokes.map((stroke) => ({ ...timeOf(stroke), third: stroke.third }));

globalThis.gc?.();
const { heapUsed } = process.memoryUsage();

send({
  cold,
  early: latencyOf(warmUp),
  keystroke: latencyOf(times),
  byThird: {
    start: latencyOf(times.filter(({ third }) => third === 'start')),
    middle: latencyOf(times.filter(({ third }) => third === 'middle')),
    end: latencyOf(times.filter(({ third }) => third === 'end')),
  },
  parts: partsOf(strokes.slice(0, 100)),
  keystrokes: times.length,
  lines: original.trimEnd().split('\n').length,
  operations,
  heap: heapUsed,
});

function analyzed(text: string): Analysis {
  const host = { readFile: (path: string) => (path === file ? text : undefined), resolveImport: () => undefined };
  return analyze(file, host, { trees });
}

function timeOf({ text }: Keystroke): Time {
  return timed(() => analyzed(text));
}

function latencyOf(times: readonly Time[]): Latency {
  return { median: percentile(times, 0.5), p99: percentile(times, 0.99) };
}

/** The parts are timed each on its own; what is left of the whole is interpretation. */
function partsOf(strokes: readonly Keystroke[]) {
  let tree = parse(file, original);
  const parts = strokes.map(({ text }) => {
    let analysis: Analysis | undefined;
    const all = timed(() => {
      analysis = analyzed(text);
    });
    const rules = timed(() => checkProgram(analysis!.program));
    const parsing = timed(() => {
      tree = parse(file, text, tree);
    });
    return { all, rules, parsing };
  });
  const all = percentile(
    parts.map((part) => part.all),
    0.5,
  );
  const rules = percentile(
    parts.map((part) => part.rules),
    0.5,
  );
  const parsing = percentile(
    parts.map((part) => part.parsing),
    0.5,
  );
  const rest = (key: keyof Time) => all[key] - rules[key] - parsing[key];
  return { parse: parsing, rules, interpret: { wall: rest('wall'), cpu: rest('cpu') } };
}
