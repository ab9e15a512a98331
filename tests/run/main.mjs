// @ts-check
/** `npm test`: the suites that are named, else all. */
import { showAll } from './show.mjs'
import { suites } from './suites.mjs'

await showAll(suites, process.argv.slice(2))
