/** Files with names, characters and imports that break what is careless. Those that are too much are in the slow suite. */

import { it } from 'vitest';
import { expectSurvival } from './expect-survival.ts';

it('the analysis survives strange programs', () => expectSurvival('strange'));
