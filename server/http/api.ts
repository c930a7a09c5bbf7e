import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Config } from '../config'
import type { Log } from '../log'
import { isOwnPage } from '../origin'
import { type Storage, StorageTrouble } from '../storage/storage'
import type { Rooms } from '../sync/rooms'
import { type Answer, HttpError, sendAnswer, sendError } from './answer'
import type { BoardHandlers } from './boards'
import type { ExerciseHandlers } from './exercises'
import type { ImageHandlers } from './images'
import type { ThreadHandlers } from './threads'

/** Takes the request and what its path names: the board, what of it, and what of that. */
type Handler = (request: IncomingMessage, boardId: string, part: string, inner: string) => Promise<Answer>

interface Route {
  readonly path: RegExp
  readonly methods: Readonly<Record<string, Handler>>
}

/** Everything under `/api/`, `/healthz` and `/readyz`. */
export class Api {
  private readonly routes: readonly Route[]

  constructor(
    boards: BoardHandlers,
    images: ImageHandlers,
    threads: ThreadHandlers,
    exercises: ExerciseHandlers,
    storage: Storage,
    rooms: Rooms,
    private readonly config: Config,
    private readonly log: Log,
  ) {
    this.routes = [
      { path: /^\/healthz$/, methods: { GET: async () => ({ status: 200, body: { status: 'ok' } }) } },
      { path: /^\/readyz$/, methods: { GET: () => readiness(storage, rooms) } },
      { path: /^\/api\/boards$/, methods: { POST: request => boards.create(request) } },
      {
        path: /^\/api\/boards\/([^/]+)$/,
        methods: {
          GET: (request, id) => boards.describe(request, id),
          DELETE: (request, id) => boards.delete(request, id),
        },
      },
      {
        path: /^\/api\/boards\/([^/]+)\/rotate$/,
        methods: { POST: (request, id) => boards.rotate(request, id) },
      },
      {
        path: /^\/api\/boards\/([^/]+)\/images$/,
        methods: { POST: (request, id) => images.add(request, id) },
      },
      {
        path: /^\/api\/boards\/([^/]+)\/images\/([^/]+)$/,
        methods: { GET: (request, id, hash) => images.show(request, id, hash) },
      },
      {
        path: /^\/api\/boards\/([^/]+)\/threads$/,
        methods: { POST: (request, id) => threads.begin(request, id) },
      },
      {
        path: /^\/api\/boards\/([^/]+)\/threads\/([^/]+)$/,
        methods: { PATCH: (request, id, thread) => threads.resolve(request, id, thread) },
      },
      {
        path: /^\/api\/boards\/([^/]+)\/threads\/([^/]+)\/messages$/,
        methods: { POST: (request, id, thread) => threads.reply(request, id, thread) },
      },
      {
        path: /^\/api\/boards\/([^/]+)\/threads\/([^/]+)\/messages\/([^/]+)$/,
        methods: {
          PATCH: (request, id, thread, message) => threads.change(request, id, thread, message),
          DELETE: (request, id, thread, message) => threads.remove(request, id, thread, message),
        },
      },
      {
        path: /^\/api\/boards\/([^/]+)\/exercises$/,
        methods: { GET: (request, id) => exercises.list(request, id) },
      },
      {
        path: /^\/api\/boards\/([^/]+)\/exercises\/([^/]+)\/hints\/([^/]+)$/,
        methods: { GET: (request, id, exercise, number) => exercises.hint(request, id, exercise, number) },
      },
      {
        path: /^\/api\/boards\/([^/]+)\/exercises\/([^/]+)\/attempts$/,
        methods: { POST: (request, id, exercise) => exercises.attempt(request, id, exercise) },
      },
    ]
  }

  /** Answers the request if its path is one of ours. Never rejects. */
  async take(request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean> {
    if (!path.startsWith('/api/') && path !== '/healthz' && path !== '/readyz') return false
    try {
      sendAnswer(response, await this.answer(request, path))
    } catch (error) {
      if (error instanceof HttpError) {
        sendError(response, error)
      } else if (error instanceof StorageTrouble) {
        this.log.error('the storage could not serve a request', { method: request.method, path, error })
        sendError(response, inWords(error))
      } else {
        this.log.error('a request failed', { method: request.method, path, error })
        sendError(response, new HttpError(500, 'internal', 'Something went wrong on the server. Try again.'))
      }
    }
    return true
  }

  private async answer(request: IncomingMessage, path: string): Promise<Answer> {
    const method = request.method ?? ''
    const route = this.routes.find(({ path: pattern }) => pattern.test(path))
    if (route === undefined) throw new HttpError(404, 'not_found', 'There is nothing at this address.')
    const handler = Object.hasOwn(route.methods, method) ? route.methods[method] : undefined
    if (handler === undefined) {
      const allow = { Allow: Object.keys(route.methods).join(', ') }
      throw new HttpError(405, 'wrong_method', `This address does not answer to ${method}.`, allow)
    }
    if (method !== 'GET' && !isOwnPage(request, this.config)) {
      throw new HttpError(403, 'foreign_origin', 'Pages of another site may not do this.')
    }
    const [, boardId = '', part = '', inner = ''] = route.path.exec(path) ?? []
    return handler(request, boardId, part, inner)
  }
}

async function readiness(storage: Storage, rooms: Rooms): Promise<Answer> {
  if (rooms.storageState !== 'ok') return { status: 503, body: { status: 'the storage cannot save' } }
  try {
    await storage.findLinks('')
    return { status: 200, body: { status: 'ready' } }
  } catch {
    return { status: 503, body: { status: 'the storage does not answer' } }
  }
}

function inWords({ state }: StorageTrouble): HttpError {
  if (state === 'full')
    return new HttpError(
      507,
      'storage_full',
      'The server’s storage is full. Nothing was saved; try again later.',
    )
  const message = 'The server’s storage does not answer just now. Try again in a moment.'
  return new HttpError(503, 'storage_unavailable', message, { 'Retry-After': '5' })
}
