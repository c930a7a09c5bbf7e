'use client'

import { Toolbar } from '@base-ui/react/toolbar'
import { Tooltip } from '@base-ui/react/tooltip'
import { Anchor, Copy, Group, ImageDown, LayoutGrid, Lock, LockOpen, Trash2, Ungroup } from 'lucide-react'
import { useRef } from 'react'
import { useCanvas } from '../canvas-scope'
import { applyStyle } from '../commands/style-commands'
import { holderOf } from '../selection/hold'
import { elementsOf } from '../selection/selected'
import { useAnnotationsVersion } from '../use-annotations-version'
import { useCanvasState } from '../use-canvas-state'
import { ArrangePanel } from './ArrangePanel'
import { BarButton } from './BarButton'
import { BarPopover } from './BarPopover'
import { HoldPanel } from './HoldPanel'
import styles from './SelectionBar.module.css'
import { common, StylePanel } from './StylePanel'
import { useBarPlace } from './use-bar-place'

/** What can be done with the selection, beside it. */
export function SelectionBar() {
  const stage = useCanvas()
  const isShown = useCanvasState(
    ({ selection, tool, editing }) => selection.size > 0 && tool === 'select' && editing === null,
  )
  return isShown && stage.mayAnnotate ? <Bar /> : null
}

function Bar() {
  const stage = useCanvas()
  const bar = useRef<HTMLDivElement>(null)
  useAnnotationsVersion(stage)
  const selection = useCanvasState(state => state.selection)
  useBarPlace(stage, bar)
  const elements = elementsOf(stage, selection)
  const isLocked = elements.length > 0 && elements.every(({ locked }) => locked)
  const isFree = elements.length > 0 && !elements.some(({ locked }) => locked)
  const [only] = selection.size === 1 ? elements : []
  const color = common(elements.map(({ color }) => color)) ?? 'grey'
  const isGroup = elements.length > 1 && common(elements.map(({ groups }) => groups.at(-1) ?? null)) !== null

  return (
    <Tooltip.Provider delay={400}>
      <Toolbar.Root
        ref={bar}
        className={styles.bar}
        aria-label="Selection"
        data-takes-pointers
        // A press leaves the keys with the board: the arrows go on to move what is selected.
        onMouseDown={event => event.preventDefault()}
      >
        {isFree && (
          <Toolbar.Group className={styles.group}>
            <BarPopover
              words="Style"
              icon={<span className={styles.swatch} style={{ background: `var(--mark-${color})` }} />}
            >
              <StylePanel elements={elements} onChoose={style => applyStyle(stage, style)} />
            </BarPopover>
            {only !== undefined && holderOf(only) !== null && (
              <BarPopover words="Hold on to a quantity" icon={<Anchor size={17} aria-hidden="true" />}>
                <HoldPanel element={only} />
              </BarPopover>
            )}
            <BarPopover words="Arrange" icon={<LayoutGrid size={17} aria-hidden="true" />}>
              <ArrangePanel />
            </BarPopover>
          </Toolbar.Group>
        )}
        <Toolbar.Group className={styles.group}>
          {isFree && elements.length > 1 && !isGroup && <BarButton command="arrange.group" icon={Group} />}
          {isFree && isGroup && <BarButton command="arrange.ungroup" icon={Ungroup} />}
          <BarButton
            command="arrange.lock"
            icon={isLocked ? Lock : LockOpen}
            words={isLocked ? 'Unlock' : 'Lock'}
            isPressed={isLocked}
          />
          <BarButton command="edit.duplicate" icon={Copy} />
          <BarButton command="share.copy-image" icon={ImageDown} />
          {!isLocked && <BarButton command="edit.delete" icon={Trash2} />}
        </Toolbar.Group>
      </Toolbar.Root>
    </Tooltip.Provider>
  )
}
