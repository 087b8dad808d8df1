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

export const reasonFor = (type: string): string =>
  reasons.find(([, types]) => types.test(type))?.[0] ?? 'No random graph has come by it';
