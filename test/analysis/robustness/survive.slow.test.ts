/** Programs that are too much for any interpreter. */

import { it } from 'vitest';
import { expectSurvival } from './expect-survival.ts';

it('the analysis survives endless programs', () => expectSurvival('endless'));
it('the analysis survives files too long and too deep', () => expectSurvival('large'));
