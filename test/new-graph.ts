/** Runs before each file of the tests that share a process: what a file builds counts its names from the start. */

import { resetDefaultGraph } from '../engine/graph/index.ts';

resetDefaultGraph();
