import type { BoardLink } from '../../board-scope'
import type { ImageSource } from './board-images'
import { fetchImage, sendImage } from './image-api'

const NO_SERVER = {
  ok: false,
  message: 'This board is on no server, which would keep its images.',
  status: 404,
} as const

/** The images of a board as a browser fetches and shows them: with the link's secret, as `blob:` URLs. */
export const browserImages = (link: BoardLink | null): ImageSource => ({
  load: async hash => (link ? fetchImage(link, hash) : NO_SERVER),
  send: async image => (link ? sendImage(link, image) : NO_SERVER),
  async show(image) {
    const url = URL.createObjectURL(image)
    const probe = new Image()
    probe.src = url
    try {
      await probe.decode()
      return url
    } catch {
      URL.revokeObjectURL(url)
      return null
    }
  },
  hide: url => URL.revokeObjectURL(url),
  after(delay, callback) {
    const timer = setTimeout(callback, delay)
    return () => clearTimeout(timer)
  },
})
