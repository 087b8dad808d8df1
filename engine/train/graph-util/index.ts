/** `tf.graphUtil`: GraphDefs made smaller, and made to stand alone without variables. */

export { type ConvertVariablesOptions, convertVariablesToConstants } from './convert-variables.ts';
export { extractSubGraph } from './sub-graph.ts';
export { removeTrainingNodes } from './training-nodes.ts';
