'use client'

import { DialogFrame } from '../../interface/DialogFrame'
import { keyCaps } from '../commands/chord'
import { COMMAND_GROUPS, type Command } from '../commands/command'
import { COMMANDS, isMac } from '../commands/table'
import { CHAIN_KEYS, POINTER_HABITS } from './chain-keys'
import styles from './KeySheet.module.css'

interface Line {
  readonly does: string
  /** Alternatives, each the caps of a chord. */
  readonly keys: readonly (readonly string[])[]
}

/** All keys of a board: those of the canvas from its table, and those of the chain. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  const mac = isMac()
  const groups = COMMAND_GROUPS.map(group => ({ title: group as string, lines: linesOf(group, mac) })).filter(
    ({ lines }) => lines.length > 0,
  )

  return (
    <DialogFrame
      title="Keyboard"
      description={mac ? 'And what the pointer does with a key held.' : 'On a Mac, Ctrl is ⌘ and Alt is ⌥.'}
      onClose={onClose}
    >
      <div className={styles.columns}>
        {[...groups, POINTER_HABITS, ...CHAIN_KEYS].map(({ title, lines }) => (
          <section key={title} className={styles.group}>
            <h3>{title}</h3>
            <dl>
              {lines.map(({ does, keys }) => (
                <div key={does} className={styles.line}>
                  <dt>{does}</dt>
                  <dd>
                    {keys.map(caps => (
                      <span key={caps.join()} className={styles.chord}>
                        {caps.map(cap => (
                          <kbd key={cap}>{cap}</kbd>
                        ))}
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </DialogFrame>
  )
}

function linesOf(group: Command['group'], mac: boolean): readonly Line[] {
  const lines = new Map<string, Line>()
  for (const { group: own, words, keys, together } of COMMANDS) {
    if (own !== group || keys.length === 0) continue
    const line = together
      ? { does: together.does, keys: [together.caps] }
      : { does: words, keys: keys.map(chord => keyCaps(chord, mac)) }
    lines.set(line.does, line)
  }
  return [...lines.values()]
}
