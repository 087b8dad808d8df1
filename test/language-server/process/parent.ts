/** Starts a server as an editor does, gives it something that takes forever, tells its process id, and waits to be killed. */

import { fork } from 'node:child_process';

const child = fork(process.argv[2], ['--node-ipc'], { execArgv: [] });
const send = (message: object) => child.send({ jsonrpc: '2.0', ...message });
const textDocument = {
  uri: 'file:///w/model.ts',
  languageId: 'typescript',
  version: 1,
  text: "import 'tensorloom';\n// hang",
};
send({ id: 1, method: 'initialize', params: { processId: process.pid, rootUri: null, capabilities: {} } });
child.once('message', () => {
  send({ method: 'initialized', params: {} });
  send({ method: 'textDocument/didOpen', params: { textDocument } });
  setTimeout(() => process.send!(child.pid), 300);
});
