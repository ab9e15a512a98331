// @ts-check
/** From `interrupt()` to the settled promise of a loop in Python that never looks at a flag. */
import { offered } from '../contestants/session.mjs'
import { pause } from '../delay.mjs'
import { median } from '../row.mjs'

/** @type {import('../embedding.mjs').Measurement} */
export const cancel = {
  name: 'cancel',
  async measure(session) {
    const interruptible = offered(session, 'interruptible')
    const times = []
    for (let i = 0; i < 20; i++) {
      const { settled, interrupt } = interruptible('forever')
      await pause(30)
      const started = performance.now()
      interrupt()
      const ended = await settled.then(
        () => 'went to its end',
        () => 'was ended',
      )
      if (ended !== 'was ended') throw new Error(`the loop ${ended}`)
      times.push(performance.now() - started)
    }
    return { median: median(times) }
  },
  judged: [
    {
      row: 'cancel of a Python loop, median',
      unit: 'ms',
      value: 'median',
      better: 'lower',
      against: null,
      target: 15,
    },
  ],
}
