// `npm run lint`: format and lint rules (Biome), and the rules on text (check-text.ts).

import { runTogether } from './tool.ts';

await runTogether(['biome', 'check', '--error-on-warnings', '.'], ['scripts/check-text.ts']);
