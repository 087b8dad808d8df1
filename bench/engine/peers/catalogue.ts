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
  /** How its users would write the workloads, and what was needed to run it here; for the results. */
  readonly how: string;
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
    how: 'Its public functions, in a session. Results of kernels are assigned to a variable.',
    cannot: {},
  },
  {
    name: 'tfjs-cpu',
    title: 'TensorFlow.js cpu',
    program: 'tfjs',
    variant: 'cpu',
    from: 'npm',
    threads: false,
    how: 'Operations at once in `tf.tidy`, `optimizer.minimize`.',
    cannot: {},
  },
  {
    name: 'tfjs-wasm',
    title: 'TensorFlow.js wasm',
    program: 'tfjs',
    variant: 'wasm',
    from: 'npm',
    threads: true,
    how: 'The same. Its threads are meant for browsers: the benchmark helps their workers to start in Node, and shows it twice as many processors, of which it takes half.',
    cannot: { 'convolutional-training': 'its wasm backend has no gradient of a convolution by the filter' },
  },
  {
    name: 'jax-js',
    title: 'jax-js wasm',
    program: 'jax-js',
    variant: 'wasm',
    from: 'npm',
    threads: true,
    how: 'Each function under `jit`, a whole training step as one. It gets a `Worker` over Node’s for its threads.',
    cannot: {},
  },
  {
    name: 'onnxruntime-web',
    title: 'onnxruntime-web',
    program: 'onnx',
    variant: 'web',
    from: 'npm',
    threads: true,
    how: 'One ONNX model a workload; weights are constants of the model.',
    cannot: forwardOnly,
  },
  {
    name: 'onnxruntime-node',
    title: 'onnxruntime-node (native)',
    program: 'onnx',
    variant: 'node',
    from: 'npm',
    threads: true,
    how: 'The same models; results go to memory made before.',
    cannot: forwardOnly,
  },
  {
    name: 'pytorch',
    title: 'PyTorch (native)',
    program: 'python/serve.py',
    variant: 'torch',
    from: 'python',
    threads: true,
    how: 'Operations at once, `torch.optim.Adam(fused=True)`, forward passes in `torch.inference_mode()`, inputs in memory of its own (not NumPy’s); an OpenBLAS with the kernels that are fastest here.',
    cannot: {},
  },
  {
    name: 'tensorflow',
    title: 'TensorFlow (native)',
    program: 'python/serve.py',
    variant: 'tensorflow',
    from: 'python',
    threads: true,
    how: 'Each function under `tf.function`, a whole training step as one, with TensorFlow’s own Adam kernel.',
    cannot: {},
  },
];
