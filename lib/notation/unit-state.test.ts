import { describe, expect, it } from 'vitest'
import { lossState, type UnitValues, unitState } from './unit-state'

const HEALTHY: UnitValues = { z: 0.5, f: 0.5, delta: 0.2, lastDelta: 0.3, overflowed: null }

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
  })

  it('is saturated on the flat tail of softplus, ELU and SiLU, and not where the SiLU turns', () => {
    for (const activation of ['softplus', 'elu', 'silu'] as const) {
      expect(unitState(activation, { ...HEALTHY, z: -6 })?.kind).toBe('saturated')
      expect(unitState(activation, { ...HEALTHY, z: -1 })).toBeNull()
      expect(unitState(activation, { ...HEALTHY, z: 6 })).toBeNull()
    }
    expect(unitState('silu', { ...HEALTHY, z: -1.2785 })).toBeNull()
  })

  it('says which slope counts exactly at a kink, and that a ReLU below it is dead, a leaky one not', () => {
    expect(unitState('relu', { ...HEALTHY, z: -0, delta: 0 })).toEqual({
      kind: 'at a kink',
      words: 'Exactly at the kink of ReLU, z = 0, where its slope counts as 0.',
    })
    expect(unitState('leaky-relu', { ...HEALTHY, z: 0 })?.words).toContain('counts as 0.01')
    for (const activation of ['elu', 'silu', 'identity', 'tanh'] as const) {
      expect(unitState(activation, { ...HEALTHY, z: 0 })).toBeNull()
    }
    expect(unitState('relu', { ...HEALTHY, z: -1, delta: 0 })?.kind).toBe('dead')
    expect(unitState('leaky-relu', { ...HEALTHY, z: -1 })).toBeNull()
  })

  it('overflows before anything else, and leaves those that it takes along alone', () => {
    const lost = { ...HEALTHY, z: Number.NaN, f: Number.NaN, delta: Number.POSITIVE_INFINITY }
    expect(unitState('relu', { ...lost, overflowed: 'z' })).toMatchObject({ kind: 'overflow' })
    expect(unitState('relu', { ...lost, overflowed: 'delta' })?.words).toContain('δ is beyond')
    expect(unitState('relu', lost)).toBeNull()
    expect(unitState('tanh', { ...lost, z: Number.POSITIVE_INFINITY, f: 1 })?.kind).toBe('saturated')
  })

  it('is exploding beyond 1,000', () => {
    expect(unitState('identity', { ...HEALTHY, f: -1001 })?.words).toContain('output')
    expect(unitState('identity', { ...HEALTHY, delta: 1001 })?.words).toContain('delta')
    expect(unitState('identity', { ...HEALTHY, f: 1000 })).toBeNull()
  })

  it('is vanishing where the delta is under a ten-thousandth of the last one', () => {
    expect(unitState('sigmoid', { ...HEALTHY, delta: -2e-5, lastDelta: 0.3 })?.kind).toBe('vanishing')
    expect(unitState('sigmoid', { ...HEALTHY, delta: 4e-5, lastDelta: 0.3 })).toBeNull()
    expect(unitState('sigmoid', { ...HEALTHY, delta: 0, lastDelta: 0 })).toBeNull()
  })
})

describe('the state of the loss', () => {
  it('is told exactly at the kinks of the absolute error and the hinge', () => {
    expect(lossState('absolute', 0.5, 0.5)?.words).toContain('f = y, where its slope counts as 0')
    expect(lossState('absolute', 0.5, 0.25)).toBeNull()
    expect(lossState('hinge', -1, -1)?.words).toContain('y·f = 1, where its slope counts as 0')
    expect(lossState('squared', 0.5, 0.5)).toBeNull()
  })

  it('is told beyond the margin of the hinge, where nothing flows back', () => {
    expect(lossState('hinge', 1.5, 1)?.kind).toBe('no slope')
    expect(lossState('hinge', 0.5, 1)).toBeNull()
  })
})
