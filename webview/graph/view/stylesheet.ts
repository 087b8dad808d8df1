/** How Cytoscape draws the elements. What differs from node to node is in their data (elements.ts). Pure. */

import type { StylesheetJson } from 'cytoscape';
import { layers } from './elements.ts';
import type { Palette } from './palette.ts';

export const fontSizes = { operation: 11, group: 12, annotation: 9.5, edge: 9 } as const;

export function stylesheet(palette: Palette, fadeMs: number): StylesheetJson {
  const thin = palette.highContrast ? 1.5 : 1;
  return [
    {
      selector: 'node',
      style: {
        shape: 'data(shape)' as never,
        width: 'data(width)',
        height: 'data(height)',
        'background-color': 'data(fill)',
        'border-color': 'data(border)',
        'border-width': thin,
        'z-index': 'data(z)' as never,
        'z-index-compare': 'manual',
        label: 'data(label)',
        color: palette.text,
        'font-family': palette.fontFamily,
        'font-size': fontSizes.operation,
        'text-valign': 'center',
        'text-halign': 'center',
        'text-wrap': 'ellipsis',
        'text-max-width': 'data(labelWidth)',
        'text-margin-y': 'data(labelRise)' as never,
        'text-margin-x': 'data(labelShift)' as never,
        'min-zoomed-font-size': 5,
        'overlay-opacity': 0,
        'underlay-color': palette.changed,
        'underlay-padding': 6,
        'underlay-opacity': 0,
        'corner-radius': '6',
        // A glow comes and goes softly; without motion, at once.
        'transition-property': 'opacity, underlay-opacity',
        'transition-duration': fadeMs,
      } as never,
    },
    { selector: 'node.scope', style: { 'font-size': fontSizes.group, 'border-width': palette.highContrast ? 2 : 1.2 } },
    { selector: 'node.nothing', style: { 'border-style': 'dashed' } },
    {
      selector: 'node.constant',
      style: { 'text-valign': 'top', 'text-margin-y': -1, 'font-size': fontSizes.annotation, color: palette.mutedText },
    },
    { selector: 'node.container', style: { 'corner-radius': '8' } },
    // What is made again and again has two lines around it; thinner than this there is room for one.
    { selector: 'node.loop', style: { 'border-style': 'double', 'border-width': 4 } },
    { selector: 'node.area', style: { 'border-style': 'dashed', events: 'no', 'corner-radius': '8' } },
    {
      selector: 'edge',
      style: {
        // A click on an edge that crosses a scope's title is meant for the scope.
        events: 'no',
        'curve-style': 'straight',
        'edge-distances': 'node-position',
        width: 'data(width)',
        'line-color': palette.edge,
        'target-arrow-color': palette.edge,
        'target-arrow-shape': 'triangle',
        'arrow-scale': 'data(arrow)',
        'z-index': layers.edge,
        'z-index-compare': 'manual',
        'overlay-opacity': 0,
        'transition-property': 'opacity',
        'transition-duration': fadeMs,
      } as never,
    },
    {
      selector: 'edge.bent',
      style: {
        'curve-style': 'unbundled-bezier',
        'control-point-weights': (edge: { data(name: string): unknown }) => edge.data('weights'),
        'control-point-distances': (edge: { data(name: string): unknown }) => edge.data('distances'),
      } as never,
    },
    {
      selector: 'edge.control-edge',
      style: { 'line-style': 'dashed', 'line-color': palette.control, 'target-arrow-color': palette.control },
    },
    {
      selector: 'edge.reference-edge',
      style: { 'line-color': palette.reference, 'target-arrow-color': palette.reference },
    },
    { selector: '.dim', style: { opacity: 0.22 } },
    { selector: 'node.container.dim', style: { opacity: 0.6 } },
    highlighted('edge.input', palette.input),
    highlighted('edge.output', palette.output),
    highlighted('edge.traced', palette.input),
    // Red, and not by its colour alone: dashed, and crossed out before its arrow.
    {
      selector: 'edge.faulty',
      style: {
        'line-color': palette.fault,
        'target-arrow-color': palette.fault,
        'target-arrow-shape': 'triangle-cross',
        'line-style': 'dashed',
        'line-dash-pattern': [8, 4],
        'z-index': layers.edge + 2,
      } as never,
    },
    { selector: 'node.input', style: { 'border-color': palette.input, 'border-width': 2 } },
    { selector: 'node.output', style: { 'border-color': palette.output, 'border-width': 2 } },
    { selector: 'node.hit', style: { 'border-color': palette.changed, 'border-width': 2.5 } },
    { selector: 'node.faulty', style: { 'border-color': palette.fault, 'border-width': 2.5 } },
    { selector: 'node.loop.faulty', style: { 'border-width': 4 } },
    { selector: 'node.hovered', style: { 'border-width': 2 } },
    { selector: 'node.picked', style: { 'border-color': palette.selection, 'border-width': 3 } },
    { selector: 'node.changed', style: { 'underlay-opacity': 0.45 } },
    { selector: '.entering', style: { opacity: 0 } },
  ];
}

function highlighted(selector: string, color: string): StylesheetJson[number] {
  return {
    selector,
    style: { 'line-color': color, 'target-arrow-color': color, 'z-index': layers.edge + 1, color, opacity: 1 } as never,
  };
}
