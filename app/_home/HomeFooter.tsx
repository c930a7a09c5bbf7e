'use client'

import { lazy, Suspense, useState } from 'react'
import styles from './Home.module.css'

const KeySheet = lazy(() =>
  import('../_board/canvas/palette/KeySheet').then(module => ({ default: module.KeySheet })),
)

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
