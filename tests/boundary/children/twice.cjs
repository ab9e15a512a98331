/** `twice.cjs FILE`: loads FILE as well once the addon has started Python, and prints what it is told there. */
'use strict'
const { addonFile } = require('../runtime.cjs')
const { addon, options, started } = require('./start.cjs')

const say = (error) => `${error.code}: ${error.message}`

started().then(async () => {
  delete require.cache[require.resolve(addonFile)]
  const second = require(process.argv[2])
  console.log(second === addon)
  console.log(await second.start(options).catch(say))
  try {
    second.call('builtins:abs', [-1])
  } catch (error) {
    console.log(say(error))
  }
  console.log('still', await addon.call('builtins:abs', [-4]).result)
})
