'use client'

import {
  type KeyboardEvent,
  type PointerEvent,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { Passes } from '@/lib/engine'
import { findOverflow } from '@/lib/notation'
import { useBoardScope, useDerived, useModel, useSession } from '../board-scope'
import { Cursors } from '../people/Cursors'
import chainStyles from './Chain.module.css'
import styles from './ChainStage.module.css'
import { GradientChecksProvider, GradientSummary, useGradientChecks } from './GradientCheck'
import { InputColumn } from './InputColumn'
import { LayerColumn } from './LayerColumn'
import { LayerOverview } from './LayerOverview'
import { LossColumn } from './LossColumn'
import { moveAmongValues } from './move-among-values'
import { OverflowNote } from './OverflowNote'
import { useFit } from './use-fit'
import { useUnhurried } from './use-unhurried'
import { Values, ValuesProvider } from './values'

/** From this depth on a strip above the chain shows all layers at once. */
const OVERVIEW_FROM = 5

/** Where the pointer is on the chain, in the chain's own pixels, whatever it is zoomed to. */
function boardPoint(event: PointerEvent, chain: HTMLElement): { x: number; y: number } {
  const box = chain.getBoundingClientRect()
  const zoom = box.width / chain.offsetWidth
  return { x: Math.round((event.clientX - box.left) / zoom), y: Math.round((event.clientY - box.top) / zoom) }
}

/** Every derived number with the key of its quantity. */
function* numbersOf({ z, f, delta, gradW, gradX, loss }: Passes): Generator<[string, number]> {
  for (let i = 0; i < z.length; i++) {
    const layer = i + 1
    yield [`z:${layer}`, z[i] ?? 0]
    yield [`f:${layer}`, f[i] ?? 0]
    yield [`delta:${layer}`, delta[i] ?? 0]
    yield [`gradW:${layer}`, gradW[i] ?? 0]
    yield [`gradB:${layer}`, delta[i] ?? 0]
  }
  yield ['gradX', gradX]
  yield ['loss', loss]
}

/** The chain with all its numbers, as large as the window lets it be, and the others' cursors over it. */
export function ChainStage() {
  const { announce, session } = useBoardScope()
  const model = useModel()
  const shown = useUnhurried(useDerived())
  const { layers, chain, passes, sample, step, steps } = shown
  const checks = useGradientChecks(shown)
  const wave = useSession(state => state.wave)
  const [values] = useState(() => new Values())
  const frame = useRef<HTMLDivElement>(null)
  const surface = useRef<HTMLDivElement>(null)
  const depth = layers.length
  const zoom = useFit(frame, surface, `${depth} ${model.biases}`)

  const overflow = useMemo(() => findOverflow(chain, passes), [chain, passes])
  useLayoutEffect(() => values.show(numbersOf(passes), overflow?.lost), [values, passes, overflow])

  // A run that somebody opened starts at its own step 0: what was looked at is no longer there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the run's id
  useEffect(() => {
    session.setState({ viewedStep: null })
  }, [model.run.id, session])

  // The value that Tab reaches may have gone with its layer, or with the biases.
  useEffect(() => {
    const [kind, layer] = session.getState().tabStop.split(':')
    const isGone = Number(layer ?? 1) > depth || (kind === 'gradB' && !model.biases)
    if (isGone) session.setState({ tabStop: 'z:1' })
  }, [depth, model.biases, session])

  const onPointerMove = (event: PointerEvent) => {
    if (surface.current) announce({ cursor: boardPoint(event, surface.current) })
  }

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (surface.current) moveAmongValues(surface.current, event)
  }

  return (
    <ValuesProvider value={values}>
      <section className={styles.stage} aria-label="Chain network">
        {checks && <GradientSummary checks={checks} />}
        {depth >= OVERVIEW_FROM && <LayerOverview depth={depth} />}
        {overflow && <OverflowNote overflow={overflow} step={step} steps={steps} />}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: keys move among the values inside */}
        <div ref={frame} className={styles.scroller} onKeyDown={onKeyDown}>
          <div
            ref={surface}
            className={chainStyles.chain}
            style={{ zoom }}
            data-biases={model.biases || undefined}
            data-wave={wave === 0 ? undefined : wave % 2 === 0 ? 'a' : 'b'}
            onPointerMove={onPointerMove}
            onPointerLeave={() => announce({ cursor: null })}
          >
            <InputColumn x={chain.x} sampleId={sample.id} />
            <GradientChecksProvider value={checks}>
              {layers.map((layer, i) => (
                <LayerColumn
                  key={layer.id}
                  id={layer.id}
                  layer={i + 1}
                  depth={depth}
                  w={layer.w}
                  b={layer.b}
                  hasBias={model.biases}
                  activation={layer.activation}
                />
              ))}
            </GradientChecksProvider>
            <LossColumn loss={model.loss} y={chain.y} sampleId={sample.id} depth={depth} />
            <Cursors />
          </div>
        </div>
      </section>
    </ValuesProvider>
  )
}
