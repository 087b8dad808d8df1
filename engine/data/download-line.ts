/** Shows downloads as one line on standard error that is rewritten in place; on anything but a terminal, two lines a file. */

import type { DownloadProgress } from './download.ts';

type Output = Pick<NodeJS.WriteStream, 'write' | 'isTTY'>;

export function downloadLine(output: Output = process.stderr): (progress: DownloadProgress) => void {
  let lastFile: string | undefined;
  let lastPercent = -1;
  return ({ file, received, total }) => {
    const percent = total ? Math.floor((received / total) * 100) : 0;
    const complete = received === total;
    if (file === lastFile && percent === lastPercent) return;
    const size = `${megabytes(received)}${total ? ` of ${megabytes(total)}` : ''} MB`;
    if (output.isTTY) {
      output.write(`\rDownloading ${file}: ${size} (${percent} %)\u001b[K${complete ? '\n' : ''}`);
    } else if (file !== lastFile) {
      output.write(`Downloading ${file} (${total ? megabytes(total) : '?'} MB)\n`);
    } else if (complete) {
      output.write(`Downloaded ${file}\n`);
    }
    lastFile = file;
    lastPercent = percent;
  };
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
