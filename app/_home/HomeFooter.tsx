'use client'

import { lazy, Suspense, useState } from 'react'
import styles from './Home.module.css'

const KeyboardDialog = lazy(() =>
  import('../_board/menu/KeyboardDialog').then(module => ({ default: module.KeyboardDialog })),
)

export function HomeFooter() {
  const [isKeyboardShown, setKeyboardShown] = useState(false)
  return (
    <footer className={styles.footer}>
      <span>Free software, MIT licence</span>
      <button type="button" className={styles.footerButton} onClick={() => setKeyboardShown(true)}>
        Keyboard
      </button>
      <Suspense>{isKeyboardShown && <KeyboardDialog onClose={() => setKeyboardShown(false)} />}</Suspense>
    </footer>
  )
}
