/** Whether a script's text may be a model file, told without parsing it: cheap enough for every keystroke. */

const languages: ReadonlySet<string> = new Set(['typescript', 'typescriptreact', 'javascript', 'javascriptreact']);

export function isScriptLanguage(languageId: string): boolean {
  return languages.has(languageId);
}

/** Of blanks, few: a hostile text could make the search take minutes. */
const importsModule = /\b(?:from|import|require)(?:\s{0,99}\(\s{0,99}|\s{0,99})(['"`])tensorloom\1/;

/** Whether the text seems to import `tensorloom`; the analysis looks whether it does. */
export function maybeModel(text: string): boolean {
  return text.includes('tensorloom') && importsModule.test(text);
}
