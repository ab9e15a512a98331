/**
 * The cases of all files as one node:test tree. It runs to its end by itself, so that it works where nothing waits
 * for an empty event loop: in Electron's main process.
 */
'use strict'
const test = require('node:test')

const groups = []

/** `define` gets a function that adds a case; cases run one after another. */
function group(name, define) {
  const cases = []
  groups.push({ name, cases })
  define((title, body) => cases.push({ title, body }))
}

/** Runs everything that was added and counts. */
async function runAll({ timeout = 120_000 } = {}) {
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
        for (const { title, body } of cases) {
          await one.test(title, { timeout }, (context) => counted(body, context))
        }
      })
    }
  })
  return counts
}

module.exports = { group, runAll }
