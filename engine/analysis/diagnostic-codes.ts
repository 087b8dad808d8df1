/**
 * Every diagnostic by its code. The documentation has a page for each, `docs/diagnostics/<code>.md`; a test compares.
 * Titles are what a list of problems may group by.
 */

export const diagnosticCodes = {
  'shape-mismatch': 'Shapes that cannot fit',
  'dtype-mismatch': 'Element types that do not fit',
  'invalid-argument': 'An argument that the function refuses',
  'name-not-found': 'A name that nothing has',
  'invalid-name': 'A name that the graph refuses',
  'wrong-graph': 'Parts of different graphs',
  'no-gradient': 'A gradient that does not exist',
  'session-misuse': 'A session used as it cannot be',
  'javascript-operator': "A tensor under JavaScript's own operator",
  'assert-shape': 'A shape that is not the one asserted',
  'feed-mismatch': 'A feed that cannot fit its placeholder',
  'feed-missing': 'A placeholder that is not fed',
  'fetch-invalid': 'A fetch of nothing',
  'uninitialized-variable': 'A variable that is read before it is initialised',
  'softmax-before-cross-entropy': 'Softmax before a cross entropy that takes logits',
  'labels-logits-swapped': 'Labels and logits swapped',
  'class-ids-as-one-hot': 'Class numbers where rows of probabilities are expected',
  'one-hot-as-class-ids': 'Rows of probabilities where class numbers are expected',
  'cross-entropy-of-one': 'A softmax over one class',
  'broadcast-blow-up': 'A column and a row that make a square',
  'argmax-of-one': 'An argmax over an axis of size 1',
  'operations-in-loop': 'Operations made anew in each step',
  'variable-without-gradient': 'A variable that no loss reaches',
  'fixed-wildcard': 'A size left open that the program fixes',
  'keep-probability-range': 'A keepProb outside (0, 1]',
  'dropout-when-evaluating': 'Dropout left on while evaluating',
  'unused-graph-part': 'A part of the graph that nothing needs',
  'duplicate-name': 'An explicit name that is taken',
  'missing-await': 'A promise that is not awaited',
} as const satisfies Record<string, string>;

export type DiagnosticCode = keyof typeof diagnosticCodes;
