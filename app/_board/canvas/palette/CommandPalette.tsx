'use client'

import { Dialog } from '@base-ui/react/dialog'
import { Search } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import frame from '../../interface/DialogFrame.module.css'
import { useCanvas } from '../canvas-scope'
import { keyCaps } from '../commands/chord'
import type { Command } from '../commands/command'
import { derivingCommands } from '../commands/derivation-commands'
import { COMMANDS, isMac } from '../commands/table'
import styles from './CommandPalette.module.css'
import { commandsFor } from './find-commands'
import { holdCommands } from './hold-commands'

/** Everything that can be done now, found by typing. Enter does it. */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const stage = useCanvas()
  const [typed, setTyped] = useState('')
  const [place, setPlace] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const id = useId()
  const possible = useMemo(
    () => [
      ...COMMANDS.filter(command => command.isEnabled(stage)),
      ...derivingCommands(stage),
      ...holdCommands(stage),
    ],
    [stage],
  )
  const found = useMemo(() => commandsFor(possible, typed), [possible, typed])
  const chosen = found[Math.min(place, found.length - 1)]
  const optionId = ({ id: command }: Command): string => `${id}-${command}`

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is chosen comes into sight
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [chosen])

  const run = (command: Command | undefined) => {
    if (command === undefined) return
    onClose()
    // The dialog gives the focus back first, so that a command that takes it keeps it.
    setTimeout(() => command.run(stage))
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (event.key === 'Enter') run(chosen)
    else if (step !== 0) setPlace((Math.min(place, found.length - 1) + step + found.length) % found.length)
    else return
    event.preventDefault()
  }

  return (
    <Dialog.Root open onOpenChange={open => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={frame.backdrop} />
        <Dialog.Viewport className={frame.viewport}>
          <Dialog.Popup className={styles.popup}>
            <Dialog.Title className="unseen">All commands</Dialog.Title>
            <div className={styles.field}>
              <Search size={17} aria-hidden="true" />
              <input
                className={styles.input}
                role="combobox"
                aria-label="Command"
                aria-expanded
                aria-controls={`${id}-list`}
                aria-activedescendant={chosen && optionId(chosen)}
                aria-autocomplete="list"
                autoComplete="off"
                spellCheck={false}
                placeholder="What would you like to do?"
                value={typed}
                onChange={event => {
                  setTyped(event.target.value)
                  setPlace(0)
                }}
                onKeyDown={onKeyDown}
              />
            </div>
            <div ref={list} id={`${id}-list`} className={styles.list} role="listbox" aria-label="Commands">
              {found.map((command, i) => (
                <div key={command.id}>
                  {typed.trim() === '' && command.group !== found[i - 1]?.group && (
                    <p className={styles.group} role="presentation">
                      {command.group}
                    </p>
                  )}
                  {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys */}
                  <div
                    id={optionId(command)}
                    className={styles.option}
                    role="option"
                    tabIndex={-1}
                    aria-selected={command === chosen}
                    onPointerMove={() => setPlace(i)}
                    onClick={() => run(command)}
                  >
                    <span className={styles.words}>{command.words}</span>
                    {command.keys[0] !== undefined && (
                      <span className={styles.keys}>
                        {keyCaps(command.keys[0], isMac()).map(cap => (
                          <kbd key={cap}>{cap}</kbd>
                        ))}
                      </span>
                    )}
                  </div>
                </div>
              ))}
            </div>
            {found.length === 0 && (
              <p className={styles.nothing} role="status">
                Nothing that can be done now answers to “{typed}”.
              </p>
            )}
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
