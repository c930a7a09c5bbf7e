/** Some bytes as a `data:` URL in base64. */
export function dataUrl(bytes: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error ?? new Error('The bytes cannot be read.'))
    reader.readAsDataURL(bytes)
  })
}
