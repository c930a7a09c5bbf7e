import type { Role } from '@/lib/protocol'

/** What the holder of each link may do, in one line. */
export const ROLE_WORDS: Readonly<Record<Role, { readonly name: string; readonly may: string }>> = {
  owner: {
    name: 'Owner link',
    may: 'Does everything, and shows and replaces these links. Keep it to yourself.',
  },
  editor: { name: 'Editor link', may: 'Changes the chain and trains it.' },
  annotator: {
    name: 'Annotator link',
    may: 'Leaves the chain as it is; notes and ink, which are to come, will be theirs.',
  },
  viewer: { name: 'Viewer link', may: 'Sees everything live, and changes nothing.' },
}
