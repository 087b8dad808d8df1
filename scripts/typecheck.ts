// `npm run typecheck`: everything against Node's types, and the rooms that must run anywhere against none but the
// language's own (tsconfig.universal.json).

import { runTogether } from './tool.ts';

await runTogether(['tsc', '-p', 'tsconfig.json'], ['tsc', '-p', 'tsconfig.universal.json']);
