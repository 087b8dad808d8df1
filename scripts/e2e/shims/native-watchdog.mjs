// Stands in for the native module @vscode/native-watchdog in the editor that the end-to-end tests start: ends the
// extension host when the process that started it is gone.

const everyMilliseconds = 1000;

export function start(pid) {
  setInterval(() => {
    try {
      process.kill(pid, 0);
    } catch {
      process.exit(87);
    }
  }, everyMilliseconds).unref();
}

export const exit = (code = 0) => process.exit(code);
