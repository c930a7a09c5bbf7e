import type { RouteClass } from '../metrics'

/** What a path is for. */
export function routeClass(path: string): RouteClass {
  if (path.startsWith('/api/')) return 'api'
  if (path === '/healthz' || path === '/readyz' || path === '/metrics') return 'operations'
  if (path.startsWith('/b/')) return 'board'
  if (path.startsWith('/_next/')) return 'asset'
  return 'page'
}
