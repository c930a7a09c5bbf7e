/** The files that an image may come from. */
const ACCEPTED = 'image/png, image/jpeg, image/webp, image/gif, image/svg+xml, .svg'

/** Lets the reader choose image files; none when they think better of it. Only where a key or a pointer has just asked for it. */
export function chooseImages(): Promise<readonly File[]> {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = ACCEPTED
  input.multiple = true
  return new Promise(resolve => {
    input.addEventListener('change', () => resolve([...(input.files ?? [])]))
    input.addEventListener('cancel', () => resolve([]))
    input.click()
  })
}
