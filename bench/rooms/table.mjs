import { say } from '../../scripts/steps.mjs'

/** Above this share of its core, the load itself may be what is measured. */
const FULL = 0.8

export function showHeading({ name, words, storm }) {
  say(`\nScenario ${name}: ${words}`)
  say(
    storm
      ? row(['', 'all joined', 'half', 'server CPU', 'RSS', 'blocked', 'load', 'against ours'])
      : row([
          '',
          'server',
          'CPU/edit',
          'edit p50',
          'p99',
          'cursor age p50',
          'p99',
          'RSS',
          'blocked',
          'kB/s each',
          'load',
          'CPU of ours',
        ]),
  )
}

/** @param ours - our result in the same scenario, for ratios; undefined when there is none */
export function showCell(words, result, ours) {
  if (result.failed !== undefined) {
    say(row([words, `failed: ${result.failed}`]))
    return
  }
  const load = `${percent(result.loadBusy)}${result.loadBusy > FULL ? ' (full)' : ''}`
  if (result.joinSeconds !== undefined) {
    const times = [seconds(result.joinSeconds), seconds(result.joinMedian), seconds(result.cpu)]
    const against = `${ratio(result.joinSeconds, ours?.joinSeconds)} time, ${ratio(result.cpu, ours?.cpu)} CPU`
    say(row([words, ...times, megabytes(result.rss), ms(result.blocked), load, against]))
    return
  }
  const { edit, age } = result
  const notes = [
    result.deliveredShare < 0.99 ? `only ${percent(result.deliveredShare)} of the edits arrived` : '',
    result.lost > 0 ? `${result.lost} connections lost` : '',
  ].filter(note => note !== '')
  say(
    row([
      words,
      percent(result.cpuShare),
      ms(result.cpuPerEdit),
      ms(edit.p50),
      ms(edit.p99),
      age === null ? '–' : ms(age.p50),
      age === null ? '–' : ms(age.p99),
      megabytes(result.rss),
      ms(result.blocked),
      result.kilobytesEach.toFixed(0),
      load,
      ratio(result.cpuPerEdit, ours?.cpuPerEdit),
      ...notes,
    ]),
  )
}

const row = ([first, ...rest]) => first.padEnd(27) + rest.map(cell => String(cell).padStart(11)).join(' ')
const percent = share => `${(share * 100).toFixed(0)} %`
const seconds = s => `${s.toFixed(2)} s`
const megabytes = mb => `${mb.toFixed(0)} MB`
const ms = value =>
  value === null || Number.isNaN(value) ? '–' : `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`
const ratio = (value, ours) => (ours ? `${(value / ours).toFixed(2)} ×` : '–')
