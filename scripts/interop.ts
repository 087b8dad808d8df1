// `npm run test:interop`: our files in real TensorFlow and TensorBoard, and theirs here. Not a part of `npm test`: it
// needs Python and some 600 MB of packages. It makes a Python environment in the temporary folder and keeps it there
// for the next run; TENSORLOOM_PYTHON names an interpreter that has tensorflow and tensorboard already.
// Without Python or a registry it says so and passes; with --required it fails then.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProcess, runTool, type ToolResult } from './tool.ts';

const packages = ['tensorflow-cpu', 'tensorboard', 'safetensors', 'onnx', 'onnxruntime'];
const imports = 'import tensorflow, tensorboard, numpy, onnx, onnxruntime';

/** What is run in each folder, in order. The folders are independent of one another; the longest stand first. */
const programs: Readonly<Record<string, readonly string[]>> = {
  graphs: ['graphs-write.ts', 'graphs.py', 'conformity-check.ts', 'graphs_make.py', 'graphs-read.ts'],
  networks: ['networks_make.py', 'networks-read.ts'],
  onnx: ['onnx-write.ts', 'onnx_run.py'],
  programs: ['programs-write.ts', 'programs.py', 'programs-read.ts'],
  model: ['model-write.ts', 'model.py', 'model-read.ts'],
  formats: ['formats-write.ts', 'formats.py'],
  control: ['control-write.ts', 'control.py'],
  frozen: ['frozen-write.ts', 'frozen.py'],
};
/** A program and its TensorFlow take up to 3 GB, and what they wait for leaves no core idle. */
const atOnce = Math.min(availableParallelism(), 2);

process.exitCode = await main();

async function main(): Promise<number> {
  const python = findPython();
  if ('reason' in python) {
    console.log(`interop skipped: ${python.reason}`);
    return process.argv.includes('--required') ? 1 : 0;
  }
  const folder = mkdtempSync(join(tmpdir(), 'tensorloom-interop-'));
  const waiting = Object.entries(programs);
  let failed = 0;
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [name, files] = next;
      const { passed, output, seconds } = await runAll(python.path, files, join(folder, name));
      process.stdout.write(output);
      console.log(`${name.padEnd(8)} ${passed ? 'passed' : 'FAILED'}  ${seconds.toFixed(1)} s`);
      if (!passed) failed++;
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, work));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return failed === 0 ? 0 : 1;
}

async function runAll(python: string, files: readonly string[], folder: string): Promise<ToolResult> {
  let output = '';
  let seconds = 0;
  for (const file of files) {
    const path = join('test', 'interop', file);
    const result = file.endsWith('.py')
      ? await runProcess([python, path, folder], { env: { TF_CPP_MIN_LOG_LEVEL: '2' } })
      : await runTool([path, folder]);
    output += result.output;
    seconds += result.seconds;
    if (!result.passed) return { passed: false, output, seconds };
  }
  return { passed: true, output, seconds };
}

type Python = { readonly path: string } | { readonly reason: string };

function findPython(): Python {
  const named = process.env.TENSORLOOM_PYTHON;
  if (named) {
    const result = quietly(named, ['-c', imports]);
    return result.ok
      ? { path: named }
      : { reason: `${named} (TENSORLOOM_PYTHON) fails at: ${imports}. ${result.last}` };
  }
  const base = ['python3', 'python'].find((command) => quietly(command, ['--version']).ok);
  if (!base) return { reason: 'there is no python3. Install Python 3.10 or newer.' };
  const environment = join(tmpdir(), `tensorloom-interop-python-${process.getuid?.() ?? 'user'}`);
  const path = join(environment, ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']));
  if (existsSync(path) && quietly(path, ['-c', imports]).ok) return { path };
  console.log(`Installing ${packages.join(', ')} in ${environment} …`);
  const made = quietly(base, ['-m', 'venv', '--clear', environment]);
  if (!made.ok) return { reason: `${base} -m venv fails (on Debian: apt install python3-venv). ${made.last}` };
  const installed = quietly(path, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages]);
  return installed.ok
    ? { path }
    : { reason: `pip cannot install ${packages.join(', ')} for this Python. ${installed.last}` };
}

/** Whether a command succeeds, and the last line it says if not. */
function quietly(command: string, args: readonly string[]): { readonly ok: boolean; readonly last: string } {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });
  const last = error?.message ?? (stderr ?? '').trim().split('\n').at(-1) ?? '';
  return { ok: status === 0, last };
}
