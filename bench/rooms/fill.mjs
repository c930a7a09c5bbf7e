import * as Y from 'yjs'

const BYTES_OF_AN_ENTRY = 100
const ENTRIES_A_MESSAGE = 2_000
/** Within the byte rate of one connection. */
const PAUSE = 700

/** Has somebody write a board's content. */
export async function fillBoard(person, entries) {
  const doc = new Y.Doc()
  doc.on('update', bytes => person.write(bytes))
  for (let i = 0; i < entries; i += ENTRIES_A_MESSAGE) {
    doc.transact(() => {
      for (let j = i; j < Math.min(entries, i + ENTRIES_A_MESSAGE); j++)
        doc.getMap('model').set(`entry ${j}`, String(j).padEnd(BYTES_OF_AN_ENTRY, 'x'))
    })
    await new Promise(resolve => setTimeout(resolve, PAUSE))
  }
}
