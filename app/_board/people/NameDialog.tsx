'use client'

import { type FormEvent, useState } from 'react'
import { NAME_LENGTH, PALETTE_SIZE, readName } from '@/lib/protocol'
import buttonStyles from '../interface/Button.module.css'
import { DialogFrame } from '../interface/DialogFrame'
import styles from './NameDialog.module.css'
import { currentPerson, type Person, savePerson } from './person'
import { personColor } from './person-color'

interface Props {
  onChange: (person: Person) => void
  onClose: () => void
}

const COLORS = Array.from({ length: PALETTE_SIZE }, (_, index) => index)

/** My name and colour, as the others see them at my cursor. They are kept in this browser alone. */
export function NameDialog({ onChange, onClose }: Props) {
  const [before] = useState(currentPerson)
  const [name, setName] = useState(before.name)
  const [color, setColor] = useState(before.color)

  const save = (event: FormEvent) => {
    event.preventDefault()
    const person = { ...before, name: readName(name) || before.name, color }
    savePerson(person)
    onChange(person)
    onClose()
  }

  return (
    <DialogFrame
      title="Your name"
      description="The others see it at your cursor. It is kept in this browser; there is no account."
      onClose={onClose}
    >
      <form className={styles.form} onSubmit={save}>
        <label className={styles.name}>
          Name
          <input
            type="text"
            value={name}
            maxLength={NAME_LENGTH}
            autoComplete="nickname"
            onChange={event => setName(event.target.value)}
          />
        </label>
        <fieldset className={styles.colors}>
          <legend>Colour</legend>
          {COLORS.map(index => (
            <input
              key={index}
              type="radio"
              name="color"
              className={styles.color}
              style={personColor(index)}
              aria-label={`Colour ${index + 1}`}
              checked={color === index}
              onChange={() => setColor(index)}
            />
          ))}
        </fieldset>
        <div className={styles.actions}>
          <button type="submit" className={buttonStyles.primary}>
            Save
          </button>
          <button type="button" className={buttonStyles.button} onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </DialogFrame>
  )
}
