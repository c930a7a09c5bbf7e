/** The 64-bit FNV-1a hash of a sequence of bytes, kept as two 32-bit halves so that no BigInt is needed. */
export class Fnv64 {
  private high = 0xcbf29ce4
  private low = 0x84222325

  writeByte(byte: number): void {
    // The prime is 2⁴⁰ + 0x1b3; low·0x1b3 is below 2⁴¹, so the product below is exact.
    const low = (this.low ^ byte) >>> 0
    const product = low * 0x1b3
    this.high = (Math.imul(this.high, 0x1b3) + Math.floor(product / 4294967296) + (low << 8)) | 0
    this.low = product >>> 0
  }

  /** The eight bytes of a double, least significant first; every NaN as 7ff8000000000000. */
  writeDouble(n: number): void {
    if (Number.isNaN(n)) {
      // Written as words: an engine may give a NaN any sign and payload.
      scratch.setUint32(0, 0, true)
      scratch.setUint32(4, 0x7ff80000, true)
    } else {
      scratch.setFloat64(0, n, true)
    }
    for (let i = 0; i < 8; i++) this.writeByte(scratch.getUint8(i))
  }

  /** The number of elements, as a double, and then each element: so concatenations differ. */
  writeDoubles(numbers: ArrayLike<number>): void {
    this.writeDouble(numbers.length)
    for (let i = 0; i < numbers.length; i++) this.writeDouble(numbers[i])
  }

  /** The hash so far, as 16 hex digits. */
  hex(): string {
    return hex32(this.high) + hex32(this.low)
  }
}

const scratch = new DataView(new ArrayBuffer(8))

function hex32(n: number): string {
  return (n >>> 0).toString(16).padStart(8, '0')
}
