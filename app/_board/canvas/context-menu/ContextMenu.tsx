'use client'

import { Menu } from '@base-ui/react/menu'
import { Fragment, useRef } from 'react'
import type { ScreenPoint } from '@/lib/canvas'
import { useCanvas } from '../canvas-scope'
import type { Command } from '../commands/command'
import { Keys } from '../commands/Keys'
import { ariaKeys, commandOf } from '../commands/table'
import { annotationList } from '../overlay/focus-list'
import styles from './ContextMenu.module.css'

const ON_SELECTION = [
  ['edit.open', 'edit.cut', 'edit.copy', 'edit.paste', 'edit.duplicate'],
  ['arrange.group', 'arrange.ungroup', 'arrange.lock'],
  ['arrange.front', 'arrange.forward', 'arrange.backward', 'arrange.back'],
  ['share.copy-image', 'edit.delete'],
]
const ON_BOARD = [
  ['edit.paste', 'edit.select-all'],
  ['view.all', 'view.exact', 'view.grid'],
  ['share.export', 'view.palette', 'view.keys'],
]

interface Props {
  /** Where it was asked for. */
  readonly at: ScreenPoint
  readonly onClose: () => void
}

/** What can be done with what is selected, or with the board, at the place where somebody asked for it. */
export function ContextMenu({ at, onClose }: Props) {
  const stage = useCanvas()
  const place = useRef<HTMLSpanElement>(null)
  const groups = (stage.state.getState().selection.size > 0 ? ON_SELECTION : ON_BOARD)
    .map(ids => ids.map(commandOf).filter(isCommand))
    .map(group => group.filter(command => command.isEnabled(stage)))
    .filter(group => group.length > 0)

  const run = (command: Command) => {
    onClose()
    // The menu gives the focus back first, so that a command that takes it keeps it.
    setTimeout(() => command.isEnabled(stage) && command.run(stage))
  }

  return (
    <>
      <span ref={place} className={styles.place} style={{ left: at.x, top: at.y }} />
      <Menu.Root open onOpenChange={open => !open && onClose()}>
        <Menu.Portal>
          <Menu.Positioner
            className={styles.positioner}
            anchor={place}
            align="start"
            sideOffset={2}
            collisionPadding={8}
          >
            <Menu.Popup
              className={styles.popup}
              aria-label="What can be done here"
              finalFocus={annotationList}
            >
              {groups.map((group, i) => (
                <Fragment key={group[0]?.id}>
                  {i > 0 && <Menu.Separator className={styles.separator} />}
                  {group.map(command => (
                    <Menu.Item
                      key={command.id}
                      className={styles.item}
                      label={command.words}
                      aria-keyshortcuts={ariaKeys(command.id)}
                      onClick={() => run(command)}
                    >
                      <span>{command.words}</span>
                      <span className={styles.keys} aria-hidden="true">
                        <Keys of={command.id} />
                      </span>
                    </Menu.Item>
                  ))}
                </Fragment>
              ))}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </>
  )
}

const isCommand = (command: Command | undefined): command is Command => command !== undefined
