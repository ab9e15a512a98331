/**
 * The cases of all files as one node:test tree. It runs to its end by itself, so that it works where nothing waits
 * for an empty event loop: in Electron's main process.
 */
'use strict'
const test = require('node:test')
const { has } = require('./runtime.cjs')

const groups = []

/**
 * `define` gets a function that adds a case; cases run one after another. A case may say which packages it `needs`:
 * it is skipped with a Python that has not all of them.
 */
function group(name, define) {
  const cases = []
  groups.push({ name, cases })
  define((title, body, { needs = [] } = {}) => cases.push({ title, body, needs }))
}

/** Runs everything that was added and counts. */
async function runAll({ timeout = Number(process.env.GILDER_CASE_TIMEOUT ?? 120_000) } = {}) {
  const counts = { passed: 0, failed: 0 }
  const counted = async (body, context) => {
    try {
      await body(context)
      counts.passed += 1
    } catch (error) {
      counts.failed += 1
      throw error
    }
  }
  await test('boundary', async (all) => {
    for (const { name, cases } of groups) {
      await all.test(name, async (one) => {
        for (const { title, body, needs } of cases) {
          const lacking = needs.filter((name) => !has(name))
          const skip = lacking.length > 0 && `this Python has no ${lacking.join(', ')}`
          await one.test(title, { timeout, skip }, (context) => counted(body, context))
        }
      })
    }
  })
  return counts
}

module.exports = { group, runAll }
