import { describe, expect, it } from 'vitest'
import { type UnitValues, unitState } from './unit-state'

const HEALTHY: UnitValues = { z: 0.5, f: 0.5, delta: 0.2, lastDelta: 0.3 }

describe('the state of a unit', () => {
  it('is null for a healthy unit', () => {
    expect(unitState('tanh', HEALTHY)).toBeNull()
    expect(unitState('relu', HEALTHY)).toBeNull()
  })

  it('is saturated where the slope of tanh or sigmoid is below 0.05', () => {
    expect(unitState('tanh', { ...HEALTHY, z: 2.17 })).toBeNull()
    expect(unitState('tanh', { ...HEALTHY, z: 2.19 })?.kind).toBe('saturated')
    expect(unitState('sigmoid', { ...HEALTHY, z: 2.88 })).toBeNull()
    expect(unitState('sigmoid', { ...HEALTHY, z: -2.89 })?.kind).toBe('saturated')
    expect(unitState('softplus', { ...HEALTHY, z: -20 })).toBeNull()
  })

  it('is dead for ReLU at and below zero, and never for leaky ReLU', () => {
    expect(unitState('relu', { ...HEALTHY, z: 0 })?.kind).toBe('dead')
    expect(unitState('relu', { ...HEALTHY, z: -1, delta: 0 })?.kind).toBe('dead')
    expect(unitState('leaky-relu', { ...HEALTHY, z: -1 })).toBeNull()
  })

  it('is exploding beyond 1,000 and for what is not finite, before anything else', () => {
    expect(unitState('identity', { ...HEALTHY, f: -1001 })?.words).toContain('output')
    expect(unitState('identity', { ...HEALTHY, delta: 1001 })?.words).toContain('delta')
    expect(unitState('relu', { ...HEALTHY, z: -1, delta: Number.NaN })?.kind).toBe('exploding')
    expect(unitState('identity', { ...HEALTHY, f: 1000 })).toBeNull()
  })

  it('is vanishing where the delta is under a ten-thousandth of the last one', () => {
    expect(unitState('sigmoid', { ...HEALTHY, delta: -2e-5, lastDelta: 0.3 })?.kind).toBe('vanishing')
    expect(unitState('sigmoid', { ...HEALTHY, delta: 4e-5, lastDelta: 0.3 })).toBeNull()
    expect(unitState('sigmoid', { ...HEALTHY, delta: 0, lastDelta: 0 })).toBeNull()
  })
})
