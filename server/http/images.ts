import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { mayWrite } from '@/lib/protocol'
import type { Config } from '../config'
import { addressGroup } from '../origin'
import type { Storage } from '../storage/storage'
import type { Rooms } from '../sync/rooms'
import { type Answer, HttpError, readBody } from './answer'
import { authorise, linksOf } from './board-access'
import { refuseOnFullDisk } from './disk-space'
import { HourlyAllowance } from './hourly-allowance'
import { readImageHeader } from './image-header'

const HASH = /^[0-9a-f]{64}$/

/**
 * The images of boards. An image is named by what it is, so that the same one is stored once and a name never means another. What
 * kind of image it is and how large, the server reads from its bytes; what a request says of them counts for nothing (K7, K8).
 */
export class ImageHandlers {
  private readonly uploads: HourlyAllowance

  constructor(
    private readonly config: Config,
    private readonly storage: Storage,
    private readonly rooms: Rooms,
  ) {
    this.uploads = new HourlyAllowance(config.limits.imagesPerHour)
  }

  /**
   * `POST /api/boards/<id>/images`, the image as the body → 201 `{hash, type, width, height}`, for whoever may annotate the
   * board. The width and height are pixels.
   */
  async add(request: IncomingMessage, boardId: string): Promise<Answer> {
    const { imageBytes, imagePixels, boardImageBytes } = this.config.limits
    const { role } = authorise(request, await linksOf(this.storage, boardId))
    if (!mayWrite(role, 'annotations')) throw new HttpError(403, 'read_only', 'A viewer link adds no images.')
    if (!this.uploads.take(addressGroup(request, this.config), Date.now())) {
      const message = 'Too many images came from this address. Try again in an hour.'
      throw new HttpError(429, 'too_many_images', message, { 'Retry-After': '3600' })
    }
    await refuseOnFullDisk(
      this.config,
      this.rooms.storageState,
      'The server is short of space and takes no images. What is on the board stays as it is.',
    )
    const bytes = await readBody(request, imageBytes)
    const header = readImageHeader(bytes)
    if (header === null)
      throw new HttpError(415, 'no_image', 'Only PNG, JPEG, GIF and WebP images can be put on a board.')
    const { type, width, height } = header
    if (width * height > imagePixels) {
      const message = `An image may have ${imagePixels} pixels; this one has ${width} × ${height}.`
      throw new HttpError(413, 'too_many_pixels', message)
    }
    // The body came slowly, perhaps: the link may have been replaced meanwhile.
    authorise(request, await linksOf(this.storage, boardId))
    const hash = createHash('sha256').update(bytes).digest('hex')
    const isAdded = await this.storage.addImage(boardId, { hash, type, bytes }, Date.now(), boardImageBytes)
    if (!isAdded) throw new HttpError(413, 'board_full', 'This board has no room for more images.')
    return { status: 201, body: { hash, type, width, height } }
  }

  /** `GET /api/boards/<id>/images/<hash>` → the image, for everybody who may see the board. */
  async show(request: IncomingMessage, boardId: string, hash: string): Promise<Answer> {
    authorise(request, await linksOf(this.storage, boardId))
    const image = HASH.test(hash) ? await this.storage.findImage(boardId, hash) : null
    if (image === null) throw new HttpError(404, 'no_such_image', 'There is no such image on this board.')
    return { status: 200, bytes: image.bytes, type: image.type }
  }
}
