'use client'

import { ChevronDown, ChevronRight, Hash, ListTree, Plus } from 'lucide-react'
import {
  type FocusEvent,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { type Derivation, isReadable, setFolded } from '@/lib/board'
import { useCanvas } from '../canvas/canvas-scope'
import { useWords } from '../canvas/words/words-scope'
import { cardActions } from './card-actions'
import styles from './Derivation.module.css'
import { deskOf } from './desk'
import lineStyles from './Line.module.css'
import { LineRow } from './LineRow'
import { Summary } from './Summary'
import { TitleField } from './TitleField'
import { UnrollPanel } from './UnrollPanel'
import { useLineDrag } from './use-line-drag'
import { useUnrolled } from './use-unrolled'

interface Props {
  readonly derivation: Derivation
  readonly isEdited: boolean
  readonly attach: (node: HTMLElement | null) => (() => void) | undefined
}

/** A derivation as a card in the world: its title, and its lines with what is to be said of each. */
export function DerivationCard({ derivation, isEdited, attach }: Props) {
  const stage = useCanvas()
  const { symbols } = useWords()
  const { id, title, lines, folded, color, size, locked } = derivation
  const mayEdit = stage.mayAnnotate && !locked
  const desk = deskOf(stage)
  const view = useSyncExternalStore(
    desk.subscribe,
    () => desk.view(id),
    () => desk.view(id),
  )
  const [open, setOpen] = useState<string | null>(null)
  const pressed = useRef<string | null>(null)
  const actions = useMemo(() => cardActions(stage, id, setOpen), [stage, id])
  const onGrip = useLineDrag(actions)
  const unrolled = useUnrolled(derivation)
  const isFolded = folded && !isEdited

  // Whoever opens it comes to the line that was pressed, or goes on at the end; a line that is gone gives way to the last.
  const isThere = lines.some(line => line.id === open)
  const last = lines.at(-1)?.id ?? null
  useLayoutEffect(() => {
    if (!isEdited) return setOpen(null)
    if (isThere) return
    const wanted = lines.some(line => line.id === pressed.current) ? pressed.current : last
    pressed.current = null
    if (wanted === null) actions.add(null, '')
    else setOpen(wanted)
  }, [isEdited, isThere, last, lines, actions])

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const card = event.currentTarget
    if (event.key === 'Enter' && mayEdit) stage.state.setState({ tool: 'select', editing: id })
    else if (event.key === 'ArrowDown')
      card.querySelector<HTMLElement>('[data-line]')?.focus({ preventScroll: true })
    else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      const all = symbols.symbolsIn(card)
      if (all.length === 0) return
      const at = symbols.placeAmong(all) + (event.key === 'ArrowRight' ? 1 : -1)
      symbols.point(all[Math.max(0, Math.min(all.length - 1, at))] ?? null, 'focus')
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-line]') : null
    pressed.current = row?.dataset.line ?? null
  }

  const onBlur = (event: FocusEvent<HTMLElement>) => {
    symbols.leave('focus')
    const to = event.relatedTarget
    // The fields say themselves when the window has lost the focus and gives it back.
    if (to instanceof Node && !event.currentTarget.contains(to)) actions.end()
  }

  const look: Record<string, string> = { '--mark': `var(--mark-${color})` }
  const fold = useCallback(() => {
    stage.undo.endGesture()
    const refusal = setFolded(stage.board, id, !folded)
    if (refusal !== null) stage.tell(refusal)
  }, [stage, id, folded])
  useEffect(() => {
    if (isEdited && folded) fold()
  }, [isEdited, folded, fold])

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be a form's
    <div
      ref={attach}
      className={styles.card}
      role="group"
      aria-label={title.trim() === '' ? 'Derivation' : `Derivation: ${title}`}
      data-kind="derivation"
      data-size={size}
      data-color={color}
      data-edited={isEdited || undefined}
      data-takes-pointers={isEdited || undefined}
      style={look}
      tabIndex={isEdited ? -1 : 0}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onBlur={onBlur}
    >
      <div className={styles.head} onPointerDown={event => isEdited && keepFocus(event)}>
        {isEdited ? (
          <TitleField id={id} title={title} onDone={() => last !== null && setOpen(lines[0]?.id ?? last)} />
        ) : (
          <span className={styles.title} data-empty={title.trim() === '' || undefined}>
            {title.trim() === '' ? 'Derivation' : title}
          </span>
        )}
        <Summary id={id} lines={lines.length} />
        <HeadButton
          label="Numbers under the symbols"
          isPressed={view.hasNumbers}
          onPress={() => desk.setView(id, { hasNumbers: !view.hasNumbers })}
        >
          <Hash />
        </HeadButton>
        {unrolled !== null && (
          <HeadButton
            label="Unroll the recursion"
            isPressed={view.unrolled !== null}
            onPress={() => desk.setView(id, { unrolled: view.unrolled === null ? 1 : null })}
          >
            <ListTree />
          </HeadButton>
        )}
        {mayEdit && !isEdited && (
          <HeadButton label={folded ? 'Unfold' : 'Fold'} isExpanded={!folded} onPress={fold}>
            {folded ? <ChevronRight /> : <ChevronDown />}
          </HeadButton>
        )}
      </div>
      <ol className={styles.lines} aria-label="Lines">
        {lines.map((line, i) =>
          isFolded && i > 0 && i < lines.length - 1 ? null : isReadable(line) ? (
            <LineRow
              key={line.id}
              id={id}
              line={line.id}
              number={i + 1}
              text={line.text}
              reason={line.reason}
              hasNumbers={view.hasNumbers}
              mayEdit={mayEdit}
              isOpen={isEdited && line.id === open}
              actions={actions}
              onGrip={onGrip}
            />
          ) : (
            <li key={line.id} className={lineStyles.line} data-line={line.id}>
              <span className={lineStyles.number}>{i + 1}</span>
              <p className={lineStyles.unreadable}>{line.why}</p>
            </li>
          ),
        )}
      </ol>
      {isEdited && (
        <button type="button" className={styles.add} onClick={() => actions.add(last, '')}>
          <Plus aria-hidden="true" />
          Add a line
        </button>
      )}
      {unrolled !== null && view.unrolled !== null && (
        <UnrollPanel
          derivation={derivation}
          unrolled={unrolled}
          steps={view.unrolled}
          mayEdit={mayEdit}
          onSteps={steps => desk.setView(id, { unrolled: steps })}
        />
      )}
    </div>
  )
}

/** A press beside the fields in the card leaves the focus where it is. */
function keepFocus(event: PointerEvent<HTMLElement>): void {
  if (!(event.target instanceof Element) || event.target.closest('input, button') !== null) return
  event.preventDefault()
}

interface HeadButtonProps {
  readonly label: string
  readonly isPressed?: boolean
  readonly isExpanded?: boolean
  readonly onPress: () => void
  readonly children: ReactNode
}

function HeadButton({ label, isPressed, isExpanded, onPress, children }: HeadButtonProps) {
  return (
    <button
      type="button"
      className={styles.button}
      title={label}
      aria-label={label}
      aria-pressed={isPressed}
      aria-expanded={isExpanded}
      onClick={onPress}
    >
      {children}
    </button>
  )
}
