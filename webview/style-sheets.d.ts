// `import './page.css'`: the build puts the sheet beside the page's script.
declare module '*.css' {}
