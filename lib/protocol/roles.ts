/** What a link lets its holder do, strongest first. */
export const ROLES = ['owner', 'editor', 'annotator', 'viewer'] as const
export type Role = (typeof ROLES)[number]

/** The document's root maps, and the weakest role that may write each (null: the server alone). */
export const ROOT_WRITERS = {
  meta: 'editor',
  model: 'editor',
  lesson: 'owner',
  annotations: 'annotator',
  threads: null,
} as const satisfies Record<string, Role | null>
export type Root = keyof typeof ROOT_WRITERS

/** Whether `role` may write `root`. Roots that we do not know are nobody's. */
export function mayWrite(role: Role, root: string): boolean {
  if (!Object.hasOwn(ROOT_WRITERS, root)) return false
  const weakest = ROOT_WRITERS[root as Root]
  return weakest !== null && ROLES.indexOf(role) <= ROLES.indexOf(weakest)
}
