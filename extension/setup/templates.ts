/** The models that "New Model File…" offers. Each is a file of extension/templates, plain enough to be JavaScript too. */

export interface Template {
  readonly file: string;
  readonly label: string;
  readonly detail: string;
}

export const templates: readonly Template[] = [
  {
    file: 'digits.ts',
    label: 'Digits classifier (no download)',
    detail: 'Two layers, 97 % after a few seconds. With charts, histograms and a checkpoint: a good first model.',
  },
  {
    file: 'mnist.ts',
    label: "MNIST, the tutorial's network",
    detail: 'Softmax and relu layers with dropout. Downloads 11 MB at the first run.',
  },
  {
    file: 'linear-regression.ts',
    label: 'Linear regression',
    detail: 'A line through noisy points: the smallest model that learns.',
  },
  {
    file: 'convolutional.ts',
    label: 'Convolutional network',
    detail: 'Two convolutions over digits drawn by code. Shows images too.',
  },
  { file: 'empty.ts', label: 'Empty model', detail: 'A placeholder, a variable and a session.' },
];
