/** What must hold, as far as it was measured: our result in a scenario next to the peers'. */
export function barsOf(results) {
  const bars = []
  const cell = (name, peer) => {
    const result = results[name]?.[peer]
    return result === undefined || result.failed !== undefined ? null : result
  }
  const compare = (name, peer, what, of, most) => {
    const [ours, theirs] = [cell(name, 'chainboard'), cell(name, peer)]
    if (ours === null || theirs === null) return
    const ratio = of(ours) / of(theirs)
    bars.push({
      what,
      measured: `${ratio.toFixed(2)} ×`,
      bar: `at most ${most.toFixed(2)} ×`,
      holds: ratio <= most,
    })
  }
  const within = (name, what, of, most) => {
    const ours = cell(name, 'chainboard')
    if (ours === null) return
    const value = of(ours)
    bars.push({ what, measured: `${value.toFixed(2)} ms`, bar: `at most ${most} ms`, holds: value <= most })
  }

  for (const name of ['1', '2', '3']) {
    const cost = ({ cpuPerEdit }) => cpuPerEdit
    compare(name, 'hocuspocus', `${name}: CPU per delivered edit, of Hocuspocus`, cost, 1 / 3)
    compare(
      name,
      'hocuspocus20',
      `${name}: CPU per delivered edit, of Hocuspocus with flushDelay 20`,
      cost,
      1 / 2,
    )
    within(name, `${name}: edit p99`, ({ edit }) => edit.p99, 30)
  }
  const peers = ['yws', 'hocuspocus', 'hocuspocus20'].filter(peer => cell('4', peer) !== null)
  const better = peers.toSorted((a, b) => cell('4', a).joinSeconds - cell('4', b).joinSeconds)[0]
  compare('4', better, `4: time of the join storm, of the better peer (${better})`, s => s.joinSeconds, 1 / 5)
  compare('5', 'hocuspocus', '5: memory for 1,000 rooms, of Hocuspocus', ({ rss }) => rss, 0.8)
  within('6', '6: edit p99 among 600 who all move', ({ edit }) => edit.p99, 250)
  within('6', '6: cursor age p99 among 600 who all move', ({ age }) => age.p99, 250)
  within('7', '7: edit p50 in a room of two', ({ edit }) => edit.p50, 3)
  return bars
}
