'use client'

import { shortText } from '@/lib/notation'
import { useDerived } from '../board-scope'
import styles from './Insight.module.css'
import { decades, type LayerFactor, layerFactors, wayBackWords } from './layer-factors'

const WIDTH = 360
const HEIGHT = 180
const LEFT = 40
const MARGIN = 12
const BELOW = 22

/** δ and the gradient of each layer on a log scale, with the factor that each layer contributes on the way back. */
export function LayersView() {
  const { chain, passes } = useDerived()
  const factors = layerFactors(chain, passes)
  const words = wayBackWords(factors)
  return (
    <>
      <p className={styles.words}>{words}</p>
      <figure className={styles.figure}>
        <Chart factors={factors} />
        <figcaption className={styles.legend}>
          <span data-mark="delta">|δᵢ|</span>
          <span data-mark="gradient">|∂𝓛/∂wᵢ|</span>
          <span>log scale</span>
        </figcaption>
      </figure>
      <table className={styles.table}>
        <caption>What each layer multiplies δ by, from the last to the first</caption>
        <thead>
          <tr>
            <th scope="col">Layer</th>
            <th scope="col">f′(zᵢ)</th>
            <th scope="col">wᵢ₊₁</th>
            <th scope="col">factor</th>
            <th scope="col">δᵢ</th>
            <th scope="col">∂𝓛/∂wᵢ</th>
          </tr>
        </thead>
        <tbody>
          {factors.toReversed().map(({ layer, slope, weight, factor, delta, gradW }) => (
            <tr key={layer}>
              <th scope="row">{layer}</th>
              <td>{shortText(slope, 3)}</td>
              <td>{weight === null ? '' : shortText(weight, 3)}</td>
              <td data-strong>{factor === null ? '' : `× ${shortText(factor, 3)}`}</td>
              <td>{shortText(delta, 3)}</td>
              <td>{shortText(gradW, 3)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

/** The same numbers stand in the table, so that it is for the eyes alone. */
function Chart({ factors }: { factors: readonly LayerFactor[] }) {
  const { low, high } = decades(factors)
  const across = (layer: number): number =>
    LEFT + ((WIDTH - LEFT - MARGIN) * (layer - 0.5)) / Math.max(1, factors.length)
  const up = (size: number): number => {
    const exponent = size === 0 ? low : Math.min(high, Math.max(low, Math.log10(size)))
    return MARGIN + ((HEIGHT - MARGIN - BELOW) * (high - exponent)) / (high - low)
  }
  const lineOf = (sizeOf: (factor: LayerFactor) => number): string =>
    factors.map(each => `${across(each.layer)},${up(Math.abs(sizeOf(each)))}`).join(' ')
  const step = Math.max(1, Math.ceil((high - low) / 6))
  const ticks = Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, i) => low + i * step)
  const named = Math.max(1, Math.ceil(factors.length / 12))
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={styles.chart} aria-hidden="true">
      {ticks.map(exponent => (
        <g key={exponent}>
          <line
            x1={LEFT}
            x2={WIDTH - MARGIN}
            y1={up(10 ** exponent)}
            y2={up(10 ** exponent)}
            className={styles.grid}
          />
          <text x={LEFT - 6} y={up(10 ** exponent) + 4} textAnchor="end">
            {powerText(exponent)}
          </text>
        </g>
      ))}
      {factors
        .filter(({ layer }) => layer % named === 0 || layer === 1)
        .map(({ layer }) => (
          <text key={layer} x={across(layer)} y={HEIGHT - 5} textAnchor="middle">
            {layer}
          </text>
        ))}
      <polyline points={lineOf(({ gradW }) => gradW)} className={styles.gradientLine} />
      <polyline points={lineOf(({ delta }) => delta)} className={styles.deltaLine} />
      {factors.map(each => (
        <g key={each.layer}>
          <rect
            x={across(each.layer) - 3}
            y={up(Math.abs(each.gradW)) - 3}
            width={6}
            height={6}
            className={styles.gradientDot}
          />
          <circle cx={across(each.layer)} cy={up(Math.abs(each.delta))} r={3.5} className={styles.deltaDot} />
        </g>
      ))}
    </svg>
  )
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** `10⁻³` */
const powerText = (exponent: number): string =>
  `10${exponent < 0 ? '⁻' : ''}${[...String(Math.abs(exponent))].map(digit => SUPERSCRIPTS[Number(digit)]).join('')}`
