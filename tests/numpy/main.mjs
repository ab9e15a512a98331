// @ts-check
/** `npm run test:numpy`: all of `numpy.test('fast')`; `-- numpy.linalg` only what is named. */
import { showAll } from '../run/show.mjs'
import { numpySuite } from './run.mjs'

await showAll([{ name: 'numpy', run: numpySuite(process.argv.slice(2)) }], [])
