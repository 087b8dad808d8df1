// Which page each public name is on, and under which anchor.

import { anchorOf } from './markdown.ts';
import type { PublicName } from './surface.ts';

export interface ApiPage {
  /** Without folder and ending. */
  readonly file: string;
  readonly title: string;
  /** Files of the engine, or folders of them, whose names it has. */
  readonly sources: readonly string[];
}

/** In the order of the index. */
export const apiPages: readonly ApiPage[] = [
  {
    file: 'tensors',
    title: 'Tensors',
    sources: [
      'engine/api/array',
      'engine/api/convert.ts',
      'engine/graph/tensor.ts',
      'engine/graph/shape.ts',
      'engine/graph/ndarray.ts',
      'engine/api/scopes/dtypes.ts',
      'engine/api/scopes/assert-shape.ts',
    ],
  },
  { file: 'math', title: 'Math', sources: ['engine/api/math', 'engine/api/matmul.ts'] },
  { file: 'bitwise', title: 'tf.bitwise: integers as bits', sources: ['engine/api/bitwise'] },
  { file: 'linear-algebra', title: 'tf.linalg: matrices', sources: ['engine/api/linalg'] },
  { file: 'random', title: 'Random numbers', sources: ['engine/api/random'] },
  { file: 'variables', title: 'Variables', sources: ['engine/api/state'] },
  { file: 'control-flow', title: 'Order, branches and loops', sources: ['engine/api/control'] },
  { file: 'gradients', title: 'Gradients', sources: ['engine/api/gradients'] },
  {
    file: 'graphs-and-sessions',
    title: 'Graphs and sessions',
    sources: ['engine/graph', 'engine/api/scopes', 'engine/session', 'engine/graphdef'],
  },
  { file: 'initializers', title: 'tf.initializers: what variables begin with', sources: ['engine/api/initializers'] },
  {
    file: 'regularizers',
    title: 'tf.regularizers: losses that keep weights small',
    sources: ['engine/api/regularizers'],
  },
  { file: 'nn', title: 'tf.nn: what neural networks are made of', sources: ['engine/api/nn'] },
  { file: 'rnn-cells', title: 'tf.nn.rnnCell: recurrent networks', sources: ['engine/api/rnn'] },
  { file: 'layers', title: 'tf.layers: layers with their variables', sources: ['engine/api/layers'] },
  { file: 'losses', title: 'tf.losses: what a model is trained by', sources: ['engine/api/losses'] },
  { file: 'metrics', title: 'tf.metrics: what a model is judged by', sources: ['engine/api/metrics'] },
  { file: 'image', title: 'tf.image: images', sources: ['engine/api/image'] },
  { file: 'optimizers', title: 'tf.train: optimizers and learning rates', sources: ['engine/train/graph'] },
  { file: 'checkpoints', title: 'tf.train: checkpoints and files of weights', sources: ['engine/train'] },
  {
    file: 'training-sessions',
    title: 'tf.train: supervised training',
    sources: ['engine/monitored', 'engine/train/steps.ts'],
  },
  {
    file: 'saved-models',
    title: 'tf.savedModel: models to serve',
    sources: ['engine/train/saved-model', 'engine/train/graph/saved-model-names.ts'],
  },
  { file: 'summary', title: 'tf.summary: what TensorBoard shows', sources: ['engine/api/summary', 'engine/summary'] },
  { file: 'data', title: 'tf.data: input pipelines and data sets', sources: ['engine/data'] },
  { file: 'errors', title: 'tf.errors: errors', sources: ['engine/graph/errors.ts'] },
];

export class Places {
  readonly #pages = new Map<string, ApiPage>();
  readonly #anchors = new Map<string, string>();

  constructor(names: readonly PublicName[]) {
    for (const { name, declaration } of names) this.#pages.set(name, pageOf(declaration.file));
    for (const page of apiPages) {
      const taken = new Map<string, number>();
      for (const { name } of this.namesOn(page, names)) {
        const anchor = anchorOf(`tf.${name}`);
        const before = taken.get(anchor) ?? 0;
        taken.set(anchor, before + 1);
        this.#anchors.set(name, before === 0 ? anchor : `${anchor}-${before}`);
      }
    }
  }

  /** The names of a page in its order: those of a file together. */
  namesOn(page: ApiPage, names: readonly PublicName[]): PublicName[] {
    const own = names.filter(({ name }) => this.#pages.get(name) === page);
    const groups = [...Map.groupBy(own, ({ declaration }) => declaration.file).values()];
    // Those that come alone have no heading above them.
    return [...groups.filter((group) => group.length === 1), ...groups.filter((group) => group.length > 1)].flat();
  }

  /** Second names in a namespace of which a page is the first, with the first name. */
  aliasesOn(page: ApiPage, names: readonly PublicName[]): { alias: string; name: string }[] {
    return names.flatMap(({ name, aliases }) =>
      aliases
        .filter((alias) => namespaceOf(alias) !== '' && this.#firstPageOf(namespaceOf(alias), names) === page)
        .map((alias) => ({ alias, name })),
    );
  }

  #firstPageOf(namespace: string, names: readonly PublicName[]): ApiPage | undefined {
    return apiPages.find((page) => this.namesOn(page, names).some(({ name }) => namespaceOf(name) === namespace));
  }

  /** From the page of an operation type. */
  fromOperation(name: string): string {
    return `../api/${this.fromApi(name)}`;
  }

  /** From a page of functions. */
  fromApi(name: string): string {
    const page = this.#pages.get(name);
    if (!page) throw new Error(`tf.${name} is on no page.`);
    return `${page.file}.md#${this.#anchors.get(name)}`;
  }
}

/** `linalg` of `linalg.inv`. */
const namespaceOf = (name: string): string => name.split('.').slice(0, -1).join('.');

/** The page with the longest path that a file is under. */
function pageOf(file: string): ApiPage {
  const length = ({ sources }: ApiPage) =>
    Math.max(...sources.map((source) => (file === source || file.startsWith(`${source}/`) ? source.length : -1)));
  const best = apiPages.toSorted((a, b) => length(b) - length(a))[0];
  if (length(best) < 0) throw new Error(`The names of ${file} are on no page: add its folder to places.ts.`);
  return best;
}
