import { crc32, deflateSync } from 'node:zlib'

/** A file as a person chooses, drops or pastes it. */
export interface ImageFile {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

/** A PNG in one grey, so that even a huge one is a small file. */
export function greyPng(width: number, height: number): ImageFile {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 1 // One bit a pixel.
  const rows = Buffer.alloc((1 + Math.ceil(width / 8)) * height)
  const chunks = [
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]
  return { name: 'grey.png', mimeType: 'image/png', buffer: Buffer.concat([SIGNATURE, ...chunks]) }
}

/** A PNG that says how large it is, and then breaks off. */
export function brokenPng(width: number, height: number): ImageFile {
  const { buffer } = greyPng(width, Math.min(height, 8))
  buffer.writeUInt32BE(height, 20)
  return { name: 'broken.png', mimeType: 'image/png', buffer: buffer.subarray(0, 45) }
}

export const svgFile = (text: string): ImageFile => ({
  name: 'drawing.svg',
  mimeType: 'image/svg+xml',
  buffer: Buffer.from(text),
})

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}
