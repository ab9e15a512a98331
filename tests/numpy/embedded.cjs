/** `node embedded.cjs OUTCOMES [TESTS]`: NumPy's tests on a thread of the addon's pool. Ends with 0 when all went well. */
'use strict'
const path = require('node:path')
const { addon, startOptions } = require('../boundary/runtime.cjs')

const [outcomes, ...tests] = process.argv.slice(2)
const more = process.env.PYTHONPATH?.split(path.delimiter) ?? [] // the interpreter itself ignores it

async function main() {
  await addon.start({ ...startOptions, searchPaths: [...startOptions.searchPaths, ...more], threads: 2 })
  const well = await addon.call('numpy_suite:run', [outcomes, tests]).result
  process.stdout.write('', () => addon.exit(well === true ? 0 : 1))
}

main().catch((error) => {
  console.error(error.traceback ?? error)
  process.exitCode = 1
})
