import { type ChainJson, evaluate, startRun } from '@/lib/engine'
import { magnitude } from '@/lib/notation'
import styles from './ExampleFigure.module.css'

const LOSS_STEPS = 16

/** The largest value that the log scale of the bars shows; a chain that goes beyond is scaled down to it as a whole. */
const LARGEST = 1e3

/**
 * What an example is about, drawn by the engine: |f| above and |δ| below, layer by layer on the log scale of the bars.
 * A chain of one layer has nothing to compare, so its loss is drawn instead, step by step.
 */
export function ExampleFigure({ chain }: { chain: ChainJson }) {
  if (chain.layers.length === 1) return <LossBars chain={chain} />
  const { f, delta } = evaluate(chain)
  const scale = Math.min(1, LARGEST / Math.max(...[...f, ...delta].map(Math.abs)))
  return (
    <span className={styles.figure} aria-hidden="true">
      {chain.layers.map((_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a layer of a constant chain has no other name
        <span key={i} className={styles.layer}>
          <Bar className={styles.forward} size={magnitude(scale * (f[i] ?? 0))} />
          <Bar className={styles.backward} size={magnitude(scale * (delta[i] ?? 0))} />
        </span>
      ))}
    </span>
  )
}

function LossBars({ chain }: { chain: ChainJson }) {
  const { layers, loss, eta = 0, samples = [{ x: chain.x, y: chain.y }] } = chain
  const run = startRun({ layers, loss, samples, eta })
  const losses = Array.from({ length: LOSS_STEPS }, (_, step) => run.lossAt(step))
  const largest = Math.max(...losses)
  return (
    <span className={styles.figure} aria-hidden="true">
      {losses.map((value, step) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the step is the bar's name
        <span key={step} className={styles.layer}>
          <Bar className={styles.loss} size={Math.sqrt(value / largest)} />
        </span>
      ))}
    </span>
  )
}

function Bar({ className, size }: { className: string | undefined; size: number }) {
  return (
    <span className={className}>
      <span style={{ height: `${(100 * size).toFixed(1)}%` }} />
    </span>
  )
}
