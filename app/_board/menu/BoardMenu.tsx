'use client'

import { Menu } from '@base-ui/react/menu'
import {
  Archive,
  BookOpen,
  ChartSpline,
  Check,
  Copy,
  Download,
  Ellipsis,
  Footprints,
  GraduationCap,
  Keyboard,
  Moon,
  Trash2,
  Upload,
  UserRound,
} from 'lucide-react'
import { Suspense, useState } from 'react'
import { chainOf, type Example, loadChain } from '@/lib/board'
import { type ChainJson, writeChainJson } from '@/lib/engine'
import { useBoardScope } from '../board-scope'
import buttonStyles from '../interface/Button.module.css'
import { copyText } from '../interface/copy-text'
import { lazyPart } from '../interface/lazy-part'
import { Note, useNote } from '../interface/Note'
import { chooseTheme, currentTheme } from '../interface/theme'
import { readOnlyWords } from '../read-only'
import styles from './BoardMenu.module.css'
import { ExamplesDialog } from './ExamplesDialog'
import { MenuItem } from './MenuItem'

const KeySheet = lazyPart(() => import('../canvas/palette/KeySheet').then(m => m.KeySheet))

interface Props {
  onOpenName: () => void
  onOpenCopies: () => void
  /** Null for whoever may not delete the board. */
  onRemove: (() => void) | null
}

/** What one does with the board as a whole. */
export function BoardMenu({ onOpenName, onOpenCopies, onRemove }: Props) {
  const { board, session, readOnly, mayAnnotate } = useBoardScope()
  const [dialog, setDialog] = useState<'examples' | 'keyboard' | null>(null)
  const [landmark, setLandmark] = useState<HTMLElement | null>(null)
  const [note, say] = useNote()
  const closeDialog = () => setDialog(null)
  const reason = readOnly === null ? undefined : readOnlyWords(readOnly, 'editors change the chain')

  const importReason = mayAnnotate ? undefined : reason
  const openFile = (fileDialog: 'export' | 'import') => session.setState({ fileDialog })

  /** The chain at the step that this tab looks at. */
  const shownChain = () => chainOf(board, session.getState().viewedStep ?? undefined)

  const replaceChain = (chain: ChainJson, name: string) => {
    closeDialog()
    if (reason !== undefined) return say(reason) // the connection may have ended under the open dialog
    const isDone = loadChain(board, chain)
    say(
      isDone ? `${name} is on the board. Undo brings the old chain back.` : 'The chain could not be changed.',
    )
  }

  const copyChain = async () => {
    const isCopied = await copyText(writeChainJson(shownChain()))
    say(isCopied ? 'Chain copied as JSON.' : 'The browser refused to copy. Export the board instead.')
  }

  const toggleTheme = (isDark: boolean) => chooseTheme(isDark ? 'dark' : 'light')

  return (
    <div ref={setLandmark}>
      <Menu.Root>
        <Menu.Trigger className={buttonStyles.icon} aria-label="Menu" title="Menu">
          <Ellipsis size={18} aria-hidden="true" />
        </Menu.Trigger>
        {/* Inside of the page's header, so that whoever goes by landmarks finds it. */}
        <Menu.Portal container={landmark}>
          <Menu.Positioner className={styles.positioner} sideOffset={6} align="end">
            <Menu.Popup className={styles.popup}>
              <MenuItem icon={BookOpen} reason={reason} onClick={() => setDialog('examples')}>
                Open an example…
              </MenuItem>
              <MenuItem icon={Upload} reason={importReason} onClick={() => openFile('import')}>
                Import…
              </MenuItem>
              <MenuItem icon={Download} onClick={() => openFile('export')}>
                Export…
              </MenuItem>
              <MenuItem icon={Copy} onClick={() => void copyChain()}>
                Copy the chain as JSON
              </MenuItem>
              <MenuItem icon={Archive} onClick={onOpenCopies}>
                Kept copies…
              </MenuItem>
              <Menu.Separator className={styles.separator} />
              <MenuItem icon={Footprints} onClick={() => session.setState({ side: 'walk' })}>
                Step through
              </MenuItem>
              <MenuItem icon={ChartSpline} onClick={() => session.setState({ side: 'insight' })}>
                Insight
              </MenuItem>
              <MenuItem icon={GraduationCap} onClick={() => session.setState({ side: 'exercises' })}>
                Exercises
              </MenuItem>
              <Menu.Separator className={styles.separator} />
              <Menu.CheckboxItem
                className={styles.item}
                defaultChecked={currentTheme() === 'dark'}
                onCheckedChange={toggleTheme}
              >
                <Moon size={16} aria-hidden="true" />
                <span className={styles.label}>Dark theme</span>
                <Menu.CheckboxItemIndicator className={styles.check}>
                  <Check size={16} aria-hidden="true" />
                </Menu.CheckboxItemIndicator>
              </Menu.CheckboxItem>
              <MenuItem icon={UserRound} onClick={onOpenName}>
                Your name…
              </MenuItem>
              <MenuItem icon={Keyboard} onClick={() => setDialog('keyboard')}>
                Keyboard
              </MenuItem>
              {onRemove && (
                <>
                  <Menu.Separator className={styles.separator} />
                  <MenuItem icon={Trash2} onClick={onRemove}>
                    Delete this board…
                  </MenuItem>
                </>
              )}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      {dialog === 'examples' && (
        <ExamplesDialog
          onOpen={({ chain, title }: Example) => replaceChain(chain, `“${title}”`)}
          onClose={closeDialog}
        />
      )}
      <Suspense>{dialog === 'keyboard' && <KeySheet onClose={closeDialog} />}</Suspense>
      <Note words={note} />
    </div>
  )
}
