'use client'

import { useState } from 'react'
import { SidePanel } from '../side/SidePanel'
import styles from './Insight.module.css'
import { LayersView } from './LayersView'
import { LossView } from './LossView'
import { RateView } from './RateView'

const VIEWS = { layers: 'Layers', loss: 'Loss', rate: 'Rate η' } as const
type View = keyof typeof VIEWS

/** Why it learns as it does: what becomes of δ on its way back, what the loss looks like from here, and what η does. */
export function InsightPanel({ onClose }: { onClose: () => void }) {
  const [view, setView] = useState<View>('layers')
  return (
    <SidePanel title="Insight" onClose={onClose}>
      <fieldset className={styles.views} aria-label="What is shown">
        {(['layers', 'loss', 'rate'] as const).map(each => (
          <button key={each} type="button" aria-pressed={view === each} onClick={() => setView(each)}>
            {VIEWS[each]}
          </button>
        ))}
      </fieldset>
      {view === 'layers' && <LayersView />}
      {view === 'loss' && <LossView />}
      {view === 'rate' && <RateView />}
    </SidePanel>
  )
}
