/**
 * Markdown as a tree of plain data that holds nothing but a few harmless elements: text from event files is somebody
 * else's, and becomes elements and text nodes, never HTML. Pictures are not fetched: their description stands instead.
 */

import MarkdownIt from 'markdown-it';

export type MarkdownNode = string | MarkdownElement;

export interface MarkdownElement {
  readonly tag: (typeof allowedTags)[number];
  /** Of a link; http, https or mailto. */
  readonly href?: string;
  /** Of a table's cell. */
  readonly align?: 'left' | 'center' | 'right';
  /** Of an ordered list that does not start at 1. */
  readonly start?: number;
  readonly children: readonly MarkdownNode[];
}

export const allowedTags = [
  ...['p', 'br', 'hr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre', 'code', 'em', 'strong', 's', 'a'],
  ...['ul', 'ol', 'li', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
] as const;

type Token = ReturnType<(typeof parser)['parse']>[number];

interface OpenElement extends Omit<MarkdownElement, 'children'> {
  readonly children: MarkdownNode[];
}

const harmlessLink = /^(?:https?:|mailto:)/i;
const parser = new MarkdownIt({ html: false, linkify: false, maxNesting: 50 });

export function parseMarkdown(text: string): readonly MarkdownNode[] {
  return treeOf(parser.parse(text, {}));
}

/** Pairs up the opening and closing tokens of one stream. Tokens of no allowed element leave only what is in them. */
function treeOf(tokens: readonly Token[]): readonly MarkdownNode[] {
  const root: MarkdownNode[] = [];
  const open: MarkdownNode[][] = [root];
  for (const token of tokens) {
    const here = open.at(-1)!;
    if (token.nesting === 1) {
      const element = elementOf(token);
      // A tight list's paragraphs are marked as hidden: their text stands in the item itself.
      if (element === undefined || token.hidden) open.push(here);
      else {
        here.push(element);
        open.push(element.children);
      }
    } else if (token.nesting === -1) {
      if (open.length > 1) open.pop();
    } else here.push(...leafOf(token));
  }
  return root;
}

function elementOf(token: Token): OpenElement | undefined {
  const tag = allowedTags.find((each) => each === token.tag);
  if (tag === undefined) return undefined;
  const href = String(token.attrGet('href') ?? '');
  const start = Number(token.attrGet('start') ?? 1);
  const align = /text-align:(left|center|right)/.exec(
    String(token.attrGet('style') ?? ''),
  )?.[1] as MarkdownElement['align'];
  return {
    tag,
    ...(tag === 'a' && harmlessLink.test(href) && { href }),
    ...(tag === 'ol' && start !== 1 && { start }),
    ...(align !== undefined && { align }),
    children: [],
  };
}

function leafOf(token: Token): readonly MarkdownNode[] {
  switch (token.type) {
    case 'inline':
      return treeOf(token.children ?? []);
    case 'text':
    case 'image':
      return [token.content];
    case 'softbreak':
      return ['\n'];
    case 'hardbreak':
      return [{ tag: 'br', children: [] }];
    case 'hr':
      return [{ tag: 'hr', children: [] }];
    case 'code_inline':
      return [{ tag: 'code', children: [token.content] }];
    case 'fence':
    case 'code_block':
      return [{ tag: 'pre', children: [{ tag: 'code', children: [token.content] }] }];
    default:
      return token.content === '' ? [] : [token.content];
  }
}
