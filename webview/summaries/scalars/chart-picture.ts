/** A chart as a PNG with what belongs to it on the page: its title above, the names of its runs below. */

import type { Theme } from '../../theme.ts';
import { type RunStyle, styleColor, styleDash } from '../store/run-styles.ts';
import { drawMarker } from './marker.ts';

const margin = 12;
const titleHeight = 24;
const rowHeight = 18;
const sampleWidth = 24;
const mostNames = 40;

export interface PictureContent {
  readonly title: string;
  readonly runs: readonly { readonly name: string; readonly style: RunStyle }[];
  readonly theme: Theme;
}

/** `chart` is drawn as it is on the screen. */
export async function chartPicture(chart: HTMLCanvasElement, content: PictureContent): Promise<Uint8Array> {
  const { title, theme } = content;
  const runs = content.runs.slice(0, mostNames);
  const ratio = chart.width / Math.max(chart.clientWidth, 1);
  const width = chart.clientWidth + margin * 2;
  const height = chart.clientHeight + margin * 2 + titleHeight + runs.length * rowHeight;
  const canvas = new OffscreenCanvas(Math.round(width * ratio), Math.round(height * ratio));
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This editor cannot draw pictures.');
  const foreground = theme.color('--vscode-foreground', '#888888');
  const family = theme.color('--vscode-font-family', 'sans-serif');
  context.scale(ratio, ratio);
  context.fillStyle = theme.color('--vscode-editor-background', theme.kind.includes('light') ? '#ffffff' : '#1f1f1f');
  context.fillRect(0, 0, width, height);
  context.fillStyle = foreground;
  context.font = `600 13px ${family}`;
  context.fillText(title, margin, margin + 12, width - margin * 2);
  context.drawImage(chart, margin, margin + titleHeight, chart.clientWidth, chart.clientHeight);
  context.font = `12px ${family}`;
  runs.forEach(({ name, style }, index) => {
    const y = margin + titleHeight + chart.clientHeight + rowHeight * (index + 0.7);
    context.strokeStyle = styleColor(style, theme.kind);
    context.fillStyle = context.strokeStyle;
    context.lineWidth = 2;
    context.setLineDash([...styleDash(style, theme.kind)]);
    context.beginPath();
    context.moveTo(margin, y);
    context.lineTo(margin + sampleWidth, y);
    context.stroke();
    drawMarker(context, style.marker, margin + sampleWidth / 2, y, 3.5);
    context.fillStyle = foreground;
    context.fillText(name, margin + sampleWidth + 8, y + 4, width - margin * 2 - sampleWidth - 8);
  });
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  return new Uint8Array(await blob.arrayBuffer());
}
