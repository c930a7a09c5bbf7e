import type { IncomingMessage, ServerResponse } from 'node:http'

/** What a handler answers: JSON, or bytes of a type. */
export type Answer =
  | { readonly status: number; readonly body: unknown }
  | { readonly status: number; readonly bytes: Uint8Array; readonly type: string }

/** A request that cannot be served, told to the client as `{"error": {"code", "message"}}`. */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message)
  }
}

export function sendAnswer(response: ServerResponse, answer: Answer): void {
  const isJson = 'body' in answer
  const bytes = isJson ? Buffer.from(JSON.stringify(answer.body)) : answer.bytes
  response.writeHead(answer.status, {
    'Content-Type': isJson ? 'application/json; charset=utf-8' : answer.type,
    'Content-Length': bytes.length,
  })
  response.end(bytes)
}

export function sendError(response: ServerResponse, { status, code, message, headers }: HttpError): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  // What is left of the request's body is not waited for.
  if (status === 413) response.setHeader('Connection', 'close')
  sendAnswer(response, { status, body: { error: { code, message } } })
}

/** The JSON of a request's body, at most `limit` bytes of it; throws `HttpError`. */
export async function readJsonBody(request: IncomingMessage, limit: number): Promise<unknown> {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') throw new HttpError(415, 'not_json', 'Send the body as application/json.')
  const body = await readBody(request, limit)
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw new HttpError(400, 'bad_json', 'The body is not valid JSON.')
  }
}

/** A request's body, at most `limit` bytes of it; throws `HttpError`. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const tooLarge = new HttpError(413, 'too_large', `The body may have ${limit} bytes.`)
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of request) {
      length += chunk.length
      if (length > limit) throw tooLarge
      chunks.push(chunk)
    }
  } catch (error) {
    throw error === tooLarge ? tooLarge : new HttpError(400, 'cut_off', 'The body ended early.')
  }
  return Buffer.concat(chunks)
}
