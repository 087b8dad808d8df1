// `npm run dev`: the type checker and the fast tests, both watching, in one terminal. Ctrl-C ends both.

import { runTool } from './tool.ts';

await Promise.all([
  runTool(['tsc', '-p', 'tsconfig.json', '--watch', '--preserveWatchOutput', '--pretty'], { show: true }),
  runTool(['vitest', 'watch', '--project', 'fast*', '--clearScreen', 'false'], { show: true }),
]);
