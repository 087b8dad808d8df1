/** `npm run demo`: trains the tutorial's network on the built-in digits, with a live progress line, in this terminal. */

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main } from '../engine/cli/main.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const model = join(root, 'examples', 'digits.ts');
process.exitCode = await main(['train', model, ...process.argv.slice(2)]);
