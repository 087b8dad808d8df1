// `npm run typecheck`: everything against Node's types, and the rooms that must run anywhere against none but the
// language's own (tsconfig.universal.json). The pages see a browser's names (tsconfig.webview.json).

import { runTogether } from './tool.ts';

await runTogether(
  ['tsc', '-p', 'tsconfig.json'],
  ['tsc', '-p', 'tsconfig.universal.json'],
  ['tsc', '-p', 'tsconfig.webview.json'],
);
