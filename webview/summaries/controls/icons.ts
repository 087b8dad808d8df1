/** The page's icons, as strokes on a 16 × 16 grid; they take the colour of the text around them. */

const paths = {
  chevron: 'M6 3.5 10.5 8 6 12.5',
  close: 'M4 4l8 8M12 4l-8 8',
  expand: 'M2.5 6V2.5H6M13.5 10v3.5H10M2.5 2.5l4 4M13.5 13.5l-4-4',
  export: 'M8 2.5v8M4.5 7.5 8 11l3.5-3.5M2.5 13.5h11',
  fit: 'M2.5 5V2.5H5M11 2.5h2.5V5M13.5 11v2.5H11M5 13.5H2.5V11M5.5 8h5M8 5.5v5',
  graph: 'M5.5 4h3a2 2 0 0 1 2 2v1M5.5 12h3a2 2 0 0 0 2-2V9M2.5 2.5h3v3h-3zM2.5 10.5h3v3h-3zM9.2 6.8h3v3h-3z',
  limits: 'M2.5 4.5h7M13 4.5h.5M2.5 11.5H3M6.5 11.5h7M11.3 2.8v3.4M4.7 9.8v3.4',
  log: 'M2.5 2.5v11h11M4.5 12C5 6.5 8 4.5 13.5 4',
  only: 'M8 2v2.5M8 11.5V14M2 8h2.5M11.5 8H14M8 5a3 3 0 1 1 0 6 3 3 0 0 1 0-6z',
  pin: 'M9.8 2.2l4 4-2.3.8-2.6 2.6-.4 3-4.1-4.1 3-.4L10 5.5zM5.7 10.3l-3.2 3.2',
  problem: 'M8 2.5l6 11H2zM8 6.5v3.5M8 11.3v.7',
  sidebar: 'M2.5 2.5h11v11h-11zM6.5 2.5v11',
  stop: 'M4 4h8v8H4z',
  table: 'M2.5 3.5h11v9h-11zM2.5 6.5h11M2.5 9.5h11M6.5 3.5v9',
} as const;

export type IconName = keyof typeof paths;

const svg = 'http://www.w3.org/2000/svg';

export function icon(name: IconName): SVGElement {
  const image = document.createElementNS(svg, 'svg');
  for (const [key, value] of Object.entries({
    viewBox: '0 0 16 16',
    class: `icon icon-${name}`,
    'aria-hidden': 'true',
  })) {
    image.setAttribute(key, value);
  }
  const path = document.createElementNS(svg, 'path');
  path.setAttribute('d', paths[name]);
  image.append(path);
  return image;
}
