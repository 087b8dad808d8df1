import fc from 'fast-check';
import { expect, it } from 'vitest';
import { allowedTags, type MarkdownNode, parseMarkdown } from '../../../../webview/summaries/texts/markdown.ts';

/** The tree as HTML-like text, to read in a test. */
function show(nodes: readonly MarkdownNode[]): string {
  return nodes
    .map((node) =>
      typeof node === 'string'
        ? node
        : `<${node.tag}${node.href ? ` ${node.href}` : ''}>${show(node.children)}</${node.tag}>`,
    )
    .join('');
}

it.each([
  ['# A *b*', '<h1>A <em>b</em></h1>'],
  ['one\ntwo', '<p>one\ntwo</p>'],
  ['- a\n- b', '<ul><li>a</li><li>b</li></ul>'],
  ['`x < 1`', '<p><code>x < 1</code></p>'],
  ['```\nlet a;\n```', '<pre><code>let a;\n</code></pre>'],
  [
    '|a|b|\n|-|-|\n|1|2|',
    '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>',
  ],
  ['[site](https://example.org)', '<p><a https://example.org>site</a></p>'],
])('%j', (text, expected) => {
  expect(show(parseMarkdown(text))).toBe(expected);
});

it.each([
  ['<script>alert(1)</script>', '<p><script>alert(1)</script></p>'],
  ['<img src=x onerror=alert(1)>', '<p><img src=x onerror=alert(1)></p>'],
])('leaves HTML as text: %s', (text, expected) => {
  const tree = parseMarkdown(text);
  expect(show(tree)).toBe(expected);
  expect(tree).toEqual([{ tag: 'p', children: expect.arrayContaining([expect.any(String)]) }]);
});

it('fetches no picture, and follows no dangerous link', () => {
  expect(show(parseMarkdown('![a cat](https://example.org/cat.png)'))).toBe('<p>a cat</p>');
  for (const link of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'command:tensorloom.train']) {
    expect(JSON.stringify(parseMarkdown(`[x](${link})`))).not.toContain('href');
  }
});

it('makes nothing but the allowed elements, of any text', () => {
  const tags = new Set<string>(allowedTags);
  const harmless = (node: MarkdownNode): boolean =>
    typeof node === 'string' || (tags.has(node.tag) && node.children.every(harmless));
  const text = fc.array(fc.constantFrom(...'#*_`[]()<>!|-\n 1.a\\"'), { maxLength: 80 }).map((parts) => parts.join(''));
  fc.assert(fc.property(text, (each) => parseMarkdown(each).every(harmless)));
});
