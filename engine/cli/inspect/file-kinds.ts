/** The kinds of files that inspect knows, by name, and what reads each. The first that matches is taken. */

import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { indexPath, isEventFileName } from '../../formats/index.ts';
import { inspectNpy, inspectNpz, inspectSafetensors } from './arrays.ts';
import { bundlePrefix, inspectBundle, inspectCheckpointState } from './checkpoint.ts';
import { inspectEventFile } from './event-file.ts';
import { inspectGraphDef, inspectMetaGraph, inspectPbtxt, inspectSavedModel } from './graph-file.ts';
import { inspectOnnx } from './onnx-file.ts';
import type { Report } from './report.ts';

export interface FileKind {
  /** For the list of what can be inspected. */
  readonly name: string;
  readonly matches: (path: string) => boolean;
  /** Whether it is there, where the path names no file itself. */
  readonly exists?: (path: string) => boolean;
  /** @throws FormatError */
  readonly inspect: (path: string) => Promise<Report>;
}

const endsWith = (ending: string) => (path: string) => path.endsWith(ending);

export const fileKinds: readonly FileKind[] = [
  {
    name: 'event file (…tfevents…)',
    matches: (path) => isEventFileName(basename(path)),
    inspect: inspectEventFile,
  },
  {
    name: 'checkpoint (its prefix, .index or .data-…)',
    matches: (path) => bundlePrefix(path) !== path || existsSync(indexPath(path)),
    exists: (path) => existsSync(indexPath(bundlePrefix(path))),
    inspect: inspectBundle,
  },
  {
    name: 'the `checkpoint` file of a folder',
    matches: (path) => basename(path) === 'checkpoint',
    inspect: inspectCheckpointState,
  },
  { name: 'MetaGraph (.meta)', matches: endsWith('.meta'), inspect: inspectMetaGraph },
  {
    name: 'SavedModel (saved_model.pb)',
    matches: (path) => basename(path) === 'saved_model.pb',
    inspect: inspectSavedModel,
  },
  { name: 'GraphDef (.pb, .pbtxt)', matches: endsWith('.pb'), inspect: inspectGraphDef },
  { name: 'GraphDef in text form', matches: endsWith('.pbtxt'), inspect: inspectPbtxt },
  { name: 'ONNX model (.onnx)', matches: endsWith('.onnx'), inspect: inspectOnnx },
  { name: 'safetensors (.safetensors)', matches: endsWith('.safetensors'), inspect: inspectSafetensors },
  { name: 'NumPy arrays (.npz, .npy)', matches: endsWith('.npz'), inspect: inspectNpz },
  { name: 'one NumPy array', matches: endsWith('.npy'), inspect: inspectNpy },
];
