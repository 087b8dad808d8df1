// Who is compared, and what each of them cannot do.

import type { Kind } from '../workload.ts';

export interface PeerDescription {
  /** What `--peer` names. */
  readonly name: string;
  readonly title: string;
  /** The program beside this file, without its suffix, and the argument that tells it which peer to be. */
  readonly program: string;
  readonly variant: string;
  /** `python`: where a Python has the module of that name. `npm`: installed on demand. */
  readonly from: 'here' | 'npm' | 'python';
  /** Whether it can use all processor cores. */
  readonly threads: boolean;
  /** Kinds of workloads that it has no way to do, each with the reason that is told. */
  readonly cannot: Partial<Readonly<Record<Kind, string>>>;
}

const noTraining = 'computes forward only';
const forwardOnly = { 'dense-training': noTraining, 'convolutional-training': noTraining };

export const tensorloom = 'tensorloom';

export const peers: readonly PeerDescription[] = [
  {
    name: tensorloom,
    title: 'Tensorloom',
    program: 'tensorloom',
    variant: '',
    from: 'here',
    threads: true,
    cannot: {},
  },
  {
    name: 'tfjs-cpu',
    title: 'TensorFlow.js cpu',
    program: 'tfjs',
    variant: 'cpu',
    from: 'npm',
    threads: false,
    cannot: {},
  },
  {
    name: 'tfjs-wasm',
    title: 'TensorFlow.js wasm',
    program: 'tfjs',
    variant: 'wasm',
    from: 'npm',
    threads: true,
    cannot: { 'convolutional-training': 'its wasm backend has no gradient of a convolution by the filter' },
  },
  {
    name: 'jax-js',
    title: 'jax-js wasm',
    program: 'jax-js',
    variant: 'wasm',
    from: 'npm',
    threads: true,
    cannot: {},
  },
  {
    name: 'onnxruntime-web',
    title: 'onnxruntime-web',
    program: 'onnx',
    variant: 'web',
    from: 'npm',
    threads: true,
    cannot: forwardOnly,
  },
  {
    name: 'onnxruntime-node',
    title: 'onnxruntime-node (native)',
    program: 'onnx',
    variant: 'node',
    from: 'npm',
    threads: true,
    cannot: forwardOnly,
  },
  {
    name: 'pytorch',
    title: 'PyTorch (native)',
    program: 'python/serve.py',
    variant: 'torch',
    from: 'python',
    threads: true,
    cannot: {},
  },
  {
    name: 'tensorflow',
    title: 'TensorFlow (native)',
    program: 'python/serve.py',
    variant: 'tensorflow',
    from: 'python',
    threads: true,
    cannot: {},
  },
];
