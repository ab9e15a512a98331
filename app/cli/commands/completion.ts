import { build, doings, type Shell } from '../arguments/definition'
import { answer } from '../completion/answer'
import { flagsOf } from '../completion/flags'
import { knownIn } from '../completion/known'
import { answerText, questionOf } from '../completion/protocol'
import { scripts } from '../completion/scripts'
import { exitCodes } from '../exit-code'
import type { Context } from './context'

/** --completion */
export async function completion({ screen }: Context, shell: Shell): Promise<number> {
  screen.out(scripts[shell])
  return exitCodes.ok
}

/** What those scripts ask, at every press of the Tab key. */
export async function complete(
  { core, screen }: Pick<Context, 'core' | 'screen'>,
  asked: readonly string[],
): Promise<number> {
  const { typed, words } = questionOf(asked)
  const known = await knownIn(core.layout, flagsOf(build(), doings))
  screen.out(answerText(answer(words, typed, known)))
  return exitCodes.ok
}
