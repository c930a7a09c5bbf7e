import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { ROLES } from '@/lib/protocol'
import type { Census, Metrics, Refusal, RouteClass } from './metrics'

/** In seconds: from far below a tick to a commit on a disk that hangs. */
const DURATIONS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10]

/** The metrics of one server, in a registry of their own. */
export class PrometheusMetrics implements Metrics {
  readonly contentType: string
  private readonly registry = new Registry()
  private readonly received = new Traffic(this.registry, 'received', 'from')
  private readonly sent = new Traffic(this.registry, 'sent', 'to')
  private readonly updates = this.counter('updates_total', 'Document updates that were taken.')
  private readonly updateBytes = this.counter('update_bytes_total', 'Bytes of the updates that were taken.')
  private readonly ticks = this.histogram('tick_seconds', 'How long a tick of all rooms took.')
  private readonly commits = this.histogram('commit_seconds', 'How long a commit to the log took.')
  private readonly refusals = this.counter('refusals_total', 'Refusals, by close code or word.', ['reason'])
  private readonly requests = this.counter('http_requests_total', 'HTTP requests that were answered.', [
    'route',
    'status',
  ])

  constructor() {
    this.contentType = this.registry.contentType
  }

  /** Adds what concerns the whole process: memory, CPU, open files, the event loop's lag. Once a process. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.registry })
  }

  /** Asks how large the write-ahead log is whenever somebody looks at the metrics. */
  watchWriteAheadLog(bytes: () => number): void {
    new Gauge({
      name: 'chainboard_wal_bytes',
      help: 'Size of the write-ahead log of the SQLite database.',
      registers: [this.registry],
      collect() {
        this.set(bytes())
      },
    })
  }

  watchRooms(census: () => Census): void {
    const registers = [this.registry]
    new Gauge({
      name: 'chainboard_rooms',
      help: 'Boards that are held in memory.',
      registers,
      collect() {
        this.set(census().rooms)
      },
    })
    new Gauge({
      name: 'chainboard_participants',
      help: 'Connections in rooms, by the role of their link.',
      labelNames: ['role'],
      registers,
      collect() {
        const { connections } = census()
        for (const role of ROLES) this.set({ role }, connections[role])
      },
    })
  }

  /** Everything, in the text format of Prometheus. */
  text(): Promise<string> {
    return this.registry.metrics()
  }

  frameReceived(bytes: number): void {
    this.received.add(bytes)
  }

  frameSent(bytes: number): void {
    this.sent.add(bytes)
  }

  updateTaken(bytes: number): void {
    this.updates.inc()
    this.updateBytes.inc(bytes)
  }

  tickBegins(): () => void {
    return this.ticks.startTimer()
  }

  commitBegins(): () => void {
    return this.commits.startTimer()
  }

  refused(reason: Refusal): void {
    this.refusals.inc({ reason: String(reason) })
  }

  answered(route: RouteClass, status: number): void {
    this.requests.inc({ route, status })
  }

  private counter<Label extends string>(
    name: string,
    help: string,
    labelNames: Label[] = [],
  ): Counter<Label> {
    return new Counter({ name: `chainboard_${name}`, help, labelNames, registers: [this.registry] })
  }

  private histogram(name: string, help: string): Histogram {
    return new Histogram({
      name: `chainboard_${name}`,
      help,
      buckets: DURATIONS,
      registers: [this.registry],
    })
  }
}

/** Frames and their bytes in one direction. Counted in plain numbers: a busy room sends tens of thousands a second. */
class Traffic {
  private frames = 0
  private bytes = 0

  constructor(registry: Registry, direction: 'received' | 'sent', preposition: 'from' | 'to') {
    const count = (what: 'frames' | 'bytes', value: () => number) =>
      new Counter({
        name: `chainboard_${what}_${direction}_total`,
        help: `WebSocket ${what} ${direction}, ${preposition} everybody.`,
        registers: [registry],
        collect() {
          this.reset()
          this.inc(value())
        },
      })
    count('frames', () => this.frames)
    count('bytes', () => this.bytes)
  }

  add(bytes: number): void {
    this.frames++
    this.bytes += bytes
  }
}
