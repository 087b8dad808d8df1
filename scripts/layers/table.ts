// Who may import whom: the architecture's picture as data. The check in check.ts reads it; nothing here computes.

/** What of another room may be imported through its face: everything, types alone, or its protocol.ts alone, or the files named. */
export type Reach = 'values' | 'types' | 'protocol' | readonly string[];

/** What a room may assume about where it runs. `universal` runs in Node, in the browser and in the language server. */
export type World = 'universal' | 'browser' | 'node' | 'vscode';

export interface Room {
  readonly world: World;
  readonly imports: Readonly<Record<string, Reach>>;
  /** Files that other rooms may import beside index.ts and protocol.ts. */
  readonly alsoFaces?: readonly string[];
  /** Imports past another room's face: only the tests, which mirror the files. */
  readonly opensDoors?: true;
}

const values = (...rooms: string[]): Record<string, Reach> => Object.fromEntries(rooms.map((room) => [room, 'values']));

const belowSession = ['engine/graph', 'engine/ops', 'engine/api', 'engine/formats'];
const library = [
  ...belowSession,
  'engine/compiler',
  'engine/backends',
  'engine/session',
  'engine/graphdef',
  'engine/onnx',
  'engine/train/graph',
  'engine/train',
  'engine/summary',
  'engine/monitored',
  'engine/data',
  'engine/distributed',
];
const engine = [...library, 'engine', 'engine/analysis', 'engine/source-files', 'engine/runner', 'engine/cli'];

/** Each folder of modules; a folder with a row of its own is no part of the one around it. `engine` alone is the package's face, engine/index.ts. A room may always import itself. */
export const rooms: Readonly<Record<string, Room>> = {
  'engine/graph': { world: 'universal', imports: {} },
  'engine/formats': { world: 'node', imports: values('engine/graph') },
  'engine/ops': {
    world: 'universal',
    imports: values('engine/graph'),
    // The language that lowerings are written in, which compiler and backends read without the operations.
    alsoFaces: ['kernel-language/index.ts'],
  },
  'engine/api': {
    world: 'universal',
    imports: values('engine/graph', 'engine/ops'),
    // What other rooms declare public functions with, and the namespace that engine/summary-namespace.ts completes.
    alsoFaces: ['machinery.ts', 'summary/index.ts'],
  },
  'engine/compiler': { world: 'universal', imports: values('engine/graph', 'engine/ops') },
  'engine/backends': {
    world: 'node',
    imports: values('engine/graph', 'engine/ops', 'engine/compiler', 'engine/formats'),
  },
  'engine/session': {
    world: 'node',
    imports: values('engine/graph', 'engine/ops', 'engine/compiler', 'engine/backends', 'engine/formats'),
  },
  // Above the rooms that make graphs, below those that use them: graphs to and from messages.
  'engine/graphdef': { world: 'node', imports: values(...belowSession) },
  // Graphs to files of other run times.
  'engine/onnx': { world: 'node', imports: values('engine/graph', 'engine/ops', 'engine/formats') },
  // What of training only builds graph: optimizers, schedules, the nodes of a saver.
  'engine/train/graph': { world: 'universal', imports: values('engine/graph', 'engine/ops', 'engine/api') },
  'engine/train': {
    world: 'node',
    imports: {
      ...values(...belowSession, 'engine/graphdef', 'engine/onnx', 'engine/train/graph'),
      'engine/session': 'types',
    },
    // Namespaces of their own.
    alsoFaces: ['graph-util/index.ts', 'saved-model/index.ts'],
  },
  'engine/summary': {
    world: 'node',
    imports: { ...values(...belowSession, 'engine/graphdef'), 'engine/session': 'types' },
    // What only follows event files, without the graph and its operations.
    alsoFaces: ['reader/index.ts'],
  },
  // Sessions that supervise a training: above all that they save, write and run with.
  'engine/monitored': {
    world: 'node',
    imports: values(...belowSession, 'engine/session', 'engine/train', 'engine/summary'),
  },
  'engine/data': { world: 'node', imports: { ...values(...belowSession), 'engine/session': 'types' } },
  'engine/distributed': { world: 'node', imports: values('engine/session', 'engine/formats') },
  'engine/analysis': {
    world: 'universal',
    imports: values('engine/graph', 'engine/ops', 'engine/api', 'engine/train/graph'),
  },
  // Which files there are, what an import means and what it says: for the runner, the command line and the editor.
  'engine/source-files': { world: 'node', imports: { 'engine/analysis': 'types' } },
  engine: { world: 'node', imports: values(...library) },
  'engine/runner': {
    world: 'node',
    imports: values(...engine),
    alsoFaces: ['start-run.ts', 'load-model/model-file.ts'],
  },
  'engine/cli': { world: 'node', imports: values(...engine), alsoFaces: ['main.ts'] },
  'language-server': {
    world: 'node',
    // The graph itself, to describe it and to count what is in it; never sessions, backends or the runner.
    imports: values(
      'engine/analysis',
      'engine/source-files',
      'engine/graph',
      'engine/ops',
      'engine/api',
      'engine/train/graph',
      'engine/graphdef',
    ),
  },
  webview: { world: 'browser', imports: { 'engine/formats': 'types' } },
  // The process that opens event files and graphs for the host.
  'extension/reader': {
    world: 'node',
    imports: { ...values(...belowSession, 'engine/graphdef', 'engine/summary'), webview: 'protocol' },
  },
  extension: {
    world: 'vscode',
    imports: {
      webview: 'protocol',
      'extension/reader': 'protocol',
      'language-server': 'protocol',
      // What starts the runner's process: the face itself would bring the engine into the editor's.
      'engine/runner': ['protocol.ts', 'start-run.ts', 'load-model/model-file.ts'],
    },
  },
  // What "New Model File…" copies: model files as users write them.
  'extension/templates': { world: 'node', imports: values('engine') },
  examples: { world: 'node', imports: values('engine') },
  // The programs that the reference shows.
  'docs/reference/examples': { world: 'node', imports: values('engine') },
  bench: { world: 'node', imports: values(...engine, 'scripts') },
  // What bundles are made with, for whoever measures them.
  scripts: {
    world: 'node',
    imports: values(...engine),
    alsoFaces: ['build/dependencies.ts', 'build/entries.ts', 'build/lazy-descriptors.ts', 'build/parser.ts'],
  },
  test: {
    world: 'vscode',
    imports: values(
      ...engine,
      'language-server',
      'webview',
      'extension',
      'extension/reader',
      'examples',
      'bench',
      'scripts',
    ),
    opensDoors: true,
  },
};

/** The files of a room that other rooms may import. */
export const faces = ['index.ts', 'protocol.ts'];

/** The published package's name, which files of the workspace may import as a user would. */
export const packageName = 'tensorloom';
export const packageFace = 'engine/index.ts';
