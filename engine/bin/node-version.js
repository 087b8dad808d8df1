// Says which Node the package needs before anything newer is loaded: the command and the published library import it
// first. Plain JavaScript that older Nodes can run; imports nothing.

const needed = 24;

if (Number(process.versions.node.split('.')[0]) < needed) {
  throw new Error(
    `tensorloom needs Node ${needed} or newer, and this is Node ${process.versions.node}. ` +
      'Install a current Node (https://nodejs.org) and try again.',
  );
}
