'use client'

import { Unlink } from 'lucide-react'
import { type AnyElement, isLine } from '@/lib/board'
import { quantityKey, quantityName, quantityWords } from '@/lib/notation'
import { useModel } from '../../board-scope'
import { QuantitySymbol, withSubscripts } from '../../symbol/QuantitySymbol'
import { useCanvas } from '../canvas-scope'
import { say } from '../commands/command'
import { heldWords, holdOnTo, holdsOf, letGo, quantitiesOn } from '../selection/hold'
import styles from './SelectionBar.module.css'

/** What an annotation holds on to, and all that it could: it goes along when layers come, go or move. */
export function HoldPanel({ element }: { element: AnyElement }) {
  const stage = useCanvas()
  const model = useModel()
  const holds = holdsOf(element)
  const held = holds.map(anchor => heldWords(stage, anchor)).join(' and ')
  return (
    <>
      <section className={styles.section}>
        <h3 className={styles.sectionTitle}>Holds on to</h3>
        {holds.length === 0 ? (
          <p className={styles.words}>Nothing. It stays where it lies.</p>
        ) : (
          <div className={styles.held}>
            <p className={styles.words}>{withSubscripts(held)}</p>
            <button
              type="button"
              className={styles.letGo}
              onClick={() => say(stage, letGo(stage, element.id))}
            >
              <Unlink size={15} aria-hidden="true" />
              Let go
            </button>
          </div>
        )}
      </section>
      <section className={styles.section}>
        <h3 className={styles.sectionTitle}>{isLine(element) ? 'Point at' : 'Hold on to'}</h3>
        <ul className={styles.quantities}>
          {quantitiesOn(model).map(quantity => (
            <li key={quantityKey(quantity)}>
              <button
                type="button"
                className={styles.quantity}
                aria-label={`${quantityName(quantity)}, ${quantityWords(quantity)}`}
                title={quantityWords(quantity)}
                onClick={() => say(stage, holdOnTo(stage, element.id, quantity))}
              >
                <QuantitySymbol quantity={quantity} />
              </button>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}
