/** A quarter of ten thousand random graphs; see graphs.test.ts. */

import { it } from 'vitest';
import { expectGraphs } from './expect-graphs.ts';

it('holds what inference, gradients and GraphDefs say, in 2,500 random graphs', async () => {
  await expectGraphs(5000, 2500);
});
