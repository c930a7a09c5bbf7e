import type { BoardVisit } from './board-visit'

/**
 * Has the browser ask before the page is closed, while there is something that only this page or this browser has: a
 * page that always asked would be kept out of the browser's memory for going back.
 */
export function warnBeforeLeaving({ store }: Pick<BoardVisit, 'store'>): () => void {
  let stopFollowing = () => {}
  let isWarning = false

  const ask = (event: BeforeUnloadEvent) => event.preventDefault()
  const warn = (mustWarn: boolean) => {
    if (mustWarn === isWarning) return
    isWarning = mustWarn
    if (mustWarn) window.addEventListener('beforeunload', ask)
    else window.removeEventListener('beforeunload', ask)
  }
  const look = () => {
    const { live, setAside } = store.getState()
    const hasUnsaved = live !== null && live.connection.status().unsaved > 0
    warn(hasUnsaved || setAside.some(({ keep }) => keep !== 'kept'))
  }
  const follow = () => {
    stopFollowing()
    stopFollowing = store.getState().live?.connection.subscribe(look) ?? (() => {})
    look()
  }

  const stop = store.subscribe(follow)
  follow()
  return () => {
    stop()
    stopFollowing()
    warn(false)
  }
}
