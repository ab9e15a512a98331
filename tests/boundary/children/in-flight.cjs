/** Leaves in the way asked for while Python loops, computes, emits and copies. */
'use strict'
const { addon, started } = require('./start.cjs')

const ways = {
  exit: () => process.exit(5),
  throw: () => {
    throw new Error('nobody catches this')
  },
  addon: () => addon.exit(5),
}

started().then(() => {
  let events = 0
  const onEvent = () => {
    events += 1
    if (events === 2) setTimeout(ways[process.argv[2]], Number(process.argv[3] ?? 0))
  }
  const ignore = () => {}
  addon.call('boundary_calls:emit_numbers', [10 ** 9], { onEvent }).result.catch(ignore)
  for (let i = 0; i < 4; i += 1) {
    addon.call('boundary_values:evaluate', ['np.ones(1 << 21)']).result.catch(ignore)
    addon.call('boundary_arrays:sums', [[new Float64Array(1 << 20)]]).result.catch(ignore)
  }
})
