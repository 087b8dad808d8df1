// Pythons that have PyTorch or TensorFlow, and what makes their matrix products fast.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter } from 'node:path';

export interface Python {
  readonly command: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** The module that a peer needs → the first Python that has it. TENSORLOOM_BENCH_PYTHON names some, as PATH names folders. */
export function findPythons(modules: readonly string[]): ReadonlyMap<string, Python> {
  const named = process.env.TENSORLOOM_BENCH_PYTHON;
  const commands = named ? named.split(delimiter) : ['python3', 'python'];
  const found = new Map<string, Python>();
  for (const command of commands) {
    for (const module of modules.filter((each) => !found.has(each))) {
      if (!has(command, module)) continue;
      found.set(module, { command, environment: module === 'torch' ? fastestBlas(command) : {} });
    }
  }
  return found;
}

function has(command: string, module: string): boolean {
  const code = `import importlib.util as u, sys; sys.exit(not (u.find_spec('${module}') and u.find_spec('numpy')))`;
  return spawnSync(command, ['-c', code], { stdio: 'ignore' }).status === 0;
}

/**
 * OpenBLAS chooses its kernels by the processor's name, and older versions do not know newer processors: their products
 * are several times slower then. So each of its candidates is timed.
 */
function fastestBlas(command: string): Record<string, string> {
  const usesOpenBlas = run(command, 'import torch; print("open" in torch.__config__.show().lower())', {}) === 'True';
  if (!usesOpenBlas) return {};
  const candidates = openBlasCoreTypes().map((type): Record<string, string> => ({ OPENBLAS_CORETYPE: type }));
  const code = [
    'import time, torch',
    'a = torch.rand(512, 512)',
    'def once():',
    '  start = time.perf_counter(); torch.matmul(a, a); return time.perf_counter() - start',
    'print(min(once() for _ in range(30)))',
  ].join('\n');
  const timed = [{}, ...candidates].map((environment) => ({
    environment,
    seconds: Number(run(command, code, environment) || Number.POSITIVE_INFINITY),
  }));
  return timed.reduce((best, each) => (each.seconds < best.seconds * 0.9 ? each : best)).environment;
}

/** The kernels of OpenBLAS that this processor could run; none where that is not known. */
function openBlasCoreTypes(): string[] {
  if (process.platform !== 'linux' || process.arch !== 'x64') return [];
  return coreTypesFor(readFileSync('/proc/cpuinfo', 'utf8'));
}

export function coreTypesFor(cpuInfo: string): string[] {
  const flags = new Set(/^flags\s*:(.*)$/m.exec(cpuInfo)?.[1].trim().split(/\s+/));
  const types: string[] = [];
  if (flags.has('avx512f') && flags.has('avx512vl')) types.push('SKYLAKEX');
  if (flags.has('avx2') && flags.has('fma')) types.push('HASWELL', 'ZEN');
  return types;
}

function run(command: string, code: string, environment: Readonly<Record<string, string>>): string {
  const { stdout } = spawnSync(command, ['-c', code], { encoding: 'utf8', env: { ...process.env, ...environment } });
  return stdout?.trim() ?? '';
}
