import type { IncomingMessage, ServerResponse } from 'node:http'
import { AddressBuckets } from '../address-buckets'
import type { Config } from '../config'
import type { Log } from '../log'
import type { Metrics } from '../metrics'
import { addressGroup } from '../origin'
import type { Pages } from '../pages'
import { HttpError, sendError } from './answer'
import type { Api } from './api'
import type { MetricsPage } from './metrics-page'
import { PAGE_METHODS, removeInternalHeaders } from './page-request'
import { routeClass } from './route-class'
import { secure } from './security-headers'

/** What has to be computed for an answer; the rest lies there. */
const COMPUTED = ['api', 'board', 'page']

/** Who answers what. */
interface Answerers {
  readonly api: Api
  readonly metricsPage: MetricsPage
  readonly pages: Pages
}

/** The way of every HTTP request: what may not pass is kept out, and the rest is brought to whoever answers it. */
export class Requests {
  private readonly allowances: AddressBuckets

  constructor(
    private readonly config: Config,
    private readonly answerers: Answerers,
    private readonly metrics: Metrics,
    private readonly log: Log,
    private readonly now: () => number,
  ) {
    this.allowances = new AddressBuckets(config.limits.requestsPerMinute)
  }

  /** Answers a request. Never rejects. */
  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    response.once('finish', () => this.metrics.answered(routeClass(path), response.statusCode))
    secure(request, response, path, this.config)
    if (!path.startsWith('/') || !isReadable(path)) {
      // Requests for other servers' addresses are for proxies, and this is none.
      response.writeHead(400).end()
    } else if (this.isTooFast(request, path)) {
      sendError(response, tooManyRequests())
    } else {
      await this.pass(request, response, path)
    }
  }

  private async pass(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const { api, metricsPage } = this.answerers
    if (await metricsPage.take(request, response, path)) return
    if (await api.take(request, response, path)) return
    if (PAGE_METHODS.includes(request.method ?? '')) await this.showPage(request, response, path)
    else response.writeHead(405, { Allow: PAGE_METHODS.join(', ') }).end()
  }

  private async showPage(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    removeInternalHeaders(request)
    try {
      await this.answerers.pages.handle(request, response)
    } catch (error) {
      this.log.error('a page failed', { path, error })
      if (!response.headersSent) response.writeHead(500)
      response.end()
    }
  }

  private isTooFast(request: IncomingMessage, path: string): boolean {
    if (!COMPUTED.includes(routeClass(path))) return false
    const address = addressGroup(request, this.config)
    if (this.allowances.take(address, this.now())) return false
    this.log.warn('an address asks too often', { address })
    return true
  }
}

function tooManyRequests(): HttpError {
  const message = 'Too many requests came from this address. Try again in a minute.'
  return new HttpError(429, 'too_many_requests', message, { 'Retry-After': '60' })
}

/** Whether the percent signs of a path stand for UTF-8. */
function isReadable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}
