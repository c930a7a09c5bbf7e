import { expect, it } from 'vitest'
import { exactExp, exactExpm1, exactLog, exactLog1p, exactSigmoid, exactSoftplus, exactTanh } from './exact'
import { reference } from './reference'

it('the slow answers are the nearest doubles on their own, without the fast path before them', () => {
  for (const x of [-700.1, -33.3, -2.5, -0.7, -1e-9, 1e-9, 0.3, 1, 7.7, 42.42, 700.1]) {
    expect(exactExp(x), `exp(${x})`).toBe(reference.exp(x))
    expect(exactExpm1(x), `expm1(${x})`).toBe(reference.expm1(x))
    expect(exactSigmoid(x), `sigmoid(${x})`).toBe(reference.sigmoid(x))
    expect(exactSoftplus(x), `softplus(${x})`).toBe(reference.softplus(x))
  }
  for (const x of [5e-324, 1e-300, 0.01, 0.7, 0.999, 1.001, 1.4, 12.5, 1e300]) {
    expect(exactLog(x), `log(${x})`).toBe(reference.log(x))
  }
  for (const x of [-0.99, -0.5, -1e-12, 1e-12, 0.4, 5, 1e15, 1e300]) {
    expect(exactLog1p(x), `log1p(${x})`).toBe(reference.log1p(x))
  }
  for (const x of [1e-8, 0.004, 0.5, 1, 3.3, 18, 19.06, 30]) {
    expect(exactTanh(x), `tanh(${x})`).toBe(reference.tanh(x))
  }
})

it('where the value is nearly halfway between two doubles, more bits are taken until it is decided', () => {
  // 1/2 + x/4 is halfway, and −x³/48 = −2⁻¹⁶¹·⁶ decides.
  expect(exactSigmoid(2.220446049250313e-16)).toBe(0.5)
  // x + x²/2 is halfway, and x³/6 = 2⁻¹⁵⁸·⁶ decides.
  expect(exactExpm1(2.220446049250313e-16)).toBe(2.2204460492503136e-16)
})
