import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Config } from '../config'
import { clientAddress } from '../origin'
import type { PrometheusMetrics } from '../prometheus'
import { HttpError, sendError } from './answer'

type Settings = Pick<Config, 'metricsToken' | 'trustProxy'>

/** `GET /metrics`: for whoever shows the token of the configuration; without one, for programs on this machine. */
export class MetricsPage {
  constructor(
    private readonly settings: Settings,
    private readonly metrics: PrometheusMetrics,
  ) {}

  /** Answers the request if it asks for the metrics. */
  async take(request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean> {
    if (path !== '/metrics') return false
    response.setHeader('Cache-Control', 'no-store')
    const refusal = refusalOf(request, this.settings)
    if (refusal === null) {
      response.writeHead(200, { 'Content-Type': this.metrics.contentType }).end(await this.metrics.text())
    } else {
      sendError(response, refusal)
    }
    return true
  }
}

function refusalOf(request: IncomingMessage, settings: Settings): HttpError | null {
  const { metricsToken } = settings
  if (request.method !== 'GET')
    return new HttpError(405, 'wrong_method', 'The metrics answer to GET alone.', { Allow: 'GET' })
  if (metricsToken === undefined) {
    if (isFromThisMachine(request, settings)) return null
    return new HttpError(403, 'not_from_here', 'Set METRICS_TOKEN to read the metrics from another machine.')
  }
  if (isSame(request.headers.authorization ?? '', `Bearer ${metricsToken}`)) return null
  return new HttpError(401, 'wrong_token', 'The metrics are for whoever shows METRICS_TOKEN.', {
    'WWW-Authenticate': 'Bearer',
  })
}

/**
 * Whether a program on this machine asks, for itself. A proxy on this machine that is not trusted asks for others: it says so
 * in a header, or passes on the name under which they know the server.
 */
function isFromThisMachine(request: IncomingMessage, settings: Settings): boolean {
  const { headers } = request
  const isForwarded = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined
  if (isForwarded && !settings.trustProxy) return false
  if (!isLoopback(clientAddress(request, settings))) return false
  return isForwarded || isLoopback(hostName(headers.host))
}

function hostName(host: string | undefined): string {
  const url = `http://${host}`
  return URL.canParse(url) ? new URL(url).hostname : ''
}

const isLoopback = (address: string): boolean =>
  /^(?:localhost|(?:::ffff:)?127(?:\.\d{1,3}){3}|::1|\[::1\])$/.test(address)

/** Compares in a time that does not depend on where the texts differ. */
function isSame(a: string, b: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(a), hash(b))
}
