import { expect, it } from 'vitest'
import { PrometheusMetrics } from './prometheus'

it('tells what was counted in the text format of Prometheus', async () => {
  const metrics = new PrometheusMetrics()
  metrics.watchRooms(() => ({ rooms: 2, connections: { owner: 1, editor: 3, annotator: 0, viewer: 5 } }))
  metrics.frameReceived(10)
  for (const bytes of [5, 7]) metrics.frameSent(bytes)
  metrics.updateTaken(9)
  metrics.tickBegins()()
  metrics.commitBegins()()
  metrics.refused(4401)
  metrics.refused('denied')
  metrics.answered('board', 200)
  const lines = (await metrics.text()).split('\n')
  expect(lines).toEqual(
    expect.arrayContaining([
      'chainboard_rooms 2',
      'chainboard_participants{role="editor"} 3',
      'chainboard_participants{role="annotator"} 0',
      'chainboard_frames_received_total 1',
      'chainboard_bytes_received_total 10',
      'chainboard_frames_sent_total 2',
      'chainboard_bytes_sent_total 12',
      'chainboard_updates_total 1',
      'chainboard_update_bytes_total 9',
      'chainboard_tick_seconds_count 1',
      'chainboard_commit_seconds_count 1',
      'chainboard_refusals_total{reason="4401"} 1',
      'chainboard_refusals_total{reason="denied"} 1',
      'chainboard_http_requests_total{route="board",status="200"} 1',
    ]),
  )
})

it('counts on between two looks, and what is there now anew', async () => {
  const metrics = new PrometheusMetrics()
  let rooms = 4
  metrics.watchRooms(() => ({ rooms, connections: { owner: 0, editor: 0, annotator: 0, viewer: 0 } }))
  metrics.frameReceived(3)
  await metrics.text()
  metrics.frameReceived(4)
  rooms = 1
  const text = await metrics.text()
  expect(text).toContain('\nchainboard_bytes_received_total 7\n')
  expect(text).toContain('\nchainboard_rooms 1\n')
})

it('is one of a server: another one counts for itself', async () => {
  const [busy, idle] = [new PrometheusMetrics(), new PrometheusMetrics()]
  busy.updateTaken(1)
  expect(await idle.text()).toContain('\nchainboard_updates_total 0\n')
})

it('tells of the process and its event loop where it is asked to', async () => {
  const metrics = new PrometheusMetrics()
  metrics.watchProcess()
  const text = await metrics.text()
  for (const name of ['nodejs_eventloop_lag_p99_seconds', 'process_resident_memory_bytes']) {
    expect(text).toContain(`\n${name} `)
  }
})
