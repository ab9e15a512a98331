/** Random numbers that a seed repeats. */
'use strict'

/** mulberry32: small, and good enough to choose by. */
function randomFrom(seed) {
  let state = seed >>> 0
  const bits = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const below = (end) => bits() % end
  const oneOf = (choices) => choices[below(choices.length)]
  const times = (most, make) => Array.from({ length: below(most) }, make)
  return { bits, below, oneOf, times }
}

module.exports = { randomFrom }
