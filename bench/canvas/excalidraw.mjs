import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = name => fileURLToPath(new URL(name, import.meta.url))
const PAGE = `<!doctype html><meta charset="utf-8"><title>Excalidraw</title><link rel="stylesheet" href="/page.css">
<style>html, body, #root { height: 100%; margin: 0 }</style><div id="root"></div><script type="module" src="/page.js"></script>`
const TYPES = { js: 'text/javascript', css: 'text/css' }

/** Excalidraw on a page of its own with the same strokes, served from this machine. */
export async function startExcalidraw() {
  const { outputFiles } = await build({
    entryPoints: [here('excalidraw-page.jsx')],
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    outdir: '/',
    entryNames: 'page',
    define: { 'process.env.NODE_ENV': '"production"', 'process.env.IS_PREACT': '"false"' },
    conditions: ['production'],
    loader: { '.woff2': 'dataurl' },
    logLevel: 'error',
  })
  const files = new Map(
    outputFiles.map(({ path, contents }) => [path.slice(path.lastIndexOf('/')), contents]),
  )
  const server = createServer(({ url }, response) => {
    const file = files.get(url)
    response.setHeader('Content-Type', TYPES[url.split('.').at(-1)] ?? 'text/html')
    response.end(url === '/' ? PAGE : file)
  })
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    link: `http://127.0.0.1:${server.address().port}/`,
    stop: () => new Promise(resolve => server.close(resolve)),
  }
}
