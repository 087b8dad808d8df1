/** How each row of the Runs view looks, what a click on it does, and which menus it has (`contextValue`). */

import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import type { RunStore } from '../../host.ts';
import { scalarText, wholeNumber } from '../../value-text.ts';
import { liveStates, type RunRecord, type RunRecordState } from '../run-record.ts';
import { graphOfCheckpoint, isEventFile } from './run-files.ts';
import { agoText, runDescription, runFacts, sizeText, stateText } from './run-text.ts';
import type { RunsItem, Section } from './runs-item.ts';

const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
const themed = (icon: string, color?: string) =>
  new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));

const stateIcons = {
  starting: themed('loading~spin'),
  running: themed('sync~spin', 'testing.iconQueued'),
  stopping: themed('loading~spin'),
  completed: themed('pass', 'testing.iconPassed'),
  stopped: themed('debug-stop', 'testing.iconSkipped'),
  failed: themed('error', 'testing.iconFailed'),
  killed: themed('circle-slash', 'testing.iconErrored'),
  interrupted: themed('debug-disconnect', 'testing.iconSkipped'),
} as const satisfies Record<RunRecordState, vscode.ThemeIcon>;

const sections = {
  scalars: { label: 'Last scalars', icon: 'symbol-number', state: Expanded },
  checkpoints: { label: 'Checkpoints', icon: 'save-all', state: Collapsed },
  files: { label: 'Files', icon: 'files', state: Collapsed },
} as const satisfies Record<Section, { label: string; icon: string; state: vscode.TreeItemCollapsibleState }>;

// Without arguments: see selection.ts.
const openSummaries: vscode.Command = { command: 'tensorloom.runs.open', title: 'Open Summaries' };
const openGraph: vscode.Command = { command: 'tensorloom.runs.openGraph', title: 'Open Graph' };

interface Look {
  readonly label: string;
  readonly description?: string;
  readonly icon?: vscode.ThemeIcon;
  readonly state?: vscode.TreeItemCollapsibleState;
  readonly context?: string;
  readonly tooltip?: string | vscode.MarkdownString;
  readonly command?: vscode.Command;
  /** What a screen reader says where label and description are not enough: an icon says nothing. */
  readonly spoken?: string;
}

export function treeItem(row: RunsItem, store: RunStore, now: number): vscode.TreeItem {
  const look = lookOf(row, store, now);
  const item = new vscode.TreeItem(look.label, look.state ?? None);
  item.id = row.key;
  item.contextValue = look.context ?? row.kind;
  if (look.description !== undefined) item.description = look.description;
  if (look.icon !== undefined) item.iconPath = look.icon;
  if (look.tooltip !== undefined) item.tooltip = look.tooltip;
  if (look.command !== undefined) item.command = look.command;
  item.accessibilityInformation = { label: look.spoken ?? [look.label, look.description].filter(Boolean).join(', ') };
  return item;
}

function lookOf(row: RunsItem, store: RunStore, now: number): Look {
  switch (row.kind) {
    case 'run': {
      const run = store.get(row.id);
      if (run === undefined) return { label: 'A run that was deleted', context: 'note' };
      return lookOfRun(run, store.elsewhere?.(run.id) ?? false, now);
    }
    case 'folder':
      return {
        label: row.name,
        description: row.opened ? dirname(row.folder) : '',
        icon: themed(row.opened ? 'folder-opened' : 'graph-line'),
        state: Collapsed,
        context: row.opened ? 'run.opened' : 'run.found.ended',
        tooltip: row.folder,
        command: openSummaries,
      };
    case 'group':
      return {
        label: row.name,
        description: `${row.runs.length} runs`,
        icon: themed('folder'),
        state: Collapsed,
        context: 'group.found',
        tooltip: row.folder,
      };
    case 'heading':
      return { label: 'Event folders', state: Expanded, icon: themed('library'), tooltip: 'Folders with event files' };
    case 'summaries':
      return {
        label: 'Summaries',
        icon: themed('graph-line'),
        command: openSummaries,
      };
    case 'graph':
      return {
        label: 'Graph',
        icon: themed('type-hierarchy'),
        command: openGraph,
      };
    case 'section': {
      const { label, icon, state } = sections[row.section];
      return { label, icon: themed(icon), state };
    }
    case 'scalar': {
      const point = row.of.kind === 'run' ? store.get(row.of.id)?.scalars[row.tag] : undefined;
      const value = point === undefined ? '' : `${scalarText(point.value)} at step ${wholeNumber(point.step)}`;
      return { label: row.tag, description: value, icon: themed('dash') };
    }
    case 'checkpoint':
      return {
        label: basename(row.checkpoint.prefix),
        description: `${sizeText(row.checkpoint.bytes)} · ${agoText(row.checkpoint.modifiedAt, now)}`,
        icon: themed('save'),
        context: graphOfCheckpoint(row.checkpoint) === undefined ? 'file.checkpoint' : 'file.checkpoint.graph',
        tooltip: row.checkpoint.prefix,
      };
    case 'file':
      return {
        label: basename(row.file.path),
        description: `${sizeText(row.file.bytes)} · ${agoText(row.file.modifiedAt, now)}`,
        icon: themed(isEventFile(row.file.path) ? 'pulse' : 'file'),
        context: isEventFile(row.file.path) ? 'file.events' : 'file.other',
        tooltip: row.file.path,
        command: isEventFile(row.file.path)
          ? openSummaries
          : { command: 'vscode.open', title: 'Open', arguments: [vscode.Uri.file(row.file.path)] },
      };
    case 'note':
      return { label: row.text };
    default:
      return row satisfies never;
  }
}

function lookOfRun(run: RunRecord, elsewhere: boolean, now: number): Look {
  const live = liveStates.has(run.state);
  const description = runDescription(run, now, elsewhere);
  return {
    label: run.name,
    description,
    spoken: [run.name, live ? stateText[run.state] : undefined, description].filter(Boolean).join(', '),
    icon: stateIcons[run.state],
    state: Collapsed,
    // A run of another window can be watched, and no more.
    context: live ? (elsewhere ? 'run.other.busy' : 'run.own.live') : 'run.own.ended',
    tooltip: tooltipOf(run, elsewhere, now),
    command: openSummaries,
  };
}

/** Names and faults come from models and files: they are only ever text. */
function tooltipOf(run: RunRecord, elsewhere: boolean, now: number): vscode.MarkdownString {
  const text = new vscode.MarkdownString().appendText(run.name).appendMarkdown('\n\n');
  for (const [name, value] of runFacts(run, now, elsewhere)) {
    text.appendText(`${name}: ${value.slice(0, 500)}`).appendMarkdown('  \n');
  }
  return text;
}
