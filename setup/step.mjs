// @ts-check
/** Runs steps in order: skips those whose inputs have not changed, shows the others, reports the one that fails. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { failureReport } from './failure.mjs'
import { takeLock } from './lock.mjs'
import { root, state } from './paths.mjs'
import { exec, goOn, Interrupted } from './process.mjs'
import { complain, startLine, tell } from './screen.mjs'
import { clearStamp, isCurrent, setStamp, stampOf } from './stamp.mjs'

/**
 * @typedef {object} Task what a running step may use
 * @property {(text: string) => void} say replaces the step's live line
 * @property {(command: string, args: readonly string[], options?: import('./process.mjs').ExecOptions) => Promise<import('./process.mjs').Finished>} exec
 *   with the output in the step's log
 */

/**
 * @typedef {object} Step
 * @property {string} name names the stamp and the log
 * @property {string} title what a person reads while it runs
 * @property {() => import('./stamp.mjs').Inputs} inputs
 * @property {() => readonly string[]} outputs absolute paths that must exist
 * @property {(task: Task) => Promise<string | undefined>} run returns a remark for the person
 * @property {() => boolean} [current] for a step that looks for itself, instead of inputs and outputs
 */

const place = { root, folder: state }

/** @param {Step} step */
const needed = (step) =>
  step.current ? !step.current() : !isCurrent(place, step.name, step.inputs(), step.outputs())

/** @param {Step} step */
async function runStep(step) {
  const log = join(state, `${step.name}.log`)
  writeFileSync(log, '')
  clearStamp(place, step.name)
  const stamp = stampOf(root, step.inputs())
  const line = startLine(step.title)
  try {
    const remark = await step.run({
      say: line.say,
      exec: (command, args, options) => exec(command, args, { cwd: root, log, onLine: line.say, ...options }),
    })
    goOn()
    setStamp(place, step.name, stamp)
    line.done(remark)
    return true
  } catch (error) {
    line.clear()
    if (error instanceof Interrupted) throw error
    const logText = readFileSync(log, 'utf8')
    complain(failureReport({ title: step.title, seconds: line.seconds(), error, log, logText }))
    return false
  }
}

/**
 * @param {readonly Step[]} steps
 * @returns {Promise<boolean>} whether everything is in place
 */
export async function setUp(steps) {
  const started = performance.now()
  const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`
  if (!steps.some(needed)) {
    tell(`Set-up is up to date (${seconds()})`)
    return true
  }
  mkdirSync(state, { recursive: true })
  const release = await takeLock(root, () =>
    tell('  Another set-up is at work in this folder; waiting for it …'),
  )
  try {
    for (const step of steps) if (needed(step) && !(await runStep(step))) return false
    tell(`Set-up is complete (${seconds()})`)
    return true
  } finally {
    release()
  }
}
