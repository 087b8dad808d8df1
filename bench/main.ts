// `npm run bench`: how fast this is, beside others on the same machine. Without a name it runs every benchmark.
//
//   npm run bench -- analysis
//   npm run bench -- engine --quick --workload matmul,chain --peer tfjs,onnx

import { benchmarkAnalysis } from './analysis-benchmark.ts';
import { benchmarkEngine, engineUsage } from './engine/index.ts';

interface Benchmark {
  readonly run: (options: readonly string[]) => Promise<void>;
  readonly usage: string;
}

const benchmarks: Readonly<Record<string, Benchmark>> = {
  analysis: {
    run: benchmarkAnalysis,
    usage: 'analysis                 the analysis after a keystroke, and TypeScript',
  },
  engine: { run: benchmarkEngine, usage: engineUsage },
};

const [name, ...options] = process.argv.slice(2);
if (name === undefined) {
  for (const { run } of Object.values(benchmarks)) await run([]);
} else if (Object.hasOwn(benchmarks, name)) {
  await benchmarks[name].run(options).catch((error) => {
    if (!(error instanceof RangeError) && !String(error.code).startsWith('ERR_PARSE_ARGS')) throw error;
    console.error(`${error.message}\nUsage: npm run bench -- ${benchmarks[name].usage}`);
    process.exitCode = 2;
  });
} else {
  const usage = Object.values(benchmarks).map((benchmark) => `  ${benchmark.usage}`);
  console.error(`There is no benchmark '${name}'. Usage: npm run bench -- [BENCHMARK [OPTIONS]]\n${usage.join('\n')}`);
  process.exitCode = 2;
}
