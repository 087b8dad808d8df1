/** Why random graphs leave a pair of operation and element type out. */

const reasons: readonly (readonly [string, RegExp])[] = [
  [
    'Files are written and read by a Saver, whose tests and `test/interop/model.py` run these',
    /^(?:SaveV2|RestoreV2|MergeV2Checkpoints|ShardedFilename|StaticRegexFullMatch)$/,
  ],
  ['TensorFlow 2 has it no longer', /^TopK$/],
  ['It ends a list that a run ends anyway, and nothing comes of it', /^(?:StackCloseV2|TensorArrayCloseV3)$/],
  [
    'What a gradient of a loop makes for numbers alone is not made for other types',
    /^(?:Stack\w+V2|TensorArrayGradV3)$/,
  ],
];

/** @param passed - What was checked of it all the same. */
export function reasonFor(type: string, passed: readonly string[]): string {
  const known = reasons.find(([, types]) => types.test(type))?.[0];
  if (known) return known;
  const isThere = passed.some((check) => check !== 'gradient');
  return isThere ? 'Random graphs have come by it, but not in every check' : 'No random graph has come by it';
}
