/** Which code is the user's own: not the engine, not Node, not an installed package. */

import { fileURLToPath } from 'node:url';

/** The folder of this engine: its sources, or the built package. */
const engineFolder = new URL('../../', import.meta.url).href;
/** In the built package all modules lie side by side, so the folder above is found otherwise. */
const built = !import.meta.url.endsWith('.ts');
const ownFolder = built ? new URL('./', import.meta.url).href : engineFolder;

export function isUserUrl(url: string): boolean {
  return url.startsWith('file:') && !url.startsWith(ownFolder) && !url.includes('/node_modules/');
}

const ownPath = fileURLToPath(ownFolder);

export function isUserPath(path: string): boolean {
  return !path.startsWith(ownPath) && !/[\\/]node_modules[\\/]/.test(path) && !path.startsWith('node:');
}
