// Measures TypeScript's own language service on the same file and the same keystrokes, for comparison: the diagnostics of
// that file, with the engine's types at hand. Run as a process of its own: `type-check-edits.ts FILE KEYSTROKES FOLDER`.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript6';
import { keystrokes } from './edits.ts';
import { percentile, sinceStart, timed } from './measure.ts';
import { send } from './report.ts';

const [count, folder] = [Number(process.argv[3]), process.argv[4]];
// In the repository, where its import of the engine leads to the engine.
const file = join(folder, 'model.ts');
let text = readFileSync(process.argv[2], 'utf8');
let version = 0;

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  types: ['node'],
};

const host: ts.LanguageServiceHost = {
  getCompilationSettings: () => options,
  getCurrentDirectory: () => folder,
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  getScriptFileNames: () => [file],
  getScriptVersion: (name) => (name === file ? String(version) : '0'),
  getScriptSnapshot(name) {
    const source = name === file ? text : ts.sys.readFile(name);
    return source === undefined ? undefined : ts.ScriptSnapshot.fromString(source);
  },
  fileExists: (name) => name === file || ts.sys.fileExists(name),
  readFile: (name) => (name === file ? text : ts.sys.readFile(name)),
  directoryExists: ts.sys.directoryExists,
  getDirectories: ts.sys.getDirectories,
  realpath: ts.sys.realpath,
};
const service = ts.createLanguageService(host);

const faults = diagnose();
if (faults > 0)
  throw new Error(`The file has ${faults} type errors before any edit: the comparison would not be fair.`);
const cold = sinceStart();
const times = keystrokes(text, count).map((stroke) =>
  timed(() => {
    text = stroke.text;
    version++;
    diagnose();
  }),
);
const { rss } = process.memoryUsage();
globalThis.gc?.();
const { heapUsed } = process.memoryUsage();
send({
  cold,
  keystroke: { median: percentile(times, 0.5), p99: percentile(times, 0.99) },
  keystrokes: times.length,
  rss,
  heap: heapUsed,
});

function diagnose(): number {
  return service.getSyntacticDiagnostics(file).length + service.getSemanticDiagnostics(file).length;
}
