'use client'

import { useSecret } from '../page/use-secret'

/** Whether this page was opened to look at the board without doing anything with it: `/b/<id>?safe=1#<secret>`. */
export const isSafeMode = (): boolean => new URLSearchParams(location.search).get('safe') === '1'

/** Where this board opens in safe mode; the secret stays in the fragment. Undefined before hydration. */
export function useSafeModeLink(): string | undefined {
  const secret = useSecret()
  return secret === undefined ? undefined : `?safe=1#${secret}`
}
