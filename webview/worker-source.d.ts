// What the build makes of `import source from './file.ts?worker'`: the bundled worker as text.
declare module '*?worker' {
  const source: string;
  export default source;
}
