// Stands in for the native module @vscode/spdlog in the editor that the end-to-end tests start: log files written
// plainly, with nothing to compile. The Output view reads these files, so they must hold what is logged.

import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

export const version = 0;

const names = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];

export class Logger {
  #file;
  #level = 2;
  #pattern = true;

  constructor(_kind, _name, file) {
    this.#file = file;
    mkdirSync(dirname(file), { recursive: true });
    appendFileSync(file, '');
  }

  #write(level, message) {
    if (level < this.#level) return;
    const date = new Date().toISOString().replace('T', ' ').replace('Z', '');
    appendFileSync(this.#file, this.#pattern ? `${date} [${names[level]}] ${message}\n` : String(message));
  }

  trace(message) {
    this.#write(0, message);
  }
  debug(message) {
    this.#write(1, message);
  }
  info(message) {
    this.#write(2, message);
  }
  warn(message) {
    this.#write(3, message);
  }
  error(message) {
    this.#write(4, message);
  }
  critical(message) {
    this.#write(5, message);
  }
  getLevel() {
    return this.#level;
  }
  setLevel(level) {
    this.#level = level;
  }
  setPattern() {
    this.#pattern = true;
  }
  clearFormatters() {
    this.#pattern = false;
  }
  flush() {}
  drop() {}
}

export const setLevel = () => {};
export const setFlushOn = () => {};
export const createRotatingLogger = async (name, file) => new Logger('rotating', name, file);
export const createAsyncRotatingLogger = createRotatingLogger;
