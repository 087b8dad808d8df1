import { expect, test } from 'vitest';
import { pageHtml } from '../../../extension/panels/page-html.ts';

const page = {
  title: 'Summaries: digits',
  language: 'en',
  cspSource: 'https://resources.example',
  nonce: 'bm9uY2U',
  script: 'https://resources.example/dist/webview/summaries.js',
  style: 'https://resources.example/dist/webview/summaries.css',
};

function directives(html: string): ReadonlyMap<string, string> {
  const content = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
  const pairs = content.split('; ').map((each) => {
    const [name = '', ...sources] = each.split(' ');
    return [name, sources.join(' ')] as const;
  });
  return new Map(pairs);
}

test('the document is the page and nothing else', () => {
  expect(pageHtml(page)).toMatchInlineSnapshot(`
    "<!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-bm9uY2U'; style-src https://resources.example 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; font-src https://resources.example; img-src https://resources.example blob: data:; media-src blob:; worker-src blob:; connect-src 'none'; base-uri 'none'; form-action 'none'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Summaries: digits</title>
    <link rel="stylesheet" href="https://resources.example/dist/webview/summaries.css">
    </head>
    <body>
    <main id="root"></main>
    <script type="module" nonce="bm9uY2U" src="https://resources.example/dist/webview/summaries.js"></script>
    </body>
    </html>
    "
  `);
});

test('scripts run by their nonce alone, and nothing runs that is written into the document', () => {
  const html = pageHtml(page);
  const policy = directives(html);
  expect(policy.get('default-src')).toBe("'none'");
  expect(policy.get('script-src')).toBe("'nonce-bm9uY2U'");
  expect(policy.get('connect-src')).toBe("'none'");
  expect(html).not.toMatch(/unsafe-|\*|<script>|<style|\son\w+=|style=/);
  const scripts = html.match(/<script[^>]*>[^<]*<\/script>/g) ?? [];
  expect(scripts).toHaveLength(1);
  expect(scripts[0]).toContain('nonce="bm9uY2U"');
  expect(scripts[0]).toMatch(/><\/script>$/);
});

test('styles come from files of the extension, pictures and sounds from what the page makes', () => {
  const policy = directives(pageHtml(page));
  // And the hash of an empty style sheet, which lets no other in.
  expect(policy.get('style-src')).toBe(
    "https://resources.example 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  );
  expect(policy.get('img-src')).toBe('https://resources.example blob: data:');
  expect(policy.get('media-src')).toBe('blob:');
  expect(policy.get('worker-src')).toBe('blob:');
});

test('a title with markup is text', () => {
  const html = pageHtml({ ...page, title: `</title><script>alert("1")</script>&` });
  expect(html).toContain('<title>&lt;/title&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;</title>');
  expect(html.match(/<script/g)).toHaveLength(1);
});
