/** Whether the parts of Python are where they should be, and for this machine. */
import { type Check, ok, problem } from '../check'

export const runtime: Check = {
  name: 'runtime',
  async look({ interpreter, layout }) {
    const { status } = await interpreter.runtime()
    const { state, folder, python, packages, message, hint } = status
    const facts = { state, folder, named: layout.runtimeNamed, python, packages }
    if (state !== 'ok') return problem(message, hint, facts)
    const count = Object.keys(packages).length
    const whose = layout.runtimeNamed ? ', named by GILDER_RUNTIME' : ''
    return ok(`Python ${python} with ${count} packages in ${folder}${whose}.`, facts)
  },
}
