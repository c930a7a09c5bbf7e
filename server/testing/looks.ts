import * as Y from 'yjs'

/** How many neighbours Yjs looks at during a task to put pieces in their place: it notes each of them in two sets. */
export function looksDuring(task: () => void): number {
  const { add } = Set.prototype
  let noted = 0
  Set.prototype.add = function (value) {
    if (value instanceof Y.Item) noted++
    return add.call(this, value)
  }
  try {
    task()
  } finally {
    Set.prototype.add = add
  }
  return noted / 2
}
