'use client'

import {
  type ComponentType,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { Passes } from '@/lib/engine'
import { findOverflow } from '@/lib/notation'
import { useBoardScope, useDerived, useModel, useSession } from '../board-scope'
import chainStyles from './Chain.module.css'
import styles from './ChainStage.module.css'
import { GradientChecksProvider, GradientSummary, useGradientChecks } from './GradientCheck'
import { InputColumn } from './InputColumn'
import { LayerColumn } from './LayerColumn'
import { LayerOverview } from './LayerOverview'
import { LossColumn } from './LossColumn'
import { moveAmongValues } from './move-among-values'
import { OverflowNote } from './OverflowNote'
import { ScrolledFrame } from './ScrolledFrame'
import { useUnhurried } from './use-unhurried'
import { Values, ValuesProvider } from './values'

/** From this depth on a strip above the chain shows all layers at once. */
const OVERVIEW_FROM = 5

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

/** What the chain stands in: it decides how large the chain is and which part of it is in sight. */
export interface ChainFrameProps {
  /** Names what the chain's size depends on. */
  readonly contents: string
  /** The chain, as large as it is at 100 %. */
  readonly children: ReactNode
}

interface Props {
  readonly frame?: ComponentType<ChainFrameProps>
  /** Brings the column of a layer into the middle of the frame. */
  readonly onShowColumn?: (column: Element) => void
}

/** The chain with all its numbers, in its frame, under what there is to say about it. */
export function ChainStage({ frame: Frame = ScrolledFrame, onShowColumn = scrollToColumn }: Props) {
  const { session } = useBoardScope()
  const model = useModel()
  const shown = useUnhurried(useDerived())
  const { layers, chain, passes, sample, step, steps } = shown
  const checks = useGradientChecks(shown)
  const wave = useSession(state => state.wave)
  const isWalking = useSession(state => state.walk !== null)
  const [values] = useState(() => new Values())
  const depth = layers.length
  const stage = useRef<HTMLElement>(null)
  const walkedTo = useSession(({ walkMarks }) => walkMarks.current)

  // A walk through the passes brings along what it has come to.
  useEffect(() => {
    const cell = walkedTo === null ? null : stage.current?.querySelector(`[data-place-of="${walkedTo}"]`)
    if (cell && !isInSight(cell)) onShowColumn(cell)
  }, [walkedTo, onShowColumn])

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

  return (
    <ValuesProvider value={values}>
      <section ref={stage} className={styles.stage} aria-label="Chain network">
        {checks && <GradientSummary checks={checks} />}
        {depth >= OVERVIEW_FROM && !isWalking && <LayerOverview depth={depth} onShowColumn={onShowColumn} />}
        {overflow && <OverflowNote overflow={overflow} step={step} steps={steps} />}
        <Frame contents={`${depth} ${model.biases}`}>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: keys move among the values inside */}
          <div
            className={chainStyles.chain}
            data-biases={model.biases || undefined}
            data-wave={wave === 0 ? undefined : wave % 2 === 0 ? 'a' : 'b'}
            onKeyDown={onKeyDown}
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
          </div>
        </Frame>
      </section>
    </ValuesProvider>
  )
}

const onKeyDown = (event: KeyboardEvent<HTMLElement>) => moveAmongValues(event.currentTarget, event)

/** Whether an element lies within its frame, from left to right. */
function isInSight(element: Element): boolean {
  const frame = element.closest('[data-canvas]') ?? document.documentElement
  const [own, seen] = [element.getBoundingClientRect(), frame.getBoundingClientRect()]
  return own.left >= seen.left && own.right <= seen.right
}

function scrollToColumn(column: Element): void {
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches
  column.scrollIntoView({ inline: 'center', block: 'nearest', behavior: isCalm ? 'auto' : 'smooth' })
}
