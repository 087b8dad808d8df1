/** The drawings on the page's buttons, as paths in a square of 16 units (dom.ts draws them). */

export const icons = {
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10ZM10.6 10.6 14 14',
  fit: 'M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4M6 6h4v4H6Z',
  zoomIn: 'M8 3v10M3 8h10',
  zoomOut: 'M3 8h10',
  folds: 'M5.5 5.5h8v8h-8ZM2.5 10.5v-8h8M8 9.5h3M9.5 8v3',
  series: 'M2.5 6.5h7v7h-7ZM4.5 6.5v-2h7v7h-2M6.5 4.5v-2h7v7h-2',
  reload: 'M13 8a5 5 0 1 1-1.5-3.5M13 1.8v3h-3',
  save: 'M8 2v8M5 7l3 3 3-3M2.5 10.5v3h11v-3',
  outline: 'M2.5 3h1M6 3h7.5M4.5 8h1M8 8h5.5M4.5 13h1M8 13h5.5',
  card: 'M2 3h12v10H2ZM10 3v10M11.5 5.5h1M11.5 8h1',
  trace: 'M8 2.5v4.5M8 7 4 11.5M8 7l4 4.5M6 4.2l2-2 2 2M2.8 13.5h2M11.2 13.5h2',
  close: 'M4 4l8 8M12 4l-8 8',
  previous: 'M4 10l4-4 4 4',
  next: 'M4 6l4 4 4-4',
  copy: 'M5.5 5.5h8v8h-8ZM2.5 10.5v-8h8',
  source: 'M6 4 2 8l4 4M10 4l4 4-4 4',
  expand: 'M8 4v8M4 8h8M2.5 2.5h11v11h-11Z',
  collapse: 'M4 8h8M2.5 2.5h11v11h-11Z',
  aside: 'M2.5 3h5v10h-5ZM10 8h4M12 6l2 2-2 2',
  help: 'M6 6a2 2 0 1 1 2.6 1.9c-.4.2-.6.5-.6 1V10M8 12.4v.2M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13Z',
  run: 'M4.5 2.5v11l8.5-5.5Z',
  warning: 'M8 2 14.5 13.5H1.5ZM8 6.5V10M8 11.9v.1',
  legend: 'M3 4h.01M3 8h.01M3 12h.01M6 4h7M6 8h7M6 12h7',
} as const;

export type IconName = keyof typeof icons;
