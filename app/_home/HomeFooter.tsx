'use client'

import { Suspense, useState } from 'react'
import { lazyPart } from '../_board/interface/lazy-part'
import styles from './Home.module.css'

const KeySheet = lazyPart(() => import('../_board/canvas/palette/KeySheet').then(m => m.KeySheet))

export function HomeFooter() {
  const [isKeyboardShown, setKeyboardShown] = useState(false)
  return (
    <footer className={styles.footer}>
      <span>Free software, MIT licence</span>
      <button type="button" className={styles.footerButton} onClick={() => setKeyboardShown(true)}>
        Keyboard
      </button>
      <Suspense>{isKeyboardShown && <KeySheet onClose={() => setKeyboardShown(false)} />}</Suspense>
    </footer>
  )
}
