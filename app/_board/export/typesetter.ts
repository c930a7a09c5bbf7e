import { checkLatex } from '@/lib/notation'
import type { Typesetter } from '@/lib/typesetting'

let loading: Promise<Typesetter> | null = null

/** The typesetter of formulas as paths, which loads when a picture is first asked for. */
export function loadTypesetter(): Promise<Typesetter> {
  loading ??= import('@/lib/typesetting').then(({ createTypesetter }) =>
    createTypesetter(latex => checkLatex(latex)?.words ?? null, restWhenBusy),
  )
  loading.catch(() => {
    loading = null // The next picture tries again.
  })
  return loading
}

/** For so long the page may be busy without a frame, in ms. */
const SLICE_MS = 10
let busySince = 0

/** Lets the page paint when formulas have been set for a while. */
function restWhenBusy(): Promise<void> | undefined {
  const now = performance.now()
  if (now - busySince < SLICE_MS) return undefined
  return new Promise(resolve => {
    setTimeout(() => {
      busySince = performance.now()
      resolve()
    })
  })
}
