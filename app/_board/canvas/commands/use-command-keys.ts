'use client'

import { useEffect } from 'react'
import type { CanvasScope } from '../canvas-scope'
import { endBurst } from '../selection/burst'
import { isChord } from './chord'
import type { Command } from './command'
import { COMMANDS } from './table'
import { hasTextUndo, type KeyOwner, mayTake, whoseKeys } from './whose-keys'

/** One listener for all keys of the canvas. It takes a key when nobody else on the page wants it, and a command does. */
export function useCommandKeys(stage: CanvasScope): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const target = event.target instanceof Element ? event.target : null
      const owner = whoseKeys(target)
      const command = COMMANDS.find(each => isFor(each, event, owner) && each.isEnabled(stage))
      if (command === undefined || command.isByBrowser === true) return
      if (isOfText(command) && hasTextUndo(target)) return
      // A key that is held down and does nothing more must not fall through to the browser either.
      event.preventDefault()
      if (event.repeat && command.repeats !== true) return
      if (!isOfBurst(command)) endBurst(stage.undo)
      command.run(stage)
    }
    const onPress = () => endBurst(stage.undo)
    window.addEventListener('keydown', onKeyDown)
    window.addEventListener('pointerdown', onPress, true)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
      window.removeEventListener('pointerdown', onPress, true)
      endBurst(stage.undo)
    }
  }, [stage])
}

function isFor(command: Command, event: KeyboardEvent, owner: KeyOwner): boolean {
  if (command.isForList === true && owner !== 'list') return false
  return (
    mayTake(owner, event.key, command.isForTypists === true) &&
    command.keys.some(chord => isChord(event, chord))
  )
}

const isOfText = ({ id }: Command): boolean => id === 'edit.undo' || id === 'edit.redo'
const isOfBurst = ({ id }: Command): boolean => id.startsWith('move.') || id.startsWith('resize.')
