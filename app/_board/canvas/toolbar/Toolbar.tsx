'use client'

import { Toolbar as Bar } from '@base-ui/react/toolbar'
import { Tooltip } from '@base-ui/react/tooltip'
import { useCanvas } from '../canvas-scope'
import { Keys } from '../commands/Keys'
import { ariaKeys, runCommand } from '../commands/table'
import { useCanvasState } from '../use-canvas-state'
import styles from './Toolbar.module.css'
import { TOOL_GROUPS } from './tool-list'

/** The tools of the board, one of them in the hand. For the Tab key they are one stop. */
export function Toolbar() {
  const stage = useCanvas()
  const { mayAnnotate } = stage
  const inHand = useCanvasState(({ tool }) => tool)
  const groups = TOOL_GROUPS.map(group => group.filter(({ isForAll }) => mayAnnotate || isForAll))
  return (
    <Tooltip.Provider delay={400}>
      <Bar.Root className={styles.toolbar} aria-label="Tools" orientation="vertical">
        {groups
          .filter(group => group.length > 0)
          .map(group => (
            <Bar.Group key={group[0]?.tool} className={styles.group}>
              {group.map(({ tool, words, icon: Icon }) => (
                <Tooltip.Root key={tool}>
                  <Tooltip.Trigger
                    render={
                      <Bar.Button
                        className={styles.tool}
                        aria-label={words}
                        aria-keyshortcuts={ariaKeys(`tool.${tool}`)}
                        aria-pressed={tool === inHand}
                        onClick={() => runCommand(stage, `tool.${tool}`)}
                      >
                        <Icon size={18} aria-hidden="true" />
                      </Bar.Button>
                    }
                  />
                  <Tooltip.Portal>
                    <Tooltip.Positioner side="right" sideOffset={6} className={styles.positioner}>
                      <Tooltip.Popup className={styles.tip}>
                        {words}
                        <Keys of={`tool.${tool}`} />
                      </Tooltip.Popup>
                    </Tooltip.Positioner>
                  </Tooltip.Portal>
                </Tooltip.Root>
              ))}
            </Bar.Group>
          ))}
      </Bar.Root>
    </Tooltip.Provider>
  )
}
