import { type Board, type BoardFile, importBoard, type Refusal, type Undo } from '@/lib/board'

/** Between two parts, in ms: the server takes half a megabyte a second, and a part is 200 kB. */
const PAUSE = 450

/** Puts a file on the board as one undo item, at the pace at which the server takes it; null when it is done, else why not. */
export async function importPaced(
  board: Board,
  undo: Undo,
  file: BoardFile,
  onShare: (share: number) => void,
): Promise<Refusal> {
  const steps = importBoard(board, file)
  undo.beginGesture()
  try {
    for (;;) {
      const step = steps.next()
      if (step.done) return step.value
      onShare(step.value)
      await new Promise(resolve => setTimeout(resolve, PAUSE))
    }
  } finally {
    undo.endGesture()
  }
}
