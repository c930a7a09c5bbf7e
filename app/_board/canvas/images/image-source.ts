import type { ImageSource } from './board-images'
import { fetchImage } from './image-api'

/** The images of a board as a browser fetches and shows them: with the link's secret, as `blob:` URLs. */
export const browserImages = (boardId: string, secret: string): ImageSource => ({
  load: hash => fetchImage(boardId, secret, hash),
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
