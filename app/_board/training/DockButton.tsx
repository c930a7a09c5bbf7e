import type { ComponentProps } from 'react'
import buttonStyles from '../interface/Button.module.css'
import styles from './DockButton.module.css'

interface Props extends ComponentProps<'button'> {
  look?: 'button' | 'primary' | 'icon' | 'quiet'
  /** Why it cannot be pressed now, in words; null when it can. It keeps the focus all the same. */
  reason?: string | null
}

/** A button that says why it cannot be pressed instead of going dead under the keyboard. */
export function DockButton({
  look = 'button',
  reason = null,
  className = '',
  onClick,
  title,
  ...rest
}: Props) {
  return (
    <button
      type="button"
      className={`${buttonStyles[look === 'quiet' ? 'button' : look]} ${styles.button} ${className}`}
      data-look={look}
      aria-disabled={reason !== null || undefined}
      title={reason ?? title}
      onClick={event => {
        if (reason === null) onClick?.(event)
        else event.preventDefault()
      }}
      {...rest}
    />
  )
}
