import type { Typesetter } from '@/lib/typesetting'

let loading: Promise<Typesetter> | null = null

/** The typesetter of formulas as paths, which loads when a picture is first asked for. */
export function loadTypesetter(): Promise<Typesetter> {
  loading ??= import('@/lib/typesetting').then(({ createTypesetter }) => createTypesetter())
  loading.catch(() => {
    loading = null // The next picture tries again.
  })
  return loading
}
