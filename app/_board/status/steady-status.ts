import type { Status } from '@/lib/connection'

/** What of a status stays as it is while one edits: the number of unsaved changes goes up and down with every edit. */
export type SteadyStatus = Omit<Status, 'unsaved'>

/** Whether two statuses differ in nothing but the number of unsaved changes. */
export const isSteady = (before: Status, now: Status): boolean => {
  const steady = (status: Status) => Object.entries({ ...status, unsaved: 0 })
  const known = new Map<string, unknown>(steady(before))
  return steady(now).every(([key, value]) => known.get(key) === value)
}
