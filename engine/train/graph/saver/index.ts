/** What a saver adds to the graph, and which variables it saves. */

export { buildSaver, type SaverGraph, type SaverGraphOptions } from './build-saver.ts';
export { isVariableList, type SavedVariable, savedVariables, type VariableList } from './saved-variables.ts';
export type { SaverNodes } from './saver-graph.ts';
