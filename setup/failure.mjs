// @ts-check
/** Why a step failed and what to do next, as a value and as the text a person reads. */

export class StepError extends Error {
  /**
   * @param {string} reason one sentence
   * @param {string} next one sentence
   */
  constructor(reason, next) {
    super(reason)
    this.name = 'StepError'
    this.next = next
  }
}

const shown = 15

/**
 * @param {{ title: string, seconds: number, error: unknown, log: string, logText: string }} failure
 */
export function failureReport({ title, seconds, error, log, logText }) {
  const known = error instanceof StepError
  const reason = known
    ? error.message
    : `an unexpected fault: ${error instanceof Error ? error.stack : error}`
  const next = known ? error.next : 'This is a fault of the set-up itself: please report it with the log.'
  const lines = logText.trimEnd().split('\n').slice(-shown)
  return [
    `${title}: failed after ${seconds.toFixed(1)} s.`,
    `  Reason: ${reason}`,
    ...(logText.trim() ? ['', ...lines.map((line) => `  | ${line}`)] : []),
    '',
    `  Full log: ${log}`,
    `  Next: ${next}`,
  ].join('\n')
}
