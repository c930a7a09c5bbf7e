import type { Pages } from '../pages'

/** Pages that answer with their path. */
export const noPages: Pages = {
  async handle(request, response) {
    response.end(request.url)
  },
  upgrade: () => false,
  close: async () => {},
}
