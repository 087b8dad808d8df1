/** An error, whatever it is, as a message for the person who wrote the model: what, where in their file, what to do. */

import { fileURLToPath } from 'node:url';
import { TensorloomError } from '../graph/index.ts';
import { loadingPlace, syntaxErrorPlace } from './load-model/source-places.ts';
import { isUserPath } from './load-model/user-code.ts';
import type { FaultMessage, Place } from './protocol.ts';

const longestText = 20_000;
const mostOwnFrames = 30;
const mostForeignFrames = 8;

export function describeFault(thrown: unknown): FaultMessage {
  if (!(thrown instanceof Error)) {
    return {
      type: 'fault',
      name: 'Error',
      message: `The model threw ${cut(show(thrown))}, which is no Error, so where is unknown.`,
      place: undefined,
      stack: '',
      operation: undefined,
      hint: undefined,
    };
  }
  const frames = framesOf(thrown);
  const faulty = thrown instanceof TensorloomError ? thrown.operation : undefined;
  const operation = faulty && { name: faulty.name, type: faulty.type, place: faulty.source && asPath(faulty.source) };
  const place =
    loadingPlace(thrown) ??
    userPlace(frames) ??
    (thrown instanceof SyntaxError ? syntaxErrorPlace() : undefined) ??
    operation?.place;
  return {
    type: 'fault',
    name: String(thrown.name || 'Error'),
    message: cut(messageOf(thrown)),
    place,
    stack: shownFrames(frames, place).join('\n'),
    operation,
    hint: hintFor(thrown, place),
  };
}

/** The innermost line of the user's files in a stack, without which errors in callbacks of the engine name no one. */
export function userPlace(frames: readonly string[]): Place | undefined {
  for (const frame of frames) {
    const place = placeOfFrame(frame);
    if (place && isUserPath(place.file)) return place;
  }
  return undefined;
}

/** The `at …` lines of a stack, which also carries the message and, for syntax errors, a piece of source. */
export function framesOf(error: Error): string[] {
  const stack = typeof error.stack === 'string' ? error.stack : '';
  const message = String(error.message);
  const from = message === '' ? -1 : stack.indexOf(message);
  const rest = from < 0 ? stack : stack.slice(from + message.length);
  return rest.split('\n').filter((line) => /^ {4}at /.test(line));
}

function placeOfFrame(frame: string): Place | undefined {
  const match =
    /(?:\(|at (?:async )?)((?:file:\/\/|\/|[A-Za-z]:\\)[^()]*|(?:file:\/\/|\/|[A-Za-z]:\\).*):(\d+):(\d+)\)?$/.exec(
      frame,
    );
  if (!match) return undefined;
  return asPath({ file: match[1] as string, line: Number(match[2]), column: Number(match[3]) });
}

function asPath(place: Place): Place {
  return place.file.startsWith('file:') ? { ...place, file: fileURLToPath(place.file) } : place;
}

/** The user's own frames; where there is neither one nor a place, the innermost of the others. */
function shownFrames(frames: readonly string[], place: Place | undefined): readonly string[] {
  const own = frames.filter((frame) => {
    const where = placeOfFrame(frame);
    return where !== undefined && isUserPath(where.file);
  });
  if (own.length > 0) return own.slice(0, mostOwnFrames);
  return place === undefined ? frames.slice(0, mostForeignFrames) : [];
}

/** The message, without the line about the operation that the fault carries as data, and with what caused it. */
function messageOf(error: Error): string {
  const own = String(error.message).replace(/\n {4}at operation '[^']*' \([^\n]*\)$/, '');
  const { cause } = error;
  // Errors that add where and what to do to another one have its message in theirs.
  const told = !(cause instanceof Error) || own.includes(cause.message);
  return told ? own : `${own}\nCaused by ${cause.name}: ${cause.message}`;
}

function hintFor(error: Error, place: Place | undefined): string | undefined {
  const unknown = /^tf\.([\w.]*?)(\w+) is not a (?:function|constructor)$/.exec(error.message);
  if (unknown) return functionHint(unknown[1] as string, unknown[2] as string);
  const missing = /does not provide an export named '([^']+)'/.exec(error.message)?.[1];
  if (missing !== undefined && /\.[mc]?ts$/.test(place?.file ?? '')) {
    return `If ${missing} is a type, import it with \`import type\`: Node removes types without knowing other files.`;
  }
  if (/^(?:require|module|exports|__dirname|__filename) is not defined in ES module scope/.test(error.message)) {
    return 'A model file is an ES module: use import and export, and import.meta in place of __dirname.';
  }
  if ((error as { code?: string }).code === 'ERR_MODULE_NOT_FOUND' && /^Cannot find package/.test(error.message)) {
    return 'Install the package beside the model file (npm install), or correct its name.';
  }
  if (error instanceof SyntaxError && /^Invalid or unexpected token/.test(error.message)) {
    return 'If this is a decorator: Node cannot run decorators; call the function instead.';
  }
  return undefined;
}

/** For a name that the package does not have: Python's spelling, or a part of TensorFlow that is not here. */
function functionHint(namespace: string, name: string): string {
  const camel = name.replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return camel === name
    ? `tensorloom has no tf.${namespace}${name} in this version.`
    : `Names are TensorFlow's in camelCase: tf.${namespace}${camel}.`;
}

function show(value: unknown): string {
  try {
    return typeof value === 'string' ? JSON.stringify(value) : String(value);
  } catch {
    return 'a value that cannot be shown';
  }
}

function cut(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText)}… (${text.length - longestText} more)`;
}
