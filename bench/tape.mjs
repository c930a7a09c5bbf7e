// Reverse-mode differentiation over scalars, as teaching libraries do it: every operation is an object that knows its
// operands and how to hand its gradient back to them.

class Value {
  constructor(data, operands = [], handBack = () => {}) {
    this.data = data
    this.grad = 0
    this.operands = operands
    this.handBack = handBack
  }
  times(other) {
    const product = new Value(this.data * other.data, [this, other], () => {
      this.grad += other.data * product.grad
      other.grad += this.data * product.grad
    })
    return product
  }
  minus(other) {
    const difference = new Value(this.data - other.data, [this, other], () => {
      this.grad += difference.grad
      other.grad -= difference.grad
    })
    return difference
  }
  tanh() {
    const result = new Value(Math.tanh(this.data), [this], () => {
      this.grad += (1 - result.data * result.data) * result.grad
    })
    return result
  }
  backward() {
    const order = []
    const seen = new Set()
    const visit = value => {
      if (seen.has(value)) return
      seen.add(value)
      for (const operand of value.operands) visit(operand)
      order.push(value)
    }
    visit(this)
    this.grad = 1
    for (let i = order.length - 1; i >= 0; i--) order[i].handBack()
  }
}

/** Both passes over a chain of tanh units, on a tape. */
export const tapeOf = (layers, x, y) => () => {
  const weights = layers.map(({ w }) => new Value(w))
  const output = weights.reduce((signal, w) => signal.times(w).tanh(), new Value(x))
  const error = output.minus(new Value(y))
  error.times(error).backward()
  return weights[0].grad
}
