/** Under which heading of the conformity table an operation stands. The first that fits. */

const families: readonly (readonly [string, RegExp])[] = [
  ['Summaries and checkpoints', /Summary|^(?:SaveV2|RestoreV2|MergeV2Checkpoints|ShardedFilename)$/],
  [
    'Branches, loops and lists',
    /^(?:Assert|ControlTrigger|Enter|Exit|LoopCond|Merge|NextIteration|NoOp|Print|Ref\w+|Stack\w+V2|Switch|TensorArray\w+)$/,
  ],
  [
    'Variables and their updates',
    /^(?:Assign\w*|IsVariableInitialized|Scatter(?!Nd$)\w+|Variable\w*|(?:Sparse)?Apply\w+)$/,
  ],
  [
    'Random numbers',
    /^(?:ComputeAccidentalHits|Multinomial|Random\w+|Stateless\w+|TruncatedNormal|\w+CandidateSampler)$/,
  ],
  ['Images', /^(?:Adjust\w+|Crop\w+|Dilation2D\w*|ExtractImagePatches|HSVToRGB|NonMax\w+|RGBToHSV|Resize\w+)$/],
  [
    'Linear algebra',
    /^(?:BatchMatMul\w*|Cholesky|Cross|Diag\w*|LogMatrixDeterminant|Mat(?:Mul|rix)\w*|Qr|SelfAdjointEigV2|Svd)$/,
  ],
  [
    'Neural networks',
    /Conv|Pool|Bias|Softmax|Relu|Elu|Selu|Softplus|Softsign|TopK|^(?:FusedBatchNorm\w+|L2Loss|LRN\w*|Sigmoid\w*)$/,
  ],
  ['Reductions and segments', /^(?:All|Any|ArgM\w+|Cum\w+|Max|Mean|Min|Prod|Sum|(?:Unsorted)?Segment\w+)$/],
  [
    'Arrays',
    /^(?:Bincount|Broadcast\w+|Concat\w*|Const|DynamicStitch|ExpandDims|Fill|Gather\w*|HistogramFixedWidth|Identity\w*|InvertPermutation|LinSpace|ListDiff|MirrorPad\w*|OneHot|OnesLike|Pack|Pad\w*|Placeholder\w*|PreventGradient|Range|Rank|Reshape|ReverseV2|ScatterNd|Select\w*|Shape\w*|Size|Slice|SparseToDense|Split\w*|Squeeze|StaticRegexFullMatch|StopGradient|StridedSlice\w*|StringJoin|Tile|Transpose|Unique\w*|Unpack|Where|ZerosLike)$/,
  ],
];

export const familyOf = (type: string): string =>
  families.find(([, types]) => types.test(type))?.[0] ?? 'Element by element';
