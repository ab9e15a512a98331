/** Whether Python computes: on its own first, then inside of this process as jobs use it. */
import { reportOf } from '../../../contract/error'
import { host } from '../../engine/names'
import { type Check, ok, problem, type Verdict, warning } from '../check'
import { SelfTestReport } from '../self-test'

const AGAIN = 'If no file differs, report this; otherwise repair the files first.'

export const python: Check = {
  name: 'python',
  async look({ selfTest, interpreter }) {
    const { files } = await interpreter.runtime()
    if (files === null) return problem('Python was not started.', 'The runtime has to be put right first.')
    const test = await selfTest()
    if (test.ran) return verdict(test.report, 'Python starts')
    return problem(`Python does not start: ${test.why}.`, AGAIN)
  },
}

export const embedded: Check = {
  name: 'embedded',
  async look({ selfTest, interpreter }) {
    // What kills a process of its own would kill this one too.
    const test = await selfTest()
    if (!test.ran)
      return warning('Python inside of Gilder was not tried.', 'It has to work on its own first.')
    try {
      const addon = await interpreter.start()
      const report = SelfTestReport.parse(await addon.call(host.selfTest, []).result)
      return verdict(report, "Python starts inside of Gilder's own process")
    } catch (error) {
      const { message, hint = AGAIN } = reportOf(error)
      return problem(message, hint)
    }
  },
}

function verdict({ python: version, parts }: SelfTestReport, starts: string): Verdict {
  const facts = { python: version, parts }
  const wrong = parts.filter(({ state }) => state === 'wrong')
  if (wrong.length > 0) {
    const named = wrong.map(({ name, text }) => `${name} (${text})`).join(', ')
    return problem(`${starts}, but not everything works: ${named}.`, AGAIN, facts)
  }
  const missing = parts.filter(({ state }) => state === 'missing')
  if (missing.length > 0)
    return warning(
      `${starts}; ${missing.map(({ text }) => text).join(', ')}.`,
      'Install it there if your jobs need it.',
      facts,
    )
  return ok(`${starts}; ${listText(parts.map(({ name }) => name))} compute as they should.`, facts)
}

const listText = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
