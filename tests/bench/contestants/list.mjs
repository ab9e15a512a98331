// @ts-check
/** Who takes part. The floor is no peer: it runs no Python, and shows what the machine allows. */

/**
 * @typedef {object} Contestant
 * @property {string} name of its file, and in every table
 * @property {'gilder' | 'peer' | 'floor'} part
 * @property {boolean} inProcess whether Python runs in the process of the JavaScript
 */

/** @type {readonly Contestant[]} */
export const contestants = [
  { name: 'gilder', part: 'gilder', inProcess: true },
  { name: 'node-calls-python', part: 'peer', inProcess: true },
  { name: 'pymport', part: 'peer', inProcess: true },
  { name: 'python-shell', part: 'peer', inProcess: false },
  { name: 'python-child', part: 'peer', inProcess: false },
  { name: 'floor', part: 'floor', inProcess: true },
]
