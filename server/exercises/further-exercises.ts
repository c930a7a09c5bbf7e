import { uniformShape } from '@/lib/notation'
import type { KeyedExercise } from './exercise'

// What the course leaves out: other activations, biases, other losses, and the order of things in a step.

const sigmoid = uniformShape(3, 'sigmoid', 'squared')
const relu = uniformShape(3, 'relu', 'squared')
const biased = uniformShape(3, 'tanh', 'squared', true)
const plain = uniformShape(3, 'tanh', 'squared')

const by = (quantity: string) => `\\frac{\\partial \\mathcal{L}}{\\partial ${quantity}}`

export const FURTHER_EXERCISES: readonly KeyedExercise[] = [
  {
    id: 'sigmoid-recursion',
    topic: 'Sigmoid',
    title: 'The recursion with a sigmoid',
    question:
      'Every unit is a sigmoid now, $f(z) = \\frac{1}{1+e^{-z}}$. Write $\\delta_1$ in terms of $\\delta_2$.',
    shape: sigmoid,
    attempts: 3,
    formula: { left: '\\delta_1 =', uses: ['\\delta_2'], without: ['derivatives'] },
    hints: [
      'Nothing changes in the recursion but the slope of the activation.',
      'The slope of the sigmoid can be said by its output: it is largest at $f = \\frac12$, and 0 at $f = 0$ and $f = 1$.',
    ],
    why: 'The slope of the sigmoid is $f(1-f)$, and the rest of the recursion is as before: $\\delta_1 = f_1(1-f_1) w_2 \\delta_2$.',
  },
  {
    id: 'sigmoid-vanishing',
    topic: 'Sigmoid',
    title: 'How fast it vanishes',
    question:
      'Ten layers of sigmoids, all weights 1. Whatever the input is, how large can $\\left|\\frac{\\delta_1}{\\delta_{10}}\\right|$ be at most?',
    shape: sigmoid,
    attempts: 2,
    choice: {
      several: false,
      options: [
        {
          isRight: false,
          text: '$1$',
          remark:
            'That would need slopes of 1. The sigmoid rises from 0 to 1 slowly: its slope $f(1-f)$ never comes near 1.',
        },
        {
          isRight: false,
          text: '$\\frac{1}{4}$',
          remark: 'That is what a single layer may leave. The slopes of all layers in between multiply.',
        },
        { isRight: true, text: '$\\left(\\frac{1}{4}\\right)^{9}$' },
        {
          isRight: false,
          text: '$\\left(\\frac{1}{4}\\right)^{10}$',
          remark: 'Nearly: from $\\delta_{10}$ back to $\\delta_1$ there are nine steps, not ten.',
        },
        {
          isRight: false,
          text: '$\\left(\\frac{1}{2}\\right)^{9}$',
          remark:
            'Nine steps is right, but $\\frac12$ is the output at which the slope is largest, not the slope.',
        },
      ],
    },
    hints: [
      'Each step from $\\delta_{i+1}$ to $\\delta_i$ multiplies by $f_i(1-f_i) w_{i+1}$.',
      'For which $f$ between 0 and 1 is $f(1-f)$ largest, and how many such factors are there?',
    ],
    why: 'The slope $f(1-f)$ is at most $\\frac14$, and nine of them multiply: less than four millionths are left.',
  },
  {
    id: 'relu-dead',
    topic: 'ReLU',
    title: 'A unit that is off',
    question:
      'Three ReLU layers without biases, and $z_2 < 0$ for this sample, while $z_1 > 0$. Which of these are 0 then? Choose all that are.',
    shape: relu,
    attempts: 2,
    choice: {
      several: true,
      options: [
        { isRight: true, text: `$${by('w_1')}$` },
        { isRight: true, text: `$${by('w_2')}$` },
        { isRight: true, text: `$${by('w_3')}$` },
        {
          isRight: false,
          text: '$f_1$',
          remark: '$f_1 = \\max(0, z_1)$ comes before the unit that is off, and $z_1$ is positive.',
        },
        {
          isRight: false,
          text: '$\\mathcal{L}$',
          remark: 'With $f_3 = 0$ the loss is $y^2$: nothing of it is 0 unless the target is.',
        },
      ],
    },
    hints: [
      'Where $z_2 < 0$, both $f_2$ and the slope $f′(z_2)$ are 0.',
      'The slope is a factor of $\\delta_2$, and so of everything before it. And what is $f_2$ a factor of?',
    ],
    why: 'The slope 0 is a factor of $\\delta_2$ and $\\delta_1$, and so of the gradients by $w_2$ and $w_1$; and $f_2 = 0$ is a factor of the one by $w_3$. The unit does not learn, and keeps the others from learning.',
  },
  {
    id: 'bias-gradient',
    topic: 'Biases',
    title: 'The gradient of a bias',
    question: `Every layer has a bias now: $z_i = f_{i-1} w_i + b_i$. Write $${by('b_2')}$ with the deltas.`,
    shape: biased,
    attempts: 3,
    formula: { left: `${by('b_2')} =`, uses: ['\\delta_2'], without: ['derivatives'] },
    hints: [
      'The bias $b_2$ reaches the loss through $z_2$ alone.',
      'How much does $z_2$ move when $b_2$ moves by a little?',
    ],
    why: 'The bias is added to $z_2$ as it is: $\\frac{\\partial z_2}{\\partial b_2} = 1$, and so the gradient is $\\delta_2$ itself.',
  },
  {
    id: 'bias-update',
    topic: 'Biases',
    title: 'The step of a bias',
    question:
      'The same chain with biases. Write what one step of gradient descent makes of $b_1$, with the deltas.',
    shape: biased,
    attempts: 3,
    formula: { left: 'b_1 \\leftarrow', uses: ['\\eta', '\\delta_1'], without: ['derivatives'] },
    hints: [
      'A bias takes its step as a weight does, with its own gradient.',
      'A weight is multiplied by what comes in, so that its gradient has a second factor. A bias is only added.',
    ],
    why: `A bias takes its step as a weight does, and $${by('b_1')} = \\delta_1$.`,
  },
  {
    id: 'bias-weight',
    topic: 'Biases',
    title: 'Weights beside biases',
    question: `Still $z_i = f_{i-1} w_i + b_i$. What is $${by('w_2')}$ now?`,
    shape: biased,
    attempts: 2,
    choice: {
      several: false,
      options: [
        {
          isRight: false,
          line: `${by('w_2')} = (f_1 + b_2) \\, \\delta_2`,
          remark: 'The bias is added to the product $f_1 w_2$, and not to what $w_2$ multiplies.',
        },
        { isRight: true, line: `${by('w_2')} = f_1 \\, \\delta_2` },
        {
          isRight: false,
          line: `${by('w_2')} = f_1 \\, \\delta_2 + b_2`,
          remark: 'A derivative by $w_2$ asks what moves when $w_2$ moves. The bias $b_2$ does not.',
        },
        { isRight: false, line: `${by('w_2')} = w_2 \\, \\delta_2` },
      ],
    },
    hints: [
      'Which part of $z_2 = f_1 w_2 + b_2$ moves when $w_2$ does?',
      'What is $\\frac{\\partial z_2}{\\partial w_2}$?',
    ],
    why: 'The bias does not move with $w_2$: $\\frac{\\partial z_2}{\\partial w_2} = f_1$ as before. It changes the numbers, and not the formula.',
  },
  {
    id: 'half-squared',
    topic: 'Other losses',
    title: 'Half the square',
    question:
      'Many books use the loss $\\mathcal{L} = \\frac12 (y - f_L)^2$. With $\\tanh$, write the last delta $\\delta_L$ by $f_L$ and $y$.',
    shape: uniformShape(3, 'tanh', 'half-squared'),
    attempts: 3,
    formula: { left: '\\delta_L =', uses: ['y'], without: ['derivatives'] },
    hints: [
      'The last delta is the slope of the last unit times the derivative of the loss by $f_L$.',
      'What does the $\\frac12$ do to the derivative of the square?',
    ],
    why: 'The $\\frac12$ takes the 2 away that the square brings: the derivative of the loss is $f_L - y$, and the slope is $1 - f_L^2$.',
  },
  {
    id: 'cross-entropy',
    topic: 'Other losses',
    title: 'Sigmoid and logistic loss',
    question:
      'The last unit is a sigmoid, and the loss is the logistic one, $\\mathcal{L} = -y \\ln f_L - (1-y) \\ln(1-f_L)$. What is $\\delta_L$?',
    shape: uniformShape(3, 'sigmoid', 'logistic'),
    attempts: 2,
    choice: {
      several: false,
      options: [
        {
          isRight: false,
          line: '\\delta_L = (f_L-y) \\, f_L (1-f_L)',
          remark:
            'The derivative of this loss by $f_L$ has $f_L(1-f_L)$ below the line, and the slope of the sigmoid brings the same above it: they cancel.',
        },
        {
          isRight: false,
          line: '\\delta_L = 2(f_L-y) \\, f_L (1-f_L)',
          remark: 'That is the last delta of the squared loss.',
        },
        { isRight: true, line: '\\delta_L = f_L-y' },
        {
          isRight: false,
          line: '\\delta_L = y-f_L',
          remark:
            'The sign is the wrong way round: where $f_L$ is above $y$, the loss grows with $z_L$, so that $\\delta_L$ is positive.',
        },
      ],
    },
    hints: [
      'Work out $\\frac{\\partial \\mathcal{L}}{\\partial f_L}$ first, over one denominator.',
      'It is $\\frac{f_L - y}{f_L(1-f_L)}$. Now multiply by the slope of the sigmoid.',
    ],
    why: 'The slope $f_L(1-f_L)$ of the sigmoid cancels with the denominator of the loss’s derivative. So a sigmoid that is saturated on the wrong side still learns.',
  },
  {
    id: 'old-weights',
    topic: 'The order of things',
    title: 'Old weights or new ones',
    question:
      'All weights take their step at once. Which line is the step of $w_1$, with $\\delta_1$ written out by $\\delta_2$?',
    shape: plain,
    attempts: 2,
    choice: {
      several: false,
      options: [
        {
          isRight: false,
          line: 'w_1 \\leftarrow w_1 - \\eta \\, x \\, (1-f_1^2) \\, w_2^{\\text{new}} \\, \\delta_2',
        },
        {
          isRight: false,
          line: 'w_1 \\leftarrow w_1 - \\eta \\, x \\, (1-f_1^2) \\, \\eta w_2 \\, \\delta_2',
        },
        { isRight: true, line: 'w_1 \\leftarrow w_1 - \\eta \\, x \\, (1-f_1^2) \\, w_2 \\, \\delta_2' },
        { isRight: false, line: 'w_1 \\leftarrow w_1 - \\eta \\, x \\, w_2 \\, \\delta_2' },
      ],
    },
    hints: [
      'The gradient belongs to one point: to the weights with which the forward pass was made.',
      'So which $w_2$ stands in $\\delta_1$, the one before its step or the one after?',
    ],
    why: 'A gradient is that of the loss at the weights before the step. So the whole backward pass uses the old weights, and only then are all of them replaced.',
  },
  {
    id: 'order',
    topic: 'The order of things',
    title: 'What comes first',
    question: 'In which order are things worked out in one step of gradient descent?',
    shape: plain,
    attempts: 2,
    choice: {
      several: false,
      options: [
        {
          isRight: false,
          text: 'Forward from $z_1$ to $\\mathcal{L}$; then layer by layer from the end: $\\delta_i$, and $w_i$ takes its step.',
          remark:
            'Then $\\delta_{i-1}$ would be made with a $w_i$ that has already taken its step, and would be no derivative of this loss.',
        },
        {
          isRight: false,
          text: 'Backward from $\\delta_L$ to $\\delta_1$; then forward from $z_1$ to $\\mathcal{L}$; then all weights.',
          remark: 'The deltas need the outputs $f_i$ of the forward pass, so that one has to come first.',
        },
        {
          isRight: true,
          text: 'Forward from $z_1$ to $\\mathcal{L}$; backward from $\\delta_L$ to $\\delta_1$; then all weights.',
        },
        {
          isRight: false,
          text: 'Forward from $z_1$ to $\\mathcal{L}$; then $\\delta_1$ to $\\delta_L$; then all weights.',
          remark: '$\\delta_1$ is made of $\\delta_2$, and so on: the backward pass begins at the end.',
        },
      ],
    },
    hints: [
      'What does $\\delta_L$ need, and what does $\\delta_1$ need?',
      'And what goes wrong when a weight changes before all deltas are there?',
    ],
    why: 'The deltas need the outputs of the forward pass, each of them the one behind it, and all of them the weights as they were.',
  },
]
