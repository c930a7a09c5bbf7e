import { uniformShape } from '@/lib/notation'
import type { KeyedExercise } from './exercise'

// After the four exercises of the course (MITx 6.86x, lecture 9), in words of our own.

const TOPIC = 'The course'
const shape = uniformShape(3, 'tanh', 'squared')

const LOSS_BY_W1 = '\\frac{\\partial \\mathcal{L}}{\\partial w_1}'
const SLOPES = '(1-f_1^2)(1-f_2^2)\\cdots(1-f_L^2)'

export const COURSE_EXERCISES: readonly KeyedExercise[] = [
  {
    id: 'update',
    topic: TOPIC,
    title: 'One step of gradient descent',
    question:
      'A chain of $L = 3$ layers is trained by stochastic gradient descent with the learning rate $\\eta$. What does one step make of $w_1$?',
    shape,
    attempts: 2,
    choice: {
      several: false,
      options: [
        { isRight: false, line: 'w_1 \\leftarrow w_1 + \\eta \\, \\nabla_{w_1} \\mathcal{L}' },
        { isRight: false, line: 'w_1 \\leftarrow w_1 - \\nabla_{w_1} \\mathcal{L}' },
        { isRight: true, line: 'w_1 \\leftarrow w_1 - \\eta \\, \\nabla_{w_1} \\mathcal{L}' },
        { isRight: false, line: 'w_1 \\leftarrow -\\eta \\, \\nabla_{w_1} \\mathcal{L}' },
        { isRight: false, line: 'w_1 \\leftarrow \\eta w_1 - \\nabla_{w_1} \\mathcal{L}' },
        { isRight: false, line: 'w_1 \\leftarrow w_1 - \\eta \\, \\nabla_{z_1} \\mathcal{L}' },
      ],
    },
    formula: { left: 'w_1 \\leftarrow', uses: ['\\eta'] },
    hints: [
      'The gradient points to where the loss grows. Which way does the step have to go?',
      'The step goes from the old weight, and $\\eta$ says how far: once, and on nothing but the gradient.',
    ],
    why: 'The loss falls against its gradient by $w_1$, so the step goes from $w_1$ that way, $\\eta$ times as far as the gradient is large.',
  },
  {
    id: 'gradient-by-delta',
    topic: TOPIC,
    title: 'From the delta to the gradient',
    question: `Let $\\delta_i = \\frac{\\partial \\mathcal{L}}{\\partial z_i}$. Which of these expressions are equal to $${LOSS_BY_W1}$? Choose all that are.`,
    shape,
    attempts: 2,
    choice: {
      several: true,
      options: [
        { isRight: false, line: `${LOSS_BY_W1} = w_1 \\delta_1` },
        {
          isRight: true,
          line: `${LOSS_BY_W1} = \\frac{\\partial z_1}{\\partial w_1} \\frac{\\partial \\mathcal{L}}{\\partial z_1}`,
        },
        {
          isRight: false,
          line: `${LOSS_BY_W1} = \\frac{\\partial z_1}{\\partial w_1} \\frac{\\partial z_1}{\\partial \\mathcal{L}}`,
        },
        { isRight: false, line: `${LOSS_BY_W1} = z_1 \\delta_1` },
        { isRight: true, line: `${LOSS_BY_W1} = x \\delta_1` },
        { isRight: false, line: `${LOSS_BY_W1} = x \\delta_2` },
        { isRight: false, line: `${LOSS_BY_W1} = f_1 \\delta_1` },
      ],
    },
    formula: { left: `${LOSS_BY_W1} =` },
    hints: [
      'The weight $w_1$ reaches the loss through $z_1$ alone.',
      'The chain rule has two factors here, and $z_1 = x w_1$ says what one of them is.',
    ],
    why: 'The weight $w_1$ acts through $z_1 = x w_1$ alone: the chain rule gives $\\frac{\\partial z_1}{\\partial w_1} \\delta_1$, and the first factor is $x$.',
  },
  {
    id: 'delta-recursion',
    topic: TOPIC,
    title: 'From one delta to the one before',
    question: 'The activation is $\\tanh$. What is $\\delta_1$ in terms of $\\delta_2$?',
    shape,
    attempts: 2,
    choice: {
      several: false,
      options: [
        { isRight: false, line: '\\delta_1 = (1-f_1^2) \\, w_1 \\, \\delta_2' },
        { isRight: false, line: '\\delta_1 = (1-f_2^2) \\, w_2 \\, \\delta_2' },
        { isRight: false, line: '\\delta_2 = (1-f_1^2) \\, w_2 \\, \\delta_1' },
        { isRight: true, line: '\\delta_1 = (1-f_1^2) \\, w_2 \\, \\delta_2' },
      ],
    },
    formula: { left: '\\delta_1 =', uses: ['\\delta_2'], without: ['derivatives'] },
    hints: [
      'Between $z_1$ and $z_2$ stand two links: $f_1 = \\tanh(z_1)$ and $z_2 = f_1 w_2$.',
      'Each link gives a factor: the slope of $\\tanh$ at $z_1$, which $f_1$ can say, and what $f_1$ is multiplied by.',
    ],
    why: 'From $z_2$ back to $z_1$ the chain rule passes $z_2 = f_1 w_2$, which gives $w_2$, and $f_1 = \\tanh(z_1)$, which gives $1 - f_1^2$.',
  },
  {
    id: 'unrolled',
    topic: TOPIC,
    title: 'The whole recursion',
    question: `Unroll the recursion to its end. With $\\tanh$ and the loss $(y - f_L)^2$, what is $${LOSS_BY_W1}$?`,
    shape,
    attempts: 2,
    choice: {
      several: false,
      options: [
        { isRight: false, line: `${LOSS_BY_W1} = x \\, ${SLOPES} \\, w_1 w_2 \\cdots w_L \\, (2(f_L-y))` },
        { isRight: true, line: `${LOSS_BY_W1} = x \\, ${SLOPES} \\, w_2 w_3 \\cdots w_L \\, (2(f_L-y))` },
        {
          isRight: false,
          line: `${LOSS_BY_W1} = x \\, ${SLOPES} \\, w_1 w_2 \\cdots w_{L-1} \\, (2(f_L-y))`,
        },
        { isRight: false, line: `${LOSS_BY_W1} = x \\, ${SLOPES} \\, w_2 w_3 \\cdots w_L \\, (2(y-f_L))` },
        { isRight: false, line: `${LOSS_BY_W1} = x \\, ${SLOPES} \\, w_2 w_3 \\cdots w_L \\, (f_L-y)` },
        { isRight: false, line: `${LOSS_BY_W1} = ${SLOPES} \\, w_2 w_3 \\cdots w_L \\, (2(f_L-y))` },
        {
          isRight: false,
          line: `${LOSS_BY_W1} = x \\, (1-f_1^2)\\cdots(1-f_{L-1}^2) \\, w_2 w_3 \\cdots w_L \\, (2(f_L-y))`,
        },
      ],
    },
    formula: { left: `${LOSS_BY_W1} =`, without: ['derivatives', 'deltas'] },
    hints: [
      'Begin with $x \\delta_1$, and put in the recursion for $\\delta_1$, then for $\\delta_2$, and so on.',
      'Each step of the recursion brings one slope $1 - f_i^2$ and the weight of the layer behind it.',
      'The recursion ends at $\\delta_L$: the last slope, and the derivative of the loss by $f_L$.',
    ],
    why: 'Every layer gives its slope, every layer but the first its weight, and the end of the chain the derivative $2(f_L - y)$ of the loss.',
  },
]
