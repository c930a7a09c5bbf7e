'use client'

import { useMemo, useState } from 'react'
import { shortText } from '@/lib/notation'
import { useDerived } from '../board-scope'
import { withSubscripts } from '../symbol/QuantitySymbol'
import { HeatMap } from './HeatMap'
import styles from './Insight.module.css'
import { LandscapeProgressBar } from './LandscapeProgressBar'
import { axisAround, type Landscape, lowestOf, placeOn } from './landscape'
import { Plot } from './Plot'
import { useLandscape } from './use-landscape'
import { usePath } from './use-path'

const LINE_POINTS = 241
const PLANE_POINTS = 56

/** The mean loss over one weight, or over two with the way that the run has gone. */
export function LossView() {
  const { run, chain } = useDerived()
  const depth = chain.layers.length
  const [across, setAcross] = useState(1)
  const [up, setUp] = useState<number | null>(null)
  const [first, second] = [Math.min(across, depth), up === null ? null : Math.min(up, depth)]
  const path = usePath()
  const landscape = useMemo((): Landscape => {
    const start = { ...run.start, layers: chain.layers }
    const around = (layer: number) =>
      axisAround(
        layer,
        path.map(weights => weights[layer - 1] ?? Number.NaN),
      )
    return second === null || second === first
      ? { kind: 'line', start, along: around(first), size: LINE_POINTS }
      : { kind: 'plane', start, across: around(first), up: around(second), size: PLANE_POINTS }
  }, [run, chain, first, second, path])
  const [worked, stop] = useLandscape(landscape)

  return (
    <>
      <div className={styles.chosen}>
        <WeightSelect name="Along" depth={depth} value={first} onChange={layer => setAcross(layer ?? 1)} />
        <WeightSelect name="And up" depth={depth} value={second} without={first} onChange={setUp} />
      </div>
      {worked && <Shown worked={worked} path={path} />}
      <LandscapeProgressBar worked={worked} onStop={stop} />
      <p className={styles.words}>
        The mean loss over all samples. All other weights are as they are now
        {landscape.kind === 'plane'
          ? '; the way of the run is seen from above, though they moved along it too'
          : ''}
        .
      </p>
    </>
  )
}

type Worked = NonNullable<ReturnType<typeof useLandscape>[0]>

function Shown({ worked, path }: { worked: Worked; path: readonly (readonly number[])[] }) {
  const { landscape, numbers } = worked
  const now = path.at(-1) ?? []
  if (landscape.kind === 'plane') return <HeatMap landscape={landscape} numbers={numbers} path={path} />
  if (landscape.kind !== 'line') return null
  const { along, size } = landscape
  const own = now[along.layer - 1] ?? Number.NaN
  const share = (own - along.from) / (along.to - along.from)
  const lowest = lowestOf(numbers)
  const name = withSubscripts(`w_${along.layer}`)
  const words =
    lowest === null
      ? `Loss over ${name}.`
      : `Loss over ${name}: lowest, ${shortText(numbers[lowest] ?? 0, 3)}, at ${name} = ${shortText(placeOn(along, lowest, size), 3)}. It is at ${shortText(own, 3)} now.`
  return (
    <figure className={styles.figure}>
      <Plot
        words={words}
        numbers={numbers}
        ends={[shortText(along.from, 3), shortText(along.to, 3)]}
        name={name}
        marked={{ share, number: numbers[Math.round(share * (size - 1))] ?? Number.NaN }}
      />
      <figcaption className={styles.words}>{words}</figcaption>
    </figure>
  )
}

interface SelectProps {
  name: string
  depth: number
  value: number | null
  /** The layer that is taken; where there is one, none may be chosen here too. */
  without?: number
  onChange: (layer: number | null) => void
}

function WeightSelect({ name, depth, value, without, onChange }: SelectProps) {
  const layers = Array.from({ length: depth }, (_, i) => i + 1).filter(layer => layer !== without)
  return (
    <label>
      {name}
      <select
        value={value ?? ''}
        onChange={event => onChange(event.target.value === '' ? null : Number(event.target.value))}
      >
        {without !== undefined && <option value="">nothing</option>}
        {layers.map(layer => (
          <option key={layer} value={layer}>
            {withSubscripts(`w_${layer}`)}
          </option>
        ))}
      </select>
    </label>
  )
}
