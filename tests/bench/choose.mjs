// @ts-check
/** What the words of the command line ask for. */

/**
 * @typedef {object} Choice
 * @property {boolean} window
 * @property {boolean} command
 * @property {boolean} overhead
 * @property {boolean} history
 * @property {boolean} isolated
 * @property {boolean} queue
 * @property {boolean} sweep
 * @property {readonly string[] | null} embedding the rows to measure, none for all; null for no such benchmark
 * @property {number | undefined} rounds
 */

const PREFIX = 'embedding/'

/**
 * @param {readonly string[]} words none for every benchmark
 * @param {string | undefined} rounds
 * @param {readonly string[]} embeddingRows
 * @returns {Choice | string} a string says what is wrong
 */
export function choose(words, rounds, embeddingRows) {
  const names = [
    'window',
    'command',
    'overhead',
    'history',
    'isolated',
    'queue',
    'sweep',
    'embedding',
    ...embeddingRows.map((name) => `${PREFIX}${name}`),
  ]
  const unknown = words.filter((word) => !names.includes(word))
  if (unknown.length > 0)
    return `There is no benchmark ${unknown.join(', ')}.\nChoose of ${names.join(', ')}.`
  if (rounds !== undefined && !/^[1-9]\d*$/.test(rounds))
    return `--rounds ${rounds} is no number of rounds.\nGive a whole number from 1.`
  const has = (/** @type {string} */ name) => words.length === 0 || words.includes(name)
  const chosen = words.flatMap((word) => (word.startsWith(PREFIX) ? [word.slice(PREFIX.length)] : []))
  return {
    window: has('window'),
    command: has('command'),
    overhead: has('overhead'),
    history: has('history'),
    isolated: has('isolated'),
    queue: has('queue'),
    sweep: has('sweep'),
    embedding: has('embedding') ? [] : chosen.length > 0 ? chosen : null,
    rounds: rounds === undefined ? undefined : Number(rounds),
  }
}
