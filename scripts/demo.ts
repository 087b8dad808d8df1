/** `npm run demo`: trains the tutorial's network on the built-in digits, with a live progress line, in this terminal. */

import { fileURLToPath } from 'node:url';
import { main } from '../engine/cli/main.ts';

const model = fileURLToPath(new URL('../examples/digits.ts', import.meta.url));
process.exitCode = await main(['train', model, ...process.argv.slice(2)]);
