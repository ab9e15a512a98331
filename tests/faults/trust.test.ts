/** T1 of `docs/reliability.md`: between what somebody agreed to and what is executed there may be hours. */
import { existsSync, rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { here } from './core'

const helped = 'import pathlib\nimport helper\ndef helped() -> int:\n    return 1\n'
const helper = "import pathlib\npathlib.Path(__file__ + '.ran').touch()\n"

test.each(['lab/helped.py', 'lab/helper.py'])(
  'a run that waits is not started once %s is another than what was agreed to',
  async (changed) => {
    const place = here()
    const file = place.write(
      'lab/helped.py',
      helped.replace('import helper', 'try: import helper\nexcept ImportError: pass'),
    )
    const trace = `${place.write('lab/helper.py', helper)}.ran`
    const reply = await place.core.jobs.submit(await place.find(file, null), {}, { plan: { held: true } })
    if (reply.state === 'refused') throw new Error(JSON.stringify(reply))
    rmSync(trace, { force: true })
    place.write(changed, `${helper}# now another\ndef helped() -> int:\n    return 2\n`)
    await place.core.jobs.release(reply.run.id)
    const { state, error, started } = await place.core.jobs.finished(reply.run.id)
    expect({ state, kind: error?.kind }).toEqual({ state: 'failed', kind: 'trust' })
    expect(error?.message).toContain('has changed since you trusted it')
    expect(started).not.toBe(null)
    expect(existsSync(trace)).toBe(false)
    expect(existsSync(`${file}.ran`)).toBe(false)
  },
)
