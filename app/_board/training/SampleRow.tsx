'use client'

import { Eye, X } from 'lucide-react'
import { memo, useMemo } from 'react'
import { useBoardScope } from '../board-scope'
import { NumberInput } from '../parameter/NumberInput'
import { useParameter } from '../parameter/use-parameter'
import { DockButton } from './DockButton'
import styles from './SamplesPanel.module.css'

interface Props {
  id: string
  index: number
  x: number
  y: number
  /** Whether the next step uses it. */
  isNext: boolean
  /** Whether this tab holds on to it, whatever the next step uses. */
  isViewed: boolean
  onRemove: (id: string, index: number) => void
}

/** One row of the table: its two numbers, whether it comes next, looking at it on the chain, removing it. */
export const SampleRow = memo(function SampleRow(props: Props) {
  const { id, index, x, y, isNext, isViewed, onRemove } = props
  const { session, mayEdit } = useBoardScope()
  const number = index + 1

  return (
    <tr
      className={styles.row}
      data-sample={id}
      data-next={isNext || undefined}
      data-viewed={isViewed || undefined}
    >
      <th scope="row">
        {number}
        {isNext && <span className={styles.next}>next</span>}
      </th>
      <td>
        <SampleNumber kind="x" sampleId={id} number={number} value={x} />
      </td>
      <td>
        <SampleNumber kind="y" sampleId={id} number={number} value={y} />
      </td>
      <td className={styles.rowActions}>
        <DockButton
          look="icon"
          aria-label={`Look at sample ${number}`}
          aria-pressed={isViewed}
          title={isViewed ? 'Follow the next sample again' : 'Look at this sample on the chain'}
          onClick={() => session.setState({ viewedSample: isViewed ? null : id })}
        >
          <Eye size={16} aria-hidden="true" />
        </DockButton>
        {mayEdit && (
          <DockButton look="icon" aria-label={`Remove sample ${number}`} onClick={() => onRemove(id, index)}>
            <X size={16} aria-hidden="true" />
          </DockButton>
        )}
      </td>
    </tr>
  )
})

interface SampleNumberProps {
  kind: 'x' | 'y'
  sampleId: string
  number: number
  value: number
}

function SampleNumber({ kind, sampleId, number, value }: SampleNumberProps) {
  const { mayEdit } = useBoardScope()
  const edit = useParameter(useMemo(() => ({ kind, sampleId }), [kind, sampleId]))
  return (
    <NumberInput
      name={`${kind} of sample ${number}`}
      value={value}
      step={0.1}
      edit={edit}
      disabled={!mayEdit}
    />
  )
}
