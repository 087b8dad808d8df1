/**
 * The document that a panel starts with: nothing but the page's script and style, under a policy that lets nothing else
 * in. Pure; knows neither what the pages show nor where they come from.
 */

export interface PageHtml {
  readonly title: string;
  /** BCP 47, such as `en`. */
  readonly language: string;
  /** Where the webview may load the extension's files from. */
  readonly cspSource: string;
  /** Unguessable, and new for each document. */
  readonly nonce: string;
  readonly script: string;
  readonly style: string;
}

/** The toolkit probes the browser with a style element that stays empty: the hash of nothing lets in nothing else. */
const emptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/**
 * Scripts: the nonce alone. What a module with a nonce imports, in its head or later, carries the nonce too, so chunks
 * need no source of their own. Styles: files of the extension; what scripts set through the CSSOM (Chart.js, Cytoscape)
 * and constructed style sheets (the toolkit) no policy asks about. Workers, pictures and sounds are made by the page
 * from what it was sent. Nothing connects anywhere.
 */
function policy({ cspSource, nonce }: PageHtml): string {
  const directives = {
    'default-src': ["'none'"],
    'script-src': [`'nonce-${nonce}'`],
    'style-src': [cspSource, emptyStyle],
    'font-src': [cspSource],
    'img-src': [cspSource, 'blob:', 'data:'],
    'media-src': ['blob:'],
    'worker-src': ['blob:'],
    'connect-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}

export function pageHtml(page: PageHtml): string {
  const { title, language, nonce, script, style } = page;
  return `<!DOCTYPE html>
<html lang="${escapeText(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeText(policy(page))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeText(title)}</title>
<link rel="stylesheet" href="${escapeText(style)}">
</head>
<body>
<main id="root"></main>
<script type="module" nonce="${escapeText(nonce)}" src="${escapeText(script)}"></script>
</body>
</html>
`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeText(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] as string);
}
