import type { KeptCopy } from '../browser/kept-copies'
import { chainFileName } from '../menu/chain-text'
import { saveFile } from '../menu/save-file'
import { copyFileText } from './copy-file'

/** Hands a copy to the browser as a file. */
export function downloadCopy(copy: KeptCopy): void {
  const name = copy.title === '' ? 'untitled copy' : `${copy.title} copy`
  saveFile(chainFileName(name), copyFileText(copy))
}
