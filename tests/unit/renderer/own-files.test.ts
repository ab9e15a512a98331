import { expect, test } from 'vitest'
import type { JobSpec, ParamSchema } from '../../../app/contract/job'
import type { OwnFile, OwnPlace } from '../../../app/contract/own'
import { rowsOf } from '../../../app/renderer/jobs/own-rows'
import { applyEvents, applySnapshot } from '../../../app/renderer/store/events'
import { carriedOver } from '../../../app/renderer/store/own-files'
import { initialState } from '../../../app/renderer/store/state'
import { job, snapshot } from './records'

const FILE = '/jobs/fit.py'

function spec(properties: Readonly<Record<string, ParamSchema>>, more: Partial<JobSpec> = {}): JobSpec {
  return {
    ...job,
    id: 'fit.fit.1',
    file: FILE,
    params: { type: 'object', properties: { ...properties }, required: [] },
    ...more,
  }
}

const own = (more: Partial<OwnFile>): readonly OwnPlace[] => [
  {
    kind: 'standard',
    folder: '/jobs',
    there: true,
    files: [{ file: FILE, state: 'ready', jobs: [spec({})], error: null, ...more }],
  },
]

test('what was typed stays where the field is still there and of the same type', () => {
  const before = spec({
    kept: { type: 'integer', default: 1, title: 'Old' },
    gone: { type: 'integer' },
    retyped: { type: 'integer' },
    choice: { enum: ['a', 'b'] },
    untouched: { type: 'integer', default: 3 },
  })
  const after = spec({
    kept: { type: 'integer', default: 2, title: 'New', maximum: 5 },
    retyped: { type: 'string' },
    choice: { enum: ['a', 'c'] },
    untouched: { type: 'integer', default: 4 },
    fresh: { type: 'number', default: 0.5 },
  })
  const draft = { kept: 9, gone: 1, retyped: 7, choice: 'b', untouched: 3 }
  expect(carriedOver(before, after, draft)).toEqual({ kept: 9, untouched: 4, fresh: 0.5 })
})

test('a form that becomes another one keeps its draft and its selection', () => {
  let state = applySnapshot(
    initialState,
    snapshot({ own: [...own({ jobs: [spec({ x: { type: 'integer' } })] })] }),
  )
  state = { ...state, job: 'fit.fit.1', drafts: { 'fit.fit.1': { x: 4 } } }
  const params = spec({ x: { type: 'integer' }, y: { type: 'integer', default: 1 } })
  state = applyEvents(state, [{ seq: state.seq + 1, type: 'own', own: own({ jobs: [params] }) }])
  expect(state).toMatchObject({ job: 'fit.fit.1', drafts: { 'fit.fit.1': { x: 4, y: 1 } } })
})

test('a file is selected by itself while it has no job, and by its first job once it has', () => {
  let state = applySnapshot(initialState, snapshot({ own: [...own({ jobs: [], state: 'broken' })] }))
  const next = (event: object) => applyEvents(state, [{ seq: state.seq + 1, ...event } as never])
  state = next({ type: 'opened', file: FILE })
  expect(state.job).toBe(FILE)
  state = next({ type: 'own', own: own({}) })
  expect(state.job).toBe('fit.fit.1')
  state = next({ type: 'own', own: own({ jobs: [spec({}, { id: 'fit.other.1' })] }) })
  expect(state.job).toBe('fit.other.1')
  state = next({ type: 'own', own: [] })
  expect(state.job).toBe(job.id)
})

test('one that was opened before the page was there is selected by it', () => {
  const state = applySnapshot(initialState, snapshot({ own: [...own({})], opened: FILE }))
  expect(state.job).toBe('fit.fit.1')
})

test('rows tell what is the matter, with line and column first', () => {
  const message = 'Line 2, column 15 of fit.py is not valid Python: invalid syntax'
  const [place] = own({
    jobs: [],
    state: 'broken',
    error: { kind: 'job', message, hint: 'Correct the line.' },
  })
  const [file] = place?.files ?? []
  if (file === undefined) throw new Error('There is no file.')
  expect(rowsOf(file, '')).toMatchObject([
    {
      key: FILE,
      title: 'fit.py',
      summary: 'Line 2, column 15: invalid syntax',
      tip: `${FILE}\n${message}. Correct the line.`,
    },
  ])
  expect(rowsOf(file, 'smooth')).toEqual([])
  expect(rowsOf({ ...file, state: 'untrusted', jobs: [spec({})] }, '')).toMatchObject([
    { key: 'fit.fit.1', summary: 'Not trusted as it is now' },
  ])
  expect(rowsOf({ ...file, state: 'ready', jobs: [spec({}, { summary: '' })] }, '')).toMatchObject([
    { summary: 'fit.py' },
  ])
})
