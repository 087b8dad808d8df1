import { expect, it } from 'vitest';
import { ProgramBuilder } from '../../../../engine/ops/kernel-language/index.ts';
import { feed, naivePlan, openStore, prepare } from '../../naive-plan.ts';

it.each(['float32', 'float64', 'int64', 'uint8'] as const)('%s is copied into a variable', (dtype) => {
  for (const count of [1, 3, 17, 1000, 70_001]) {
    const b = new ProgramBuilder();
    const x = feed(b, 'x', dtype, [count]);
    const output = b.value(dtype, [count]);
    b.append({ kind: 'assign', output: output.id, variable: 'v', value: x.id });
    const executable = prepare(naivePlan(b, [output]), openStore(undefined, 'webAssembly'));
    const values = Float64Array.from({ length: count }, (_, i) => i % 251);
    const data = {
      float32: () => Float32Array.from(values),
      float64: () => values,
      int64: () => BigInt64Array.from(values, BigInt),
      uint8: () => Uint8Array.from(values),
    }[dtype]();
    expect(executable.run([data])).toEqual({ fetches: [data] });
  }
});
