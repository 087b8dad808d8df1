/**
 * TypeScript to JavaScript with Node's own type stripper, which keeps every position; where a file uses what stripping
 * cannot do (enums, parameter properties, namespaces), its transforming mode, with a source map. Reads no file.
 */

import module, { stripTypeScriptTypes } from 'node:module';

/** @throws SyntaxError of Node, whose stack starts with the place: `file:///…:line`, the line, a caret */
export function transpile(source: string, url: string): string {
  try {
    return stripTypeScriptTypes(source, { mode: 'strip', sourceUrl: url });
  } catch (error) {
    if (!isUnsupported(error)) throw error;
    // Positions in stacks come from the map that the code carries; only then is Node asked to look for maps at all.
    module.setSourceMapsSupport(true, { nodeModules: false, generatedCode: false });
    return transform(source, url, error);
  }
}

function transform(source: string, url: string, unsupported: Error): string {
  try {
    return stripTypeScriptTypes(source, { mode: 'transform', sourceMap: true, sourceUrl: url });
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_INVALID_ARG_VALUE') throw error;
    // Newer Nodes only strip.
    unsupported.message =
      `${unsupported.message.replace(/ is not supported in strip-only mode$/, '')} is TypeScript that Node ` +
      `${process.versions.node} cannot run: write it as plain JavaScript, or use Node 24.`;
    throw unsupported;
  }
}

function isUnsupported(error: unknown): error is Error {
  return (error as { code?: string }).code === 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX';
}
