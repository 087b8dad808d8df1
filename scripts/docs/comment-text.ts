// A comment of the source as the pages show it: what it says, and of it what may go wrong.

import { fenced, unbroken } from './markdown.ts';

export interface CommentText {
  /** Paragraphs. */
  readonly text: string;
  /** What `@param` says, by name. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly returns: string | undefined;
  /** `GraphError for an empty list.` */
  readonly errors: string | undefined;
}

export function readComment(comment: string): CommentText {
  const [text, ...tags] = comment.split(/(?:^|\s)@(?=(?:param|returns|throws|example|internal)\b)/);
  const parameters = new Map<string, string>();
  let returns: string | undefined;
  const errors: string[] = [];
  for (const tag of tags) {
    const [, kind, rest] = /^(\w+)\s*([\s\S]*)$/.exec(tag) ?? [];
    if (kind === 'throws') errors.push(unbroken(rest));
    if (kind === 'returns') returns = unbroken(rest);
    if (kind === 'param') {
      const [, name, meaning] = /^(\w+)\s*-?\s*([\s\S]*)$/.exec(rest) ?? [];
      if (name) parameters.set(name, unbroken(meaning));
    }
  }
  const paragraphs = text
    .split(/\n\s*?\n/)
    .map(paragraph)
    .filter(Boolean);
  return { text: paragraphs.join('\n\n'), parameters, returns, errors: errors.join(' ') || undefined };
}

/** What is set in stays as it is: code. */
function paragraph(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length === 0 || !lines.every((line) => line.startsWith('    '))) return unbroken(text);
  return fenced(lines.map((line) => line.slice(4)).join('\n'));
}

/** The first sentence, without the namespace that it may begin with (`tf.nn`: …). */
export function headline(comment: string): string {
  return split(comment)[0].replace(/`/g, '');
}

/** What comes after the first sentence. */
export function restOf(comment: string): string {
  return split(comment)[1];
}

/** `tf.train.FeedFnHook`: feeds … → Feeds … */
export function withoutSubject(text: string, subject = '[\\w.]+'): string {
  const rest = new RegExp(`^\`tf\\.${subject}\`: (.*)$`, 's').exec(text)?.[1];
  return rest ? rest[0].toUpperCase() + rest.slice(1) : text;
}

const namespaces =
  '(?:nn|nn.rnnCell|layers|losses|metrics|image|linalg|bitwise|math|summary|train|data|initializers|regularizers|savedModel)';

function split(comment: string): [first: string, rest: string] {
  const text = withoutSubject(unbroken(comment), namespaces);
  // "et al." ends no sentence.
  const end = /(?<!\bal)[.](?=\s|$)/.exec(text);
  return end ? [text.slice(0, end.index), text.slice(end.index + 1).trim()] : [text, ''];
}
