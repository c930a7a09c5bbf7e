import { it } from 'vitest'
import * as Y from 'yjs'
import { examine } from '../examine'
import { isSameDocument, isWhole } from '../stored-document'

it('fuzz', () => {
  const ROOTS = ['model', 'annotations', 'lesson']
  let seed = Number(process.env.SEED ?? 1)
  const rnd = (n: number) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return Math.floor((seed / 2 ** 32) * n)
  }
  const hist = new Map<string, number>()
  for (let run = 0; run < 6000; run++) {
    const server = new Y.Doc()
    server.clientID = 1
    const cs = [11, 12].map(id => {
      const d = new Y.Doc()
      d.clientID = id
      return d
    })
    for (const r of ROOTS) server.getMap(r)
    for (let i = 0; i < 12; i++) {
      const d = cs[rnd(2)]
      const m = d.getMap<any>(ROOTS[rnd(3)])
      const k = 'ab'[rnd(2)]
      const v = m.get(k)
      const w = rnd(9)
      if (w === 0) m.set(k, i)
      if (w === 1) m.set(k, new Y.Map([['x', i]]))
      if (w === 2) m.set(k, new Y.Text('text'))
      if (w === 3) m.set(k, new Y.Array())
      if (w >= 4 && v instanceof Y.Text) v.insert(v.length >> 1, 'zz')
      if (w === 5 && v instanceof Y.Array) v.push([1, 2])
      if (w === 6) m.delete(k)
      if (w === 7 && v instanceof Y.Map) v.set('x', i)
      if (w === 8) {
        Y.applyUpdate(server, Y.encodeStateAsUpdate(d, Y.encodeStateVector(server)))
        Y.applyUpdate(d, Y.encodeStateAsUpdate(server))
      }
    }
    const u = Y.encodeStateAsUpdate(cs[0])
    for (let t = 0; t <= rnd(3); t++) u[rnd(u.length)] = rnd(2) ? rnd(256) : rnd(16)
    const f = examine(server, u)
    if (f.kind !== 'change' && f.kind !== 'nothing') continue
    const copy = new Y.Doc({ gc: false })
    for (const n of server.share.keys()) copy.getMap(n)
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(server))
    let out = ''
    try {
      Y.applyUpdate(copy, u)
      out = !isWhole(copy) ? 'gap' : isSameDocument(copy, server) ? 'nothing' : 'change'
    } catch (e: any) {
      out =
        'throw ' +
        e.message +
        e.stack
          .split('\n')
          .slice(1, 4)
          .map((l: string) => l.trim().split(' ')[1])
          .join('<')
    }
    const key = f.kind + ' -> ' + out
    hist.set(key, (hist.get(key) ?? 0) + 1)
  }
  console.log([...hist])
}, 100000)
