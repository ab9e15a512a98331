/**
 * `node javascript.cjs --seconds N [--seed S]`: random values to Python and back. Those that may cross must come back the
 * same; whatever else there is must be refused with a reason, or throw what it throws itself.
 */
'use strict'
const assert = require('node:assert/strict')
const { parseArgs } = require('node:util')
const { addon, startOptions } = require('../boundary/runtime.cjs')
const { randomFrom } = require('./random.cjs')
const { hostile, plain } = require('./random-values.cjs')
const { expected } = require('./expected.cjs')

const { values: options } = parseArgs({
  options: { seconds: { type: 'string', default: '60' }, seed: { type: 'string' } },
})
const AT_ONCE = 8
const one = options.seed !== undefined
const echo = (value) => addon.call('boundary_values:echo', [value], { onEvent: () => {} }).result

/** A value that may cross, by its seed alone. */
async function roundTrip(seed) {
  const value = plain(randomFrom(seed))
  const wanted = expected(value)
  assert.deepStrictEqual(await echo(value), wanted)
}

/** A value with something in it that nobody would send. */
async function refusal(seed) {
  try {
    await echo(hostile(randomFrom(seed)))
    return 'crossed'
  } catch (error) {
    if (error?.code === 'GILDER_VALUE') assert.match(error.message, /^.+\. .+\.$/s)
    else assert.match(error?.message, /thrown by the value itself|Cannot transfer object/, error?.stack)
    return 'refused'
  }
}

async function main() {
  await addon.start(startOptions)
  const end = performance.now() + Number(options.seconds) * 1000
  let seed = one ? Number(options.seed) : Date.now() % 2 ** 32
  const counts = { same: 0, refused: 0, crossed: 0 }
  while (one || performance.now() < end) {
    await Promise.all(
      Array.from({ length: one ? 1 : AT_ONCE }, async () => {
        seed += 1
        const mine = one ? Number(options.seed) : seed
        try {
          await roundTrip(mine)
          counts.same += 1
          counts[await refusal(mine)] += 1
        } catch (error) {
          console.log(`Again: node ${__filename} --seed ${mine}`)
          throw error
        }
      }),
    )
    if (one) break
  }
  console.log(
    `${counts.same} came back the same; of the odd ones ${counts.refused} refused, ${counts.crossed} crossed`,
  )
  assert.ok(one || (counts.same > 0 && counts.refused > 0), 'nothing was tried')
}

main().then(
  () => process.stdout.write('', () => addon.exit(0)),
  (error) => {
    console.log(error)
    process.stdout.write('', () => addon.exit(1))
  },
)
