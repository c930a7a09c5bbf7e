import { readdir, readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Pages } from '../pages'
import { acceptsGzip, PAGE_METHODS } from './page-request'

const FOLDER = '/_next/static/'
/** Their names change with their content. */
const FOR_EVER = 'public, max-age=31536000, immutable'

interface Kind {
  readonly type: string
  /** Whether packing makes it smaller. */
  readonly isText: boolean
}

const KINDS: Readonly<Record<string, Kind>> = {
  '.js': { type: 'application/javascript; charset=UTF-8', isText: true },
  '.css': { type: 'text/css; charset=UTF-8', isText: true },
  '.svg': { type: 'image/svg+xml', isText: true },
  '.woff': { type: 'font/woff', isText: false },
  '.woff2': { type: 'font/woff2', isText: false },
}

/** A file as it goes out. */
interface Asset {
  readonly kind: Kind
  readonly plain: Buffer
  readonly zipped: Buffer | null
}

const zip = promisify(gzip)

/**
 * Pages whose scripts, styles and fonts are kept in memory, packed once: a page asks for twenty of them, and a class for all of
 * them at the same moment.
 *
 * @param directory - where the build put them; what is not there now is left to the pages
 */
export async function keptAssets(pages: Pages, directory: string): Promise<Pages> {
  const files = await filesIn(directory)
  const kept = new Map<string, Promise<Asset>>()

  const find = (path: string): Promise<Asset> | null => {
    const asset = kept.get(path)
    const file = files.get(path)
    if (asset !== undefined || file === undefined) return asset ?? null
    const read = readAsset(file)
    kept.set(path, read)
    read.catch(() => kept.delete(path)) // the next request tries again
    return read
  }

  return {
    upgrade: (request, socket, head) => pages.upgrade(request, socket, head),
    close: () => pages.close(),
    async handle(request, response) {
      const { url = '', method = '', headers } = request
      const asset = PAGE_METHODS.includes(method) && headers.range === undefined ? find(url) : null
      if (asset === null) await pages.handle(request, response)
      else send(await asset, request, response)
    },
  }
}

/** The files under a directory that a browser may ask for, by the path under which it does. */
async function filesIn(directory: string): Promise<Map<string, string>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  const files = entries.filter(entry => entry.isFile() && extname(entry.name) in KINDS)
  return new Map(
    files.map(({ parentPath, name }) => {
      const file = join(parentPath, name)
      return [FOLDER + relative(directory, file).split(sep).join('/'), file]
    }),
  )
}

async function readAsset(file: string): Promise<Asset> {
  const kind = KINDS[extname(file)]
  if (kind === undefined) throw new Error(`${file} is nothing that a browser may ask for`)
  const plain = await readFile(file)
  const zipped = kind.isText ? await zip(plain, { level: 9 }) : null
  return { kind, plain, zipped: zipped !== null && zipped.length < plain.length ? zipped : null }
}

function send({ kind, plain, zipped }: Asset, request: IncomingMessage, response: ServerResponse): void {
  const body = zipped !== null && acceptsGzip(request) ? zipped : plain
  response.writeHead(200, {
    'Content-Type': kind.type,
    'Content-Length': body.length,
    'Cache-Control': FOR_EVER,
    Vary: 'Accept-Encoding',
    ...(body === zipped ? { 'Content-Encoding': 'gzip' } : {}),
  })
  response.end(body)
}
