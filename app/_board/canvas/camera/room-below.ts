/** What is kept free at the lower edge of the canvas for what stands over it, in screen px: the style sheet says it. */
export const roomBelow = (frame: Element): number =>
  Number.parseFloat(getComputedStyle(frame).getPropertyValue('--room-below')) || 0
