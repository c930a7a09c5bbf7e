'use client'

import { Moon, Sun } from 'lucide-react'
import buttonStyles from '../_board/interface/Button.module.css'
import { chooseTheme, currentTheme } from '../_board/interface/theme'
import styles from './Home.module.css'

/** Changes between light and dark. Both icons are in the page and the theme shows one, so it is right at first paint. */
export function ThemeButton() {
  return (
    <button
      type="button"
      className={`${buttonStyles.icon} ${styles.theme}`}
      aria-label="Change between light and dark"
      title="Change between light and dark"
      onClick={() => chooseTheme(currentTheme() === 'dark' ? 'light' : 'dark')}
    >
      <Moon size={18} aria-hidden="true" />
      <Sun size={18} aria-hidden="true" />
    </button>
  )
}
