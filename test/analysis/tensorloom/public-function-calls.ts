/**
 * Each public function called once or more, as small programs: they are run as they stand, and analysed as their text.
 * Those that run something or start over are not here.
 */

import type * as tensorloom from '../../../engine/index.ts';
import { arrayCalls } from './array-calls.ts';
import { assertionCalls } from './assertion-calls.ts';
import { controlCalls } from './control-calls.ts';
import { imageCalls } from './image-calls.ts';
import { libraryCalls } from './library-calls.ts';
import { mathCalls } from './math-calls.ts';
import { matrixCalls } from './matrix-calls.ts';
import { networkCalls } from './network-calls.ts';
import { orderCalls } from './order-calls.ts';
import { specialCalls } from './special-calls.ts';
