/** A graph as plain data, as runs hand it over. */

export type { GraphDescription, NodeDescription } from '../graphdef/index.ts';
