import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { coreTypesFor } from '../../bench/engine/find-python.ts';
import { missingPackages } from '../../bench/engine/install-peers.ts';
import { isQuiet } from '../../bench/engine/machine.ts';
import { parseOptions } from '../../bench/engine/options.ts';
import { peers } from '../../bench/engine/peers/catalogue.ts';
import { workloads } from '../../bench/engine/workloads/index.ts';

describe('workloads and peers', () => {
  it('have names of their own', () => {
    const names = [...workloads, ...peers].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
  it.each(['torch', 'tensorflow'])('all have a form in Python (%s)', (library) => {
    const source = readFileSync(new URL(`../../bench/engine/peers/python/${library}_peer.py`, import.meta.url), 'utf8');
    const implementations = source.slice(source.indexOf('IMPLEMENTATIONS = {'));
    for (const { specification } of workloads) expect(implementations).toContain(`"${specification.kind}":`);
  });
  it('expect numbers', () => {
    const small = new Set(['tutorial', 'matmul-512', 'chain-1m', 'scalar', 'softmax', 'layer-norm', 'transpose']);
    for (const { name, expected } of workloads.filter((each) => small.has(each.name))) {
      const values = expected();
      expect(values.length, name).toBeGreaterThan(0);
      expect(values.every(Number.isFinite), name).toBe(true);
    }
  });
});

describe('options', () => {
  it('choose by parts of names', () => {
    const options = parseOptions(['--workload', 'matmul,cnn', '--peer=tfjs', '--quick']);
    expect(workloads.map(({ name }) => name).filter(options.wantsWorkload)).toEqual([
      'matmul-100x784x500',
      'matmul-512',
      'matmul-1024',
      'cnn',
    ]);
    expect(peers.map(({ name }) => name).filter(options.wantsPeer)).toEqual(['tfjs-cpu', 'tfjs-wasm']);
    expect(options.complete).toBe(false);
  });
  it('choose everything where nothing is named', () => {
    const options = parseOptions([]);
    expect(workloads.every(({ name }) => options.wantsWorkload(name))).toBe(true);
    expect(options.complete).toBe(true);
  });
  it('that there are not are refused', () => {
    expect(() => parseOptions(['--fast'])).toThrow(TypeError);
  });
});

describe('what a run depends on', () => {
  it('is missing where nothing is installed', () => {
    // The tests' own folder has the manifest of no peer; the folder of the benchmark has one.
    expect(() => missingPackages(import.meta.dirname)).toThrow('package.json');
  });
  it('is quiet where others leave half of the processors', () => {
    expect([isQuiet({ load: 0.3, cores: 2 }), isQuiet({ load: 1.5, cores: 2 })]).toEqual([true, false]);
  });
  it('are the kernels of OpenBLAS that a processor can run', () => {
    expect(coreTypesFor('model name\t: x\nflags\t\t: fpu sse avx2 fma avx512f avx512vl\n')).toEqual([
      'SKYLAKEX',
      'HASWELL',
      'ZEN',
    ]);
    expect(coreTypesFor('flags : sse2\n')).toEqual([]);
    expect(coreTypesFor('')).toEqual([]);
  });
});
