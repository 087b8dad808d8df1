/** Whether what is written to a stream ends on a screen that shows colours, and a person wants them. */
export function showsColor(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && stream.hasColors() && !process.env.NO_COLOR;
}
