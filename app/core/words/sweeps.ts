/** What can be wrong with a sweep. */
import type { ErrorReport } from '../../contract/error'
import { didYouMean, list } from './phrases'

export const sweepsWords = {
  sweepForm: (given: string): ErrorReport => ({
    kind: 'parameters',
    message: `The sweep "${given}" has no name or no values.`,
    hint: 'Write it as name=values: lr=0.1,0.01 or k=2:10:2.',
  }),
  sweepName: (name: string, near: string | null, known: readonly string[]): ErrorReport => ({
    kind: 'parameters',
    message: `There is no parameter "${name}" to sweep.${didYouMean(near)}`,
    hint: known.length === 0 ? 'The job has no parameters.' : `The parameters are: ${list(known)}.`,
  }),
  sweepTwice: (name: string): ErrorReport => ({
    kind: 'parameters',
    message: `The parameter "${name}" is swept twice.`,
    hint: 'Give all its values in one place.',
  }),
  sweepRange: (name: string, given: string, why: string): ErrorReport => ({
    kind: 'parameters',
    message: `The range ${given} of "${name}" cannot be used: ${why}.`,
    hint: 'Write start:end:step, as in 2:10:2, or start:end:*factor, as in 0.001:1:*10.',
  }),
  sweepStep: (name: string, from: number, to: number): ErrorReport => ({
    kind: 'parameters',
    message: `The range ${from}:${to} of "${name}" has no step.`,
    hint: `Add one, as in ${from}:${to}:${Number(((to - from) / 4).toPrecision(2))}, or draw points from it with a number of samples.`,
  }),
  sweepTooLarge: (most: number): ErrorReport => ({
    kind: 'parameters',
    message: `The sweep has more than ${most.toLocaleString('en-GB')} points.`,
    hint: 'Give fewer values, or draw some of the points with a number of samples.',
  }),
  sweepGoal: (given: string): ErrorReport => ({
    kind: 'parameters',
    message: `It is not known whether a lower or a higher "${given}" is better.`,
    hint: 'Say name:min or name:max.',
  }),
  sweepMetric: (name: string, near: string | null, known: readonly string[]): ErrorReport => ({
    kind: 'parameters',
    message: `The job has no metric "${name}".${didYouMean(near)}`,
    hint: known.length === 0 ? 'It returns no single numbers.' : `Its metrics are: ${list(known)}.`,
  }),
  sweepFailed: (lost: number, all: number, first: ErrorReport | null): ErrorReport => ({
    kind: 'job',
    message: `${lost} of ${all} points of the sweep did not end as done.${first === null ? '' : ` The first: ${first.message}`}`,
    hint: 'The table has the others, and an error for each of these; resume the sweep to run only these again.',
  }),
  noSweep: (run: string): ErrorReport => ({
    kind: 'usage',
    message: `The run "${run}" is no sweep.`,
    hint: 'Only a sweep can be resumed; start another run with the same parameters.',
  }),
  badSweep: (run: string): ErrorReport => ({
    kind: 'input',
    message: `The sweep "${run}" cannot be resumed: its sweep.json is damaged.`,
    hint: 'Start the sweep again; its finished points are kept as runs.',
  }),
} as const
