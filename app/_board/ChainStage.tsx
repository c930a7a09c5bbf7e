'use client'

import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react'
import { useBoardScope, useDerived, useModel, useSession } from './board-scope'
import chainStyles from './Chain.module.css'
import styles from './ChainStage.module.css'
import { Cursors } from './Cursors'
import { InputColumn } from './InputColumn'
import { LayerColumn } from './LayerColumn'
import { LayerOverview } from './LayerOverview'
import { LossColumn } from './LossColumn'
import { moveAmongValues } from './move-among-values'

/** From this depth on a strip above the chain shows all layers at once. */
const OVERVIEW_FROM = 5

/** Where the pointer is on the chain, in the chain's own pixels, whatever it is zoomed to. */
function boardPoint(event: PointerEvent, chain: HTMLElement): { x: number; y: number } {
  const box = chain.getBoundingClientRect()
  const zoom = box.width / chain.offsetWidth
  return { x: Math.round((event.clientX - box.left) / zoom), y: Math.round((event.clientY - box.top) / zoom) }
}

/** The chain with all its numbers, as large as the window lets it be, and the others' cursors over it. */
export function ChainStage() {
  const { announce, session } = useBoardScope()
  const model = useModel()
  const { layers, chain, passes, sample } = useDerived()
  const wave = useSession(state => state.wave)
  const surface = useRef<HTMLDivElement>(null)
  const depth = layers.length
  const lastDelta = passes.delta[depth - 1] ?? 0

  // A run that somebody opened starts at its own step 0: what was looked at is no longer there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the run's id
  useEffect(() => {
    session.setState({ viewedStep: null })
  }, [model.run.id, session])

  const onPointerMove = (event: PointerEvent) => {
    if (surface.current) announce({ cursor: boardPoint(event, surface.current) })
  }

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (surface.current) moveAmongValues(surface.current, event)
  }

  return (
    <section className={styles.stage} aria-label="Chain network">
      {depth >= OVERVIEW_FROM && <LayerOverview f={passes.f} delta={passes.delta} />}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys move among the values inside */}
      <div className={styles.scroller} onKeyDown={onKeyDown}>
        <div
          ref={surface}
          className={chainStyles.chain}
          data-biases={model.biases || undefined}
          data-wave={wave === 0 ? undefined : wave % 2 === 0 ? 'a' : 'b'}
          onPointerMove={onPointerMove}
          onPointerLeave={() => announce({ cursor: null })}
        >
          <InputColumn x={chain.x} gradX={passes.gradX} sampleId={sample.id} />
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
              z={passes.z[i] ?? 0}
              f={passes.f[i] ?? 0}
              delta={passes.delta[i] ?? 0}
              lastDelta={lastDelta}
              gradW={passes.gradW[i] ?? 0}
            />
          ))}
          <LossColumn loss={model.loss} value={passes.loss} y={chain.y} sampleId={sample.id} depth={depth} />
          <Cursors />
        </div>
      </div>
    </section>
  )
}
